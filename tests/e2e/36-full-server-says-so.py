#!/usr/bin/python3 -B
# Goal: beyond max_connections a client is told so, behind the balancer too, and
#       gets in when another has gone, however it went.
from lib import clients
from lib.check import equal, eventually, raises
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    fe.create_user("'app'@'203.0.113.10'", "secret")
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

    first = eventually(gets_in, "the first gets in")
    said = raises(clients.SqlError, 1040, log_in)
    equal(said.text, "Too many connections", "error text")
    equal(clients.query(first, "SELECT 1 AS one"), [{"one": 1}], "the first")
    first.close()
    second = eventually(gets_in, "free after one has closed")
    fe.admin("KILL %d" % second.thread_id())
    third = eventually(gets_in, "free after KILL")
    clients.reset(third)

    def login_fails():
        try:
            clients.log_in(scene.client.connect("203.0.113.1"), "app", "wrong")
        except clients.SqlError as error:
            return error.code == 1045

    for _ in range(3):
        eventually(login_fails, "free after a reset, or a wrong password")
    eventually(gets_in, "free after a wrong password")
