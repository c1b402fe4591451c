"""Between which numbers a quantified variable needs to be tried."""
import acsl

DEPTH = 5  # of definitions that are looked into
NOTHING = ([], [])  # no lower bounds, no upper ones
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}


def both(a, b):
    return a[0] + b[0], a[1] + b[1]


def either(a, b):
    """Bounds of what one of two allows."""
    return tuple([("call", word, (), (strictest(x, inner), strictest(y, inner)))]
                 if x and y else []
                 for x, y, word, inner in zip(a, b, (r"\min", r"\max"),
                                              (r"\max", r"\min")))


def strictest(found, word):
    of = found[0]
    for one in found[1:]:
        of = ("call", word, (), (of, one))
    return of


def one_more(of, by=1):
    return ("bin", "+" if by > 0 else "-", of, ("number", "1"))


class Bounds:
    def __init__(self, spec):
        self.spec, self.outer = spec, {}

    def of(self, kind, body, name, later):
        """(lower, upper) of the variable, which may name all but `later`: of
        those, what bounds them counts."""
        find = self.where_false if kind == "all" else self.where_true
        hidden = frozenset(later) | {name}
        self.outer = {}
        for other in reversed(later):
            self.outer[other] = find(body, other, hidden, DEPTH)
        lows, highs = find(body, name, hidden, DEPTH)
        if not lows or not highs:
            raise acsl.NotRunnable(f"{name} has no bounds")
        return strictest(lows, r"\max"), strictest(highs, r"\min")

    def where_true(self, of, name, hidden, depth):
        kind = of[0]
        if kind == "compare":
            return self.compared(of, name, hidden)
        if kind == "bin" and of[1] in ("&&", "||"):
            a, b = (self.where_true(part, name, hidden, depth)
                    for part in of[2:])
            return both(a, b) if of[1] == "&&" else either(a, b)
        if kind == "cond":
            a, b = (self.where_true(part, name, hidden, depth)
                    for part in of[2:])
            return either(a, b)
        if kind == "unary" and of[1] == "!":
            return self.where_false(of[2], name, hidden, depth)
        if kind == "some":
            inner = {variable for _, variable in of[1]}
            return NOTHING if name in inner else self.where_true(
                of[2], name, hidden | inner, depth)
        return self.called(self.where_true, of, name, hidden, depth)

    def where_false(self, of, name, hidden, depth):
        kind = of[0]
        if kind == "bin" and of[1] == "==>":
            return both(self.where_true(of[2], name, hidden, depth),
                        self.where_false(of[3], name, hidden, depth))
        if kind == "bin" and of[1] in ("&&", "||"):
            a, b = (self.where_false(part, name, hidden, depth)
                    for part in of[2:])
            return both(a, b) if of[1] == "||" else either(a, b)
        if kind == "unary" and of[1] == "!":
            return self.where_true(of[2], name, hidden, depth)
        if kind == "all":
            inner = {variable for _, variable in of[1]}
            return NOTHING if name in inner else self.where_false(
                of[2], name, hidden | inner, depth)
        return self.called(self.where_false, of, name, hidden, depth)

    def called(self, find, of, name, hidden, depth):
        """What the body of a definition says of its argument."""
        one = self.spec.all.get(of[1]) if of[0] == "call" else None
        if one is None or one.body is None or not depth:
            return NOTHING
        given = dict(zip([name for _, name in one.parameters], of[3]))
        if find == self.where_true:
            for parameter, said in given.items():
                known = self.spec.ranges.get((one.name, parameter))
                if said == ("name", name) and known:
                    return tuple([acsl.replace(limit, given)] for limit
                                 in known[0][0][1:])
        found = find(acsl.replace(one.body, given), name, hidden, depth - 1)
        if not of[2]:
            return found
        return tuple([bound for bound in side if not looks(bound)]
                     for side in found)

    def compared(self, of, name, hidden):
        _, sign, left, right = of
        found = NOTHING
        for sign, one, other in ((sign, left, right),
                                 (TURNED.get(sign), right, left)):
            if one[0] == "bin" and one[1] == "+" and one[2] == ("name", name):
                one, other = one[2], ("bin", "-", other, one[3])
            if one != ("name", name):
                continue
            if other[0] == "name" and other[1] in self.outer:
                found = both(found, self.beyond(sign, *self.outer[other[1]]))
            if acsl.names(other) & hidden:
                continue
            found = both(found, {
                "<": ([], [one_more(other, -1)]), "<=": ([], [other]),
                ">": ([one_more(other)], []), ">=": ([other], []),
                "==": ([other], [other])}.get(sign, NOTHING))
        return found

    @staticmethod
    def beyond(sign, lows, highs):
        """Bounds of what is compared with a variable of these bounds."""
        return (lows if sign in (">", ">=", "==") else [],
                highs if sign in ("<", "<=", "==") else [])


def looks(of):
    """Does it look into memory?"""
    return of[0] in ("index", "arrow") or of[:2] == ("unary", "*") or \
        of[0] == "call" and of[1][0] != "\\" or any(map(looks, acsl.parts(of)))
