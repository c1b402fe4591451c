#!/usr/bin/python3 -B
# Goal: into a full server one more gets in, from the FE's own machine and with
#       ADMIN, and can make room there; others cannot take that place.
from lib import clients
from lib.check import equal, eventually, raises
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    fe.create_user("'app'@'%'", "secret")
    fe.set("max_connections", "1")

    def log_in():
        return clients.log_in(scene.client.connect("203.0.113.1"), "app",
                              "secret")

    def gets_in():
        try:
            return log_in()
        except clients.SqlError as error:
            equal(error.code, 1040, f"error ({error.text})")
            return None

    def here(user, password):
        return clients.log_in(scene.fe.connect("127.0.0.1"), user, password)

    def administrator():
        try:
            return here("root", "")
        except clients.SqlError as error:
            equal(error.code, 1040, f"error ({error.text})")
            return None

    held = eventually(gets_in, "the one place")
    outside = scene.neighbour.connect("10.0.0.9")
    equal(clients.error(clients.packet(outside))[:2], (0, 1040),
          "what one from outside hears first")
    said = raises(clients.SqlError, 1040, lambda: here("app", "secret"))
    equal(said.text, "Too many connections", "error text")

    root = eventually(administrator, "root gets in")
    raises(clients.SqlError, 1040, lambda: here("root", ""))
    rows = clients.query(root, "SHOW PROCESSLIST")
    equal(sorted(row["User"] for row in rows), ["app", "root"], "who is there")
    equal(clients.query(held, "SELECT 1 AS one"), [{"one": 1}], "who was there")
    (number,) = (row["Id"] for row in rows if row["User"] == "app")
    clients.query(root, f"KILL {number}")
    raises(clients.SqlError, 2013, lambda: clients.query(held, "SELECT 1"))

    # The place above the limit is root's still: the one below it is free only
    # when root has gone.
    raises(clients.SqlError, 1040, log_in)
    root.close()
    eventually(gets_in, "one gets in again")

    # Those who do not log in cannot keep an administrator out either.
    fe.set("max_connections", "100")
    fe.set("max_waiting_logins", "1")
    silent = scene.neighbour.connect("10.0.0.9")
    equal(clients.is_greeting(clients.packet(silent)), True, "greeting")
    raises(clients.SqlError, 1040, log_in)
    eventually(administrator, "root gets in")
