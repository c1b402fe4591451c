#!/usr/bin/python3 -B
# Goal: the demo ends well only because process list and audit log show the
#       real client, with machines of its own and on loopback alike.
import pathlib

from lib.check import contains, equal
from lib.scene import Scene

DEMO = str(pathlib.Path(__file__).with_name("demo"))

with Scene() as scene:
    for mode, client, peer in (([], "203.0.113.10", "10.0.0.5"),
                               (["--loopback"], "127.0.0.1", "127.0.0.5")):
        ended = scene.client.run([DEMO, *mode], within=60)
        equal(ended.stderr, "", "errors of the demo")
        equal(ended.returncode, 0, "exit status of the demo")
        contains(ended.stdout, f" Host: {client}:", "process list")
        contains(ended.stdout, f"  Client={client}:", "audit line")
        contains(ended.stdout, f"|Peer={peer}:", "audit line")
