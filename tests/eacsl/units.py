"""The units of the core: their functions, and the clauses of their contracts."""
import dataclasses
import pathlib
import re

import acsl
import spec

COMMENT = re.compile(r"/\*((?:(?!\*/).)*)\*/", re.S)
DECLARED = re.compile(r"\s*([a-z][\w\s\*]*?)\b(\w+)\(([^;{()]*)\)\s*"
                      r"(?:/\*@ ghost\s*\((.*?)\)\s*\*/\s*)?[;{]", re.S)
DEFINED = re.compile(r"^(?P<type>[a-z][\w\s\*]*?)\b(?P<name>\w+)\("
                     r"(?P<parameters>[^;{}()]*)\)\s*\{", re.M)
CLAUSE = re.compile(r"\b(requires|ensures)\s+(\w+):(.*?);\s*"
                    r"(?=requires\b|ensures\b|terminates\b|exits\b|assigns\b|"
                    r"@|$)", re.S)
ASSIGNS = re.compile(r"\bassigns\s+(.*?);", re.S)
LOOKS_BACK = re.compile(r"\\old|\b(?:Pre|Old)\b")


@dataclasses.dataclass
class Clause:
    function: str
    kind: str
    name: str
    text: str
    why_not: str = ""
    read: tuple = ()

    def title(self, unit):
        return f"{unit} {self.function} {self.kind} {self.name}"


@dataclasses.dataclass
class Function:
    name: str
    type: str
    parameters: list  # of (declaration, name)
    hidden: bool  # static
    clauses: list
    assigns: list

    def arguments(self):
        return ", ".join(name for _, name in self.parameters)

    def declared(self):
        return ", ".join(said for said, _ in self.parameters) or "void"

    def looks_back(self):
        return any(LOOKS_BACK.search(one.text) for one in self.clauses
                   if one.read)


class Unit:
    def __init__(self, path, top, ranges):
        self.path, self.top = path, top
        self.name, self.text = path.stem, with_code(path, top / "src/core")
        folders = [top / "src/core", top / "proofs"]
        self.files = spec.reached(path, folders)
        self.spec = spec.Spec(self.files, ranges)
        self.ghosts = []
        contracts = self._contracts()
        self.functions = [self._function(head, contracts.get(head["name"]))
                          for head in DEFINED.finditer(
                              COMMENT.sub(blank, self.text))]

    def _contracts(self):
        """{function: (contract, parameters as they are called in it, names of
        ghost parameters)}."""
        found = {}
        for file in self.files:
            if file.suffix == ".acsl":
                continue
            text = file.read_text()
            for comment in COMMENT.finditer(text):
                said = comment[1]
                if said.startswith("@ ghost") and file == self.path:
                    self._count_ghosts(said)
                if not re.match(r"@\s*(requires|terminates|assigns|ensures)\b",
                                said):
                    continue
                head = DECLARED.match(text, comment.end())
                if head:
                    found[head[2]] = (said, head[3], {
                        spec.parameter(one)[1]
                        for one in split(head[4] or "")})
        return found

    def _count_ghosts(self, said):
        for contract, name in re.findall(
                r"/@((?:(?!@/).)*?)@/\s*[a-z][\w\s\*]*?\b(\w+)\(", said, re.S):
            self.ghosts += [Clause(name, *one, "ghost code does not run")
                            for one in CLAUSE.findall(contract)]

    def _function(self, head, contract):
        said, called, ghosts = contract or ("", head["parameters"], set())
        clauses = [self._read(Clause(head["name"], *one), ghosts)
                   for one in CLAUSE.findall(said)]
        assigns = ASSIGNS.search(said)
        called = [] if called.strip() == "void" else split(called)
        return Function(
            head["name"], " ".join(
                word for word in head["type"].split()
                if word not in ("static", "inline")),
            [(" ".join(one.split()), spec.parameter(one)[1])
             for one in called], head["type"].startswith("static"),
            clauses, [place for place in split(assigns[1] if assigns else "")
                      if not speaks_of(ghosts, place)])

    def _read(self, clause, ghosts):
        if speaks_of(ghosts, clause.text):
            clause.why_not = "ghost code does not run"
            return clause
        try:
            read = self.spec.without_memory(acsl.read(clause.text))
            if read == spec.MEMORY and r"\separated" in clause.text:
                clause.why_not = "memory apart, which the proofs alone know"
            elif read == spec.MEMORY:
                clause.why_not = "memory, which the sanitizers watch"
            else:
                clause.read = read
        except acsl.NotRunnable as why:
            clause.why_not = str(why)
        return clause

    def clauses(self):
        return [one for function in self.functions
                for one in function.clauses] + self.ghosts

    def own_types(self):
        """Macros, structs and enums of the source file itself."""
        text = COMMENT.sub(blank, self.text)
        return "\n".join(re.findall(
            r"^#define (?:[^\n]*\\\n)*[^\n]*|^(?:struct|enum) \w+ \{.*?^\};",
            text, re.M | re.S))

    def includes(self):
        """The headers of the source, and those of what its contracts say."""
        said = [self.text, *(file.read_text() for file in self.files
                             if file.suffix == ".acsl")]
        return list(dict.fromkeys(
            include for text in said for include in
            re.findall(r'^#include "(?!spec/)[^\n]*', text, re.M)))


def with_code(path, folder):
    """The source, and in the place of its headers those with code in them."""
    def put(include):
        header = folder / include[1]
        text = header.read_text() if header.exists() else ""
        return text if "static inline" in text else include[0]

    return re.sub(r'^#include "([^"\n]+)"$', put, path.read_text(),
                  flags=re.M)


def speaks_of(ghosts, text):
    """A field of that name is no ghost."""
    return ghosts & set(re.findall(r"(?<![.>])\b\w+", text))


def blank(found):
    """As many characters and lines, without what they say."""
    return re.sub(r"[^\n]", " ", found[0])


def split(said):
    """At commas that stand in no bracket."""
    found, depth = [""], 0
    for letter in said:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(letter, 0)
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return [" ".join(one.split()) for one in found if one.strip()]


def ranges(path):
    """{(definition, variable): (values, variable, low, high)}."""
    found = {}
    for line in path.read_text().splitlines():
        line = line.partition("#")[0].strip()
        if not line:
            continue
        name, variable, _, said = line.split(None, 3)
        values, _, each = said.partition(" for ")
        over, _, limits = each.partition(" in ")
        low, _, high = limits.partition(" .. ")
        read = [acsl.read(one) for one in split(values)]
        found[name, variable] = (read, over.strip(),
                                 *(acsl.read(one) if one.strip() else None
                                   for one in (low, high)))
    return found


def all_units(top, known):
    top = pathlib.Path(top).resolve()
    paths = [*sorted(top.glob("src/core/*.c")), *sorted(top.glob("gen/*.c"))]
    return {path.stem: Unit(path, top, known) for path in paths}
