#!/usr/bin/python3 -B
# Goal: of one client address there are at most max_connections_per_address,
#       by the address that the balancer names and not by the balancer's own;
#       one more is told 1040, and a place is free again however a connection
#       ended.
from lib import clients
from lib.check import contains, equal, eventually, raises
from lib.scene import TRUST_BALANCER, Scene

TEXT = "Too many connections from 203.0.113.10"

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    for address in ("203.0.113.10", "203.0.113.11"):
        fe.create_user(f"'app'@'{address}'", "secret")
    fe.set("max_connections_per_address", "2")

    def log_in(place=scene.client, password="secret"):
        return clients.log_in(place.connect("203.0.113.1"), "app", password)

    def gets_in():
        try:
            return log_in()
        except clients.SqlError as error:
            equal((error.code, error.text), (1040, TEXT), "refusal")
            return None

    one, two = log_in(), log_in()
    said = raises(clients.SqlError, 1040, log_in)
    equal(said.text, TEXT, "error text")
    try:
        clients.mariadb(scene.client, "app", "secret", "SELECT 1")
        raise AssertionError("the mariadb program gets in")
    except clients.SqlError as error:
        contains(error.text, "1040 - " + TEXT, "what the mariadb program says")
    elsewhere = log_in(scene.stranger)
    for session in (one, two, elsewhere):
        equal(clients.query(session, "SELECT 1 AS one"), [{"one": 1}],
              "open connection")
    line = eventually(lambda: fe.audit(ErrorCode=TEXT), "audit line")[0]
    equal((line["Client"].split(":")[0], line["Peer"].split(":")[0]),
          ("203.0.113.10", "10.0.0.5"), "Client and Peer of the audit line")

    two.close()
    two = eventually(gets_in, "free after a connection has closed")
    fe.admin("KILL %d" % two.thread_id())
    two = eventually(gets_in, "free after KILL")
    clients.reset(two)
    eventually(gets_in, "free after a reset").close()

    def login_fails():
        try:
            log_in(password="wrong")
        except clients.SqlError as error:
            return error.code == 1045

    for _ in range(3):
        eventually(login_fails, "free after a login that failed")
    equal(clients.query(one, "SELECT 1 AS one"), [{"one": 1}], "the first")
