#!/usr/bin/python3 -B
# Goal: a balancer that reaches the FE over IPv6 is trusted by its IPv6 block,
#       and an IPv4 client behind it is known by its IPv4 address.
from lib import clients
from lib.check import contains, equal
from lib.scene import Scene

HAPROXY = """\
listen mysql
    bind 203.0.113.1:9030
    server fe [fd00::9]:9030 send-proxy
"""

with Scene() as scene:
    fe = scene.listener(mysql_proxy_protocol_networks="fd00::/124")
    scene.haproxy(HAPROXY)
    fe.create_user("'app'@'203.0.113.10'", "secret")
    rows = clients.mariadb(scene.client, "app", "secret", "SELECT USER()")
    equal(rows, [["app@203.0.113.10"]], "USER()")
    line = fe.audited(module="connection", Command="Connect", User="app")
    contains(line["Client"], "203.0.113.10:", "Client in the audit line")
    contains(line["Peer"], "[fd00::5]:", "Peer in the audit line")
