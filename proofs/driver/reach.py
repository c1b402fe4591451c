"""Which words of proofs/spec the contract of a function says: its own words,
and those that they are defined by."""
import collections
import re

from driver.sources import TOP

DEFINED = re.compile(r"^ +(?:predicate|logic [\w ]+?|(lemma)) (\w+)"
                     r"(?=[\s{(:=])", re.M)
# A contract and the function behind it: /*@ ... */, in ghost code /@ ... @/.
CONTRACTS = [re.compile(begin + r"((?:(?!" + end + r").)*)" + end +
                        r"\s*[a-z][\w\s\*]*?\b(\w+)\(", re.S)
             for begin, end in ((r"/\*@", r"\*/"), ("/@", "@/"))]
FOLDERS = ("src/core", "gen", "proofs/history", "proofs/lemmas",
           "proofs/witness", "proofs/spec")
LEMMAS = "lemmas"


def _texts(folder, *patterns):
    for pattern in patterns:
        for path in sorted((TOP / folder).glob(pattern)):
            yield path.read_text()


def _definitions():
    """{word: what defines it}, and all lemmas in one text."""
    found, lemmas = {}, ""
    for text in _texts("proofs/spec", "*.acsl"):
        heads = list(DEFINED.finditer(text))
        ends = [head.start() for head in heads[1:]] + [len(text)]
        for head, end in zip(heads, ends):
            found[head[2]] = text[head.start():end]
            if head[1]:
                lemmas += found[head[2]]
    return found, lemmas


def _contracts():
    found = collections.defaultdict(str)
    for folder in FOLDERS:
        for text in _texts(folder, "**/*.[ch]", "*.acsl"):
            for pattern in CONTRACTS:
                for contract, name in pattern.findall(text):
                    found[name] += contract
    return found


class Said:
    def __init__(self):
        self.defined, lemmas = _definitions()
        self.contracts = _contracts()
        self.contracts[LEMMAS] = lemmas

    def by(self, functions):
        """All words that these say; UNIT:NAME is NAME."""
        said, left = set(), set()
        for name in functions:
            left |= self._words(self.contracts[name.rpartition(":")[2]])
        while left:
            word = left.pop()
            said.add(word)
            left |= self._words(self.defined[word]) - said
        return said

    def _words(self, text):
        return set(re.findall(r"\w+", text)) & self.defined.keys()
