"""The proven sources as text: which there are, and what they may not say."""
import dataclasses
import hashlib
import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parents[2]
# What a proof of a copy of the tree needs.
READ = ("src/core", "gen", "grammar", "proofs/spec", "proofs/abstract",
        "proofs/lemmas", "proofs/history", "proofs/witness")

# Words by which a proof would assume what it should show, or by which the
# provers would see other code than the compiler does.
ASSUMING = (
    ("axiom or admit", re.compile(r"\b(axiom|axiomatic|admit)\b")),
    ("unproved property", re.compile(r"\bno_wp\b")),
    ("non-termination", re.compile(r"\bterminates\s+\\false")),
    ("empty precondition", re.compile(r"\brequires\b[^;]*\\false")),
    ("unchecked invariant", re.compile(
        r"\b(global|type|strong|weak)\s+invariant\b")),
    ("code that provers do not see", re.compile(
        r"\b(asm|__asm__|volatile)\b|\b__builtin_")),
)
CONDITION = re.compile(r"^[ \t]*#[ \t]*(?:if|elif|else).*", re.M)
KNOWN_CONDITION = re.compile(
    r"#ifdef __(FRAMAC|cplusplus)(__)?|#ifndef \w+_(H|ACSL)")
GUARDED = re.compile(r'(?:#include "spec/\w+\.acsl"\n)+#endif\n')


@dataclasses.dataclass(frozen=True)
class Source:
    path: str  # from the top of the tree
    abstract: tuple = ()  # proved with these folders of proofs/abstract

    @property
    def name(self):
        return pathlib.PurePath(self.path).stem

    @property
    def generated(self):
        return self.path.startswith("gen/")


def units():
    lines = (TOP / "proofs/units.txt").read_text().splitlines()
    for line in lines:
        if line and line[0] != "#":
            names, _, path = line.rpartition(" ")
            yield Source(path, tuple(names.removeprefix("abstract/").split(",")
                                     if names else ()))


def parsers():
    """The generated parsers by their hashes, as `ppv1 --version` says it."""
    for unit in units():
        if unit.generated:
            text = (TOP / unit.path).read_bytes()
            yield f"parser: sha256 {hashlib.sha256(text).hexdigest()}"


def _texts():
    """Everything that a proof reads: (path from the top, text)."""
    for folder, pattern in (("src/core", "**/*.[ch]"), ("gen", "*.c"),
                            ("proofs/history", "*.c"),
                            ("proofs/lemmas", "*.c"),
                            ("proofs/witness", "*.[ch]"),
                            ("proofs/spec", "*.acsl")):
        for path in sorted((TOP / folder).glob(pattern)):
            yield str(path.relative_to(TOP)), path.read_text()


def _assumed(path, text):
    for what, pattern in ASSUMING:
        for found in pattern.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{path}:{line}: {what}: {found.group()!r}"


def _hidden(path, text):
    """Provers and compilers must read the same C."""
    parts = re.split(r"^#.*__FRAMAC__.*\n", text, flags=re.M)
    for part in parts[1:]:
        if not GUARDED.match(part):
            yield f"{path}: __FRAMAC__ guards more than spec files"
    for condition in CONDITION.findall(text):
        if not KNOWN_CONDITION.fullmatch(condition):
            yield f"{path}: a condition that may differ: {condition}"
    if path.endswith(".acsl"):
        code = re.sub(r"/\*.*?\*/|^\s*#.*?$", "", text, flags=re.S | re.M)
        if code.strip():
            yield f"{path}: C outside of comments: {code.strip()[:40]!r}"


def faults():
    """What is wrong with the sources, whatever provers say."""
    found = []
    for path, text in _texts():
        found += _assumed(path, text)
        found += _hidden(path, text)
    listed = {unit.path for unit in units()}
    there = {path for path, _ in _texts() if path.endswith(".c")}
    found += [f"{path}: in no unit" for path in sorted(there - listed)]
    found += [f"{path}: not there" for path in sorted(listed - there)]
    return found


def dead_lines(text):
    """Lines that no path reaches in Ragel's output: a state that is entered
    only in a new call still has a way in by falling, behind a jump out."""
    lines = text.split("\n")
    ways, reached = {}, set()
    for number, line in enumerate(lines):
        jump = re.search(r"goto (st[1-9]\d*);", line)
        if jump and "goto _out;}" not in lines[number - 1]:
            reached.add(jump.group(1))
        label = re.match(r"(st[1-9]\d*):", line)
        if label:
            ways[label.group(1)] = number + 2  # the line behind, from 1
    return {line for label, line in ways.items() if label not in reached}
