#!/usr/bin/python3 -B
# Goal: bytes do not move the deadline: a header that comes at one byte every
#       100 ms is cut at 1000 ms like silence.
import re
import select
import time

from lib import clients
from lib.check import between, equal
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

HEADER = b"PROXY UNKNOWN " + 90 * b"x" + b"\r\n"
PAUSE = 0.1

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    begin = time.monotonic()
    connection = scene.balancer.connect("10.0.0.9")
    sent = 0
    while not select.select([connection], [], [], PAUSE)[0]:
        connection.sendall(HEADER[sent:sent + 1])
        sent += 1
    between(0.95, time.monotonic() - begin, 8, "seconds until the refusal")
    sequence, code, state, text = clients.error(clients.packet(connection))
    equal((sequence, code, state), (0, 1105, "HY000"), "error packet")
    found = re.fullmatch(REQUIRED + r"timeout after 1000 ms with (\d+) bytes? "
                         r"received", text)
    equal(found is not None, True, f"a timeout ({text})")
    # The last bytes can be on their way when the time is up.
    between(sent - 3, int(found.group(1)), sent, "bytes received")
    between(3, sent, 80, "bytes sent")
