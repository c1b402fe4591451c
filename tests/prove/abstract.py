#!/usr/bin/python3 -B
# Goal: a proof with a name instead of its meaning holds for that meaning: the
#       name is the very one that is defined, and reads what it says, no more.
import pathlib
import shutil
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
DEFINED = """\
/*@
  predicate Zero{L}(uint8_t *s, integer i) = !s[i];
  predicate Text{L}(uint8_t *s, integer i) =
    \\exists integer j; j == i && Zero(s, j);
*/
"""
NAMED = """\
/*@
  axiomatic Text {
    predicate Text{L}(uint8_t *s, integer i)
      reads s[..];
  }
*/
"""
# What is changed in the definition or in the name, and what is said of it.
CHANGES = (
    ("spec", "!s[i]", "!s[count]", "what is count?"),
    ("spec", "!s[i]", "!*(uint8_t *)i", "it says *)"),
    ("spec", "!s[i]", "\\at(s[i], Pre)", "it says \\at"),
    ("spec", "!s[i]", "(\\exists uint8_t *t; t[i] == 0)", "what is t?"),
    ("spec", "!s[i]", "&s[i] == 0", "it says &"),
    ("spec", "Zero{L}", "Zero{L,K}", "it takes more"),
    ("spec", "Zero{L}(uint8_t *s,", "Zero{L}(uint8_t *s, uint8_t *t,",
     "it takes more"),
    ("spec", "Text{L}(uint8_t *s, integer i)",
     "Text{L}(uint8_t *s, integer i, integer j)", "defined otherwise"),
    ("spec", "Text", "Other", "defined otherwise or nowhere"),
    ("spec", "!s[i];", "!s[i];\n  predicate Zero{L}(uint8_t *s) = !s[0];",
     "Zero is defined in"),
    ("name", "reads s[..]", "reads s[0]", "more than names"),
    ("name", "reads s[..]", "reads \\nothing", "more than names"),
    ("name", "  }", "    axiom a: \\false;\n  }", "more than names"),
    ("name", "/*@", "#define i 0\n/*@", "more than names"),
    ("units", "abstract/text", "abstract/text,more", "have text.acsl"),
    ("units", "abstract/text", "abstract/none", "no names in"),
)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def said(where=None, old="", new=""):
    """What is wrong with the tree when this is changed in it."""
    def text(what, unchanged):
        return unchanged.replace(old, new) if what == where else unchanged
    footprints.definitions.cache_clear()
    write(proofs / "units.txt", text("units", "abstract/text src/core/a.c\n"))
    write(proofs / "spec/text.acsl", text("spec", DEFINED))
    write(proofs / "abstract/text/spec/text.acsl", text("name", NAMED))
    write(proofs / "abstract/more/spec/text.acsl", text("name", NAMED))
    return abstract.faults()


with tempfile.TemporaryDirectory() as folder:
    proofs = pathlib.Path(folder, "proofs")
    shutil.copytree(TOP / "proofs/driver", proofs / "driver")
    sys.path[0] = str(proofs)
    from driver import abstract, footprints

    if said():
        sys.exit(f"nothing is wrong, but it says {said()}")
    for change in CHANGES:
        if not any(change[-1] in fault for fault in said(*change[:-1])):
            sys.exit(f"{change}: it says {said(*change[:-1])}")
    write(proofs / "abstract/text/stray.h", "")
    if "in the place of no file" not in "".join(said()):
        sys.exit("a file that would be read instead of a header")
