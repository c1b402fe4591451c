#!/usr/bin/python3 -B
# Goal: npm mysql logs in by its own address, through the balancer and
#       without; it pings, asks for statistics, changes its user, and its pool
#       uses one connection again and again.  It knows no caching_sha2_password,
#       and is told so.
from lib import drivers
from lib.check import contains, equal
from lib.scene import TRUST_BALANCER, Scene

drivers.install_node()
with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    drivers.create_users(fe, scene)
    for way in drivers.ways(scene):
        for user in drivers.METHODS:
            fe.wait_until_alone()
            seen = drivers.node(way, "mysql.js", user)
            if user == "sha2":
                equal(seen, {"errors": [1251]}, "what an old client sees")
                continue
            drivers.check(seen, way, user)
            contains(seen["statistics"], "Questions: ", "statistics")
            equal(seen["changed"], f"other@{way.address}", "the other user")
            # A wrong password; a statement that there is not; a wrong password
            # for another user.
            equal(seen["errors"], [1045, 1064, 1045], "errors")
