"""The core of a tree, its contracts checked, as objects and programs."""
import concurrent.futures
import os
import pathlib
import re
import resource
import shlex
import subprocess
import sys

import units
import watch

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
C = ["gcc", "-std=c11"]
CXX = ["g++", "-std=gnu++17", "-I" + str(HERE)]
FUZZ = ["clang", "-std=c11", "-O1", "-fsanitize=fuzzer", "-D_GNU_SOURCE"]
FUZZED = {"line": 3000, "networks": 1000, "wire": 10000}  # inputs


class Core:
    """The core of a tree, checked, as objects in a folder."""

    def __init__(self, top, folder):
        self.top, self.folder = top, folder
        folder.mkdir()
        self.units = units.all_units(top, units.ranges(HERE / "ranges.txt"))
        self.objects = []

    def write(self):
        for name, unit in self.units.items():
            watched = watch.Watched(unit)
            (self.folder / f"{name}.c").write_text(watched.c())
            (self.folder / f"{name}.cpp").write_text(watched.cxx())

    def compile(self, names):
        self.compile_all([self.folder / (name + end) for name in names
                          for end in (".c", ".cpp")])

    def compile_all(self, files):
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            self.objects += pool.map(self.compile_one, files)

    def compile_one(self, file):
        made = self.folder / (file.name + ".o")
        compiler = C if file.suffix == ".c" else CXX
        done = subprocess.run(
            [*compiler, "-O1", "-g", "-w", f"-I{self.top}/src/core", "-c",
             str(file), "-o", str(made)], stderr=subprocess.PIPE, text=True,
            check=False)
        if done.returncode != 0:
            sys.exit(f"{file.name} does not compile:\n{done.stderr[:2000]}")
        return str(made)

    def link(self, build, target, libraries=()):
        """The build's own way to link the target, with these objects first."""
        folder, program = build / "tests" / target, self.folder / target
        words = shlex.split(
            (folder / f"CMakeFiles/{target}.dir/link.txt").read_text())
        at = words.index("-o")
        subprocess.run(
            [*words[:at], *self.objects, "-o", str(program), *words[at + 2:],
             *libraries, "-lstdc++", "-lpthread"], cwd=folder, check=True)
        return program

    def link_fuzzer(self, name, libraries=()):
        program = self.folder / f"{name}_fuzz"
        subprocess.run(
            [*FUZZ, f"-I{TOP}/src/core", f"{TOP}/tests/fuzz/{name}_fuzz.c",
             *self.objects, "-o", str(program), *libraries, "-lstdc++"],
            check=True)
        return program

    def fuzzed(self, libraries=()):
        """The calls of the fuzzers, each from its corpus."""
        for name, inputs in FUZZED.items():
            corpus = self.folder / f"{name}.corpus"
            subprocess.run([TOP / "tests/fuzz/corpus", name, corpus],
                           check=True)
            yield [self.link_fuzzer(name, libraries), f"-runs={inputs}",
                   "-seed=1", "-max_len=256",
                   f"-artifact_prefix={self.folder}/", corpus]


def deep():
    """Definitions call themselves."""
    resource.setrlimit(resource.RLIMIT_STACK, (1 << 29, -1))


def call(words, counts=None):
    """Runs it; what it says, if it fails."""
    done = subprocess.run(
        [str(word) for word in words], text=True, errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        env={**os.environ, "EACSL_REPORT": str(counts or "/dev/null")},
        preexec_fn=deep)
    if done.returncode == 0:
        return ""
    broken = re.findall(r"eacsl: .*", done.stdout)
    return "\n".join(broken) or (f"{words[0]} ended with {done.returncode}:\n"
                                 + done.stdout[-2000:])


def see(programs, counts):
    for words in programs:
        fault = call(words, counts)
        if fault:
            sys.exit(fault)
