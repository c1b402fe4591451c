"""Generated mutants: each small change of driver/mutations.py must leave a goal
unproved, or must not compile (driver/attempt.py).

There are some thousands, and many try the same clause again.  So each kind of
change is tried at most MOST times in a function, chosen by a hash of its name;
in the grammar all are.  What is asked for by name is tried in any case.

proofs/survivors.txt names those that live, and why they may.  What became of
a text is written down in build/mutants and not tried again until a word of it
changes; remove that folder to begin anew.
"""
import collections
import concurrent.futures
import hashlib
import random
import sys
import threading
import time

from driver import attempt, frama_c, mutations
from driver.attempt import Outcome
from driver.sources import TOP

SURVIVORS = TOP / "proofs/survivors.txt"
DONE = TOP / "build/mutants/done.txt"
MOST = 1
KINDS = {
    "relation": "lt-le lt-ge le-lt le-gt gt-ge gt-le ge-gt ge-lt eq-ne ne-eq",
    "arithmetic": "plus-minus minus-plus times-over over-times rest-over "
                  "up-down down-up left-right right-left and-or or-and",
    "logic": "both-either either-both drop-not",
    "constant": "const+1 const-1",
    "arguments": "swap1 swap2 swap3 swap4 swap5 swap6",
    "statement": "drop",
}
KIND_OF = {operator: kind for kind, operators in KINDS.items()
           for operator in operators.split()}


def thinned(everything):
    """At most so many of each kind in a function."""
    groups = collections.defaultdict(list)
    for each in everything:
        kind = KIND_OF.get(each.operator, each.name)
        if each.path == mutations.GRAMMAR:
            kind = each.name
        groups[each.path, each.function, kind].append(each)
    kept = set()
    for group in groups.values():
        group.sort(key=lambda each: hashlib.sha256(
            each.name.encode()).digest())
        kept.update(group[:MOST])
    return [each for each in everything if each in kept]


class Memory:
    """What became of the texts that were tried, kept in a file."""

    def __init__(self):
        self.lock, self.known = threading.Lock(), {}
        if DONE.exists():
            for line in DONE.read_text().splitlines():
                key, verdict, why = line.split("\t")
                self.known[key] = Outcome(verdict, why)

    def keep(self, key, outcome):
        with self.lock:
            self.known[key] = outcome
            DONE.parent.mkdir(parents=True, exist_ok=True)
            with DONE.open("a", encoding="utf-8") as file:
                file.write(f"{key}\t{outcome.verdict}\t{outcome.why}\n")


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


def _report(mutation, allowed, memory):
    """Tries one; whether it may be as it is."""
    start = time.monotonic()
    try:
        outcome, key = attempt.judge(mutation, memory.known.get)
        if key:
            memory.keep(key, outcome)
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
    by_line = any(":" in name for name in names)
    found = everything if by_line else thinned(everything)
    chosen = [mutation for mutation in found if not names or
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
    start, allowed, memory = time.monotonic(), known_survivors(), Memory()
    with concurrent.futures.ThreadPoolExecutor(frama_c.AT_A_TIME) as pool:
        verdicts = list(pool.map(
            lambda each: _report(each, allowed, memory), chosen))
    stale = list(stale_survivors(everything))
    print(*stale, sep="\n", end="\n" if stale else "")
    counts = {verdict: verdicts.count(verdict) for verdict in
              ("killed", "not built", "same", "excused", "SURVIVES")}
    print(", ".join(f"{verdict} {count}" for verdict, count in counts.items()),
          f"of {len(chosen)} (seed {seed}) of {len(everything)} "
          f"generated mutants in {time.monotonic() - start:.0f} s")
    return 1 if counts["SURVIVES"] or stale else 0
