#!/usr/bin/python3 -B
# Goal: a refusal is one line of the log, with peer, connection, client and
#       reason; a peer that causes many gets a few in a second and a count of the
#       others, in which no other peer's are lost; the audit log has all; probes
#       make no warnings.
import re
import socket

from lib import clients
from lib.check import between, contains, equal, eventually
from lib.scene import REQUIRED, Scene

MANY = 100
HEADER = b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\r\n"
REFUSED = re.compile(r'connection refused: peer=(\S+):\d+ connection=(\d+)'
                     r'(?: client=(\S+))? reason="(.*)"')

with Scene() as scene:
    fe = scene.listener(mysql_proxy_protocol_networks="10.0.0.5; 10.0.0.20")
    fe.create_user("'app'@'203.0.113.10'", "secret")

    def refused(place, sent):
        connection = place.connect("10.0.0.9")
        connection.sendall(sent)
        return clients.error(clients.packet(connection))

    def lines(peer):
        """(connection, client, reason) of each line about the peer."""
        found = (REFUSED.fullmatch(line) for line in fe.warnings())
        return [one.groups()[1:] for one in found
                if one is not None and one.group(1) == peer]

    def left_out(peer):
        return sum(int(n) for n in re.findall(
            rf"WARNING peer={peer} left_out=(\d+) ", fe.log()))

    def probe():
        connection = scene.neighbour.connect("10.0.0.9")
        connection.shutdown(socket.SHUT_WR)
        clients.error(clients.packet(connection))

    # Without a line of log: a probe, and one that closes behind its header.
    probe()
    scene.neighbour.connect("10.0.0.9").sendall(HEADER)
    eventually(lambda: fe.admin("SHOW STATUS LIKE '%before_login'")[0]["Value"]
               == "1", "the probe behind a header has gone")
    warnings = [line for line in fe.warnings() if "10.0.0.20" in line]
    equal(warnings, [], "warnings about probes")
    contains(fe.log(), " INFO connection refused: peer=10.0.0.20:", "log")

    for _ in range(MANY):
        refused(scene.balancer, b"x")
    reason = REQUIRED + "byte 1: not a PROXY header"
    refused(scene.neighbour, b"Px")
    (number, client, text), = lines("10.0.0.20")
    equal((client, text), (None, reason), "line about the neighbour")
    equal(fe.audited(ErrorCode=reason)["ConnectionId"], number, "its number")

    eventually(lambda: len(lines("10.0.0.5")) + left_out("10.0.0.5") == MANY,
               "all are written or counted")
    between(1, len(lines("10.0.0.5")), MANY // 2, "lines about the balancer")
    fe.audits(MANY, ErrorCode=REQUIRED + "byte 0: not a PROXY header")
    status = {row["Variable_name"]: int(row["Value"])
              for row in fe.admin("SHOW STATUS LIKE 'Log_lines_left_out'")}
    equal(status["Log_lines_left_out"], left_out("10.0.0.5"), "SHOW STATUS")

    # Now it is quiet again, and another refusal is told, with its client.
    fe.set("max_connections_per_address", "1")
    connection = scene.balancer.connect("10.0.0.9")
    connection.sendall(HEADER)
    clients.packet(connection)
    equal(refused(scene.balancer, HEADER)[1], 1040, "error")
    equal(lines("10.0.0.5")[-1][1:], ("203.0.113.10:43025",
                                      "Too many connections from 203.0.113.10"),
          "line about a client")
