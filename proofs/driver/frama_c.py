"""Frama-C, run with the project's flags and with nothing of the user's."""
import contextlib
import functools
import os
import pathlib
import re
import signal
import subprocess
import tempfile

from driver.sources import TOP

# No cache: it is a list of believed verdicts.  Typed+nocast: no casts, and no
# separation that is assumed.  Steps decide, so that speed does not; the time
# is there for provers that hang.
KERNEL = """-machdep x86_64 -kernel-warn-key annot:missing-spec=abort
    -warn-unsigned-overflow -warn-unsigned-downcast -warn-signed-downcast
    -warn-invalid-pointer""".split()
WP = """-wp -wp-rte -wp-variant-with-terminates -wp-model Typed+nocast
    -wp-prover z3,cvc4 -wp-cache none -wp-par 1""".split()
# Most goals are quick for one of the two provers and endless for the other:
# so all are tried for a moment first, and what is left for long.
MOMENT = """-wp-timeout 3 -wp-steps 3000000
    -wp-report-json wp.json""".split()
LONG = """-then -wp -wp-timeout 60 -wp-steps 40000000
    -wp-report-json again.json""".split()
# A last pass looks for contradictions, with one prover and for a moment.
SMOKE = """-then -wp -wp-smoke-tests -wp-smoke-timeout 1 -wp-steps 500000
    -wp-prover=-cvc4 -wp-report-json smoke.json""".split()
UNIT_SECONDS = 3000


def include(top=TOP, abstract=""):
    """Where headers and spec files are; names before their definitions."""
    names = f"-I{top}/proofs/{abstract} " if abstract else ""
    return [f"-cpp-extra-args={names}-I{top}/proofs -I{top}/src/core"]


@contextlib.contextmanager
def _place():
    """A folder for everything that the tools write, and the environment in
    which they find why3's configuration there and no user's."""
    with tempfile.TemporaryDirectory(prefix="prove-") as folder:
        yield folder, dict(os.environ, HOME=folder, TMPDIR=folder,
                           WHY3CONFIG=folder + "/why3.conf", LC_ALL="C")


def _finish(command, seconds, **options):
    """Runs a program to its end; what it started ends with it."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.STDOUT, start_new_session=True,
                          **options) as program:
        try:
            log, _ = program.communicate(timeout=seconds)
            return program.returncode, log
        except subprocess.TimeoutExpired:
            return 124, f"stopped after {seconds} s"
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)


def run(arguments, seconds=UNIT_SECONDS):
    """Frama-C's exit status, its log, and the files that it wrote here."""
    with _place() as (folder, environment):
        options = {"cwd": folder, "env": environment}
        _finish(["why3", "config", "detect"], 60, **options)
        status, log = _finish(["frama-c", *arguments], seconds, **options)
        written = {}
        for name in ("wp.json", "again.json", "smoke.json"):
            with contextlib.suppress(FileNotFoundError):
                with open(f"{folder}/{name}", encoding="utf-8") as file:
                    written[name] = file.read()
        return status, log, written


@functools.cache
def _provers():
    """What why3 knows about the provers, as it writes it down."""
    with _place() as (folder, environment):
        _finish(["why3", "config", "detect"], 60, cwd=folder, env=environment)
        return pathlib.Path(folder, "why3.conf").read_text()


def lines(arguments, seconds=UNIT_SECONDS):
    """Frama-C's log, line by line while it works.  It is stopped when nobody
    reads on, and when its time is over."""
    with _place() as (folder, environment):
        pathlib.Path(folder, "why3.conf").write_text(_provers())
        with subprocess.Popen(
                ["timeout", str(seconds), "frama-c", *arguments], cwd=folder,
                env=environment, text=True, start_new_session=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as program:
            try:
                yield from program.stdout
                if program.wait() == 124:
                    yield f"stopped after {seconds} s"
            finally:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(program.pid, signal.SIGKILL)


def versions():
    """The tools by which a run is to be judged."""
    asked = {"Frama-C": ["frama-c", "-version"], "Why3": ["why3", "--version"],
             "Z3": ["z3", "--version"], "CVC4": ["cvc4", "--version"]}
    said = {}
    for tool, command in asked.items():
        text = subprocess.run(command, capture_output=True, text=True,
                              check=True).stdout
        said[tool] = re.search(r"\d+\.\d+[\w.-]*", text).group()
    return said
