#!/usr/bin/python3 -B
# Goal: accounts with either password method let the right password in, from
#       both clients, through the balancer; a wrong one, none, and an unknown
#       user get the same words.
from lib import clients
from lib.check import equal, raises
from lib.scene import TRUST_BALANCER, Scene

METHODS = ("mysql_native_password", "caching_sha2_password")

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()

    def with_mariadb(user, password):
        return clients.mariadb(scene.client, user, password, "SELECT 1")

    def with_pymysql(user, password):
        rows = clients.once(scene.client.connect("203.0.113.1"), user,
                            password, "SELECT 1 AS one")
        return [[str(row["one"])] for row in rows]

    for method in METHODS:
        user = method.split("_")[1]
        fe.admin(f"CREATE USER '{user}'@'203.0.113.10' IDENTIFIED WITH "
                 f"{method} BY 'right'")
    for user in ("native", "sha2", "nobody"):
        for log_in in (with_mariadb, with_pymysql):
            if user != "nobody":
                equal(log_in(user, "right"), [["1"]], f"{user} gets in")
            for password, used in (("wrong", "YES"), ("", "NO")):
                said = raises(clients.SqlError, 1045,
                              lambda: log_in(user, password))
                equal(said.text, f"Access denied for user '{user}'@"
                      f"'203.0.113.10' (using password: {used})", "error")
