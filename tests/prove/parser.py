#!/usr/bin/python3 -B
# Goal: the proof's report and ppv1 --version name the same parser, by its
#       hash, and it is the one in gen/.
import contextlib
import hashlib
import io
import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path[0] = str(TOP / "proofs")
from driver import ledger

digest = hashlib.sha256((TOP / "gen/proxy_v1.c").read_bytes()).hexdigest()
report = io.StringIO()
with contextlib.redirect_stdout(report):
    ledger.show([], [])
version = subprocess.run([os.environ["PPV1"], "--version"], text=True,
                         capture_output=True, check=True).stdout
for who, said in (("the report", report.getvalue()), ("ppv1", version)):
    if f"parser: sha256 {digest}\n" not in said:
        sys.exit(f"{who} does not name gen/proxy_v1.c, {digest}:\n{said}")
