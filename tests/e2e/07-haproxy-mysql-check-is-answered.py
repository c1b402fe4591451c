#!/usr/bin/python3 -B
# Goal: HAProxy's mysql-check, which sends header, login and COM_QUIT in one
#       segment before any greeting, finds the server up.
from lib.check import contains, equal, eventually
from lib.scene import TRUST_BALANCER, Scene

HAPROXY = """\
listen mysql
    bind 203.0.113.1:9030
    option mysql-check user haproxy
    server fe 10.0.0.9:9030 send-proxy check inter 50ms
"""

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    fe.admin("CREATE USER 'haproxy'@'10.0.0.5' IDENTIFIED WITH "
             "mysql_native_password")
    haproxy = scene.haproxy(HAPROXY)

    eventually(lambda: haproxy.server()["check_status"] == "L7OK",
               "HAProxy's check status L7OK")
    equal(haproxy.server()["status"], "UP", "status")
    lines = eventually(lambda: fe.audit(Command="Connect", User="haproxy"),
                       "an audit line of the check")
    equal(lines[0]["State"], "OK", "State in the audit line")
    contains(lines[0]["Client"], "10.0.0.5:", "Client in the audit line")
    equal(haproxy.server()["chkfail"], "0", "failed checks")
