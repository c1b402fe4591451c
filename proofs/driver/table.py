"""The table of theorems: on the screen and in proofs/README.md."""
import collections
import dataclasses
import re

from driver.reach import Said
from driver.sources import TOP

README = TOP / "proofs/README.md"
BEGIN = "<!-- proofs/prove --update-readme writes this -->\n"
END = "<!-- up to here -->\n"


@dataclasses.dataclass(frozen=True)
class Theorem:
    says: str
    predicates: str
    functions: tuple


def theorems():
    for line in (TOP / "proofs/theorems.txt").read_text().splitlines():
        if line and line[0] != "#":
            says, predicates, functions = (part.strip()
                                           for part in line.split("|"))
            yield Theorem(says, predicates, tuple(functions.split()))


def _named(results):
    """Functions as theorems.txt may name them: what goes by the name."""
    found = collections.defaultdict(list)
    for result in results:
        for name, function in result.functions.items():
            found[f"{result.source.name}:{name}"].append(function)
            found[name].append(function)
    return found


def faults(results):
    """Theorems in words that nothing defines or that no contract of theirs
    says, and about functions that nobody has proved, or that two units may
    mean."""
    found, said = _named(results), Said()
    for theorem in theorems():
        by_these = said.by(theorem.functions)
        for word in theorem.predicates.split():
            if word not in said.defined:
                yield f"theorem '{theorem.says}': no predicate {word}"
            elif word not in by_these:
                yield f"theorem '{theorem.says}': nobody there says {word}"
        for name in theorem.functions:
            count = len(found.get(name, ()))
            if count != 1:
                yield f"theorem '{theorem.says}': " + (
                    f"{count} units have {name}" if count
                    else f"no function {name}")


def rows(results):
    """(theorem, goals proved, goals, seconds that they took), then the whole
    core's."""
    found = _named(results)
    for theorem in theorems():
        functions = [each for name in theorem.functions
                     for each in found.get(name, ())]
        if functions:
            yield (theorem, sum(each.proved for each in functions),
                   sum(each.goals for each in functions),
                   sum(each.seconds for each in functions))
    everything = Theorem("No run-time error, termination, exact assigns",
                         "", ("all functions",))
    yield (everything, sum(result.total("proved") for result in results),
           sum(result.total("goals") for result in results),
           sum(result.total("seconds") for result in results))


def show(results):
    for theorem, proved, goals, seconds in rows(results):
        print(f"\n{theorem.says}\n    {theorem.predicates or '-'}\n"
              f"    {' '.join(theorem.functions)}\n"
              f"    {proved} / {goals} goals, provers {seconds:.1f} s")


def _cells(theorem):
    predicates = ", ".join(f"`{name}`" for name in theorem.predicates.split())
    functions = ", ".join(name if " " in name else f"`{name}`"
                          for name in theorem.functions)
    return f"{theorem.says} | {predicates} | {functions}"


def text(results):
    lines = ["| theorem | predicate | functions | goals proved | seconds |",
             "|---|---|---|---|---|"]
    lines += [f"| {_cells(theorem)} | {proved} / {goals} | {seconds:.0f} |"
              for theorem, proved, goals, seconds in rows(results)]
    return "\n".join(lines) + "\n"


def _timeless(table):
    """Without its last column, which is another one in every run."""
    return re.sub(r"[^|\n]*\|$", "", table, flags=re.M)


def _split():
    head, begin, rest = README.read_text().partition(BEGIN)
    old, end, tail = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"prove: {README} has no place for the table")
    return head + begin, old, end + tail


def readme_faults(results):
    if _timeless(_split()[1]) != _timeless(text(results)):
        return ["the table in proofs/README.md is not what was proved: "
                "type proofs/prove --update-readme"]
    return []


def update_readme(results):
    head, _, tail = _split()
    README.write_text(head + text(results) + tail)
    print(f"written: {re.sub('^.*/proofs', 'proofs', str(README))}")
