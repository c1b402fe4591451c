"""ppv1 - the tool under test, and how to compare what it says."""
import os
import subprocess
import sys

PROGRAM = os.environ["PPV1"]


def run(*arguments, given=b""):
    """Exit status, standard output and standard error, as bytes."""
    ended = subprocess.run([PROGRAM, *arguments], input=given, timeout=100,
                           capture_output=True, check=False)
    return ended.returncode, ended.stdout, ended.stderr


def parse(headers):
    """The answer to each header."""
    text = b"".join(header.hex().encode() + b"\n" for header in headers)
    status, out, err = run("parse", "--hex", given=text)
    same("parse ends", (status, err), (0, b""))
    answers = out.decode("ascii").splitlines()
    same("one answer each", len(answers), len(headers))
    return answers


def same(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what}:\n  got    {got!r}\n  wanted {wanted!r}")
