#!/usr/bin/python3 -B
# Goal: who sends a header and then never logs in is cut at login_timeout_ms,
#       counted from the header; who has logged in is not.
import time

from lib import clients
from lib.check import between, contains, equal
from lib.scene import TRUST_BALANCER, Scene

HEADER = b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\r\n"

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER, login_timeout_ms=500)
    fe.create_user("'app'@'10.0.0.20'", "secret")
    session = clients.log_in(scene.neighbour.connect("10.0.0.9"), "app",
                             "secret")
    connection = scene.balancer.connect("10.0.0.9")
    begin = time.monotonic()
    connection.sendall(HEADER)
    equal(clients.is_greeting(clients.packet(connection)), True, "greeting")
    equal(clients.at_end(connection), True, "closed in order")
    between(0.45, time.monotonic() - begin, 8, "seconds until the end")
    equal(clients.query(session, "SELECT 1 AS one"), [{"one": 1}], "session")
    row = fe.audited(Client="203.0.113.10:43025")
    equal(row["State"], "ERR", "state of who never logged in")
    equal(row["ErrorCode"], "no login in time", "why it was closed")
    equal(row["Peer"].split(":")[0], "10.0.0.5", "peer of who never logged in")

    connection = scene.balancer.connect("10.0.0.9")
    connection.sendall(HEADER.replace(b"43025", b"43026"))
    clients.packet(connection)
    connection.sendall(b"\x01\x00\x00\x07x")
    contains(fe.audited(Client="203.0.113.10:43026")["ErrorCode"],
             "out of order", "why a login in the wrong order was refused")
