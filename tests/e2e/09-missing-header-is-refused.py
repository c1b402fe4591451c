#!/usr/bin/python3 -B
# Goal: a trusted peer that speaks MySQL at once, without a header, is refused
#       for its first byte, in the same words for client, log and audit log.
from lib import clients
from lib.check import contains, equal
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

TEXT = REQUIRED + "byte 0: not a PROXY header"

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    connection = scene.balancer.connect("10.0.0.9")
    peer = "10.0.0.5:%d" % connection.getsockname()[1]
    connection.sendall(clients.login_packet("root"))

    equal(clients.error(clients.packet(connection)),
          (0, 1105, "HY000", TEXT), "error packet")
    equal(clients.at_end(connection), True, "closed in order")
    line = fe.audited(module="connection", State="ERR", Peer=peer)
    equal((line["Client"], line["ErrorCode"]), (peer, TEXT), "audit line")
    warning = fe.warnings()[-1]
    equal(warning, f"connection refused: peer={peer} "
          f"connection={line['ConnectionId']} reason=\"{TEXT}\"", "log line")
    contains(fe.log(), " WARNING " + warning, "log")
