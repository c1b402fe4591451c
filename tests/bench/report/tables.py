"""Prints the figures."""
from . import targets
from .names import KINDS, MATCHERS, PARSERS, SETS


def _row(name, cells, width=17):
    print(f"{name:21}" + "".join(f"{cell:>{width}}" for cell in cells))


def _number(value, digits=1):
    return "-" if value is None else f"{value:,.{digits}f}"


def _parsers(figures):
    print("\nns a header, and the ratio to sscanf+inet_pton")
    _row("", PARSERS.values())
    for kind, name in KINDS.items():
        _row(name, [f"{_number(figures('parser', kind, parser))} "
                    f"({figures.ratio('parser', kind, parser, 'sscanf'):.2f})"
                    for parser in PARSERS])


def _instructions(figures):
    print("\ninstructions a header")
    _row("", PARSERS.values())
    for kind, name in KINDS.items():
        _row(name, [_number(figures.counts[kind, parser], 0)
                    for parser in PARSERS])
    print("* recognises only: it makes no addresses and ports of the text")


def _networks(figures):
    print("\nns a lookup, random peers / hot ones; ms to load; bytes an entry")
    _row("networks", [*MATCHERS.values(), "load", "entry"])
    for kind, name in SETS.items():
        lookups = [f"{_number(figures('random', kind, matcher))} /"
                   f"{_number(figures('hot', kind, matcher)):>7}"
                   for matcher in MATCHERS]
        _row(name, [*lookups, _number(figures("load", kind, "ppv1") / 1e6, 3),
                    _number(figures("memory", kind, "ppv1")
                            / int(kind.split("-")[1]), 0)])


def _targets(figures):
    print("\ntargets")
    for what, measured, target in targets.all_of(figures):
        word = "met" if measured <= target else "not met"
        print(f"  {what:58}{measured:8.2f}  at most {target:<6g} {word}")


def show(figures):
    _parsers(figures)
    _instructions(figures)
    _networks(figures)
    _targets(figures)
    print(f"\n{figures.kept} of {figures.total} passes were quiet, and count")
