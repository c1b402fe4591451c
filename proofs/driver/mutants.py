"""Mutants: lies told in the code, each of which must break a proof.

A mutant is a patch in proofs/mutants.  Its first lines say what it pretends,
and which clauses then no longer hold; they are what is tried to be proved:

    Lie:    an octet may be 256.
    Breaks: scan_octet ensures done

One that touches a header or a spec file also says which unit it is tried in:

    In:     proofs/lemmas/port_facts.c

That the clause is proved without the lie, in as little time, is tried too:
otherwise a clause that nobody can prove would catch everything.
"""
import concurrent.futures
import dataclasses
import functools
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from driver import frama_c
from driver.sources import READ, TOP, units
from driver.unit import LINE

FOLDER = TOP / "proofs/mutants"
GOAL_SECONDS = 20
STEPS = 10000000
SECONDS = 600


@dataclasses.dataclass(frozen=True)
class Clause:
    function: str
    kind: str
    name: str

    def __str__(self):
        return f"{self.function} {self.kind} {self.name}".rstrip()

    def goals(self, top, source):
        """The clause's goals as (name, proved)."""
        abstract = {unit.path: unit.abstract for unit in units()}[source]
        _, log, _, _ = frama_c.run(
            [*frama_c.KERNEL, *frama_c.include(top, abstract), *frama_c.WP,
             "-wp-timeout", str(GOAL_SECONDS), "-wp-steps", str(STEPS),
             "-wp-fct", self.function,
             "-wp-prop", self.name or "@" + self.kind, f"{top}/{source}"],
            SECONDS)
        if "Proved goals" not in log:
            raise ValueError("Frama-C says: " + log.strip()[-300:])
        return [(name, bool(valid))
                for _, kind, name, valid, _ in LINE.findall(log)]


@dataclasses.dataclass(frozen=True)
class Mutant:
    path: pathlib.Path
    lie: str
    clauses: tuple
    source: str  # the C file that is proved

    @property
    def name(self):
        return self.path.stem

    @classmethod
    def read(cls, path):
        text = path.read_text()
        lie = re.match(r"Lie:\s+(.+)\n", text)
        clauses = tuple(Clause(function, kind, name) for function, kind, name in
                        re.findall(r"^Breaks:\s+(\w+) (\w+) ?(\w*)$", text,
                                   re.M))
        touched = re.findall(r"^\+\+\+ b/(\S+)", text, re.M)
        if not lie or not clauses or len(touched) != 1:
            raise ValueError("says no Lie, no Breaks, or not one file")
        unit = re.search(r"^In:\s+(\S+)$", text, re.M)
        source = unit.group(1) if unit else \
            "gen/proxy_v1.c" if touched[0].endswith(".rl") else touched[0]
        return cls(path, lie.group(1), clauses, source)


def _copy(to):
    for folder in READ:
        if (TOP / folder).exists():
            shutil.copytree(TOP / folder, to / folder)


def _call(*command, cwd):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise ValueError(f"{command[0]}: {done.stdout}{done.stderr}".strip())


@functools.cache
def _holds(clause, source):
    """Is the clause proved where nobody lies?"""
    goals = clause.goals(TOP, source)
    return bool(goals) and all(proved for _, proved in goals)


def _survives(mutant):
    """Why the mutant is not caught; None: it is."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        top = pathlib.Path(folder)
        _copy(top)
        _call("patch", "-p1", "--fuzz=0", "-i", str(mutant.path), cwd=top)
        if mutant.source.startswith("gen/"):
            _call("grammar/generate", cwd=top)
        for clause in mutant.clauses:
            if all(proved for _, proved in clause.goals(top, mutant.source)):
                return f"{clause} is still proved"
            if not _holds(clause, mutant.source):
                return f"{clause} is not proved without the lie"
    return None


def _try(path):
    start = time.monotonic()
    try:
        mutant = Mutant.read(path)
        lie, why = mutant.lie, _survives(mutant)
    except ValueError as error:
        lie, why = "?", str(error)
    print(f"{'caught ' if why is None else 'SURVIVES'} {path.stem:<36} {lie} "
          f"({time.monotonic() - start:.0f} s)", flush=True)
    if why is not None:
        print(f"    {why}", flush=True)
    return why is None


def run(names):
    """Tries these mutants, or all; the exit status."""
    paths = [FOLDER / f"{name}.patch" for name in names] or \
        sorted(FOLDER.glob("*.patch"))
    for path in paths:
        if not path.exists():
            print(f"prove: no mutant {path.stem}", file=sys.stderr)
            return 2
    with concurrent.futures.ThreadPoolExecutor(frama_c.AT_A_TIME) as pool:
        caught = list(pool.map(_try, paths))
    print(f"{sum(caught)} of {len(caught)} mutants caught")
    return 0 if caught and all(caught) else 1
