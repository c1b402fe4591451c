#!/usr/bin/python3 -B
# Goal: proofs/prove believes a proof, and none of the tricks by which one can
#       look proved: a trick is a file whose first line says what is said of it.
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]


def plant(trick, folder):
    """A tree whose core is this one file, or this and NAME.other.c."""
    proofs = folder / "proofs"
    (folder / "src/core").mkdir(parents=True)
    (folder / "gen").mkdir()
    (proofs / "spec").mkdir(parents=True)
    shutil.copy(trick, folder / "src/core/core.c")
    other = trick.with_suffix(".other.c")
    if other.exists():
        shutil.copy(other, folder / "src/core/other.c")
    shutil.copytree(TOP / "proofs/driver", proofs / "driver")
    shutil.copy(TOP / "proofs/prove", proofs)
    (proofs / "units.txt").write_text("".join(
        f"src/core/{path.name}\n"
        for path in sorted((folder / "src/core").iterdir())))
    (proofs / "theorems.txt").write_text("It is proved | | half\n")
    (proofs / "README.md").write_text(
        "<!-- proofs/prove --update-readme writes this -->\n"
        "<!-- up to here -->\n")
    return proofs


def prove(proofs, *arguments):
    done = subprocess.run([proofs / "prove", *arguments], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)
    return done.returncode, done.stdout


def expect(status, part, got):
    if got[0] != status or part not in got[1]:
        sys.exit(f"wanted status {status} and {part!r}; got status {got[0]}:\n"
                 f"{got[1]}")


def try_trick(trick, folder):
    said = re.match(r"/\* said: (.*) \*/\n", trick.read_text()).group(1)
    expect(1, said, prove(plant(trick, folder), "core"))


def try_honest(folder):
    proofs = plant(HERE / "honest.c", folder)
    expect(0, " goals proved\n", prove(proofs, "--update-readme"))
    readme, pinned = proofs / "README.md", proofs / "expected/core.txt"
    readme.write_text(re.sub(r"(\d+) / (\d+)", r"\1 / 9\2", readme.read_text()))
    pinned.write_text(pinned.read_text().replace("value", "value worth"))
    got = prove(proofs)
    expect(1, "expected, but not found: half 4 0 value worth", got)
    expect(1, "type proofs/prove --update-readme", got)


def main(name):
    with tempfile.TemporaryDirectory(prefix="driver-") as folder:
        if name == "honest":
            try_honest(pathlib.Path(folder))
        else:
            try_trick(HERE / f"tricks/{name}.c", pathlib.Path(folder))


if __name__ == "__main__":
    os.environ.pop("WHY3CONFIG", None)
    main(*sys.argv[1:])
