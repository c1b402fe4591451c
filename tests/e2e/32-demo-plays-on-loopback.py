#!/usr/bin/python3 -B
# Goal: without network namespaces the demo shows the client just as well, on
#       loopback.
from lib.check import contains, equal
from lib.programs import ROOT
from lib.scene import Scene

with Scene() as scene:
    demo = scene.client.run([str(ROOT / "tests/e2e/demo"), "--loopback"])
    equal((demo.returncode, demo.stderr), (0, ""), "end of the demo")
    contains(demo.stdout, " Host: 127.0.0.1:", "process list")
    contains(demo.stdout, "  Client=127.0.0.1:", "audit line")
    contains(demo.stdout, "|Peer=127.0.0.5:", "audit line")
