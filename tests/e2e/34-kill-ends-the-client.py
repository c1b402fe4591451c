#!/usr/bin/python3 -B
# Goal: KILL with the number from the process list ends that client behind the
#       balancer, and no other; a client may not kill another user's.
from lib import clients
from lib.check import contains, equal, raises
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    for user in ("one", "other"):
        fe.create_user(f"'{user}'@'203.0.113.10'", "secret")
    one, other = (clients.log_in(scene.client.connect("203.0.113.1"), user,
                                 "secret") for user in ("one", "other"))
    numbers = {row["User"]: row["Id"]
               for row in fe.admin("SHOW PROCESSLIST")}

    said = raises(clients.SqlError, 1095,
                  lambda: clients.query(other, f"KILL {numbers['one']}"))
    contains(said.text, str(numbers["one"]), "error text")
    equal(clients.query(one, "SELECT 1 AS one"), [{"one": 1}], "still there")

    for beyond in (2**32 + numbers["one"], 2**32, 2**64 + numbers["one"]):
        said = raises(clients.SqlError, 1094,
                      lambda: fe.admin(f"KILL {beyond}"))
        equal(said.text, "Unknown thread id: "
              f"{min(beyond, 2**64 - 1)}", "error text")
    equal(clients.query(one, "SELECT 1 AS one"), [{"one": 1}], "still there")

    fe.admin(f"KILL {numbers['one']}")
    raises(clients.SqlError, 2013, lambda: clients.query(one, "SELECT 1"))
    equal(clients.query(other, "SELECT 1 AS one"), [{"one": 1}], "the other")
    line = fe.audited(module="connection", User="one", Command="Quit")
    equal(line["ConnectionId"], str(numbers["one"]), "ConnectionId")
