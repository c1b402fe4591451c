#!/usr/bin/python3 -B
# Goal: of one user name there are at most max_user_connections, whatever the
#       address; one more is told 1203, others are unharmed, and a place is free
#       again however a connection ended, or became another user's.
from lib import clients
from lib.check import equal, eventually, raises
from lib.scene import TRUST_BALANCER, Scene

TEXT = "User app already has more than 'max_user_connections' active connections"

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    for account in ("'app'@'203.0.113.10'", "'app'@'10.0.0.20'",
                    "'other'@'203.0.113.10'"):
        fe.create_user(account, "secret")
    fe.set("max_user_connections", "2")

    def log_in(user="app"):
        return clients.log_in(scene.client.connect("203.0.113.1"), user,
                              "secret")

    def directly():
        return clients.log_in(scene.neighbour.connect("10.0.0.9"), "app",
                              "secret")

    def is_free():
        """A second one gets in, and goes."""
        try:
            directly().close()
            return True
        except clients.SqlError as error:
            equal(error.code, 1203, f"error ({error.text})")
            return False

    one, two = log_in(), directly()
    said = raises(clients.SqlError, 1203, log_in)
    equal(said.text, TEXT, "error text")
    said = raises(clients.SqlError, 1203, lambda: clients.mariadb(
        scene.client, "app", "secret", "SELECT 1"))
    equal(said.text, TEXT, "what the mariadb program says")
    for session in (one, two, log_in("other")):
        equal(clients.query(session, "SELECT 1 AS one"), [{"one": 1}],
              "open connection")
    fe.audits(2, User="app", State="ERR", ErrorCode=TEXT)

    two.close()
    eventually(is_free, "free after a connection has closed")
    raises(clients.SqlError, 1045, lambda: clients.log_in(
        scene.neighbour.connect("10.0.0.9"), "app", "wrong"))
    eventually(is_free, "free after a login that failed")

    two = directly()
    fe.admin("KILL %d" % two.thread_id())
    eventually(is_free, "free after KILL")

    two = directly()
    clients.reset(two)
    eventually(is_free, "free after a reset")

    # COM_CHANGE_USER counts for the new name, and no more for the old one.
    other = log_in("other")
    two = directly()
    raises(clients.SqlError, 1203,
           lambda: clients.change_user(other, "app", "secret"))
    raises(clients.SqlError, 2013, lambda: clients.query(other, "SELECT 1"))
    clients.change_user(one, "other", "secret")
    eventually(is_free, "free after COM_CHANGE_USER to another")
    clients.change_user(two, "app", "secret")
    equal(clients.query(two, "SELECT 1 AS one"), [{"one": 1}],
          "who changed to the same user")
