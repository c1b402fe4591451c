"""readme - README.md's examples, so that tests can run what it says."""
import re

from lib.programs import ROOT

TEXT = (ROOT / "README.md").read_text()


def blocks(language):
    """The fenced blocks of a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT,
                      re.MULTILINE | re.DOTALL)


def block(language):
    """The only one."""
    (text,) = blocks(language)
    return text


def settings():
    """The lines of fe.conf, as keys and values."""
    return dict(line.split(" = ", 1) for line in block("ini").splitlines())


def statements():
    """The SQL statements, in order."""
    return [line.rstrip(";") for text in blocks("sql")
            for line in text.splitlines()]


def dialogues():
    """(command, output) for each command typed at a shell's prompt."""
    for text in blocks("console"):
        for dialogue in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
            yield tuple(dialogue.split("\n", 1))
