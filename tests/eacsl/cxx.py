"""ACSL as C++, over the integers and the memory of check.hpp."""
import acsl
import bounds

# ACSL's own; the last five are for ranges.txt alone.
BUILT_IN = (r"\min", r"\max", r"\abs", r"\below", r"\above", r"\ipv4",
            r"\parsed", r"\spelled")
LABELS = {"Pre": "acsl_then", "Old": "acsl_then", "Post": "acsl_now", "Here": "acsl_now"}


class Writer:
    """Writes terms and predicates as C++.  `label` is the memory in which they
    are read."""

    def __init__(self, spec, within="", labels=(), label="acsl_now"):
        self.spec, self.within, self.label = spec, within, label
        self.labels = {**LABELS, **{name: name for name in labels}}

    def at(self, label):
        if label not in self.labels:
            raise acsl.NotRunnable(f"the label {label}")
        return Writer(self.spec, self.within,
                      [name for name in self.labels if name not in LABELS],
                      self.labels[label])

    def write(self, of):
        return getattr(self, "_" + of[0])(*of[1:])

    def truth(self, of):
        return f"acsl::truth({self.write(of)})"

    # ---- what stands for itself

    @staticmethod
    def _number(text):
        value = int(text, 0)
        if value < 1 << 63:
            return f"integer({value})"
        return f"acsl::wide({value >> 64 & (1 << 64) - 1:#x}u, {value & (1 << 64) - 1:#x}u, {value >> 128})"

    @staticmethod
    def _char(text):
        return f"integer((unsigned char){text})"

    @staticmethod
    def _name(name):
        return {r"\result": "acsl::number(acsl_result)", r"\true": "true",
                r"\false": "false"}.get(name, f"acsl::number({name})")

    # ---- memory

    def address(self, of):
        """Where it lies; None for what is a value."""
        if of[0] == "index":
            return f"({self.write(of[1])} + {self.write(of[2])})"
        if of[0] == "unary" and of[1] == "*":
            return self.write(of[2])
        if of[0] == "arrow":
            return f"(&({self.write(of[1])})->{of[2]})"
        if of[0] == "field":
            inside = self.address(of[1])
            return inside and f"(&({inside})->{of[2]})"
        return None

    def _read(self, of):
        return f"acsl::number(acsl::seen({self.label}, {self.address(of)}))"

    def _index(self, *of):
        return self._read(("index", *of))

    def _arrow(self, *of):
        return self._read(("arrow", *of))

    def _field(self, of, name):
        if self.address(of) is None:
            inside = "acsl_result" if of == ("name", r"\result") else self.write(of)
            return f"acsl::number(({inside}).{name})"
        return self._read(("field", of, name))

    def _at(self, of, label):
        return self.at(label).write(of)

    # ---- operators

    def _unary(self, sign, of):
        if sign == "!":
            return f"!{self.truth(of)}"
        if sign == "*":
            return self._read(("unary", sign, of))
        if sign == "&":
            return self.address(of)
        return f"({sign}{self.write(of)})"

    def _bin(self, sign, left, right):
        if sign in ("&&", "||"):
            return f"({self.truth(left)} {sign} {self.truth(right)})"
        if sign == "==>":
            return f"(!{self.truth(left)} || {self.truth(right)})"
        if sign == "<==>":
            return f"({self.truth(left)} == {self.truth(right)})"
        return f"({self.write(left)} {sign} {self.write(right)})"

    def _compare(self, sign, left, right):
        return f"({self.write(left)} {sign} {self.write(right)})"

    def _cond(self, asked, yes, no):
        return f"({self.truth(asked)} ? {self.write(yes)} : {self.write(no)})"

    def _let(self, name, value, of):
        return (f"[&]{{ auto {name} = {self.write(value)}; "
                f"return {self.write(of)}; }}()")

    def _range(self, *_):
        raise acsl.NotRunnable("a range")

    def _call(self, name, labels, arguments):
        said = [self.write(one) for one in arguments]
        if name in BUILT_IN:
            return f"acsl::{name[1:]}_of({', '.join(said)})"
        if name in self.spec.macros:
            return f"{name}({', '.join(said)})"
        one = self.spec.all.get(name)
        if one is None:
            raise acsl.NotRunnable(f"{name} is not known")
        if one.why_not:
            raise acsl.NotRunnable(one.why_not)
        places = [self.at(label).label for label in labels] or \
            [self.label] * len(one.labels)
        return f"{name}({', '.join([*places, *said])})"

    # ---- quantifiers: each asks for some values

    def _all(self, variables, of):
        return f"!{self.quantified(variables, of, [denied(of)])}"

    def _some(self, variables, of):
        return self.quantified(variables, of, [of])

    def quantified(self, variables, of, wanted):
        """What is wanted is asked as soon as its variables have values."""
        kind = "some" if wanted[0] is of else "all"
        wanted = self.conjuncts(wanted[0])
        text = "return true;"
        names = [name for _, name in variables]
        for number in reversed(range(len(names))):
            mine = [one for one in wanted if names[number] in acsl.names(one)]
            wanted = [one for one in wanted if one not in mine]
            mine.sort(key=self.costs)
            asked = "".join(f"if (!{self.truth(one)}) return false; "
                            for one in mine)
            text = self.loop(kind, *variables[number], of,
                             names[number + 1:], asked + text)
        asked = "".join(f"if (!{self.truth(one)}) return false; "
                        for one in wanted)
        return f"[&]{{ {asked}{text} }}()"

    def conjuncts(self, of, depth=2):
        """What must hold; a definition is looked into, if it says more than
        one thing."""
        if of[0] == "bin" and of[1] == "&&":
            return self.conjuncts(of[2], depth) + self.conjuncts(of[3], depth)
        if depth and of[0] == "call" and not of[2]:
            one = self.spec.all.get(of[1])
            if one and one.body and one.body[:2] == ("bin", "&&") and \
                    len(one.labels) == 1 and not labelled(one.body) and \
                    not acsl.bound(one.body):
                return self.conjuncts(acsl.replace(one.body, dict(zip(
                    [name for _, name in one.parameters], of[3]))), depth - 1)
        return [of]

    def loop(self, kind, kind_of, name, of, later, inner):
        said = self.spec.ranges.get((self.within, name))
        if said:
            values = self.listed(*said)
        elif kind_of != "integer":
            raise acsl.NotRunnable(f"{name}: any {kind_of}")
        else:
            low, high = map(self.write, bounds.Bounds(self.spec).of(
                kind, of, name, later))
            values = f"acsl::between({low}, {high})"
        return (f"return acsl::some_of({values}, "
                f"[&]({kind_of} {name}) {{ {inner} }});")

    def listed(self, values, variable, low, high):
        """These values; should there be a variable, for each of its."""
        if values[0][0] == "range":
            said = ", ".join(self.write(one) for one in values[0][1:])
            return f"acsl::between({said})"
        said = ", ".join(self.write(one) for one in values)
        if not variable:
            return f"acsl::several({said})"
        return (f"acsl::for_each(acsl::between({self.write(low)}, {self.write(high)}), "
                f"[&](integer {variable}) {{ return acsl::several({said}); }})")

    def costs(self, of):
        return bool(acsl.calls(of) & self.spec.costly) or of[0] in ("all",
                                                                    "some")


def denied(of):
    """That it does not hold."""
    if of[0] == "bin" and of[1] == "==>":
        return ("bin", "&&", of[2], denied(of[3]))
    if of[0] == "bin" and of[1] == "||":
        return ("bin", "&&", denied(of[2]), denied(of[3]))
    if of[0] == "unary" and of[1] == "!":
        return of[2]
    return ("unary", "!", of)


def labelled(of):
    return of[0] == "at" or of[0] == "call" and bool(of[2]) or \
        any(map(labelled, acsl.parts(of)))


def head(one):
    said = [f"const acsl::memory *{label}" for label in one.labels]
    said += [(("const " if kind.endswith("*") else "") + kind + " " + name)
             for kind, name in one.parameters]
    return f"static {one.result} {one.name}({', '.join(said)})"


def definition(spec, one):
    """Its C++; raises NotRunnable."""
    body = Writer(spec, one.name, one.labels, one.labels[0]).write(one.body)
    if one.result == "bool":
        body = f"acsl::truth({body})"
    return f"{head(one)}\n{{\n    acsl::step();\n    return {body};\n}}\n"
