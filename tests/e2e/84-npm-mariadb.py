#!/usr/bin/python3 -B
# Goal: npm mariadb logs in by its own address, through the balancer and
#       without, with either method; it prepares, pings, and its pool resets the
#       connection that it hands out again.  It changes its user on MariaDB
#       servers only.
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
            seen = drivers.node(way, "mariadb.js", user)
            drivers.check(seen, way, user)
            equal(seen["reset"], f"{user}@{way.address}", "the same user")
            # A statement that was prepared before the reset; a wrong password;
            # a statement that there is not; parameters; its own "changeUser
            # not available for MySQL server".
            equal(seen["errors"], [1243, 1045, 1064, 1295, 45003], "errors")
            fe.audited(Command="Execute", User=user, State="EOF",
                       Client=seen["host"])
