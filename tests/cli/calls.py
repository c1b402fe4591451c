#!/usr/bin/python3 -B
# Goal: a wrong call gets the usage and status 2; so does output that is lost.
import hashlib
import pathlib
import subprocess

import ppv1

status, usage, err = ppv1.run("--help")
ppv1.same("--help", (status, usage[:6], err), (0, b"usage:", b""))
for call in ([], ["parse"], ["parse", "--raw"], ["parse", "--hex", "x"],
             ["explain", "a", "b"], ["networks"], ["--hlep"], ["-h"], [""]):
    ppv1.same(call, ppv1.run(*call), (2, b"", usage))

parser = pathlib.Path(__file__).parents[2] / "gen/proxy_v1.c"
digest = hashlib.sha256(parser.read_bytes()).hexdigest()
status, out, err = ppv1.run("--version")
ppv1.same("--version", (status, out.split(b"\n")[1:], err),
          (0, [f"parser: sha256 {digest}".encode(), b""], b""))

with open("/dev/full", "wb") as full:
    ended = subprocess.run([ppv1.PROGRAM, "--help"], stdout=full,
                           stderr=subprocess.PIPE, check=False)
ppv1.same("a full disk", (ended.returncode, ended.stderr),
          (2, b"ppv1: cannot write the answer\n"))
