#!/usr/bin/python3 -B
# Goal: nginx's stream proxy works as HAProxy does, for IPv4 and IPv6 clients.
from lib import clients
from lib.check import contains, equal
from lib.scene import TRUST_BALANCER, Scene

NGINX = """\
stream {
    server {
        listen 203.0.113.1:9030;
        listen [2001:db8::1]:9030;
        proxy_pass 10.0.0.9:9030;
        proxy_protocol on;
    }
}
"""

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.nginx(NGINX)
    fe.create_user("'app'@'203.0.113.10'", "secret")
    fe.create_user("'app'@'2001:db8::10'", "secret")

    for host, client, shown in (
            ("203.0.113.1", "203.0.113.10", "203.0.113.10"),
            ("2001:db8::1", "2001:db8::10", "[2001:db8::10]")):
        rows = clients.mariadb(scene.client, "app", "secret",
                               "SELECT USER(), CURRENT_USER()", host)
        equal(rows, [[f"app@{client}"] * 2], "USER(), CURRENT_USER()")
        line = fe.audited(module="connection", Command="Connect",
                          AuthorizedUser=f"'app'@'{client}'")
        contains(line["Client"], shown + ":", "Client in the audit line")
        contains(line["Peer"], "10.0.0.5:", "Peer in the audit line")
