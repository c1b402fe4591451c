#!/usr/bin/python3 -B
# Goal: a header from a peer that is not trusted is not read as one: its peer
#       gets the greeting, then one clear error, and is nobody else's address.
from lib import clients
from lib.check import contains, equal
from lib.scene import TRUST_BALANCER, Scene

HEADER = b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\r\n"

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    fe.admin("CREATE USER 'probe'@'203.0.113.10' IDENTIFIED WITH "
             "mysql_native_password")
    connection = scene.neighbour.connect("10.0.0.9")
    peer = "10.0.0.20:%d" % connection.getsockname()[1]
    connection.sendall(HEADER + clients.login_packet("probe"))
    equal(clients.is_greeting(clients.packet(connection)), True, "greeting")
    sequence, code, state, text = clients.error(clients.packet(connection))
    equal((sequence, code), (1, 1130), "error packet")
    contains(text, "10.0.0.20", "error text")
    equal(clients.at_end(connection), True, "closed in order")
    line = fe.audited(State="ERR", Peer=peer)
    equal((line["Client"], line["User"]), (peer, ""), "audit line")
    equal(fe.audit(User="probe"), [], "audit lines of the claimed client")
