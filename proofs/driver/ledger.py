"""What the proofs rest on beyond the tools: nothing, counted one by one."""
from driver import frama_c, sources
from driver.unit import LEMMAS

# What is counted, and the words of the faults that count.
COUNTED = (
    ("axioms", ("axiom or admit: 'axiom",)),
    ("admits", ("axiom or admit: 'admit'", "report: Extern")),
    ("memory-model hypotheses", ("ypothes",)),
    ("properties that WP skips", ("unproved property", "report: -",
                                  "Missing RTE")),
    ("functions that no unit proves", ("built, but not proved",
                                       "in no unit")),
    ("functions without a whole contract", ("in its contract",)),
    ("calls out of the core", ("not in the core",)),
    ("proofs that rest on themselves", ("a proof rests on itself",)),
    ("contradictions", ("smoke test: ", "in unreachable code")),
)


def _lemmas(results):
    found = [result.functions[LEMMAS] for result in results
             if LEMMAS in result.functions]
    return sum(each.goals for each in found), \
        sum(each.goals - each.proved for each in found)


def _dead(results):
    """Lines that are computed to be dead, and those that are not, but are."""
    return (sum(result.dead for result in results),
            sum("path" in fault and "is reached by" in fault
                for result in results for fault in result.faults))


def show(results, faults):
    """`faults`: those of the core as a whole."""
    every = faults + [fault for result in results for fault in result.faults]
    functions = sum(len(result.functions.keys() - {LEMMAS})
                    for result in results)
    smoke = sum(result.total("smoke") for result in results)
    (lemmas, unproved), (dead, other) = _lemmas(results), _dead(results)
    print("", *sources.parsers(), sep="\n")
    for what, words in COUNTED:
        count = sum(any(word in fault for word in words) for fault in every)
        print(f"{what + ':':<36}{count:>5}")
    print(f"{'unproved lemmas:':<36}{unproved:>5} of {lemmas}\n"
          f"{'functions with goals:':<36}{functions:>5}\n"
          f"{'smoke tests:':<36}{smoke:>5}\n"
          f"{'lines that Ragel leaves dead:':<36}{dead:>5}, and {other} "
          "that are not as computed")
    print(*(" ".join(tool) for tool in frama_c.versions().items()), sep="   ")
