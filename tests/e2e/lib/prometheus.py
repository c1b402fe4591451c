"""prometheus - a strict reader of the text format, version 0.0.4."""
import re

from lib.check import equal

_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
_LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"'
_SAMPLE = re.compile(rf"({_NAME})(?:\{{({_LABEL}(?:,{_LABEL})*)\}})? "
                     r"([0-9]+(?:\.[0-9]+)?)")
_HEAD = re.compile(rf"# (HELP|TYPE) ({_NAME}) (.+)")


def read(text):
    """{(name, label text): number}; raises where the text breaks a rule of
    the format, or one that promtool check metrics warns of."""
    equal(text[-1:], "\n", "end of the text")
    samples, types, helped = {}, {}, None
    for line in text[:-1].split("\n"):
        head = _HEAD.fullmatch(line)
        if head and head[1] == "HELP":
            helped = head[2]
            equal(helped in types, False, f"second {helped}")
        elif head:
            equal(head[2], helped, "TYPE without its HELP before it")
            types[head[2]] = head[3]
        else:
            _take(line, samples, types, helped)
    for name, kind in types.items():
        if kind == "histogram":
            _check_histogram(name, samples)
    return samples


def _take(line, samples, types, family):
    found = _SAMPLE.fullmatch(line)
    if found is None:
        raise AssertionError(f"not a sample: {line!r}")
    name, label, value = found.groups()
    kind = types[family]
    stem = name
    if kind == "histogram":
        stem = re.sub("_(bucket|sum|count)$", "", name)
    equal(stem, family, f"family of {line!r}")
    equal(kind in ("counter", "gauge", "histogram"), True, f"type of {name}")
    equal(name.endswith("_total"), kind == "counter", f"_total and {name}")
    equal((name, label) in samples, False, f"second {line!r}")
    samples[name, label or ""] = float(value)


def _check_histogram(name, samples):
    buckets = [(label, value) for (of, label), value in samples.items()
               if of == name + "_bucket"]
    bounds = [float(label[len('le="'):-1]) for label, _ in buckets]
    counts = [value for _, value in buckets]
    equal(bounds, sorted(bounds), "bounds")
    equal(counts, sorted(counts), "counts of buckets")
    equal(bounds[-1], float("inf"), "last bound")
    equal(counts[-1], samples[name + "_count", ""], "count")
    equal((name + "_sum", "") in samples, True, "sum")
