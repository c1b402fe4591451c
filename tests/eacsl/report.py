"""Which clauses run, as clauses.txt pins them, and how often each did."""
import difflib
import sys


def lines(units):
    return sorted(f"{clause.title(name)} | {clause.why_not or 'runs'}"
                  for name, unit in units.items() for clause in unit.clauses())


def compare(path, now, update):
    """The list must say what is so."""
    said = path.read_text().splitlines() if path.exists() else []
    if update:
        path.write_text("".join(f"{line}\n" for line in now))
    elif said != now:
        sys.exit("\n".join(difflib.unified_diff(
            said, now, str(path), "now", n=0, lineterm="")) +
            "\nwith --update the list is written anew")


def counted(path):
    """{clause: [guard held, it did not, given up: long, memory, wide]}."""
    found = {}
    for line in path.read_text().splitlines():
        name, *numbers = line.split("|")
        old = found.setdefault(name, [0] * len(numbers))
        found[name] = [a + int(b) for a, b in zip(old, numbers)]
    return found


def guarded(clause):
    return clause.read and clause.read[:1] == ("bin",) and \
        clause.read[1] in ("==>", "<==>")


def table(units, path):
    """A row for each unit, and what never was seen."""
    counts, never, rows = counted(path), [], []
    for name, unit in units.items():
        clauses = unit.clauses()
        run = {one.title(name): one for one in clauses if not one.why_not}
        seen = {title: counts.get(title, [0] * 5) for title in run}
        both = [title for title, one in run.items() if guarded(one)]
        rows.append([name, len(clauses), len(run),
                     sum(sum(numbers[:2]) > 0 for numbers in seen.values()),
                     len(both), sum(min(seen[one][:2]) > 0 for one in both)])
        never += [f"{title}: {numbers[0]} / {numbers[1]}, given up "
                  f"{sum(numbers[2:])}" for title, numbers in seen.items()
                  if not numbers[0] or title in both and not numbers[1]]
    rows.append(["all", *(sum(row[k] for row in rows) for k in range(1, 6))])
    for row in [["unit", "clauses", "can run", "judged", "guarded",
                 "both ways"], *rows]:
        print(f"{row[0]:18}" + "".join(f"{cell:>10}" for cell in row[1:]))
    print("\n".join(["guards that never held, or always:", *never]))


def taken(titles, path):
    counts = counted(path)
    judged = sum(counts.get(title, [0])[0] > 0 for title in titles)
    print(f"E-ACSL takes {len(titles)} clauses, of which {judged} were judged")
