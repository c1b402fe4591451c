#!/usr/bin/python3 -B
# Goal: a balancer that sends version 2 (HAProxy's send-proxy-v2) is told so.
from lib import clients
from lib.check import contains, raises
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

HAPROXY = """\
listen mysql
    bind 203.0.113.1:9030
    server fe 10.0.0.9:9030 send-proxy-v2
"""

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy(HAPROXY)
    said = raises(clients.SqlError, 1105, lambda: clients.once(
        scene.client.connect("203.0.113.1"), "root", "", "SELECT 1"))
    contains(said.text, REQUIRED + "byte ", "error")
    contains(said.text, ": binary v2 header; only v1 is supported", "error")
