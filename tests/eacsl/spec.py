"""What the contracts' names mean: the predicates and logic functions of
proofs/spec, and the ranges of what they quantify over."""
import dataclasses
import re

import acsl

HEAD = re.compile(r"^ +(predicate|logic [\w ]+?) (\w+)(?:\{([\w, ]+)\})?"
                  r"\(([^)]*)\)\s*=|^ +(lemma|inductive|axiomatic)\b", re.M)
INCLUDE = re.compile(r'^\s*#\s*include "([^"]+)"', re.M)
WATCHED = {r"\valid", r"\valid_read", r"\separated", r"\object_pointer",
           r"\initialized"}
MEMORY = ("memory",)


@dataclasses.dataclass
class Definition:
    name: str
    result: str  # "bool", "integer" or a type of C
    labels: tuple
    parameters: list  # of (type, name); a pointer's type ends with *
    body: tuple
    why_not: str = ""


def reached(path, folders):
    """The files that this one includes, itself last."""
    found, asked = [], set()

    def visit(file):
        if file in asked:
            return
        asked.add(file)
        for name in INCLUDE.findall(file.read_text()):
            for folder in (file.parent, *folders):
                if (folder / name).exists():
                    visit((folder / name).resolve())
                    break
        found.append(file)

    visit(path)
    return found


def parameter(said):
    words = said.replace("*", " * ").split()
    pointer = "*" in words
    words = [word for word in words if word != "*"]
    return " ".join(words[:-1]) + (" *" if pointer else ""), words[-1]


def definitions(path):
    text = re.sub(r"//.*", "", path.read_text())
    for block in re.findall(r"/\*@(.*?)\*/", text, re.S):
        heads = list(HEAD.finditer(block))
        for head, behind in zip(heads, [*heads[1:], None]):
            if head[5]:
                continue
            said = block[head.end():behind.start() if behind else None]
            labels = tuple(label.strip() for label in
                           (head[3] or "L").split(","))
            result = "bool" if head[1] == "predicate" else head[1][6:]
            found = Definition(head[2], result, labels,
                               [parameter(one) for one in head[4].split(",")
                                if one.strip()], None)
            try:
                found.body = acsl.read(said.strip().rstrip(";"))
            except acsl.NotRunnable as why:
                found.why_not = str(why)
            yield found


class Spec:
    """The definitions that one source file reaches."""

    def __init__(self, files, ranges):
        self.all = {one.name: one for file in files if file.suffix == ".acsl"
                    for one in definitions(file)}
        self.ranges = ranges
        self.macros = {name for file in files for name in re.findall(
            r"^#define (\w+)\(", file.read_text(), re.M)}
        self.asked = set()
        ghosts = {"struct " + name for file in files for name in
                  re.findall(r"/\*@ ghost\s+struct (\w+)", file.read_text())}
        for one in self.all.values():
            if ghosts & {of.rstrip(" *") for of, _ in one.parameters}:
                one.body, one.why_not = None, "ghost code does not run"
            try:
                if one.body is not None:
                    one.body = self.without_memory(one.body)
            except acsl.NotRunnable as why:
                one.body, one.why_not = None, str(why)
        self.costly = self._costly()

    def only_memory(self, one):
        if one.body is None or one.name in self.asked:
            return False
        self.asked.add(one.name)
        try:
            return self.without_memory(one.body) == MEMORY
        except acsl.NotRunnable:
            return False
        finally:
            self.asked.remove(one.name)

    def without_memory(self, of):
        """Without what is said of memory, which the sanitizers watch; or
        MEMORY, if nothing else is said."""
        if of == MEMORY or of[0] == "call" and of[1] in WATCHED:
            return MEMORY
        if of[0] == "call" and of[1] in self.all:
            return MEMORY if self.only_memory(self.all[of[1]]) else of
        if of[0] == "bin" and of[1] in ("&&", "==>"):
            left, right = map(self.without_memory, of[2:])
            if right == MEMORY:
                return MEMORY if of[1] == "==>" else left
            if left == MEMORY and of[1] == "&&":
                return right
            return (*of[:2], left, right)
        if acsl.calls(of) & WATCHED:
            raise acsl.NotRunnable("memory inside another operator")
        return of

    def _costly(self):
        """Those that loop, or call themselves or one that does."""
        found = {one.name for one in self.all.values() if one.body and
                 (one.name in acsl.calls(one.body) or quantifies(one.body))}
        while True:
            more = {one.name for one in self.all.values()
                    if one.body and acsl.calls(one.body) & found} - found
            if not more:
                return found
            found |= more


def quantifies(of):
    return of[0] in ("all", "some") or any(map(quantifies, acsl.parts(of)))
