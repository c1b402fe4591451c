#!/usr/bin/python3 -B
# Goal: a peer that has sent much more than was read gets the whole refusal
#       and an orderly end, not a reset that could take the refusal with it.
from lib import clients
from lib.check import equal
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

MUCH = 64 * 1024

with Scene() as scene:
    scene.listener(**TRUST_BALANCER)
    connection = scene.balancer.connect("10.0.0.9")
    connection.sendall(MUCH * b"x")
    text = clients.error(clients.packet(connection))[3]
    equal(text, REQUIRED + "byte 0: not a PROXY header", "refusal")
    connection.sendall(MUCH * b"x")
    equal(clients.at_end(connection), True, "closed in order")
