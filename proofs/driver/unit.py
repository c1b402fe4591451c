"""One unit's proof: what Frama-C says, read and judged.

Frama-C ends with status 0 whether or not it has proved anything.
"""
import collections
import concurrent.futures
import dataclasses
import json
import re
import time

from driver import expected, frama_c, times
from driver.sources import TOP, Source, dead_lines

PROVERS = re.compile(r"Qed|CFG|Z3 [\d.]+|CVC4 [\d.]+")
LINE = re.compile(r"\[wp\] \[([^]]*)\] (Goal|Smoke-test) (\S+)( : Valid)?(.*)")
DEAD = re.compile(r"\[wp\] .*:(\d+): Warning: Failed smoke-test")
COMPLAINT = re.compile(r"Warning|Error|aborted|ypothes|Non natural|Missing")
# To a caller, the pointer that such a function returns may be any pointer.
# And there are functions in which a smoke test finds nothing to try.
HARMLESS = re.compile(r"\[wp:pedantic-assigns\].*\n  No 'assigns .result .from"
                      r".*returning pointer type.\n  Callers assumptions.*\n"
                      r"|\[wp\] Warning: No goal generated\n")
# A contract says at least this much.
CLAUSES = ("terminates", "exits", "assigns", "ensures")
LEMMAS = "lemmas"


@dataclasses.dataclass
class Function:
    goals: int = 0
    proved: int = 0
    smoke: int = 0
    seconds: float = 0.0  # that its goals took
    clauses: set = dataclasses.field(default_factory=set)


@dataclasses.dataclass
class Result:
    source: Source
    functions: dict
    faults: list
    dead: int = 0
    seconds: float = 0.0
    processor: float = 0.0

    def total(self, what):
        return sum(getattr(each, what) for each in self.functions.values())


def _owner(goal, functions):
    """Whose goal this is: the longest of the names that it begins with."""
    fits = [name for name in functions if goal.startswith(name + "_")]
    return max(fits, key=len, default=LEMMAS)


def _functions(log):
    names = re.findall(r"\[rte:annot\] annotating function (\w+)", log)
    return collections.defaultdict(Function,
                                   {name: Function() for name in names})


def _verdicts(passes):
    """Each goal's last verdict."""
    return {(prover == "CFG", name.removeprefix("typed_nocast_")):
            (prover, kind == "Goal" and bool(valid), more)
            for log in passes
            for prover, kind, name, valid, more in LINE.findall(log)}


def _goals(passes, functions, dead):
    """Counts each goal; yields those that are not proved.  Only what cannot
    be reached may be valid because of that: ways to call exit(), and what
    Ragel leaves."""
    for (_, name), (prover, valid, more) in _verdicts(passes).items():
        owner = _owner(name, functions)
        function = functions[owner]
        function.goals += 1
        function.seconds += times.seconds(more)
        if "(Unreachable)" in more and not (dead or name.endswith("_exits")):
            yield f"in unreachable code: {name}"
        elif valid and PROVERS.fullmatch(prover):
            function.proved += 1
            if prover == "CFG":
                function.clauses.add(name.removeprefix(owner + "_"))
        else:
            yield f"not proved: {name} ({prover})"


def _smoke_tests(log, functions, dead):
    """Contradictions and dead code that were found, but for dead labels."""
    for prover, kind, name, _, _ in LINE.findall(log):
        if kind == "Smoke-test":
            name = name.removeprefix("typed_nocast_")
            smoked = functions.get(_owner(name, functions))
            if smoked:  # others' contracts are tried with their own functions
                smoked.smoke += 1
            if prover != "Passed":
                yield f"smoke test: {name} {prover}"
    found = {int(line) for line in DEAD.findall(log)}
    for line in sorted(found ^ dead):
        yield f"line {line} is reached by {'no' if line in found else 'a'} path"


def _reported(text):
    """A report's {(function, property): (proved, goals)}."""
    report = json.loads(text or "null") or {}
    groups = list(report.get("wp:functions", {}).items())
    groups += [(LEMMAS, lemmas)
               for lemmas in report.get("wp:axiomatics", {}).values()]
    return {(name, key): (by_prover["wp:main"].get("valid", 0),
                          by_prover["wp:main"]["total"])
            for name, properties in groups
            for key, by_prover in properties.items() if key != "wp:section"}


def _second_count(texts, functions):
    """Goals by WP's own reports, which also name the contracts' clauses."""
    last = {}
    for text in texts:
        last.update(_reported(text))
    for name, key in last:
        functions[name].clauses.add(key.removeprefix(name + "_"))
    return tuple(sum(counts[k] for counts in last.values()) for k in (0, 1))


