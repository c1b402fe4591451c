#!/usr/bin/python3 -B
# Goal: a theorem counts the goals of what it names and no others; what two
#       units have, or none, it may not name, nor a word that nothing defines.
import pathlib
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path[0] = str(TOP / "proofs")
from driver import sources, table, unit

THEOREMS = """\
One | P | a:half only
Lemmas | P | b:lemmas
Two | P | half
None | P Q | a:lemmas
"""


def result(name, **goals):
    functions = {each: unit.Function(count, count)
                 for each, count in goals.items()}
    return unit.Result(sources.Source(f"src/core/{name}.c"), functions, [])


def expect(wanted, got):
    if wanted != got:
        sys.exit(f"wanted {wanted}\ngot {got}")


with tempfile.TemporaryDirectory() as folder:
    table.TOP = pathlib.Path(folder)
    spec = table.TOP / "proofs/spec"
    spec.mkdir(parents=True)
    (spec / "p.acsl").write_text("/*@\n  predicate P = \\true;\n*/\n")
    (spec.parent / "theorems.txt").write_text(THEOREMS)
    results = [result("a", half=3, only=4), result("b", half=5, lemmas=7)]
    expect([("One", 7), ("Lemmas", 7), ("Two", 8)],
           [(theorem.says, goals)
            for theorem, _, goals, _ in table.rows(results)][:-1])
    expect(["theorem 'Two': 2 units have half",
            "theorem 'None': no predicate Q",
            "theorem 'None': no function a:lemmas"],
           list(table.faults(results)))
