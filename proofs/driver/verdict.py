"""What all units together show, and whether that is enough."""
from driver import abstract, core, expected, ledger, sources, table


def give(results, complete, update):
    """Prints the verdict; the exit status."""
    faults = sources.faults() + abstract.faults() + core.faults(results)
    if complete:
        faults += table.faults(results)
    proved = not faults and not any(result.faults for result in results)
    if update and not proved:
        faults.append(f"{update} needs a run in which all is proved")
    for result in results:
        if update and proved:
            expected.update(result)
        found = expected.faults(result)
        result.faults += found
        faults += [f"{result.source.path}: {fault}" for fault in found]
    if complete and update == "--update-readme" and proved:
        table.update_readme(results)
    elif complete:
        faults += table.readme_faults(results)

    table.show(results)
    ledger.show(results, faults)
    bad = [result.source.name for result in results if result.faults]
    for fault in faults:
        print("FAILED:", fault)
    if bad:
        print("FAILED units (logs are in build/proofs):", *bad)
    print(f"{sum(result.total('proved') for result in results)} of "
          f"{sum(result.total('goals') for result in results)} goals proved"
          f"{'; not good enough' if bad or faults else ''}")
    return 1 if bad or faults else 0
