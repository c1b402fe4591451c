#!/usr/bin/python3 -B
# Goal: while many connections wait for a header, others log in without delay,
#       directly and through the balancer.
import time

from lib import clients
from lib.check import between, equal, eventually
from lib.scene import TRUST_BALANCER, Scene

CROWD = 900

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER,
                        mysql_proxy_protocol_header_timeout_ms=0)
    scene.haproxy()
    fe.create_user("'app'@'203.0.113.10'", "secret")
    fe.create_user("'app'@'10.0.0.20'", "secret")
    crowd = [scene.balancer.connect("10.0.0.9") for _ in range(CROWD)]

    def accepted():
        rows = fe.admin("SHOW STATUS LIKE 'Connections_accepted'")
        return int(rows[0]["Value"])

    eventually(lambda: accepted() >= CROWD, f"{CROWD} connections accepted")
    for place, host, client in (
            (scene.client, "203.0.113.1", "203.0.113.10"),
            (scene.neighbour, "10.0.0.9", "10.0.0.20")):
        begin = time.monotonic()
        rows = clients.once(place.connect(host), "app", "secret",
                            "SELECT USER() AS u")
        between(0, time.monotonic() - begin, 5, "seconds for a login")
        equal(rows, [{"u": f"app@{client}"}], "USER()")
    for connection in crowd:
        connection.close()
