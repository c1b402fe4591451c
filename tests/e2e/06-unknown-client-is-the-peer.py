#!/usr/bin/python3 -B
# Goal: nginx sends PROXY UNKNOWN for a client on a Unix socket; that client
#       is served as the TCP peer, which is the balancer.
from lib import clients
from lib.check import equal
from lib.scene import TRUST_BALANCER, Scene

NGINX = """\
stream {{
    server {{
        listen unix:{path};
        proxy_pass 10.0.0.9:9030;
        proxy_protocol on;
    }}
}}
"""

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    path = scene.folder / "nginx.sock"
    scene.nginx(NGINX.format(path=path), path.exists)
    fe.create_user("'app'@'10.0.0.5'", "secret")

    rows = clients.mariadb(scene.balancer, "app", "secret", "SELECT USER()",
                           path=path)
    equal(rows, [["app@10.0.0.5"]], "USER()")
    line = fe.audited(module="connection", Command="Connect", User="app")
    equal(line["Client"], line["Peer"], "Client in the audit line")
