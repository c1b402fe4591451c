#!/usr/bin/python3 -B
# Goal: the ppv1 examples in the README print what it says they print.
import os
import subprocess

from lib import readme
from lib.check import equal
from lib.programs import PPV1

path = os.path.dirname(PPV1) + ":" + os.environ["PATH"]
commands = 0
for command, output in readme.dialogues():
    ended = subprocess.run(command, shell=True, env={"PATH": path}, text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           timeout=20, check=False)
    equal(ended.stdout, output, f"output of {command}")
    commands += 1
equal(commands >= 2, True, "there are examples")
