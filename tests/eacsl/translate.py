"""Each unit as E-ACSL translates it.

E-ACSL (Frama-C 25) translates contracts, but no definition that reads memory.
So it is told the names alone, as functions of their arguments, and makes of
each a C function that it calls; the bodies come from the definitions, as for
watch.py.
"""
import pathlib
import re
import subprocess

import acsl
import spec
import watch

ANNOTATION = re.compile(r"/\*@((?:(?!\*/).)*)\*/|//@[^\n]*", re.S)
# A number that fits into no type of C, so that E-ACSL takes any.
ANY = hex(1 << 200)
MADE = re.compile(r"^(int|void) (__gen_e_acsl_(\w+?)(?:_\d+)?)\(([^;{]*)\)(;|\n"
                  r"\{.*?^\})", re.M | re.S)
ASSERTED = re.compile(r'\.kind = "(Pre|Post)condition";.*?\.fct = "(\w+)";'
                      r'.*?\.name = "(\w+)";', re.S)
LIBRARY = ["-w", str(pathlib.Path(__file__).resolve().parent / "unwatched.c"),
           "-lgmp"]
# It fails on these, and often makes no end of a field of type bool.
UNKNOWN = {r"\min", r"\max"}
BOOL_FIELD = re.compile(r"^    bool (\w+);", re.M)
SECONDS = 40  # of the processor, for a unit
# All but reason, which has no clause that runs, and networks_parse, of which it
# makes no end, or wrong C where only some of its clauses are told.
UNITS = ("scan_octet", "scan_octets", "scan_port", "scan_text", "scan_group",
         "scan_groups", "whole_groups", "scan_ipv4", "scan_ipv6", "address",
         "address_parse", "address_text", "decimal", "line_parse",
         "line_write", "proxy_v1", "network_prefix", "network_bits",
         "network_write", "networks_entry", "networks_sort",
         "networks_ranges", "networks_index", "networks_contains", "gate",
         "wire", "audit_line")


def name_alone(one):
    said = ", ".join(f"{kind} {name}" for kind, name in one.parameters)
    said = f"({said})" if said else ""
    if one.result == "bool":
        return f"/*@ predicate {one.name}{said} = \\true; */"
    return f"/*@ logic {one.result} {one.name}{said} = {ANY}; */"


def fields(of):
    """The names of all fields in it."""
    found = {of[2]} if of[0] in ("field", "arrow") else set()
    for part in acsl.parts(of):
        found |= fields(part)
    return found


def small_places(text):
    """E-ACSL adds GMP numbers to pointers, which is no C."""
    return re.sub(r"([\w)])\[([^][]+)\]",
                  lambda found: found[0] if ".." in found[2] else
                  f"{found[1]}[(size_t)({found[2]})]", text)


