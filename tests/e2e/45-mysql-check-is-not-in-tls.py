#!/usr/bin/python3 -B
# Goal: where TLS is required, HAProxy's mysql-check is refused with the reason,
#       and its check of TCP alone is content.
from lib.certificates import Root
from lib.check import contains, equal, eventually
from lib.scene import TRUST_BALANCER, Scene

HAPROXY = """\
listen mysql
    bind 203.0.113.1:9030
    server fe 10.0.0.9:9030 send-proxy check inter 200
listen in-clear
    bind 203.0.113.1:9031
    option mysql-check user haproxy
    server asks 10.0.0.9:9030 send-proxy check inter 200
"""

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER, **Root(scene.folder).server("fe"))
    fe.create_user("'haproxy'@'10.0.0.5'", "")
    haproxy = scene.haproxy(HAPROXY)

    def saw(name):
        return haproxy.server(name)["check_status"]

    eventually(lambda: saw("asks") == "L7OK", "mysql-check logs in")
    eventually(lambda: saw("fe") == "L4OK", "the check of TCP")
    fe.set("require_secure_transport", "true")
    eventually(lambda: haproxy.server("asks")["status"] == "DOWN",
               "mysql-check is refused")
    contains(haproxy.server("asks")["last_chk"], "insecure transport", "why")
    equal(haproxy.server("fe")["status"], "UP", "with a check of TCP alone")
