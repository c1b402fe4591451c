#!/usr/bin/python3 -B
# Goal: npm mysql2 logs in by its own address, through the balancer and
#       without, with either method; it prepares, pings, changes its user, and
#       its pool resets the connection that it hands out again.
from lib import drivers
from lib.check import equal
from lib.scene import TRUST_BALANCER, Scene

drivers.install_node()
with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    drivers.create_users(fe, scene)
    for way in drivers.ways(scene):
        for user in drivers.METHODS:
            fe.wait_until_alone()
            seen = drivers.node(way, "mysql2.js", user)
            drivers.check(seen, way, user)
            equal(seen["changed"], f"other@{way.address}", "the other user")
            # A wrong password; a statement that there is not; parameters; a
            # wrong password for another user.
            equal(seen["errors"], [1045, 1064, 1295, 1045], "errors")
            fe.audited(Command="Execute", User=user, State="EOF",
                       Client=seen["host"])
