"""The core as a whole: what one unit's run cannot see."""
import re

from driver import frama_c
from driver.sources import TOP, units


def _section(log, title):
    """Functions that -metrics lists under a title."""
    found = re.search(rf"{title} \(\d+\)\n=+\n(.*?)(?:\n\s*\n|\Z)", log,
                      flags=re.S)
    return re.findall(r"(\w+) \(", found.group(1)) if found else []


def faults():
    """A function that is called and defined nowhere in the core would be
    believed to do what its contract says."""
    arguments = [*frama_c.KERNEL, *frama_c.include(),
                 *(str(TOP / unit.path) for unit in units()), "-metrics"]
    status, log, _ = frama_c.run(arguments, 120)
    outside = [name for title in ("Undefined functions",
                                  "Undefined and referenced functions",
                                  "'Extern' global variables")
               for name in _section(log, title)]
    found = [f"called, but not in the core: {name}"
             for name in sorted(set(outside))]
    found += [f"Frama-C: {line}" for line in log.splitlines()
              if re.search("Warning|Error", line)]
    if status != 0 or "Defined functions" not in log:
        found.append("Frama-C cannot read the core as a whole")
    return found
