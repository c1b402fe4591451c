#!/usr/bin/python3 -B
# Goal: with * every peer must send a header and can claim any address; the log
#       warns of that, at the start and when it is set.
from lib import clients
from lib.check import contains, equal
from lib.scene import REQUIRED, Scene

NETWORKS = "mysql_proxy_protocol_networks"
HEADER = b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\r\n"
LOCAL = b"PROXY UNKNOWN\r\n"

with Scene() as scene:
    fe = scene.listener(**{NETWORKS: "*",
                           "mysql_proxy_protocol_header_timeout_ms": 300})

    def warnings():
        return [line for line in fe.warnings() if NETWORKS in line]

    equal(len(warnings()), 1, "warnings at the start")
    contains(warnings()[0], "any peer can claim any client", "warning")
    fe.admin("CREATE USER 'app'@'203.0.113.10'", LOCAL)
    connection = scene.neighbour.connect("10.0.0.9")
    connection.sendall(HEADER)
    rows = clients.once(connection, "app", "", "SELECT USER() AS u")
    equal(rows, [{"u": "app@203.0.113.10"}], "USER()")
    connection = scene.neighbour.connect("fd00::9")
    equal(clients.error(clients.packet(connection))[3],
          REQUIRED + "timeout after 300 ms with 0 bytes received", "refusal")

    fe.admin(f'ADMIN SET FRONTEND CONFIG ("{NETWORKS}" = "")', LOCAL)
    fe.set(NETWORKS, "*")
    equal(len(warnings()), 2, "warnings when it is set again")
