"""proofs/expected: the goals and clauses of every function, pinned.

A contract that loses a clause still proves; so what is proved is compared
with what was proved before, and a change must be wanted.
"""
from driver.sources import TOP

FOLDER = TOP / "proofs/expected"
HEAD = "# function, goals, smoke tests, what it ensures; written by " \
       "proofs/prove --update-expected\n"


def _path(unit):
    return FOLDER / f"{unit.name}.txt"


def _line(name, function):
    ensures = sorted(clause.removeprefix("ensures_")
                     for clause in function.clauses
                     if clause.startswith("ensures"))
    return " ".join([name, str(function.goals), str(function.smoke),
                     *ensures])


def _lines(result):
    return [_line(*item) for item in sorted(result.functions.items())]


def _pinned(source):
    path = _path(source)
    return path.read_text().splitlines()[1:] if path.exists() else []


def size(source):
    """The goals and smoke tests that a unit had: how long it takes, roughly."""
    return sum(int(count) for line in _pinned(source)
               for count in line.split()[1:3])


def faults(result):
    pinned = _pinned(result.source)
    found = _lines(result)
    return ([f"expected, but not found: {line}" for line in pinned
             if line not in found]
            + [f"found, but not expected: {line}" for line in found
               if line not in pinned])


def update(result):
    FOLDER.mkdir(exist_ok=True)
    _path(result.source).write_text(
        HEAD + "".join(line + "\n" for line in _lines(result)))
