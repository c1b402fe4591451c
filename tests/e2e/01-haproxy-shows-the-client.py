#!/usr/bin/python3 -B
# Goal: behind HAProxy a client logs in by its own address, and this address
#       is what the client, the process list and the audit log show; the
#       audit log keeps the TCP peer beside it.
from lib import clients
from lib.check import contains, equal
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    fe.create_user("'app'@'203.0.113.10'", "secret")

    rows = clients.mariadb(scene.client, "app", "secret",
                           "SELECT USER(), CURRENT_USER()")
    equal(rows, [["app@203.0.113.10", "app@203.0.113.10"]], "USER()")

    connection = scene.client.connect("203.0.113.1")
    port = connection.getsockname()[1]
    session = clients.log_in(connection, "app", "secret")
    host = f"203.0.113.10:{port}"
    equal([row["Host"] for row in clients.query(session, "SHOW PROCESSLIST")],
          [host], "Host in the client's process list")
    equal([row["Host"] for row in fe.admin("SHOW FULL PROCESSLIST")
           if row["User"] == "app"], [host], "Host in root's process list")

    line = fe.audited(module="connection", Client=host, Command="Connect")
    equal((line["User"], line["AuthorizedUser"], line["State"]),
          ("app", "'app'@'203.0.113.10'", "OK"), "audit line")
    contains(line["Peer"], "10.0.0.5:", "Peer in the audit line")
    line = fe.audited(module="query", Client=host, Stmt="SHOW PROCESSLIST")
    contains(line["Peer"], "10.0.0.5:", "Peer in the statement's audit line")
    equal(fe.warnings()[1:], [], "warnings behind the one about root")
