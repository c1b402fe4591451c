"""The core as a whole: what one unit's run cannot see."""
import re

from driver import compiler, frama_c, rings
from driver.sources import TOP, units

# What -metrics lists under these is nobody's to prove.
STRANGERS = ("Specified-only functions", "Undefined and unspecified functions",
             "'Extern' global variables")


def _listed(log, title):
    found = re.search(rf"{title} \(\d+\)\n +=+\n((?: *\w.*\n)*)", log)
    return re.findall(r"(\w+)(?: \(\d+ calls?\))?;", found.group(1)) \
        if found else [f"(no word on {title})"]


def _strangers():
    """A function that is called and defined nowhere in the core would be
    believed to do what its contract says, and so would those that call one
    another."""
    arguments = [*frama_c.KERNEL, *frama_c.include(),
                 *(str(TOP / unit.path) for unit in units()), "-metrics",
                 *rings.CALLS]
    status, log, written, _ = frama_c.run(arguments, 300)
    if status != 0:
        return ["Frama-C cannot read the core as a whole: "
                + " ".join(log.split()[-40:])]
    found = [f"declared, but not in the core: {name}"
             for title in STRANGERS for name in _listed(log, title)]
    found += rings.faults(written.get(rings.FILE, ""))
    found += [f"Frama-C: {line}" for line in log.splitlines()
              if re.search("Warning|Error", line)]
    return found


def _built(results):
    """Functions that the compiler builds of what was proved and that have no
    goal, and calls that it finds no function for."""
    defined, used = set(), set()
    proved = {result.source: result for result in results}
    for unit in units():
        functions, unknown = compiler.symbols(unit.path)
        defined |= functions
        used |= unknown
        if unit in proved:
            for name in sorted(functions):
                if name not in proved[unit].functions or \
                        not proved[unit].functions[name].goals:
                    yield f"{unit.path}: built, but not proved: {name}"
    for name in sorted(used - defined):
        yield f"called, but not in the core: {name}"


def faults(results):
    return _strangers() + list(_built(results))

