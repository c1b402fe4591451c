#!/usr/bin/python3 -B
# Goal: MariaDB Connector/J logs in by its own address, through the balancer
#       and without, with either method; it prepares, pings, and its pool hands
#       out one connection again and again.
from lib import drivers
from lib.check import equal
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    drivers.create_users(fe, scene)
    for way in drivers.ways(scene):
        for user in drivers.METHODS:
            fe.wait_until_alone()
            seen = drivers.java(way, "ConnectorJ.java", user)
            drivers.check(seen, way, user)
            equal(seen["valid"], True, "isValid()")
            # Refused by the server, so that the client puts it in.
            equal(seen["parameter"], ["it's"], "a parameter")
            # A wrong password, a statement that there is not.
            equal(seen["errors"], [1045, 1064], "errors")
            fe.audited(Command="Execute", User=user, State="EOF",
                       Client=seen["host"])
