#!/usr/bin/python3 -B
# Goal: a theorem counts the goals of what it names and no others; what two
#       units have, or none, it may not name, nor a word that nothing defines
#       or that the contracts of what it names do not say.
import pathlib
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path[0] = str(TOP / "proofs")
from driver import reach, sources, table, unit

THEOREMS = """\
One | P | a:half only
Lemmas | P | b:lemmas
Two | P | half
None | P Q | a:lemmas
Other | P | only
"""
SPEC = """\
/*@
  predicate P = \\true;

  predicate SaysP = P;

  lemma p: P;
*/
"""
CODE = """\
/*@ ensures SaysP; */
int half(void);

/*@ ensures \\true; */
int only(void);
"""


def result(name, **goals):
    functions = {each: unit.Function(count, count)
                 for each, count in goals.items()}
    return unit.Result(sources.Source(f"src/core/{name}.c"), functions, [])


def expect(wanted, got):
    if wanted != got:
        sys.exit(f"wanted {wanted}\ngot {got}")


with tempfile.TemporaryDirectory() as folder:
    table.TOP = reach.TOP = pathlib.Path(folder)
    spec = table.TOP / "proofs/spec"
    spec.mkdir(parents=True)
    (spec / "p.acsl").write_text(SPEC)
    (table.TOP / "src/core").mkdir(parents=True)
    (table.TOP / "src/core/a.c").write_text(CODE)
    (spec.parent / "theorems.txt").write_text(THEOREMS)
    results = [result("a", half=3, only=4), result("b", half=5, lemmas=7)]
    expect([("One", 7), ("Lemmas", 7), ("Two", 8),
            ("Other", 4)],
           [(theorem.says, goals)
            for theorem, _, goals, _ in table.rows(results)][:-1])
    expect(["theorem 'Two': 2 units have half",
            "theorem 'None': no predicate Q",
            "theorem 'None': no function a:lemmas",
            "theorem 'Other': nobody there says P"],
           list(table.faults(results)))
