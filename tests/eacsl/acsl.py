"""ACSL terms and predicates, read into tuples: (kind, parts...)."""
import re

TOKEN = re.compile(r"""
    (?P<number>0[xX][0-9a-fA-F]+|\d+)[uUlL]* |
    (?P<char>'(?:\\.[^']*|[^'\\])') |
    (?P<word>\\?[A-Za-z_]\w*) |
    (?P<sign><==>|==>|\.\.|->|<=|>=|==|!=|&&|\|\||<<|>>|[-+*/%<>!?:;,.(){}\[\]&|^~=])
""", re.X)
TYPES = {"integer", "boolean", "struct", "enum", "unsigned", "int", "char",
         "size_t", "uint8_t", "uint16_t", "uint32_t", "uint64_t", "bool"}
COMPARED = ("==", "!=", "<=", ">=", "<", ">")
BINARY = [("<==>",), ("==>",), ("||",), ("&&",), ("|",), ("^",), ("&",),
          COMPARED, ("<<", ">>"), ("+", "-"), ("*", "/", "%")]


class NotRunnable(Exception):
    """Why a clause or definition cannot be run."""


def tokens(text):
    found, at = [], 0
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        token = TOKEN.match(text, at)
        if not token:
            raise NotRunnable(f"not understood: {text[at:at + 20]}")
        found.append((token.lastgroup, token[token.lastgroup]))
        at = token.end()
    return found + [("end", "")]


class Reader:
    def __init__(self, text):
        self.tokens, self.at = tokens(text), 0

    def peek(self, ahead=0):
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)][1]

    def take(self, wanted=None):
        kind, text = self.tokens[self.at]
        if wanted is not None and text != wanted:
            raise NotRunnable(f"{wanted} expected before {text or 'the end'}")
        self.at += 1
        return kind, text

    def list_of(self, one, end):
        found = []
        while self.peek() != end:
            found.append(one())
            if self.peek() != end:
                self.take(",")
        self.take(end)
        return tuple(found)

    # ---- from what binds least to what binds most

    def whole(self):
        read = self.any()
        if self.peek():
            raise NotRunnable(f"not understood: {self.peek()}")
        return read

    def any(self):
        asked = self.binary(0)
        if self.peek() == "?":
            self.take()
            yes = self.any()
            self.take(":")
            return ("cond", asked, yes, self.any())
        if self.peek() == "..":
            self.take()
            return ("range", asked, self.any())
        return asked

    def binary(self, level):
        if level == len(BINARY):
            return self.unary()
        left = self.binary(level + 1)
        if BINARY[level] is COMPARED:
            return self.chain(left, level)
        if BINARY[level] == ("==>",) and self.peek() == "==>":
            self.take()
            return ("bin", "==>", left, self.binary(level))
        while self.peek() in BINARY[level]:
            sign = self.take()[1]
            left = ("bin", sign, left, self.binary(level + 1))
        return left

    def chain(self, left, level):
        """a <= b < c: all of it."""
        found = None
        while self.peek() in COMPARED:
            sign, right = self.take()[1], self.binary(level + 1)
            one = ("compare", sign, left, right)
            found = one if found is None else ("bin", "&&", found, one)
            left = right
        return found or left

    def unary(self):
        sign = self.peek()
        if sign in ("!", "-", "+", "*", "&", "~"):
            self.take()
            return ("unary", sign, self.unary())
        if sign == "(" and self.peek(1) in TYPES:
            raise NotRunnable("a cast")
        return self.postfix(self.primary())

    def postfix(self, of):
        while True:
            if self.peek() == "[":
                self.take()
                of = ("index", of, self.any())
                self.take("]")
            elif self.peek() in (".", "->"):
                sign = self.take()[1]
                of = ("field" if sign == "." else "arrow", of, self.take()[1])
            else:
                return of

    def primary(self):
        kind, text = self.take()
        if text == "(":
            inside = self.any()
            self.take(")")
            return inside
        if kind in ("number", "char"):
            return (kind, text)
        if kind != "word":
            raise NotRunnable(f"not understood: {text or 'the end'}")
        if text in (r"\forall", r"\exists"):
            return self.quantified(text)
        if text == r"\let":
            name = self.take()[1]
            self.take("=")
            value = self.any()
            self.take(";")
            return ("let", name, value, self.any())
        if text == r"\at":
            self.take("(")
            of = self.any()
            self.take(",")
            label = self.take()[1]
            self.take(")")
            return ("at", of, label)
        return self.named(text)

    def named(self, name):
        labels = ()
        if self.peek() == "{":
            self.take()
            labels = self.list_of(lambda: self.take()[1], "}")
        if self.peek() != "(":
            return ("name", name)
        self.take()
        arguments = self.list_of(self.any, ")")
        if name == r"\old":
            return ("at", arguments[0], "Pre")
        return ("call", name, labels, arguments)

    def quantified(self, word):
        variables, kind = [], None
        while self.peek() != ";":
            declared = []
            while self.peek() not in (",", ";"):
                declared.append(self.take()[1])
            kind = " ".join(declared[:-1]) or kind
            variables.append((kind, declared[-1]))
            if self.peek() == ",":
                self.take()
        self.take(";")
        return ("some" if word == r"\exists" else "all", tuple(variables),
                self.any())


def read(text):
    return Reader(text).whole()


def parts(of):
    """The terms and predicates in this one, whatever it is."""
    for part in of[1:]:
        if isinstance(part, tuple) and part and isinstance(part[0], str) \
                and part[0] in KINDS:
            yield part
        elif isinstance(part, tuple):
            yield from (one for one in part if isinstance(one, tuple)
                        and one[0] in KINDS)


KINDS = {"cond", "range", "bin", "compare", "unary", "index", "field",
         "arrow", "number", "char", "name", "let", "at", "call", "some",
         "all", "memory"}


def names(of):
    """All names in it."""
    if of[0] == "name":
        return {of[1]}
    found = set()
    for part in parts(of):
        found |= names(part)
    return found


def calls(of):
    found = {of[1]} if of[0] == "call" else set()
    for part in parts(of):
        found |= calls(part)
    return found


def bound(of):
    """The names of its own variables."""
    found = {name for _, name in of[1]} if of[0] in ("all", "some") else \
        {of[1]} if of[0] == "let" else set()
    for part in parts(of):
        found |= bound(part)
    return found


def replace(of, by):
    """With the names that `by` knows replaced by what it says."""
    if not isinstance(of, tuple):
        return of
    if of and of[0] == "name":
        return by.get(of[1], of)
    if of and of[0] in ("all", "some"):
        inner = {name: what for name, what in by.items()
                 if name not in {variable for _, variable in of[1]}}
        return (of[0], of[1], replace(of[2], inner))
    if of and of[0] == "let":
        inner = {name: what for name, what in by.items() if name != of[1]}
        return (of[0], of[1], replace(of[2], by), replace(of[3], inner))
    return tuple(replace(part, by) for part in of)
