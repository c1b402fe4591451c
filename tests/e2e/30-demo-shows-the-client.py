#!/usr/bin/python3 -B
# Goal: ./dev demo prints what the README shows, and ends well only because
#       process list and audit log show the real client.
import re
import subprocess

from lib import readme
from lib.check import equal
from lib.programs import ROOT

# Client ports are chosen by the kernel; … stands for what is left out.
FREE = [(r":\d{5}\b", r":\\d+"), ("…", ".*")]

demo = subprocess.run([ROOT / "dev", "demo"], capture_output=True, text=True,
                      timeout=600, check=False)
equal(demo.returncode, 0, f"exit status of the demo\n{demo.stderr}")
printed = demo.stdout
for line in readme.block("text").splitlines():
    pattern = re.escape(line)
    for free, anything in FREE:
        pattern = re.sub(free, anything, pattern)
    found = re.search(rf"^{pattern}$", printed, re.MULTILINE)
    if found is None:
        raise AssertionError(f"the demo does not print, or not here: {line}\n"
                             + demo.stdout)
    printed = printed[found.end():]
