#!/usr/bin/python3 -B
# Goal: the README's map names all that lies in the top folder and in src, and
#       nothing else; its commands are ones that CI runs.
import re

from lib import readme
from lib.check import contains, equal
from lib.programs import ROOT

# By 30, by 31, by CI itself, and by ./dev test.
RUN_BY_TESTS = {"demo", "run", "test", "prove"}
KNOWN_TO_TOOLS = {"README.md", "build", ".git", ".gitignore", ".clang-format",
                  ".gitattributes"}


def names(folder):
    return {path.relative_to(ROOT).as_posix() + "/" * path.is_dir()
            for path in folder.iterdir()}


rows = re.findall(r"^\| (`.*`) \| .* \|$", readme.TEXT.split("Where things")[1],
                  re.MULTILINE)
named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
named |= set(re.findall(r"see `(LICENSE)`", readme.TEXT))
there = {name for name in names(ROOT) if name.strip("/") not in KNOWN_TO_TOOLS}
equal(sorted({name for name in named if "/" not in name.rstrip("/")}),
      sorted(there - {"src/"}), "map of the top folder")
equal(sorted(name for name in named if name.startswith("src/")),
      sorted(names(ROOT / "src")), "map of src")

commands = set(re.findall(r"\./dev (\w+)", readme.TEXT))
equal(commands, RUN_BY_TESTS, "commands of ./dev in the README")
contains((ROOT / ".ci/run").read_text(), "./dev test", ".ci/run")
equal(len(readme.TEXT.splitlines()) <= 150, True, "150 lines at most")
