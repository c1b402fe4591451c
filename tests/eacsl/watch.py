"""Each unit as two files: C whose functions are wrapped, and the C++ that
checks their contracts before and after."""
import re

import acsl
import cxx
import units

HEAD = '''extern "C" {{
{includes}
{types}
}}
#include "check.hpp"
using acsl::integer;
'''
STRUCT = re.compile(r"^struct (\w+) \{(.*?)^\};", re.M | re.S)


def equalities(unit):
    """Structs are compared field by field."""
    found = []
    for file in unit.files:
        if file.suffix == ".acsl":
            continue
        text = units.COMMENT.sub("", file.read_text())
        for name, body in STRUCT.findall(text):
            fields = [field.split()[-1].lstrip("*") for line in
                      body.split(";") if line.strip()
                      for field in line.split(",")]
            if not any("[" in field for field in fields):
                same = " && ".join(f"a.{one} == b.{one}" for one in fields)
                found.append(f"[[maybe_unused]] static bool operator==(struct {name} a, "
                             f"struct {name} b)\n{{\n    return {same};\n}}\n")
    return found


def spec_text(unit):
    """The definitions that can run; the others are told why not."""
    written = {}
    wanted = [one for one in unit.spec.all.values() if one.body and
              one.body[0] != "memory"]
    for one in unit.spec.all.values():
        if one.body and one.body[0] == "memory":
            one.why_not = "memory inside another operator"
    while True:
        again = False
        for one in wanted:
            if one.why_not:
                again |= written.pop(one.name, None) is not None
                continue
            try:
                written[one.name] = cxx.definition(unit.spec, one)
            except acsl.NotRunnable as why:
                reason = str(why)
                one.why_not = reason if " in " in reason or "known" in reason \
                    else f"{reason} in {one.name}"
                written.pop(one.name, None)
                again = True
        if not again:
            break
    heads = [f"[[maybe_unused]] {cxx.head(one)};" for one in wanted
             if one.name in written]
    return heads + list(written.values())


def check(unit, number, clause):
    """C++ that judges the clause; sets why_not if there is none."""
    writer = cxx.Writer(unit.spec)
    try:
        kind, *of = clause.read
        sign = of[0] if kind == "bin" else ""
        if sign == "==>":
            said = (f"acsl::implies({writer.truth(of[1])}, [&]{{ return "
                    f"{writer.truth(of[2])}; }})")
        elif sign == "<==>":
            said = (f"acsl::agree({writer.truth(of[1])}, "
                    f"{writer.truth(of[2])})")
        else:
            said = f"acsl::holds({writer.truth(clause.read)})"
    except acsl.NotRunnable as why:
        clause.why_not, clause.read = str(why), ()
        return ""
    return (f"    acsl::check(&clause_{number}, [&] {{ return {said}; }});\n")


def saves(unit, function):
    """What the function assigns, kept for what looks back."""
    writer, text = cxx.Writer(unit.spec), []
    for place in function.assigns:
        if place == r"\nothing":
            continue
        read = acsl.read(place)
        if read[0] == "index" and read[2][0] == "range":
            text.append(f"acsl::save_range(acsl_then, {writer.write(read[1])}, "
                        f"{writer.write(read[2][1])}, "
                        f"{writer.write(read[2][2])});")
        else:
            where = writer.address(read)
            text.append(f"acsl::save(acsl_then, {where}, sizeof *{where});")
    return "".join(f"    {line}\n" for line in text)


class Watched:
    """A unit with its checks."""

    def __init__(self, unit):
        self.unit, self.count = unit, 0
        self.spec = spec_text(unit)
        self.clauses, self.checks, self.hooks = [], [], []
        for function in unit.functions:
            self._watch(function)

    def _watch(self, function):
        before, after = "", ""
        for clause in function.clauses:
            if not clause.read:
                continue
            text = check(self.unit, self.count, clause)
            if not text:
                continue
            self.clauses.append(
                f"static acsl::clause clause_{self.count} = "
                f'{{.name = "{clause.title(self.unit.name)}"}};')
            self.count += 1
            if clause.kind == "requires":
                before += text
            else:
                after += text
        if before or after:
            self._write(function, before, after)

    def _write(self, function, before, after):
        back = function.looks_back()
        name = f"{self.unit.name}_{function.name}"
        declared = [said for said, _ in function.parameters]
        result = [] if function.type == "void" else \
            [f"{function.type} acsl_result"]
        then = "acsl::memory *acsl_then"
        late = ", ".join([then, *result, *declared])
        now = "    const acsl::memory *const acsl_now = nullptr;\n"
        self.checks.append(
            f'extern "C" acsl::memory *before_{name}({", ".join(declared)})\n'
            f"{{\n{now}    acsl::memory *acsl_then = nullptr;\n{before}"
            + ("    acsl_then = acsl::begin();\n"
               + saves(self.unit, function) if back else "")
            + "    (void)acsl_now;\n    return acsl_then;\n}\n")
        self.checks.append(
            f'extern "C" void after_{name}({late})\n{{\n{now}{after}'
            + "    (void)acsl_now;\n"
            + ("    acsl::end(acsl_then);\n" if back else "")
            + "    (void)acsl_then;\n}\n")
        self.hooks.append((function, name))

    def cxx(self):
        head = HEAD.format(includes="\n".join(self.unit.includes()),
                           types=self.unit.own_types())
        return "\n".join([head, *equalities(self.unit), *self.spec,
                          *self.clauses, "", *self.checks])

    def c(self):
        """The source, its functions renamed; then those that wrap them."""
        text = self.unit.text
        bare = units.COMMENT.sub(units.blank, text)
        wrapped = {function.name for function, _ in self.hooks}
        for head in reversed(list(units.DEFINED.finditer(bare))):
            if head["name"] not in wrapped:
                continue
            hidden = head["type"].startswith("static")
            first = text[head.start():head.start("name")]
            behind = text[head.start("parameters") - 1:]
            said = text[head.start("parameters"):head.end("parameters")]
            declared = f"{first}{head['name']}({said});\n" if hidden else ""
            text = (text[:head.start()] + declared
                    + ("" if hidden else "static ") + first + "bare_"
                    + head["name"] + behind)
        return text + "".join(self._wrapper(*one) for one in self.hooks)

    @staticmethod
    def _wrapper(function, name):
        void = function.type == "void"
        late = ["void *", *([] if void else [function.type]),
                *(said for said, _ in function.parameters)]
        given = ["then", *([] if void else ["result"]),
                 *(one for _, one in function.parameters)]
        given = [one if number else "acsl_then"
                 for number, one in enumerate(given)]
        if not void:
            given[1] = "acsl_result"
        call = f"bare_{function.name}({function.arguments()})"
        return (
            f"\nvoid *before_{name}({function.declared()});\n"
            f"void after_{name}({', '.join(late)});\n"
            f"{'static ' if function.hidden else ''}{function.type} "
            f"{function.name}({function.declared()})\n{{\n"
            f"    void *acsl_then = before_{name}({function.arguments()});\n"
            + (f"    {call};\n" if void else
               f"    {function.type} acsl_result = {call};\n")
            + f"    after_{name}({', '.join(given)});\n"
            + ("" if void else "    return acsl_result;\n") + "}\n")
