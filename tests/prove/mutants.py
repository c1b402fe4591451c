#!/usr/bin/python3 -B
# Goal: every made-up change of code is tried, by a name that stays; one that
#       no proof notices fails the run, unless it is listed with a reason and
#       still is what was listed; so are the lies that are written down.
import pathlib
import re
import subprocess
import sys
import tempfile

from driver import HERE, TOP, expect, plant, prove


# Asked for by its line, each of its changes is tried.
LINE = "src/core/core.c:8"
# Code is not only where it ends in .c.
HEADERS = ("src/core/address_order.h", "src/core/digit.h", "src/core/hex.h",
           "src/core/lower_hex.h")


def names(proofs):
    status, said = prove(proofs, "--mutants", "--list")
    found = [line.split()[0] for line in said.splitlines()]
    if status != 0 or len(found) != len(set(found)):
        sys.exit(f"status {status}; names that are there twice")
    return found


def check_real():
    """Of this very tree: enough, and none in a comment."""
    found = names(TOP / "proofs")
    if len(found) < 300 or found != names(TOP / "proofs"):
        sys.exit(f"{len(found)} names, or other ones the second time")
    missing = set(HEADERS) - {name.split(":")[0] for name in found}
    if missing:
        sys.exit(f"no changes of {missing}")
    for name in found:
        path, line, column, _ = name.split(":")
        text = (TOP / path).read_text()
        at = len("".join(text.splitlines(True)[:int(line) - 1])) \
            + int(column) - 1
        if any(comment.start() <= at < comment.end() for comment in
               re.finditer(r"/\*.*?\*/", text, re.S)):
            sys.exit(f"{name} is in a comment")


def check_written():
    """Of this very tree: each lie that is written down still fits the code, and
    each survivor is still the change that was judged."""
    for lie in sorted((TOP / "proofs/mutants").glob("*.patch")):
        done = subprocess.run(["patch", "-p1", "--fuzz=0", "--dry-run", "-i",
                               lie], cwd=TOP, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            sys.exit(f"{lie.name} does not fit: {done.stdout}")
    rows = [line.split(" | ")[:2] for line in
            (TOP / "proofs/survivors.txt").read_text().splitlines()
            if line and line[0] != "#"]
    status, said = prove(TOP / "proofs", "--mutants", "--list",
                         *(name for name, _ in rows))
    listed = dict(line.split(None, 1) for line in said.splitlines())
    for name, text in rows:
        if status != 0 or listed.get(name) != text.strip():
            sys.exit(f"survivors.txt: {name} is another change now")


def check_verdicts(folder):
    """half() has three mutants: n * 2, n / 1, n / 3."""
    proofs = plant(HERE / "honest.c", folder)
    expect(0, "killed 3, ", prove(proofs, "--mutants", LINE))
    code = folder / "src/core/core.c"
    code.write_text(code.read_text().replace(r"\result == n / 2",
                                             r"\result <= n"))
    expect(1, "SURVIVES 2 of 3", prove(proofs, "--mutants", LINE))
    listed = proofs / "survivors.txt"
    listed.write_text(
        "src/core/core.c:8:16:const+1 | return n / 3; | it is smaller too\n"
        "src/core/core.c:8:16:const-1 | return n / 1; | it is no larger\n")
    expect(0, "excused 2, SURVIVES 0", prove(proofs, "--mutants", LINE))
    listed.write_text(listed.read_text().replace("n / 3", "n / 4"))
    expect(1, "is another change now", prove(proofs, "--mutants", LINE))


def check_certain(folder):
    """An error that is certain is no goal of WP's: what remains is proved."""
    proofs = plant(HERE / "honest.c", folder)
    code = folder / "src/core/core.c"
    code.write_text(code.read_text().replace("n / 2", "n / 1"))
    expect(0, "guaranteed RTE", prove(proofs, "--mutants", LINE))


check_real()
check_written()
with tempfile.TemporaryDirectory(prefix="driver-") as place:
    check_verdicts(pathlib.Path(place, "verdicts"))
    check_certain(pathlib.Path(place, "certain"))