def _claims(log):
    """A pass's own summary must count what the pass has listed."""
    verdicts = _verdicts([log]).values()
    listed = sum(valid for _, valid, _ in verdicts), len(verdicts)
    claimed = re.search(r"\[wp\] Proved goals: +(\d+) / (\d+)", log)
    if claimed and tuple(int(count) for count in claimed.groups()) != listed:
        yield f"a pass lists {listed} goals and claims {claimed.groups()}"
    elif not claimed and listed[1]:
        yield "a pass without a summary"


def _compare(passes, texts, result):
    """The log and WP's reports must tell the same."""
    by_shape = len(re.findall(r"\[CFG\] Goal", passes[0]))
    second = tuple(count + by_shape
                   for count in _second_count(texts, result.functions))
    first = result.total("proved"), result.total("goals")
    if first != second or first[1] == 0:
        yield f"goals proved, by log and by report: {first}, {second}"
    for log in passes:
        yield from _claims(log)


def _complaints(log):
    """Whatever Frama-C warns about is a fault, but for dead labels."""
    return [f"Frama-C: {line.strip()}"
            for line in HARMLESS.sub("", log).splitlines()
            if COMPLAINT.search(line) and not DEAD.match(line)]


def _properties(report, functions, dead):
    """The report plug-in's word on every property.  What is believed without
    a proof (`Extern`) may only be the contract of a function of another
    unit: no axiom, nothing admitted."""
    section = None
    for line in report.splitlines():
        if line.startswith("--- "):
            section = line.removeprefix("--- Properties of Function ")
        found = re.match(r"\[ +(\w+|-) *\] (.*)", line)
        if not found or found.group(1) == "Valid":
            continue
        status, what = found.groups()
        at = re.search(r"line (\d+)\)", what)
        if at and int(at.group(1)) in dead:
            continue
        elsewhere = section.startswith("'") and \
            section.strip("'") not in functions
        if status != "Extern" or not elsewhere:
            yield f"report: {status}: {what} of {section}"
    if "--- Status Report Summary" not in report:
        yield "the report is missing"


def _missing(functions):
    """Functions without a whole contract.  (One without a precondition, a
    branch or a call has nothing for a smoke test.)"""
    for name, function in functions.items():
        if name == LEMMAS:
            continue
        for clause in CLAUSES:
            if not any(said.startswith(clause) for said in function.clauses):
                yield f"{name}: no {clause} in its contract"


def judge(source, status, log, written):
    """What a run of Frama-C has shown."""
    dead = dead_lines((TOP / source.path).read_text()) if source.generated \
        else set()
    passes, rest = [], log
    for name in frama_c.PASSES:
        each, _, rest = rest.partition(f"Report '{name}'")
        passes.append(each)
    smoke, _, report = rest.partition("Report 'smoke.json'")
    functions = _functions(log)
    result = Result(source, functions, [], len(dead))
    result.faults += _complaints(log)
    result.faults += _goals(passes, functions, dead)
    result.faults += _compare(
        passes, [written.get(name) for name in frama_c.PASSES], result)
    result.faults += _smoke_tests(smoke, functions, dead)
    result.faults += _properties(report, functions, dead)
    result.faults += _missing(functions)
    if status != 0:
        result.faults.append(f"frama-c ended with status {status}")
    return result


def prove(source):
    start = time.monotonic()
    arguments = [*frama_c.KERNEL, *frama_c.include(abstract=source.abstract),
                 *frama_c.WP, *frama_c.INSTANT, str(TOP / source.path),
                 *frama_c.MOMENT, *frama_c.LONG, *frama_c.LEMMAS,
                 *frama_c.SMOKE,
                 "-then", "-report"]
    status, log, written, used = frama_c.run(arguments)
    folder = TOP / "build/proofs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{source.name}.log").write_text(log)
    for name, text in written.items():
        (folder / f"{source.name}.{name}").write_text(text)
    result = judge(source, status, log, written)
    result.seconds, result.processor = time.monotonic() - start, used
    return result


def prove_all(sources):
    """Some at a time, and the largest first: so no long one is left alone at
    the end."""
    results = []
    largest_first = sorted(sources, key=expected.size, reverse=True)
    with concurrent.futures.ThreadPoolExecutor(frama_c.AT_A_TIME) as pool:
        for result in pool.map(prove, largest_first):
            results.append(result)
            print(f"{result.source.path:<32}{result.total('proved'):>5}"
                  f"/{result.total('goals'):<5} goals"
                  f"{result.total('smoke'):>5} smoke tests"
                  f"{result.seconds:>6.0f} s, processor"
                  f"{result.processor:>5.0f} s"
                  f"{'  FAILED' if result.faults else ''}", flush=True)
            for fault in result.faults:
                print(f"    {fault}", flush=True)
    return results
