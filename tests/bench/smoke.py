#!/usr/bin/python3 -B
# Goal: the benchmark runs, finds no wrong answer, and reports on everything.
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
BUILD = sys.argv[1]
WANTED = ["parser: sha256 ", "\nTCP4 typical ", "\nrefused at an octet ",
          "\nIPv6, 100,000 entries ", "\ntargets\n", "\ninstructions a header\n",
          "\nevery pass: "]


def call(*words):
    done = subprocess.run([HERE / "run", BUILD, *words], text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout, done.stderr


def wrong(what):
    sys.exit(f"smoke: {what}")


with tempfile.TemporaryDirectory() as folder:
    picture = pathlib.Path(folder, "picture.svg")
    status, out, err = call("--rounds", "2", "--lines", "16", "--out", folder,
                            "--plot", str(picture))
    if status != 0 or err:
        wrong(f"status {status}: {err}")
    for text in WANTED:
        if text not in out:
            wrong(f"no {text!r} in\n{out}")
    for row in pathlib.Path(folder, "passes.tsv").read_text().splitlines():
        part, kind, subject, _, value, *_ = row.split("\t")
        alike = kind == "unknown-short"
        if subject == "distinct" and value != ("1" if alike else "4096"):
            wrong(f"{kind}: only {value} different lines")
    if "</svg>" not in picture.read_text():
        wrong("no picture")

for words in (["--rounds", "0"], ["--rounds", "x"], ["--what"], ["--plot"]):
    status, out, err = call(*words)
    if status != 2 or out or err.count("\n") != 1 or "bench: " not in err:
        wrong(f"{words}: status {status}, {out!r}, {err!r}")
status, out, err = call("--help")
if status != 0 or "--rounds" not in out or err:
    wrong(f"--help: status {status}, {err!r}")
