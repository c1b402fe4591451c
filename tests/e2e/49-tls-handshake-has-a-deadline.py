#!/usr/bin/python3 -B
# Goal: TLS handshakes that never end are cut at login_timeout_ms, and many of
#       them stop nobody else.
import time

from lib import clients
from lib.certificates import Root
from lib.check import between, equal
from lib.scene import Scene

HALF_A_HELLO = b"\x16\x03\x01\x02\0\x01\0\x01\xfc"

with Scene() as scene:
    root = Root(scene.folder)
    fe = scene.listener(**root.server("fe"), login_timeout_ms=1000)
    fe.create_user("'app'@'10.0.0.20'", "secret")
    begin = time.monotonic()
    silent = []
    for part in (clients.SSL_REQUEST, clients.SSL_REQUEST + HALF_A_HELLO) * 100:
        connection = scene.neighbour.connect("10.0.0.9")
        equal(clients.is_greeting(clients.packet(connection)), True,
              "greeting")
        connection.sendall(part)
        silent.append(connection)
    session = clients.log_in(scene.neighbour.connect("10.0.0.9"), "app",
                             "secret", root.context())
    equal(clients.query(session, "SELECT 1 AS one"), [{"one": 1}], "another")
    for connection in silent:
        equal(clients.at_end(connection), True, "closed in order")
    between(0.95, time.monotonic() - begin, 15, "seconds until the end")
    equal(clients.query(session, "SELECT 1 AS one"), [{"one": 1}], "another")
