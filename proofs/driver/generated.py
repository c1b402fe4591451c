"""Generated mutants: each small change of driver/mutations.py must leave a goal
unproved, or must not compile.

Only the proof of the function that is changed is tried: its callers know
nothing of it but its contract.  A goal that is proved in a moment without the
change, and not with it, kills the mutant at once.  What no moment decides is
given as long as the proof itself is.

proofs/survivors.txt names those that live, and why they may.
"""
import concurrent.futures
import dataclasses
import functools
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from driver import frama_c, mutations
from driver.sources import TOP, units
from driver.unit import LINE

SURVIVORS = TOP / "proofs/survivors.txt"
READ = ("src/core", "gen", "grammar", "proofs/spec", "proofs/abstract")
# Steps decide; the time is for a machine that has other things to do as well.
MOMENT = ["-wp-timeout", "15", "-wp-steps", "3000000"]
LONG = ["-then", "-wp", "-wp-timeout", "60", "-wp-steps", "40000000"]
SECONDS = 1800
GCC = ["gcc", "-std=c11", "-ffreestanding", "-w", "-Isrc/core"]
_locks = {}


@dataclasses.dataclass(frozen=True)
class Outcome:
    verdict: str  # killed, not built, same, lives
    why: str = ""


def _unit(path):
    """The unit that is proved where this text is changed."""
    return next(unit for unit in units() if unit.path == path
                or unit.generated and path == mutations.GRAMMAR)


def _plant(folder, mutation=None):
    """The tree in this folder, changed or not.  False: Ragel refuses it."""
    top = pathlib.Path(folder)
    for part in READ:
        if (TOP / part).exists():
            shutil.copytree(TOP / part, top / part)
    if mutation is None:
        return True
    text = (TOP / mutation.path).read_text()
    (top / mutation.path).write_text(mutation.apply(text))
    return mutation.path != mutations.GRAMMAR or subprocess.run(
        ["grammar/generate"], cwd=top, capture_output=True,
        check=False).returncode == 0


def _gcc(top, path, *options):
    """What the compiler makes of it; None: nothing."""
    done = subprocess.run([*GCC, *options, path, "-o", "-"], cwd=top,
                          capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


def _arguments(top, unit, function):
    chosen = ["-wp-fct", function] if function else []
    return [*frama_c.KERNEL, *frama_c.include(top, unit.abstract),
            *frama_c.WP, *chosen, *MOMENT, f"{top}/{unit.path}"]


def _proved(line):
    """(goal, proved) of a line that tells of a goal, else None."""
    found = LINE.search(line)
    if not found or found.group(2) != "Goal":
        return None
    name, more = found.group(3), found.group(5)
    reached = "(Unreachable)" not in more or name.endswith("_exits")
    return name.removeprefix("typed_nocast_"), \
        bool(found.group(4)) and reached


def _goals(arguments):
    for line in frama_c.lines(arguments, SECONDS):
        goal = _proved(line)
        if goal:
            yield goal
        elif "User Error" in line or "stopped after" in line or \
                "Missing RTE" in line:
            yield line.strip(), False


@functools.cache
def _slow_of(unit, function):
    """The goals that a moment does not prove, with nothing changed."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        _plant(folder)
        return {name for name, proved in
                _goals(_arguments(folder, unit, function)) if not proved}


def _slow(unit, function):
    with _locks.setdefault((unit.path, function), threading.Lock()):
        return _slow_of(unit, function)


def _broken(top, unit, function):
    """The first goal that the change leaves unproved, or None."""
    slow, arguments = _slow(unit, function), _arguments(top, unit, function)
    left = False
    for name, proved in _goals(arguments):
        if not proved and name not in slow:
            return name
        left = left or not proved
    if left:
        last = {}
        last.update(_goals([*arguments, *LONG]))
        return next((name for name, proved in last.items() if not proved),
                    None)
    return None


def attempt(mutation):
    """What becomes of a mutant."""
    unit = _unit(mutation.path)
    with tempfile.TemporaryDirectory(prefix="mutant-") as top:
        if not _plant(top, mutation):
            return Outcome("not built", "Ragel refuses it")
        text = _gcc(top, unit.path, "-E", "-P")
        if text == _gcc(TOP, unit.path, "-E", "-P"):
            return Outcome("same", "the preprocessor makes the same C of it")
        code = _gcc(top, unit.path, "-O2", "-S")
        if code is None:
            return Outcome("not built", "the compiler refuses it")
        goal = _broken(top, unit, mutation.function)
        if goal:
            return Outcome("killed", goal)
        if code == _gcc(TOP, unit.path, "-O2", "-S"):
            return Outcome("same", "the compiler makes the same code of it")
        return Outcome("lives")


def known_survivors():
    """{name: (line of the text, reason)} of proofs/survivors.txt."""
    found = {}
    if not SURVIVORS.exists():
        return found
    for line in SURVIVORS.read_text().splitlines():
        if line and line[0] != "#":
            name, text, reason = (part.strip() for part in
                                  line.split(" | ", 2))
            found[name] = text, reason
    return found


def stale_survivors(everything):
    """Names that no longer mean the change that was judged."""
    there = {mutation.name: mutation for mutation in everything}
    for name, (said, _) in known_survivors().items():
        mutation = there.get(name)
        if mutation is None or changed_line(mutation) != said:
            yield f"proofs/survivors.txt: {name} is another change now"


def changed_line(mutation):
    text = mutation.apply((TOP / mutation.path).read_text())
    return " ".join(text.split("\n")[mutation.line - 1].split())


def _report(mutation, allowed):
    """Tries one; whether it may be as it is."""
    start = time.monotonic()
    try:
        outcome = attempt(mutation)
    except (OSError, ValueError) as error:
        outcome = Outcome("lives", f"it could not be tried: {error}")
    excuse = allowed.get(mutation.name, ("", ""))[1]
    verdict, why = outcome.verdict, outcome.why
    if verdict == "lives":
        verdict, why = ("excused", excuse) if excuse and not why else \
            ("SURVIVES", f"{why} {changed_line(mutation)}")
    print(f"{verdict:<9} {mutation.name:<44} {why.strip()} "
          f"({time.monotonic() - start:.0f} s)", flush=True)
    return verdict


def choose(everything, names, sample, seed):
    """These by name or beginning of a name, and of them so many."""
    chosen = [mutation for mutation in everything if not names or
              any(mutation.name.startswith(name) for name in names)]
    if sample is None or sample >= len(chosen):
        return chosen
    return random.Random(seed).sample(chosen, sample)


def run(names, sample=None, seed=1, only_list=False):
    """Tries the generated mutants, or lists them; the exit status."""
    everything = mutations.everything()
    chosen = choose(everything, names, sample, seed)
    if not chosen:
        print("prove: no change is named so", *names, file=sys.stderr)
        return 2
    if only_list:
        for mutation in chosen:
            print(f"{mutation.name:<44} {changed_line(mutation)}")
        return 0
    start, allowed = time.monotonic(), known_survivors()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        verdicts = list(pool.map(lambda each: _report(each, allowed), chosen))
    stale = list(stale_survivors(everything))
    print(*stale, sep="\n", end="\n" if stale else "")
    counts = {verdict: verdicts.count(verdict) for verdict in
              ("killed", "not built", "same", "excused", "SURVIVES")}
    print(", ".join(f"{verdict} {count}" for verdict, count in counts.items()),
          f"of {len(chosen)} (seed {seed}) of {len(everything)} "
          f"generated mutants in {time.monotonic() - start:.0f} s")
    return 1 if counts["SURVIVES"] or stale else 0
