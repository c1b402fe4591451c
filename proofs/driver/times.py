"""What a goal cost, by WP's log: `(Qed:1.2s) (90ms) (180559)` are the time of
WP's own simplifier, the time of the prover that proved it, and its steps."""
import re

TIME = re.compile(r"\((?:Qed:)?([\d.]+)(us|ms|s|min)?(?:(\d+)s)?\)")
UNIT = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0}
STEPS = re.compile(r"\((\d+)\)\s*$")


def seconds(more):
    """Of what stands behind a goal's name."""
    return sum(float(number) * UNIT[unit] + float(rest or 0)
               for number, unit, rest in TIME.findall(more) if unit)


def steps(more):
    """Those that the prover needed; 0: none did."""
    found = STEPS.search(more)
    return int(found.group(1)) if found else 0
