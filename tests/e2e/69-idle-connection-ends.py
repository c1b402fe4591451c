#!/usr/bin/python3 -B
# Goal: who has logged in and asks nothing is told 4031 and cut at wait_timeout,
#       also when half a request comes now and then; who asks is not cut.
import time

from lib import clients
from lib.check import between, contains, equal, eventually, raises
from lib.scene import TRUST_BALANCER, Scene

WAIT = 2
REQUEST = b"\xff\x00\x00\x00\x03" + 254 * b" "

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER, wait_timeout=WAIT)
    scene.haproxy()
    fe.create_user("'app'@'203.0.113.10'", "secret")

    def log_in():
        return clients.log_in(scene.client.connect("203.0.113.1"), "app",
                              "secret")

    begin = time.monotonic()
    silent, dripping, asks, late = (log_in() for _ in range(4))
    idle, drips = silent._sock, dripping._sock
    drips.settimeout(0.1)
    for byte in range(80):
        # Half a request, which lasts for 8 seconds.
        clients.query(asks, "SELECT 1")
        try:
            drips.sendall(REQUEST[byte:byte + 1])
            if drips.recv(1, clients.PEEK):
                break
        except TimeoutError:
            pass
    between(WAIT - 0.1, time.monotonic() - begin, WAIT + 4,
            "seconds until one that drips is cut")

    for connection in (idle, drips):
        connection.settimeout(20)
        sequence, code, state, text = clients.error(clients.packet(connection))
        equal((sequence, code, state), (0, 4031, "HY000"), "error packet")
        contains(text, "because of inactivity", "error text")
        equal(clients.at_end(connection), True, "closed in order")

    def ends():
        return [row["ErrorCode"]
                for row in fe.audit(User="app", Command="Quit")]

    eventually(lambda: len(ends()) == 3, "the third is cut as well")
    raises(clients.SqlError, 2013, lambda: clients.query(late, "SELECT 1"))
    equal(clients.query(asks, "SELECT 1 AS one"), [{"one": 1}], "who asked")
    equal(ends(), 3 * ["idle for wait_timeout"], "audit lines of those cut")
    equal(clients.query(asks, "SELECT @@wait_timeout AS t"), [{"t": WAIT}],
          "@@wait_timeout")
