"""Frama-C, run with the project's flags and with nothing of the user's."""
import contextlib
import functools
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import threading

from driver import rings
from driver.sources import TOP

# No cache: it is a list of believed verdicts.  Typed+nocast: no casts, and no
# separation that is assumed.  Steps decide, so that speed does not; the time
# is there for provers that hang.  Pruning branches costs WP more than half of
# its own time and spares the provers nothing.
KERNEL = """-machdep x86_64 -kernel-warn-key annot:missing-spec=abort
    -warn-unsigned-overflow -warn-unsigned-downcast -warn-signed-downcast
    -warn-invalid-pointer""".split()
GOALS = """-wp -wp-rte -wp-variant-with-terminates -wp-model Typed+nocast
    -wp-check-memory-model -wp-no-pruning -wp-literals -wp-cache none""".split()
# One prover at a time: two at once, and the slower one's work is thrown away.
# But where one may take minutes the other need not wait for it: see LONG.
WP = [*GOALS, "-wp-prover", "cvc4,z3", "-wp-par", "1"]
# More runs at a time than cores: WP sleeps for a tenth of a second and more
# around each call of a prover.
AT_A_TIME = 4
# Most goals are quick for one of the two provers and endless for the other: so
# all are tried in an instant first, what is left for a moment, and what is
# still left for long.  A pass has its report, and only the last one decides:
# the seconds of those before are short, and what a slow machine could not do in
# them is left to it.  Lemmas have a pass of their own, for every pass proves
# them again, however often they are proved.
PASSES = ("wp.json", "again.json", "long.json", "lemmas.json")
INSTANT = """-wp-prop=-@lemma -wp-timeout 2 -wp-steps 300000
    -wp-report-json wp.json""".split()
MOMENT = """-then -wp -wp-prop=-@lemma -wp-timeout 5 -wp-steps 3000000
    -wp-report-json again.json""".split()
LONG = """-then -wp -wp-par 2 -wp-prop=-@lemma -wp-timeout 180
    -wp-steps 40000000 -wp-report-json long.json""".split()
LEMMAS = """-then -wp -wp-prop=@lemma -wp-timeout 180 -wp-steps 40000000
    -wp-report-json lemmas.json""".split()
# A last pass looks for contradictions, with CVC4 alone: of one that was planted
# in a real contract it knew at all of 23 places with these steps, and Z3 at 2 of
# them with five times as many, in more time; calls were among the places then.
# That a call comes back is no longer tried by itself: the called function's own
# proof says so, and none rests on itself (driver/rings.py).
SMOKE = """-then -wp -wp-smoke-tests -wp-no-smoke-dead-call -wp-prop=-@lemma
    -wp-smoke-timeout 10 -wp-steps 40000 -wp-prover=-z3
    -wp-report-json smoke.json""".split()
UNIT_SECONDS = 3000
WRITTEN = (*PASSES, "smoke.json", rings.FILE)


def include(top=TOP, abstract=()):
    """Where headers and spec files are; names before their definitions."""
    folders = [*(f"proofs/abstract/{name}" for name in abstract),
               "proofs", "src/core"]
    return ["-cpp-extra-args=" +
            " ".join(f"-I{top}/{folder}" for folder in folders)]


@contextlib.contextmanager
def _place():
    """A folder for everything that the tools write (some of them go by PWD),
    and the environment in which they find why3's configuration there and no
    user's."""
    with tempfile.TemporaryDirectory(prefix="prove-") as folder:
        yield folder, dict(os.environ, HOME=folder, TMPDIR=folder, PWD=folder,
                           WHY3CONFIG=folder + "/why3.conf", LC_ALL="C")


def _finish(command, seconds, **options):
    """Runs a program to its end, and all that it started: its status, what it
    said and the processor's seconds that it took."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.STDOUT, start_new_session=True,
                          **options) as program:
        def stop():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
        clock = threading.Timer(seconds, stop)
        clock.start()
        log = program.stdout.read()
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
        clock.cancel()
        stop()
    if program.returncode == -signal.SIGKILL:
        log += f"stopped after {seconds} s"
    return program.returncode, log, used.ru_utime + used.ru_stime


def run(arguments, seconds=UNIT_SECONDS):
    """Frama-C's exit status, its log, the files that it wrote here, and the
    processor's seconds that it took."""
    with _place() as (folder, environment):
        options = {"cwd": folder, "env": environment}
        _finish(["why3", "config", "detect"], 60, **options)
        status, log, used = _finish(["frama-c", *arguments], seconds,
                                    **options)
        written = {}
        for name in WRITTEN:
            with contextlib.suppress(FileNotFoundError):
                with open(f"{folder}/{name}", encoding="utf-8") as file:
                    written[name] = file.read()
        return status, log, written, used


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
