#!/usr/bin/python3 -B
# Goal: after max_connect_errors failed logins in a row their effective address
#       is refused with 1129, before a password is looked at; nobody else behind
#       the balancer is, nor loopback, nor the balancer's health checks; FLUSH
#       HOSTS ends it.
from lib import clients
from lib.check import contains, equal, eventually, raises
from lib.scene import TRUST_BALANCER, Scene

UNKNOWN = b"PROXY UNKNOWN\r\n"
CHECK = b"PROXY TCP4 10.0.0.5 10.0.0.9 4000 9030\r\n"
TEXT = ("Host '203.0.113.10' is blocked because of many connection errors; "
        "unblock with 'FLUSH HOSTS'")

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    for host in ("203.0.113.0/24", "2001:db8::/64", "10.0.0.5"):
        fe.create_user(f"'app'@'{host}'", "secret")
    fe.set("max_connect_errors", "3")

    def gets_in(place=scene.client, server="203.0.113.1", password="secret"):
        return clients.mariadb(place, "app", password, "SELECT 1", server)

    def fails(times, **where):
        for _ in range(times):
            raises(clients.SqlError, 1045,
                   lambda: gets_in(password="wrong", **where))

    def is_blocked(*where, text=TEXT):
        try:
            gets_in(*where)
        except clients.SqlError as error:
            contains(error.text, text, "what the mariadb program says")
            return error.code == 1129 or "1129" in error.text
        return False

    # ---- in a row ----
    for _ in range(3):
        fails(2)
        equal(gets_in(), [["1"]], "the right password begins a new row")

    # ---- blocked, and nobody else ----
    def greeted():
        connection = scene.client.connect("203.0.113.1")
        equal(clients.is_greeting(clients.packet(connection)), True, "greeting")
        return connection

    open_session = clients.log_in(scene.client.connect("203.0.113.1"), "app",
                                  "secret")
    early = greeted()
    fails(3)
    equal(is_blocked(), True, "blocked")
    equal(fe.warnings()[-2],
          "203.0.113.10 is blocked for 10 minutes or until FLUSH HOSTS: 3 "
          "logins in a row have failed", "log")
    equal(gets_in(scene.stranger), [["1"]], "another client's")
    equal(gets_in(server="2001:db8::1"), [["1"]], "another address")
    equal(clients.query(open_session, "SELECT 1 AS one"), [{"one": 1}],
          "an open session")
    early.sendall(clients.login_packet("app"))
    equal(clients.error(clients.packet(early)), (2, 1129, "HY000", TEXT),
          "who was greeted before")
    raises(clients.SqlError, 1129, lambda: clients.change_user(
        open_session, "app", "secret"))
    line = eventually(lambda: fe.audit(ErrorCode=TEXT), "audit line")[0]
    equal((line["Client"].split(":")[0], line["Peer"].split(":")[0]),
          ("203.0.113.10", "10.0.0.5"), "Client and Peer of the audit line")

    raises(clients.SqlError, 1227, lambda: clients.mariadb(
        scene.stranger, "app", "secret", "FLUSH HOSTS"))
    equal(scene.fe.run(["mariadb-admin", "--no-defaults", "--user=root",
                        "--host=127.0.0.1", "--port=9030",
                        "flush-hosts"]).returncode, 0, "mariadb-admin")
    equal(gets_in(), [["1"]], "after FLUSH HOSTS")

    # ---- IPv6: the /64 ----
    fails(3, server="2001:db8::1")
    for place in (scene.client, scene.stranger):
        equal(is_blocked(place, "2001:db8::1", text="Host '2001:db8::1"), True,
              "the same /64")
    equal(gets_in(), [["1"]], "by IPv4")

    # ---- COM_CHANGE_USER is a login too ----
    for _ in range(3):
        session = clients.log_in(scene.stranger.connect("203.0.113.1"), "app",
                                 "secret")
        fe.set("max_connect_errors", "1")
        raises(clients.SqlError, 1045,
               lambda: clients.change_user(session, "app", "wrong"))
        equal(is_blocked(scene.stranger, text="203.0.113.11"), True, "blocked")
        fe.admin("FLUSH HOSTS")

    # ---- never blocked ----
    def fails_at(connection, header=b"", user="app"):
        connection.sendall(header)
        raises(clients.SqlError, 1045,
               lambda: clients.log_in(connection, user, "wrong"))

    for header in (UNKNOWN, CHECK):
        for _ in range(2):
            fails_at(scene.balancer.connect("10.0.0.9"), header)
        connection = scene.balancer.connect("10.0.0.9")
        connection.sendall(header)
        clients.once(connection, "app", "secret", "SELECT 1")
    for _ in range(2):
        fails_at(scene.fe.connect("127.0.0.1"), user="root")
    fe.admin("SELECT 1")
    fails_at(scene.neighbour.connect("10.0.0.9"))
    with scene.neighbour.connect("10.0.0.9") as connection:
        contains(clients.error(clients.packet(connection))[3], "'10.0.0.20'",
                 "a client without balancer")
    equal(fe.admin("SHOW STATUS LIKE '%connect_errors'")[0]["Value"] > "3",
          True, "counted")

    # ---- off ----
    fe.set("max_connect_errors", "0")
    fails(2)
    equal(gets_in(), [["1"]], "with 0")
