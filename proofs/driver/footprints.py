"""What the names of proofs/abstract can read, as proofs/spec defines them.

WP believes a name's `reads`.  Each says that it reads the array of bytes that
its pointer points into.  So its definition, and all that this is made of, may
have no other pointer, no other state of memory, and no variable of C.
"""
import functools
import re

from driver.sources import TOP

START = re.compile(r"^(?: +(?=(?:predicate|logic|lemma) )|\*/)", re.M)
DEFINITION = re.compile(r"(?:predicate|logic integer) (\w+)(\{[\w,]+\})?"
                        r"(?:\(([^)]*)\))?\s*=(.*)", re.S)
PARAMETER = re.compile(r"(integer |struct ppv1_address |uint8_t \*)(\w+)")
BOUND = re.compile(r"\\(?:forall|exists) ([^;*]*);|\\let (\w+) =")
CHARACTER = re.compile(r"'\\?.'")
# An address taken, a cast to a pointer, a word of ACSL that may look at memory.
LOOKS = re.compile(r"(?<!&)&(?!&)|\*\s*\)|->|\\(?!forall|exists|let)\w+")
WORD = re.compile(r"(?<![\w.\\])[A-Za-z_]\w*")
CONSTANT = re.compile(r"[A-Z][A-Z0-9_]*")
TYPES = {"integer", "struct", "ppv1_address"}


def plain(text):
    """A spec file without its comments."""
    return re.sub(r"//.*", "", re.sub(r"/\*(?!@).*?\*/", "", text, flags=re.S))


@functools.cache
def definitions():
    """{word: (labels, parameters, meaning)} of proofs/spec."""
    found = {}
    for path in (TOP / "proofs/spec").glob("*.acsl"):
        for part in START.split(plain(path.read_text())):
            said = DEFINITION.match(part)
            if said:
                name, labels, parameters, meaning = said.groups(default="")
                found[name] = (labels, parameters.split(","),
                               CHARACTER.sub("0", meaning))
    return found


def _bound(meaning):
    """The variables of its quantifiers, if they are no pointers."""
    return {word for names, name in BOUND.findall(meaning)
            for word in WORD.findall(names or name)}


def _free(word):
    """The words that this one is made of; why it may read more, or None."""
    labels, parameters, meaning = definitions()[word]
    known = [PARAMETER.fullmatch(" ".join(each.split()))
             for each in parameters if each]
    if labels not in ("", "{L}") or None in known or \
            sum("*" in each.group(1) for each in known) > 1:
        return set(), "it takes more than an array, integers and addresses"
    look = LOOKS.search(meaning)
    if look:
        return set(), f"it says {look.group()}"
    used = {each for each in WORD.findall(meaning)
            if not CONSTANT.fullmatch(each)}
    return used - TYPES - _bound(meaning) - {each.group(2)
                                             for each in known}, None


def faults(word):
    """Why this word's meaning may be read elsewhere than in its array."""
    todo, seen = [word], set()
    while todo:
        each = todo.pop()
        if each in seen:
            continue
        seen.add(each)
        if each not in definitions():
            yield f"{word} may read more: what is {each}?"
            continue
        used, fault = _free(each)
        todo += used
        if fault:
            yield f"{word} may read more: {each}: {fault}"