class Translated:
    def __init__(self, unit, folder):
        self.unit, self.folder = unit, folder / unit.name
        self.made = folder / f"{unit.name}.eacsl.c"
        # Those that look into two memories have no place in E-ACSL.
        self.names = {one.name: one for one in unit.spec.all.values()
                      if len(one.labels) == 1 and (not one.why_not or
                                                   one.body == spec.MEMORY)}
        two = set(unit.spec.all) - set(self.names)
        bools = set(BOOL_FIELD.findall(unit.text))
        self.wanted = [one for one in unit.clauses() if one.read and not
                       acsl.calls(one.read) & (two | UNKNOWN) and not
                       fields(one.read) & bools]

    def write(self):
        """The unit's own tree, with these clauses alone."""
        kept = {}
        for one in self.wanted:
            kept.setdefault(one.function, []).append(
                f"{one.kind} {one.name}: {small_places(one.text)};")
        for file in self.unit.files:
            if file.suffix == ".acsl":
                self._write_names(file)
                continue
            part = file.relative_to(self.unit.top)
            (self.folder / part).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / part).write_text(self._with(kept, file))
        return self.folder / self.unit.path.relative_to(self.unit.top)

    def _write_names(self, file):
        includes = [f'#include "{name}"' for name in
                    spec.INCLUDE.findall(file.read_text())]
        names = [name_alone(one) for one in spec.definitions(file)
                 if one.name in self.names]
        guard = f"NAMES_{file.stem.upper()}"
        place = self.folder / "spec" / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("\n".join([f"#ifndef {guard}", f"#define {guard}",
                                    *includes, *names, "#endif\n"]))

    def _with(self, kept, file):
        text = file.read_text()

        def put(comment):
            head = watch.units.DECLARED.match(text, comment.end())
            contract = comment[1] and re.match(
                r"\s*(requires|terminates|assigns|ensures)\b", comment[1])
            said = head and contract and kept.get(head[2])
            return f"/*@ {' '.join(said)} */" if said else ""

        return ANNOTATION.sub(put, text)

    def translate(self):
        """False, if E-ACSL fails on it, or has not ended in time."""
        path = self.write()
        done = subprocess.run(
            ["prlimit", f"--cpu={SECONDS}", "frama-c", "-machdep", "x86_64",
             f"-cpp-extra-args=-I{self.folder} -I{self.folder}/src/core",
             str(path), "-e-acsl", "-then-last", "-print", "-ocode",
             str(self.made)], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            return False
        self._finish()
        return True

    def _finish(self):
        """Its own bodies go; who calls a function gets the one that checks."""
        text, self.bodies = self.made.read_text(), {}
        self.asserted = {(a, "requires" if kind == "Pre" else "ensures", b)
                         for kind, a, b in ASSERTED.findall(text)}

        def drop(made):
            if made[3] not in self.names:
                return made[0]
            self.bodies[made[2]] = (made[1], made[3], made[4])
            return f"{made[1]} {made[2]}({made[4]});" if made[5] == ";" else ""

        text = MADE.sub(drop, text)
        for name in self.bodies:
            text = re.sub(rf"\b{name}(?=\s*\()", self.unit.name + name, text)
        for function in self.unit.functions:
            if f"__gen_e_acsl_{function.name}(" in text:
                text = self._wrap(function, text)
        self.made.write_text(text)

    @staticmethod
    def _wrap(function, text):
        """Often the checking one is called; of a million calls, not each."""
        name, given = function.name, function.arguments()
        text = re.sub(rf"(?<!struct )\b{name}\b(?!\")", f"{name}_bare", text)
        text = re.sub(rf"\b__gen_e_acsl_{name}\b", name, text)
        text = re.sub(rf"^([\w \*]*?)\b{name}(\([^;{{]*\)\n\{{)",
                      rf"\1{name}_checked\2", text, flags=re.M)
        said = f"{function.type} {name}({function.declared()})"
        leave = "" if function.type == "void" else "return "
        return text + re.sub(r"\bbool\b", "_Bool", f"""
int eacsl_asks(unsigned long *calls);
{said}
{{
    static unsigned long calls;
    if (eacsl_asks(&calls))
        {leave}{name}_checked({given});
    else
        {leave}{name}_bare({given});
}}
""")

    def cxx(self):
        """The bodies."""
        head = watch.HEAD.format(
            includes="\n".join(self.unit.includes()),
            types=self.unit.own_types()).replace(
                '#include "check.hpp"', '#include "translated.hpp"')
        asserted = f'''
extern "C" void eacsl_assert_{self.unit.name}(int holds, const void *data)
{{
    acsl::asserted(holds, data, "{self.unit.name}");
}}'''
        return "\n".join([head, asserted, *watch.equalities(self.unit),
                          *watch.spec_text(self.unit),
                          *(self._body(name, *said) for name, said in
                            self.bodies.items())])

    def _body(self, name, result, of, parameters):
        one = self.names[of]
        said = [] if parameters == "void" else watch.units.split(parameters)
        said = [part.replace("__e_acsl_mpz_struct", "__mpz_struct")
                .replace("__e_acsl_mpz_t", "mpz_t") for part in said]
        names = [part.replace("*", " ").split()[-1] for part in said]
        given = [f"acsl::taken({part})" for part in names
                 if part != "__retres_arg"]
        call = f"{of}({', '.join(['nullptr', *given])})"
        if one.body == spec.MEMORY:
            call = "true"
        asked = f"acsl::answer([&] {{ return {call}; }})"
        if result == "void":
            asked = f"acsl::give(*__retres_arg, {asked})"
        else:
            asked = f"return {asked}"
        return (f'extern "C" {result} {self.unit.name}{name}('
                f"{', '.join(said)})\n{{\n    {asked};\n}}\n")

    def compile(self):
        """Its object, if what E-ACSL makes is C.

        Its wrappers of static functions are not static.  Of memory it is told
        nothing, for it has not seen the tests.
        """
        made = self.made.with_suffix(".o")
        done = subprocess.run(
            ["gcc", "-w", "-std=gnu11", "-O1", "-g",
             f"-D__e_acsl_assert=eacsl_assert_{self.unit.name}",
             "-c", str(self.made), "-o", str(made)],
            stderr=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            return ""
        hidden = [f"-L{one.name}{end}" for one in self.unit.functions
                  if one.hidden for end in ("", "_bare", "_checked")]
        subprocess.run(["objcopy", *hidden, str(made)], check=True)
        return str(made)
