#!/usr/bin/python3 -B
# Goal: an IPv6 client behind HAProxy is known by its IPv6 address.
from lib import clients
from lib.check import contains, equal
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    fe.create_user("'app'@'2001:db8::10'", "secret")

    rows = clients.mariadb(scene.client, "app", "secret",
                           "SELECT USER(), CURRENT_USER()", "2001:db8::1")
    equal(rows, [["app@2001:db8::10"] * 2], "USER(), CURRENT_USER()")
    line = fe.audited(module="connection", Command="Connect", User="app")
    contains(line["Client"], "[2001:db8::10]:", "Client in the audit line")
    contains(line["Peer"], "10.0.0.5:", "Peer in the audit line")
