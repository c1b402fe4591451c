"""What becomes of one changed text: whether it is built, is the same, or which
goal its change leaves unproved.

The compiler settles what it can, first.  Then only the function that is
changed is proved: its callers know nothing of it but its contract.  The same
function unchanged says what each of its goals needs: CVC4 alone, Z3, or long.
A goal that needs no more than CVC4's short time, and is not proved with ten
times the steps that any such goal of the function needed, nor in 20 seconds,
is killed "in a moment"; the same with Z3 behind it.  What is left gets what the
proof itself gets, and is then killed "for good".
"""
import contextlib
import dataclasses
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading

from driver import compiler, frama_c, mutations, times
from driver.sources import READ, TOP, units
from driver.unit import LINE

# What does not fit is not built, as in the project's own build, which refuses
# more.  Of a closed set a switch must name all.
FITS = [f"-Werror={what}" for what in
        ("incompatible-pointer-types", "int-conversion",
         "discarded-qualifiers", "implicit-function-declaration", "switch")]
# A run-time error that is certain is no goal of WP's: RTE says so instead.
REFUSED = re.compile("User Error|Missing RTE|guaranteed RTE")
# Of inline functions too, whether they are called or not.
MACHINE_CODE = ["-O2", "-S", "-fkeep-inline-functions"]
# What each pass takes from or adds to the provers of the pass before.
PASSES = ("-z3", "+z3,-cvc4", "+cvc4")
MOMENT = (100000, 3000000)  # CVC4's steps and Z3's, to find out what is needed
LEAST = (100000, 1000000)
INSTANT = "20"  # seconds
MARGIN = 10
LONG = 40000000
SECONDS = 1800
NEEDS = TOP / "build/mutants/needs"


@dataclasses.dataclass(frozen=True)
class Outcome:
    verdict: str  # killed, not built, same, lives
    why: str = ""


def unit_of(path):
    """The unit that is proved where this text is changed: of a header, the
    first that includes it."""
    include = f'#include "{path.removeprefix("src/core/")}"\n'
    for unit in units():
        if unit.path == path or unit.generated and path == mutations.GRAMMAR \
                or path.endswith(".h") and \
                include in (TOP / unit.path).read_text():
            return unit
    raise ValueError(f"no unit includes {path}")


@contextlib.contextmanager
def tree(mutation=None):
    """A copy of the tree, changed or not; None: Ragel refuses the change."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        top = pathlib.Path(folder)
        for part in READ:
            if (TOP / part).exists():
                shutil.copytree(TOP / part, top / part)
        ragel = None
        if mutation:
            text = (TOP / mutation.path).read_text()
            (top / mutation.path).write_text(mutation.apply(text))
            if mutation.path == mutations.GRAMMAR:
                ragel = subprocess.run(["grammar/generate"], cwd=top,
                                       capture_output=True, check=False)
        yield top if ragel is None or ragel.returncode == 0 else None


def digest(top, unit, function):
    """A hash of all that the proof of this function reads, and of its steps."""
    names = [f"-Iproofs/abstract/{name}" for name in unit.abstract]
    text = compiler.output(top, unit.path, "-E", "-P", "-C", "-dD",
                           "-D__FRAMAC__", *names, "-Iproofs")
    if text is None:
        raise ValueError(f"the compiler cannot read {unit.path} with its specs")
    rules = repr((function, frama_c.KERNEL, frama_c.GOALS, MOMENT, LEAST,
                  MARGIN, INSTANT, LONG))
    return hashlib.sha256(text + rules.encode()).hexdigest()[:16]


# ---- the proof, goal by goal ------------------------------------------------

def family(goal):
    """A goal's name without the numbers that a change moves."""
    return re.sub(r"(_part\d+|_\d+)+$", "", goal)


