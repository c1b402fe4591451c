"""manual - the examples in the manual pages, so that tests can run them."""
import pathlib
import re

from lib.programs import LISTENER, ROOT

PAGES = {
    "fe.conf(5)": pathlib.Path(LISTENER).with_name("fe.conf.5"),
    "fe-listener(8)": ROOT / "src/fe/fe-listener.8.in",
    "ppv1(1)": ROOT / "src/cli/ppv1.1",
    "ppv1(3)": ROOT / "src/core/ppv1.3",
}


def examples(page):
    """The texts between .EX and .EE that show no font, in order."""
    blocks = re.findall(r"^\.EX\n(.*?)^\.EE$", PAGES[page].read_text(),
                        re.MULTILINE | re.DOTALL)
    return [block.replace(r"\-", "-").replace(r"\e", "\\")
            for block in blocks if r"\f" not in block]


def statements(page):
    """The SQL statements, in order."""
    return [line.rstrip(";") for block in examples(page)
            for line in block.splitlines()
            if re.fullmatch(r"[A-Z]+ .*;", line)]


def dialogues(page):
    """(command, output) for each command typed at a shell's prompt."""
    for block in examples(page):
        for dialogue in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            yield tuple(dialogue.split("\n", 1))
