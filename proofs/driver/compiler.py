"""The compiler's view of the core: what is built of it, whatever is proved."""
import pathlib
import subprocess
import tempfile

from driver.sources import TOP

GCC = ["gcc", "-std=c11", "-ffreestanding", "-Isrc/core"]
EVERY_FUNCTION = ["-O0", "-fkeep-inline-functions", "-fkeep-static-functions"]


def output(top, path, *options):
    """What it makes of a file; None: it refuses it."""
    done = subprocess.run([*GCC, *options, path, "-o", "-"], cwd=top,
                          capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


def symbols(path):
    """(functions, names that are used and not defined) of a file."""
    with tempfile.TemporaryDirectory(prefix="prove-") as folder:
        made = pathlib.Path(folder, "it.o")
        subprocess.run([*GCC, "-w", *EVERY_FUNCTION, "-c", path, "-o", made],
                       cwd=TOP, check=True)
        said = subprocess.run(["nm", "-P", made], text=True, check=True,
                              capture_output=True).stdout
    found = [line.split()[:2] for line in said.splitlines()]
    return ({name for name, kind in found if kind in "tTwW"},
            {name for name, kind in found if kind == "U"})
