#!/usr/bin/python3 -B
# Goal: when the server was stopped across the deadline, a header that had come
#       is accepted, and a peer that sent none, or half of one, is refused at
#       once.
import signal
import time

from lib import clients
from lib.check import between, equal, eventually
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

HEADER = b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\r\n"
TIMEOUT = 2

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER,
                        mysql_proxy_protocol_header_timeout_ms=1000 * TIMEOUT)

    def stall(*sent):
        """Connections that have sent this while the server was stopped, and
        when it went on."""
        connections = [scene.balancer.connect("10.0.0.9") for _ in sent]
        for connection in connections:
            connection.sendall(b"P")
        for connection in connections:
            eventually(lambda: scene.fe.has_read(connection), "one is read")
        fe.signal(signal.SIGSTOP)
        for connection, more in zip(connections, sent):
            connection.sendall(more)
        time.sleep(1.25 * TIMEOUT)  # what is tested: the deadline passes
        fe.signal(signal.SIGCONT)
        return connections, time.monotonic()

    (whole, half, silent), again = stall(HEADER[1:], HEADER[1:20], b"")
    equal(clients.is_greeting(clients.packet(whole)), True, "greeting")
    for connection, n in ((half, 20), (silent, 1)):
        bytes_ = "bytes" if n > 1 else "byte"
        equal(clients.error(clients.packet(connection))[3],
              REQUIRED + f"timeout after 2000 ms with {n} {bytes_} received",
              "refusal")
    between(0, time.monotonic() - again, 5, "seconds until the refusals")