def _arguments(top, unit, function, short):
    chosen = ["-wp-fct", function] if function else []
    arguments = [*frama_c.KERNEL, *frama_c.include(top, unit.abstract),
                 *frama_c.WP, f"{top}/{unit.path}"]
    limits = (INSTANT, short[0]), (INSTANT, short[1]), ("120", LONG)
    for number, (provers, (seconds, steps)) in enumerate(zip(PASSES, limits)):
        arguments += ["-then", "-wp"] if number else []
        arguments += [*chosen, f"-wp-prover={provers}", "-wp-timeout", seconds,
                      "-wp-steps", str(steps),
                      "-wp-report-json", f"pass{number}.json"]
    return arguments


def _proved(line):
    """(goal, proved, steps) of a line that tells of a goal, else None."""
    found = LINE.search(line)
    if not found or found.group(2) != "Goal":
        return None
    name, more = found.group(3), found.group(5)
    reached = "(Unreachable)" not in more or name.endswith("_exits")
    return (name.removeprefix("typed_nocast_"),
            bool(found.group(4)) and reached, times.steps(more))


def _goals(arguments):
    """(pass, goal, proved, steps) of each line, as they come."""
    number = 0
    for line in frama_c.lines(arguments, SECONDS):
        goal = _proved(line)
        if goal:
            yield (number, *goal)
        elif "Report 'pass" in line:
            number += 1
        elif "stopped after" in line:
            raise ValueError("Frama-C was " + line)
        elif REFUSED.search(line):
            said = re.sub(r"/\S*/mutant-\w+/", "", line.strip())
            yield len(PASSES) - 1, said, False, 0


@dataclasses.dataclass
class Need:
    """What a function's goals need without a change."""
    proved_in: dict  # family: the last pass that one of its goals needs
    steps: list  # ten times the most that CVC4 and Z3 needed when it was short


_locks = {}


def _measure(top, unit, function):
    need = Need({}, list(LEAST))
    for number, goal, proved, steps in _goals(
            _arguments(top, unit, function, MOMENT)):
        if proved and number < 2:
            need.steps[number] = max(need.steps[number], steps * MARGIN)
        name = family(goal)
        needed = number if proved else number + 1
        need.proved_in[name] = max(need.proved_in.get(name, 0), needed)
        if needed == len(PASSES):
            raise ValueError(f"not proved without the change: {goal}")
    return need


def _need(unit, function):
    """Measured once, and kept until what is proved is another text."""
    with _locks.setdefault((unit.path, function), threading.Lock()), \
            tree() as top:
        kept = NEEDS / digest(top, unit, function)
        if not kept.exists():
            need = _measure(top, unit, function)
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps([need.proved_in, need.steps]))
        return Need(*json.loads(kept.read_text()))


def _broken(top, unit, function):
    """The first goal that the change leaves unproved and how long it was
    tried, or None."""
    need = _need(unit, function)
    for number, goal, proved, _ in _goals(
            _arguments(top, unit, function, need.steps)):
        last = number == len(PASSES) - 1
        if not proved and (last or
                           need.proved_in.get(family(goal), 9) <= number):
            return f"{goal} ({'for good' if last else 'in a moment'})"
    return None


# ---- the verdict ------------------------------------------------------------

def judge(mutation, seen):
    """What becomes of a mutant.  `seen(key)` is the outcome that the same text
    had before, or None; the second value is its key."""
    unit = unit_of(mutation.path)
    with tree(mutation) as top:
        if top is None:
            return Outcome("not built", "Ragel refuses it"), ""
        code = compiler.output(top, unit.path, *MACHINE_CODE, *FITS)
        if code is None:
            return Outcome("not built", "the compiler refuses it"), ""
        if code == compiler.output(TOP, unit.path, *MACHINE_CODE):
            return Outcome("same", "the compiler makes the same of it"), ""
        key = digest(top, unit, mutation.function)
        known = seen(key)
        if known:
            return known, ""
        goal = _broken(top, unit, mutation.function)
    return (Outcome("killed", goal) if goal else Outcome("lives")), key
