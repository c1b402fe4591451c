"""proofs/abstract: names without a meaning, for the units that get by without.

A folder there stands in front of proofs/ where a unit includes spec files, so
that its file is read instead of the one that defines the names.  A proof that
does not know what a name means holds for any meaning.
"""
import collections
import re

from driver import footprints
from driver.sources import TOP, units

FOLDER = TOP / "proofs/abstract"
HEAD = r"((?:predicate|logic integer) (\w+)\{L\}\(uint8_t \*(\w+)\b[^)*]*\))"
NAME = re.compile(rf"{HEAD}\s+reads \3\[\.\.\];")
AROUND = re.compile(r"#(ifndef|define) SPEC_\w+_ACSL\n"
                    r"|#include \"spec/\w+\.acsl\"\n|#endif\n"
                    r"|/\*@\s+axiomatic \w+ \{\s*\}\s*\*/")


def _one_line(text):
    return " ".join(text.split())


def _file(path):
    """What a file of names says beyond what its namesake defines."""
    defining = TOP / "proofs/spec" / path.name
    if path.parent.name != "spec" or not defining.exists():
        yield "in the place of no file of proofs/spec"
        return
    text = footprints.plain(path.read_text())
    rest = AROUND.sub("", NAME.sub("", text)).strip()
    if rest:
        yield f"more than names: {rest[:40]!r}"
    defined = _one_line(footprints.plain(defining.read_text()))
    for head, name, _ in NAME.findall(text):
        if f" {_one_line(head)} =" not in defined:
            yield f"defined otherwise or nowhere: {_one_line(head)}"
        else:
            yield from footprints.faults(name)


def _twice():
    """A word of proofs/spec means one thing: also to who follows it there."""
    files = collections.defaultdict(list)
    for path in sorted((TOP / "proofs/spec").glob("*.acsl")):
        for word in re.findall(r"^ +(?:predicate|logic \w+|lemma) (\w+)",
                               path.read_text(), re.M):
            files[word].append(path.name)
    for word, names in files.items():
        if len(names) > 1:
            yield f"proofs/spec: {word} is defined in {' and '.join(names)}"


def _unit(unit):
    """What is wrong with the folders that it is proved with."""
    files = collections.Counter()
    for name in unit.abstract:
        found = [path.name for path in FOLDER.glob(f"{name}/spec/*")]
        files.update(found)
        if not found:
            yield f"no names in proofs/abstract/{name}"
    for name, count in sorted(files.items()):
        if count > 1:
            yield f"two of its folders have {name}"


def faults():
    paths = [path for path in sorted(FOLDER.rglob("*")) if not path.is_dir()]
    return [*_twice(),
            *(f"{path.relative_to(TOP)}: {fault}"
              for path in paths for fault in _file(path)),
            *(f"{unit.path}: {fault}"
              for unit in units() for fault in _unit(unit))]
