"""Mutations: every small change of the proven C and of the grammar, by name.

A name is file:line:column:operator, and always means the same change of the
same text.  Comments, and so contracts and ghost code, are left alone.
"""
import dataclasses
import re

from driver.sources import TOP, units

GRAMMAR = "grammar/proxy_v1.rl"
TOKEN = re.compile(r"""
    (?P<skip>/\*.*?\*/|//[^\n]*|\s+|%%\{.*?\}%%|%%[^\n]*)
    |(?P<line>^\#(?!define)[^\n]*|^\#define\s+\w+\([^\n]*(?:\\\n[^\n]*)*
        |^\#define\s+\w+)
    |(?P<string>"(?:\\.|[^"\\])*")
    |(?P<char>'(?:\\.[^']*|[^'\\])')
    |(?P<number>0[xX][0-9a-fA-F]+[uUlL]*|\d+[uUlL]*)
    |(?P<word>\w+)
    |(?P<sign><<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|.)
    """, re.X | re.S | re.M)

# What a sign becomes, and what that is called.
SIGNS = {
    "<": [("<=", "lt-le"), (">=", "lt-ge")],
    "<=": [("<", "le-lt"), (">", "le-gt")],
    ">": [(">=", "gt-ge"), ("<=", "gt-le")],
    ">=": [(">", "ge-gt"), ("<", "ge-lt")],
    "==": [("!=", "eq-ne")], "!=": [("==", "ne-eq")],
    "+": [("-", "plus-minus")], "-": [("+", "minus-plus")],
    "*": [("/", "times-over")], "/": [("*", "over-times")],
    "%": [("/", "rest-over")],
    "<<": [(">>", "left-right")], ">>": [("<<", "right-left")],
    "&": [("|", "and-or")], "|": [("&", "or-and")],
    "&&": [("||", "both-either")], "||": [("&&", "either-both")],
    "++": [("--", "up-down")], "--": [("++", "down-up")],
    "+=": [("-=", "plus-minus")], "-=": [("+=", "minus-plus")],
    "!": [("", "drop-not")],
}
BETWEEN = {"+", "-", "*", "&"}  # of one operand too; that is left alone
TYPES = set("""const static struct enum union unsigned signed int char long
    short void bool size_t ptrdiff_t uint8_t uint16_t uint32_t uint64_t
    int64_t""".split())
HEADS = {"if", "while", "for", "switch", "return", "sizeof"}


@dataclasses.dataclass(frozen=True)
class Mutation:
    path: str  # of the text that is changed
    line: int
    column: int
    operator: str
    start: int
    end: int
    new: str
    function: str  # whose proof it concerns; empty: the whole unit

    @property
    def name(self):
        return f"{self.path}:{self.line}:{self.column}:{self.operator}"

    def apply(self, text):
        return text[:self.start] + self.new + text[self.end:]


@dataclasses.dataclass(frozen=True)
class Token:
    kind: str
    text: str
    start: int
    end: int


def _tokens(text):
    return [Token(found.lastgroup, found.group(), found.start(), found.end())
            for found in TOKEN.finditer(text)
            if found.lastgroup not in ("skip", "line")]


def _closing(tokens, at):
    """Where the bracket at `at` is closed."""
    depth = 0
    for k in range(at, len(tokens)):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(
            tokens[k].text, 0)
        if depth == 0:
            return k
    raise ValueError("a bracket is not closed")


def _bodies(tokens):
    """{index: function} of all that is inside a function."""
    inside, k = {}, 0
    while k < len(tokens):
        if tokens[k].text == "(" and tokens[k - 1].kind == "word":
            name, end = tokens[k - 1].text, _closing(tokens, k)
            if end + 1 < len(tokens) and tokens[end + 1].text == "{":
                last = _closing(tokens, end + 1)
                inside.update(dict.fromkeys(range(end + 2, last), name))
                k = last
            else:
                k = end
        k += 1
    return inside


def _operand(token):
    return token.kind in ("word", "number", "char") and \
        token.text not in HEADS or token.text in (")", "]")


def _changed_signs(tokens, k):
    token = tokens[k]
    if token.kind != "sign" or token.text not in SIGNS:
        return
    two = _operand(tokens[k - 1])
    if token.text in BETWEEN and not two or token.text == "*" and \
            tokens[k - 1].text in TYPES:
        return
    if token.text in ("*", "&") and tokens[k - 1].text == ")":
        return  # a cast, as often as not
    for new, operator in SIGNS[token.text]:
        yield operator, token.start, token.end, new


def _changed_constants(token):
    if token.kind == "number":
        digits = token.text.rstrip("uUlL")
        value, suffix = int(digits, 0), token.text[len(digits):]
        shape = "0x{:x}" if digits[:2] in ("0x", "0X") else "{}"
    elif token.kind == "char" and len(token.text) == 3:
        value, suffix, shape = ord(token.text[1]), "", "{}"
    else:
        return
    for operator, by in (("const+1", 1), ("const-1", -1)):
        if value + by >= 0:
            yield (operator, token.start, token.end,
                   shape.format(value + by) + suffix)


def _swapped_arguments(text, tokens, k):
    token = tokens[k]
    if token.text != "(" or tokens[k - 1].kind != "word" or \
            tokens[k - 1].text in HEADS | TYPES:
        return
    end, starts, depth = _closing(tokens, k), [k + 1], 0
    for at in range(k, end):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(
            tokens[at].text, 0)
        if tokens[at].text == "," and depth == 1:
            starts.append(at + 1)
    ends = [start - 2 for start in starts[1:]] + [end - 1]
    spans = [(tokens[a].start, tokens[b].end) for a, b in zip(starts, ends)]
    for number, ((a, b), (c, d)) in enumerate(zip(spans, spans[1:]), 1):
        if text[a:b] != text[c:d]:
            yield (f"swap{number}", a, d, text[c:d] + text[b:c] + text[a:b])


