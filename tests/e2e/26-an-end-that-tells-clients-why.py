#!/usr/bin/python3 -B
# Goal: SIGTERM ends the server with status 0, soon, whoever is connected, and
#       who waits for a header is told.
from lib import clients
from lib.check import equal, eventually
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER,
                        mysql_proxy_protocol_header_timeout_ms=0)
    waiting = scene.balancer.connect("10.0.0.9")
    waiting.sendall(b"P")
    eventually(lambda: scene.fe.has_read(waiting), "one byte is read")
    served = scene.neighbour.connect("10.0.0.9")
    equal(clients.is_greeting(clients.packet(served)), True, "greeting")
    equal(fe.stop(), 0, "exit status")
    equal(clients.error(clients.packet(waiting))[:2], (0, 1053), "who waited")
