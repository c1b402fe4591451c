#!/usr/bin/python3 -B
# Goal: a packet above max_allowed_packet, or before login above 64 KiB, is told
#       1153 and ends its connection unread; the longest one allowed is answered,
#       and others are unharmed.
from lib import clients
from lib.check import contains, equal, raises
from lib.scene import TRUST_BALANCER, Scene

BEFORE_LOGIN = 64 * 1024 - 4

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    fe.create_user("'app'@'203.0.113.10'", "secret")

    def log_in():
        return clients.log_in(scene.client.connect("203.0.113.1"), "app",
                              "secret")

    def statement(n):
        """That makes a packet of n bytes, of which the command takes one."""
        return "SELECT" + (n - 1 - len("SELECT1 AS one")) * " " + "1 AS one"

    # The command of the default's length is read, and found too long for a
    # statement; those above are not read.
    before = log_in()
    said = raises(clients.SqlError, 1153,
                  lambda: clients.query(before, statement(16776192)))
    contains(said.text, "Statement longer", "error text")
    for n in (16776193, 17 * 1024 * 1024):
        said = raises(clients.SqlError, 1153,
                      lambda: clients.query(log_in(), statement(n)))
        equal(said.text, "Got a packet bigger than 16776192 bytes",
              "error text")

    fe.set("max_allowed_packet", "1024")
    after = log_in()
    equal(clients.query(after, statement(1024)), [{"one": 1}], "1024 bytes")
    raises(clients.SqlError, 1153,
           lambda: clients.query(after, statement(1025)))
    raises(clients.SqlError, 2013, lambda: clients.query(after, "SELECT 1"))
    said = raises(clients.SqlError, 1153, lambda: clients.mariadb(
        scene.client, "app", "secret", statement(2000)))
    equal(clients.query(before, statement(1025)), [{"one": 1}],
          "one that logged in before")

    def login(announced, sent):
        connection = scene.client.connect("203.0.113.1")
        clients.packet(connection)
        connection.sendall(announced.to_bytes(3, "little") + b"\x01"
                           + sent * b"x")
        return clients.error(clients.packet(connection))

    equal(login(BEFORE_LOGIN, BEFORE_LOGIN)[1], 1043, "a login that is none")
    for announced in (BEFORE_LOGIN + 1, 0xffffff):
        equal(login(announced, 1)[:3], (2, 1153, "08S01"), "a login too long")
