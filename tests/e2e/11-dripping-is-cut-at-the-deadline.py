#!/usr/bin/python3 -B
# Goal: bytes do not move the deadline: a header that comes at one byte every
#       100 ms is cut at 1000 ms like silence.
import select
import time

from lib import clients
from lib.check import between, contains, equal
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

HEADER = b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\r\n"
PAUSE = 0.1

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    begin = time.monotonic()
    connection = scene.balancer.connect("10.0.0.9")
    sent = 0
    while not select.select([connection], [], [], PAUSE)[0]:
        connection.sendall(HEADER[sent:sent + 1])
        sent += 1
    between(0.95, time.monotonic() - begin, 3, "seconds until the refusal")
    sequence, code, state, text = clients.error(clients.packet(connection))
    equal((sequence, code, state), (0, 1105, "HY000"), "error packet")
    between(5, sent, 30, "bytes sent")
    # The last byte can be on its way when the time is up.
    expected = [f"timeout after 1000 ms with {n} bytes received"
                for n in (sent - 1, sent)]
    contains([REQUIRED + end for end in expected], text, "texts")
