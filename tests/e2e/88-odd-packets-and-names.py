#!/usr/bin/python3 -B
# Goal: packets that are too large or out of order are refused with MySQL's
#       numbers and end the connection; commands that are unknown or empty do
#       not; names may have letters of several bytes, passwords be empty.
from lib import clients
from lib.check import contains, equal, raises
from lib.scene import TRUST_BALANCER, Scene

NAME = "jürgen_東京"

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    for address in ("203.0.113.10", "10.0.0.20"):
        for method in ("mysql_native_password", "caching_sha2_password"):
            user = f"{NAME}_{method[0]}"
            fe.admin(f"CREATE USER '{user}'@'{address}' IDENTIFIED WITH "
                     f"{method} BY ''")
    fe.create_user("'app'@'203.0.113.10'", "")

    # ---- names and empty passwords ----
    for place, server, address in (
            (scene.client, "203.0.113.1", "203.0.113.10"),
            (scene.neighbour, "10.0.0.9", "10.0.0.20")):
        for method in "mc":
            user = f"{NAME}_{method}"
            said = [[f"{user}@{address}"]]
            equal(clients.mariadb(place, user, "", "SELECT USER()", server),
                  said, "mariadb")
            rows = clients.once(place.connect(server), user, "",
                                "SELECT USER() AS name")
            equal([[row["name"]] for row in rows], said, "PyMySQL")
            equal(raises(clients.SqlError, 1045, lambda: clients.mariadb(
                place, user, "wrong", "SELECT 1", server)).text,
                f"Access denied for user '{user}'@'{address}' "
                "(using password: YES)", "error")

    # ---- packets ----
    def log_in():
        connection = scene.client.connect("203.0.113.1")
        clients.packet(connection)
        connection.sendall(clients.login_packet("app"))
        equal(clients.packet(connection)[1][:1], b"\0", "login")
        return connection

    with log_in() as connection:
        for body, code in ((b"", 1047), (b"\x7f", 1047), (b"\x03", 1065),
                           (b"\x03 ; /* */ ;", 1065), (b"\x02", 1046),
                           (b"\x1b\0\0", 1235)):
            connection.sendall(len(body).to_bytes(3, "little") + b"\0" + body)
            got = clients.error(clients.packet(connection))
            equal(got[:2], (1, code), f"answer to {body!r} ({got[3]})")
        connection.sendall(b"\1\0\0\0\x09")
        contains(clients.packet(connection)[1], b"Uptime: ", "COM_STATISTICS")

        connection.sendall(b"\1\0\0\5\x0e")
        equal(clients.error(clients.packet(connection))[:2], (6, 1156),
              "sequence 5")
        equal(clients.at_end(connection), True, "the end")

    # The client counts the parts of its command: the answer is number 3.
    with log_in() as connection:
        connection.sendall(b"\xff\xff\xff\0" + bytes(0xffffff))
        connection.sendall(b"\xff\xff\xff\1" + bytes(0xffffff))
        connection.sendall(b"\0\0\0\2")
        equal(clients.error(clients.packet(connection))[:2], (3, 1153),
              "32 MB")
        equal(clients.at_end(connection), True, "the end")

    sql = "SELECT '" + (1 << 25) * "x" + "'"
    session = clients.log_in(scene.client.connect("203.0.113.1"), "app", "")
    said = raises(clients.SqlError, 1153, lambda: clients.query(session, sql))
    contains(said.text, "bigger than", "error text")
    raises(clients.SqlError, 2013, lambda: clients.query(session, "SELECT 1"))
