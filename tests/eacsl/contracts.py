"""Which clauses of the core's contracts E-ACSL can run, and their units made
into C that checks them."""
import concurrent.futures
import pathlib
import re
import subprocess
import threading

import spell_out

ROOM = 20000  # letters of a clause, spelled out: E-ACSL's time grows fast
HERE = pathlib.Path(__file__).resolve().parent
SHARE = "/usr/share/frama-c/e-acsl"
CONTRACT = re.compile(r"/\*@((?:(?!\*/).)*)\*/(\s*[\w][\w \*]*?\b(\w+)\()",
                      re.S)
ANNOTATION = re.compile(r"/\*@((?:(?!\*/).)*)\*/|//@[^\n]*", re.S)
DEFINED = re.compile(r"^[a-z][\w \*]*?\b(\w+)\([^;{]*\)\s*\{", re.M)
CLAUSE = re.compile(r"(requires|ensures)\s+(\w+):(.*?);\s*"
                    r"(?=requires\b|ensures\b|terminates\b|exits\b|"
                    r"assigns\b|$)", re.S)
MEMORY = re.compile(r"\\(valid|valid_read|separated)\b")
IGNORED = re.compile(r"construct\s+`(?!assigns clause|terminates|abnormal)"
                     r"([^']*)'|(invalid E-ACSL construct)")


UNWATCHED = re.findall(r"^UNWATCHED\((\w+)\)",
                       (HERE / "unwatched.c").read_text(), re.M)


class Core:
    """The core, its names spelled out, in a folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.left = spell_out.spell_out(self.folder)
        self.headers = {path: path.read_text() for path in
                        sorted(self.folder.glob("src/core/**/*.h"))}
        self.units = {path.stem: path for path in
                      [*sorted(self.folder.glob("src/core/*.c")),
                       *sorted(self.folder.glob("gen/*.c"))]}

    def clauses(self, unit):
        """{(function, kind, name): (text, why it is not even tried)}."""
        code, found = self.units[unit].read_text(), {}
        defined = set(DEFINED.findall(code))
        for text in [*self.headers.values(), code]:
            for contract, _, function in CONTRACT.findall(text):
                if function in defined:
                    for kind, name, said in CLAUSE.findall(contract + " "):
                        found[function, kind, name] = said
        spelt = self._spelled(unit, found.values())
        return {key: (said, self._hopeless(said, whole))
                for (key, said), whole in zip(found.items(), spelt)}

    def _spelled(self, unit, texts):
        heads = re.findall(r"^#include .*", self.units[unit].read_text(), re.M)
        asked = "\n".join(heads) + "".join(
            f"\n@@ {' '.join(text.split())}" for text in texts)
        done = subprocess.run(
            ["gcc", "-E", "-P", "-D__FRAMAC__", f"-I{self.folder}", "-x", "c",
             "-", f"-I{self.folder}/src/core"], input=asked, text=True,
            capture_output=True, check=True)
        return [part.strip() for part in done.stdout.split("@@")[1:]]

    def _hopeless(self, said, whole):
        if MEMORY.search(said):
            return "memory, which the sanitizers watch"
        own = sorted(name for name in self.left
                     if re.search(rf"\b{name}\b", whole))
        if own:
            return f"{', '.join(own)} is defined by itself"
        if len(whole) > ROOM:
            return f"{len(whole)} letters, spelled out"
        return ""

    def write(self, unit, kept, name):
        """A tree of its own with these clauses alone; the unit in it."""
        place = self.folder / "units" / name
        place.mkdir(parents=True, exist_ok=True)
        kept_of = {}
        for (function, kind, clause), said in kept.items():
            kept_of.setdefault(function, []).append(
                f"{kind} {clause}: {said};")

        def put(found):
            said = kept_of.get(found.group(3))
            contract = f"/*# {' '.join(said)} */" if said else ""
            return contract + found.group(2)

        for path, text in [*self.headers.items(),
                           (self.units[unit], self.units[unit].read_text())]:
            to = place / path.relative_to(self.folder)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text(ANNOTATION.sub("", CONTRACT.sub(put, text))
                          .replace("/*#", "/*@"))
        return place / self.units[unit].relative_to(self.folder)

    def make(self, unit, kept, name, seconds=20):
        """Why it does not work, or "" and there is an object of this name."""
        path = self.write(unit, kept, name)
        place, made = self.folder / "units" / name, self.folder / f"{name}.c"
        done = subprocess.run(
            ["timeout", str(seconds), "frama-c", "-machdep", "x86_64",
             f"-cpp-extra-args=-I{self.folder} -I{place}/src/core", str(path),
             "-e-acsl", "-then-last", "-print", "-ocode", str(made)],
            text=True, capture_output=True, check=False)
        log = done.stdout + done.stderr
        ignored = IGNORED.search(log)
        if done.returncode == 124:
            return f"E-ACSL is not ready in {seconds} s"
        if done.returncode != 0:
            last = re.findall(r"(?:User Error|unexpected|Failure|exception)"
                              r"[^\n]*", log)
            return f"Frama-C fails: {' '.join(last[:1])[:70]}"
        if ignored:
            return "E-ACSL: " + " ".join((ignored[1] or ignored[2]).split())
        return self._compile(path, made)

    def _compile(self, path, made):
        """Whoever calls a function gets the one that checks."""
        text = made.read_text()
        for name in set(re.findall(r"\b__gen_e_acsl_(\w+)\(", text)):
            if re.search(rf"^[\w ]+[ *]{name}\(", text, re.M):
                text = re.sub(rf"\b{name}\b", f"{name}_bare", text)
                text = re.sub(rf"\b__gen_e_acsl_{name}\b", name, text)
        made.write_text(text)
        unwatched = [f"-D__e_acsl_{name}=unwatched_{name}"
                     for name in UNWATCHED]
        done = subprocess.run(
            ["gcc", "-w", "-std=gnu11", "-O1", "-g", *unwatched, "-DE_ACSL_SEGMENT_MMODEL",
             "-DE_ACSL_IDENTIFY", f"-I{SHARE}", "-c", str(made), "-o",
             str(made.with_suffix(".o"))], capture_output=True, check=False)
        if done.returncode != 0:
            return "E-ACSL makes C that does not compile"
        # Its wrappers of static functions are not static.
        hidden = re.findall(r"^static [\w ]+[ *](\w+)\(",
                            path.read_text(), re.M)
        subprocess.run(["objcopy", *(f"-L{name}" for name in hidden),
                        str(made.with_suffix(".o"))], check=True)
        return ""

    def find(self, unit, say):
        """Tries each clause alone: {clause: why it does not work, or ""}."""
        verdicts = {}
        for number, (key, (said, why)) in enumerate(
                self.clauses(unit).items()):
            verdicts[key] = why or self.make(
                unit, {key: said}, f"{unit}.{number}")
            say(unit, key, verdicts[key])
        return verdicts


def find_all(core, say):
    lock = threading.Lock()

    def tell(*what):
        with lock:
            say(*what)

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda unit: core.find(unit, tell), core.units))
