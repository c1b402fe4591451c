#!/usr/bin/python3 -B
# Goal: ./dev run leaves both running; the two lines that it prints log in
#       and show the real client; Ctrl-C ends all that it started.
import pathlib
import subprocess

from lib.check import contains, equal, eventually
from lib.programs import ROOT


def until(lines, mark):
    """The lines up to the one with the mark."""
    read = []
    for line in lines:
        read.append(line.rstrip("\n"))
        if mark in line:
            return read
    raise AssertionError(f"{mark!r} is not in:\n" + "\n".join(read))


with subprocess.Popen([ROOT / "dev", "run"], stdout=subprocess.PIPE, text=True,
                      start_new_session=True) as demo:
    try:
        said = until(demo.stdout, "Ctrl-C ends both.")
        log_in, statement = (line.strip() for line in said[-5:-3])
        typed = subprocess.run(log_in.split(), input=statement, text=True,
                               capture_output=True, timeout=20, check=False)
        equal((typed.returncode, typed.stderr), (0, ""), log_in)
        contains(typed.stdout, "\t203.0.113.10:", "process list")
    finally:
        # Ctrl-C goes to all programs of a terminal.
        subprocess.run(["kill", "-INT", "--", f"-{demo.pid}"], check=True)
    contains(until(demo.stdout, "stopped"), "Both are stopped.", "last words")
    equal(demo.wait(timeout=20), 0, "exit status of ./dev run")
folder = next(line.split()[1] for line in said if line.startswith("fe.conf:"))
eventually(lambda: not pathlib.Path(folder).exists(), "its folder is gone")
