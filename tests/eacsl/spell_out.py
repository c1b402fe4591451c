"""The core with its specification spelled out, as E-ACSL needs it.

E-ACSL (Frama-C 25) translates neither predicates nor logic functions that
read memory.  So here each becomes a macro, which the preprocessor puts in its
place; a contract then says the same with no name in it.
"""
import pathlib
import re
import shutil

TOP = pathlib.Path(__file__).resolve().parents[2]
HEAD = re.compile(r"^ +(predicate|logic [\w ]+?) (\w+)(?:\{([\w, ]+)\})?"
                  r"\(([^)]*)\)\s*=|^ +(lemma|inductive|axiomatic)\b", re.M)
CALL = re.compile(r"\b(\w+)\{([\w, ]+)\}\(")


def _plain(text):
    """ACSL without comments."""
    text = re.sub(r"//.*", "", text)
    return re.sub(r"/\*[^@].*?\*/", "", text, flags=re.S)


def definitions(path):
    """(name, labels, parameters, body) of a spec file."""
    text = _plain(path.read_text())
    for block in re.findall(r"/\*@(.*?)\*/", text, re.S):
        heads = list(HEAD.finditer(block))
        for head, behind in zip(heads, [*heads[1:], None]):
            if head.group(5):
                continue
            body = block[head.end():behind.start() if behind else None]
            yield (head.group(2), [label.strip() for label in
                                   (head.group(3) or "").split(",")],
                   [part.split()[-1].lstrip("*") for part in
                    head.group(4).split(",")],
                   " ".join(body.strip().rstrip(";").split()))


def with_labels(text):
    """Calls with labels, as macros take them."""
    while True:
        call = CALL.search(text)
        if not call:
            return text
        depth, end = 1, call.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        name, labels, inside = call[1], call[2], text[call.end():end - 1]
        said = f"{name}({labels}, {inside})" if "," in labels else \
            f"\\at({name}({inside}), {labels})"
        text = text[:call.start()] + said + text[end:]


def with_small_places(text):
    """E-ACSL adds GMP numbers to pointers, which is no C: so a place in memory
    is a size_t."""
    return re.sub(r"([\w)])\[([^][]+)\]", r"\1[(size_t)(\2)]", text)


def macro(name, labels, parameters, body):
    for word in re.findall(r"\\(?:forall|exists) integer ([\w, ]+);"
                           r"|\\let (\w+)", body):
        for bound in re.findall(r"\w+", " ".join(word)):
            body = re.sub(rf"\b{bound}\b", f"{bound}_{name}", body)
    for parameter in parameters:
        body = re.sub(rf"(?<![.>\w]){parameter}\b", f"({parameter})", body)
    taken = (labels if len(labels) > 1 else []) + parameters
    return f"#define {name}({', '.join(taken)}) ({with_small_places(with_labels(body))})\n"


def spell_out(folder):
    """Puts the core into this folder, its names spelled out.  Returns the
    names that cannot be: they are defined by themselves."""
    left = set()
    for part in ("src/core", "gen"):
        shutil.copytree(TOP / part, folder / part)
    (folder / "spec").mkdir()
    for path in (TOP / "proofs/spec").glob("*.acsl"):
        text = [f"#include \"{name}\"\n" for name in
                re.findall(r'#include "(.*?)"', path.read_text())]
        for name, labels, parameters, body in definitions(path):
            if re.search(rf"\b{name}\b", body):
                left.add(name)
            text.append(macro(name, labels, parameters, body))
        guard = path.stem.upper()
        (folder / "spec" / path.name).write_text(
            f"#ifndef {guard}\n#define {guard}\n{''.join(text)}#endif\n")
    for path in [*folder.glob("src/core/**/*.[ch]"), *folder.glob("gen/*.c")]:
        path.write_text(re.sub(
            r"/\*@.*?\*/", lambda found: with_small_places(
                with_labels(found.group())),
            path.read_text(), flags=re.S))
    return left
