#!/usr/bin/python3 -B
# Goal: peers that are not trusted are greeted at once and served as their TCP
#       peer, IPv4 and IPv6, while the balancer must send headers.
from lib import clients
from lib.check import equal
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER,
                        mysql_proxy_protocol_header_timeout_ms=0)
    fe.create_user("'app'@'10.0.0.20'", "secret")
    fe.create_user("'app'@'fd00::20'", "secret")
    for host, client, shown in (("10.0.0.9", "10.0.0.20", "10.0.0.20"),
                                ("fd00::9", "fd00::20", "[fd00::20]")):
        rows = clients.mariadb(scene.neighbour, "app", "secret",
                               "SELECT USER(), CURRENT_USER()", host)
        equal(rows, [[f"app@{client}"] * 2], "USER(), CURRENT_USER()")
        line = fe.audited(module="connection", Command="Connect",
                          AuthorizedUser=f"'app'@'{client}'")
        equal(line["Client"], line["Peer"], "Client in the audit line")
        equal(line["Client"].rsplit(":", 1)[0], shown, "its address")
