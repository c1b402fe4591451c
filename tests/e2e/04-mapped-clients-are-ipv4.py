#!/usr/bin/python3 -B
# Goal: HAProxy on one socket for both families names IPv4 clients as
#       ::ffff:203.0.113.10; that is the account's 203.0.113.10.
from lib import clients
from lib.check import contains, equal
from lib.scene import TRUST_BALANCER, Scene

HAPROXY = """\
listen mysql
    bind :::9030 v4v6
    server fe 10.0.0.9:9030 send-proxy
"""

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy(HAPROXY)
    fe.create_user("'app'@'203.0.113.10'", "secret")
    fe.create_user("'app'@'2001:db8::10'", "secret")

    def log_in_to(host):
        return clients.mariadb(scene.client, "app", "secret",
                               "SELECT CURRENT_USER()", host)

    equal(log_in_to("203.0.113.1"), [["app@203.0.113.10"]], "IPv4 client")
    equal(log_in_to("2001:db8::1"), [["app@2001:db8::10"]], "IPv6 client")
    line = fe.audited(module="connection", Command="Connect",
                      AuthorizedUser="'app'@'203.0.113.10'")
    contains(line["Client"], "203.0.113.10:", "Client in the audit line")