def _begins_statement(tokens, k):
    before = tokens[k - 1]
    if before.text == ")":
        depth, at = 0, k - 1
        while True:
            depth += {")": 1, "(": -1}.get(tokens[at].text, 0)
            if depth == 0:
                return tokens[at - 1].text in ("if", "while", "for")
            at -= 1
    return before.text in (";", "{", "}", "else") or \
        before.text == ":" and tokens[k - 2].kind in ("word", "char", "number")


def _dropped_statements(tokens, k, inside):
    token, behind = tokens[k], tokens[k + 1]
    if not _begins_statement(tokens, k) or token.text in TYPES or \
            behind.kind == "word" and token.text != "return" or \
            token.kind != "word" and token.text not in ("*", "++", "--") or \
            token.text in ("if", "while", "for", "switch", "do", "else",
                           "case", "default", "goto"):
        return
    at = k
    while tokens[at].text != ";":
        if tokens[at].text in ("(", "[", "{"):
            at = _closing(tokens, at)
        elif tokens[at].text in ("}", ",") or tokens[at].text == ":" and \
                at == k + 1:
            return
        at += 1
    if token.text == "return" and at + 1 not in inside:
        return  # the last one: without it there is no value
    yield "drop", token.start, tokens[at].end, ";"


def _of_c(text):
    """(operator, start, end, new, function) of everything in C."""
    tokens = _tokens(text)
    inside = _bodies(tokens)
    for k, token in enumerate(tokens):
        found = list(_changed_constants(token))
        if k in inside:
            found += [*_changed_signs(tokens, k),
                      *_swapped_arguments(text, tokens, k),
                      *_dropped_statements(tokens, k, inside)]
        for change in found:
            yield (*change, inside.get(k, ""))


# ---- the grammar's own ------------------------------------------------------

RULES = re.compile(r"%%\{.*?\}%%", re.S)
RULE_TOKEN = re.compile(r"""
    (?P<skip>\#[^\n]*|\s+)
    |(?P<string>"(?:\\.|[^"\\])*")
    |(?P<action>@\w+)
    |(?P<part>PART_\w+)
    |(?P<word>\w+)
    |(?P<sign>.)""", re.X | re.S)


def _changed_string(token):
    letters = re.findall(r"\\.|.", token.text[1:-1])
    at = token.start + 1
    for letter in letters:
        end = at + len(letter)
        if len(letter) == 1:
            yield "char+1", at, end, chr(ord(letter) + 1)
        if len(letters) > 1:
            yield "drop-char", at, end, ""
        at = end
    yield "repeat", token.end, token.end, "+"


def _changed_rule(tokens, k, actions, parts):
    token = tokens[k]
    if token.kind == "string":
        yield from _changed_string(token)
    elif token.kind == "action":
        next_one = actions[(actions.index(token.text[1:]) + 1) % len(actions)]
        yield "drop-action", token.start, token.end, ""
        yield "next-action", token.start, token.end, "@" + next_one
    elif token.kind == "part":
        next_one = parts[(parts.index(token.text) + 1) % len(parts)]
        yield "next-part", token.start, token.end, next_one
    elif token.text == "?":
        yield "once-often", token.start, token.end, "*"
        yield "drop-perhaps", token.start, token.end, ""
    elif token.text == "|":
        yield "drop-other", token.start, tokens[k + 1].end, ""
    elif token.text == "fbreak":
        yield "drop", token.start, tokens[k + 1].end, ""
    elif token.kind == "word" and tokens[k - 1].kind in ("string", "word") \
            and tokens[k + 1].text not in ("=", "{") and \
            tokens[k - 1].text not in ("action", "machine", "alphtype",
                                       "getkey", "unsigned"):
        yield "drop-part", token.start, token.end, ""


def _of_grammar(text):
    for section in RULES.finditer(text):
        tokens = [Token(found.lastgroup, found.group(), found.start(),
                        found.end())
                  for found in RULE_TOKEN.finditer(text, section.start() + 3,
                                                   section.end() - 3)
                  if found.lastgroup != "skip"]
        actions = [behind.text for token, behind in zip(tokens, tokens[1:])
                   if token.text == "action"]
        parts = [token.text for token in tokens if token.kind == "part"]
        for k in range(len(tokens) - 1):
            for change in _changed_rule(tokens, k, actions, parts):
                yield (*change, "line_step")


# ---- all --------------------------------------------------------------------

def sources():
    """The texts that are changed, as people write them: of headers, those with
    code in them."""
    headers = [str(path.relative_to(TOP))
               for path in sorted((TOP / "src/core").glob("**/*.h"))
               if "static inline" in path.read_text()]
    return headers + [GRAMMAR if unit.generated else unit.path
                      for unit in units()]


def of(path):
    """All mutations of a text, in its order."""
    text = (TOP / path).read_text()
    found = list(_of_c(text))
    if path == GRAMMAR:
        found += _of_grammar(text)
    for operator, start, end, new, function in sorted(found):
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        yield Mutation(path, line, column, operator, start, end, new, function)


def everything():
    return [mutation for path in sources() for mutation in of(path)]
