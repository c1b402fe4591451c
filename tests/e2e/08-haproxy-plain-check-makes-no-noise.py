#!/usr/bin/python3 -B
# Goal: HAProxy's plain check, which sends a header and resets the connection,
#       leaves at most one line of log a check, and clients are served beside it.
from lib import clients
from lib.check import between, equal, eventually
from lib.scene import TRUST_BALANCER, Scene

HAPROXY = """\
listen mysql
    bind 203.0.113.1:9030
    server fe 10.0.0.9:9030 send-proxy check inter 20ms
"""
CHECKS = 20

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    fe.create_user("'app'@'203.0.113.10'", "secret")
    before = len(fe.log().splitlines())
    fe.audited(User="root", Command="Quit")
    audited = len(fe.audit())
    haproxy = scene.haproxy(HAPROXY)

    def checks():
        """Connections from the balancer that the FE has seen."""
        rows = fe.admin("SHOW STATUS LIKE 'Connections_accepted'")
        return int(rows[0]["Value"])

    begin = checks()
    eventually(lambda: checks() > begin + 2 * CHECKS, f"{CHECKS} checks")
    # A check that is under way puts a star before the last one's status.
    equal(haproxy.server()["check_status"].removeprefix("* "), "L4OK",
          "check status")
    rows = clients.mariadb(scene.client, "app", "secret", "SELECT USER()")
    equal(rows, [["app@203.0.113.10"]], "USER()")
    between(0, len(fe.log().splitlines()) - before, checks() - begin,
            "lines of log")
    fe.audited(User="app", Command="Quit")
    from_checks = [row for row in fe.audit()[audited:]
                   if row["Client"].startswith("10.0.0.5:")]
    between(0, len(from_checks), checks() - begin, "audit lines of checks")
