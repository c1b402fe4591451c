"""Runs bench, and makes medians of its raw data."""
import os
import pathlib
import platform
import re
import statistics
import subprocess

HEAD = "part\tkind\tsubject\tround\tvalue\tcanary_before\tcanary_after\n"
PARSE_CALLS = ("ppv1_parse", "naive_parse", "machine_parse", "limit_parse")
# A pass counts if the canary before and behind it took this much of its quiet
# time, at most.
QUIET = 1.06


class Failed(Exception):
    pass


class Figures:
    """Medians by (part, kind, subject), and how much was left out."""

    def __init__(self, medians, kept, total, counts):
        self.medians, self.kept, self.total = medians, kept, total
        self.counts = counts

    def __call__(self, part, kind, subject):
        return self.medians.get((part, kind, subject))

    def ratio(self, part, kind, subject, other):
        return self(part, kind, subject) / self(part, kind, other)


def _run(*command):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True,
                              check=False)
    except OSError as error:
        raise Failed(f"cannot run {command[0]}: {error.strerror}") from error
    if done.returncode != 0:
        raise Failed(f"{command[0]} ended with status {done.returncode}")
    return done.stdout


def parser_name(build):
    """The parser that was built, by its hash."""
    return _run(build / "src/cli/ppv1", "--version").splitlines()[1]


def machine():
    names = re.findall(r"model name\s*: (.*)",
                       pathlib.Path("/proc/cpuinfo").read_text())
    return (f"machine: {names[0] if names else platform.machine()}, "
            f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")


def passes(program, rounds, raw):
    """Writes every pass to the file `raw`."""
    parts = [_run(program, part, str(rounds)) for part in ("parsers", "networks")]
    raw.write_text(HEAD + "".join(parts))


def instructions(program, lines, folder):
    """Instructions a header, by (kind, parser): callgrind counts inside the
    call only.  All have been called before, to compare their answers, so what
    happens once is not in it."""
    for old in folder.glob("callgrind.out*"):
        old.unlink()
    out = _run("valgrind", "-q", "--tool=callgrind", "--collect-atstart=no",
               *(f"--toggle-collect={call}" for call in PARSE_CALLS),
               "--zero-before=count_begin", "--dump-before=count_end",
               f"--callgrind-out-file={folder}/callgrind.out",
               program, "instructions", str(lines))
    keys = [tuple(line.split("\t")) for line in out.splitlines()]
    return {key: _sum(folder / f"callgrind.out.{k}") / lines
            for k, key in enumerate(keys, 1)}


def _sum(dump):
    return int(re.search(r"^(?:summary|totals): (\d+)", dump.read_text(),
                         re.MULTILINE)[1])


def _quiet_time(rows):
    """Of ten canaries one is faster: the fastest of all may have had a clock
    that nobody else had."""
    times = [float(cell) for row in rows for cell in row[5:7] if cell != "0"]
    return statistics.quantiles(times, n=10)[0]


def read(raw, counts):
    """The figures of the raw data."""
    rows = [line.split("\t") for line in raw.read_text().splitlines()[1:]]
    limit = QUIET * _quiet_time(rows)
    kept, every = {}, {}
    for *key, _, value, before, after in rows:
        every.setdefault(tuple(key), []).append(float(value))
        if max(float(before), float(after)) <= limit:
            kept.setdefault(tuple(key), []).append(float(value))
    # With fewer than 5 quiet passes all of them are better than those.
    medians = {key: statistics.median(
        kept[key] if len(kept.get(key, ())) >= 5 else values)
        for key, values in every.items()}
    return Figures(medians, sum(map(len, kept.values())), len(rows), counts)
