#!/usr/bin/python3 -B
# Goal: a malformed header is refused at its first hopeless byte, at once and
#       with the precise reason; an end of file before the line's end too.
import socket

from lib import clients
from lib.check import equal
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

CASES = [
    # what the peer sends, why it is refused
    (b"GET / HTTP/1.1\r\n", "byte 0: not a PROXY header"),
    (b"PROXY\tTCP4", "byte 5: not a PROXY header"),
    (b"PROXY UDP4 ", "byte 7: protocol is not TCP4, TCP6 or UNKNOWN"),
    (b"PROXY TCP4 203.0.113.256 ",
     "byte 23: IPv4 octet above 255 in source address"),
    (b"PROXY TCP4 203.0.113.010 ",
     "byte 22: IPv4 octet with leading zero in source address"),
    (b"PROXY TCP4 203.0.113.10  ",
     "byte 24: decimal digit expected in IPv4 octet in destination address"),
    (b"PROXY TCP4 203.0.113.10\n",
     "byte 23: space expected after source address"),
    (b"PROXY TCP6 2001:db8::10::1 ", "byte 24: second :: in source address"),
    (b"PROXY TCP4 203.0.113.10 203.0.113.1 65536 ",
     "byte 40: port above 65535 in source port"),
    (b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\n",
     "byte 46: CRLF expected at the end of the line"),
    (b"PROXY UNKNOWN " + 94 * b"x", "byte 105: line longer than 107 bytes"),
]

CLOSED = [
    (b"", "connection closed after 0 bytes"),
    (b"P", "connection closed after 1 byte"),
    (b"PROXY TCP4 ", "connection closed after 11 bytes"),
]

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER,
                        mysql_proxy_protocol_header_timeout_ms=60000)

    def refusal(sent, is_all):
        connection = scene.balancer.connect("10.0.0.9")
        connection.sendall(sent)
        if is_all:
            connection.shutdown(socket.SHUT_WR)
        got = clients.error(clients.packet(connection))
        equal(clients.at_end(connection), True, "closed in order")
        return got

    for sent, reason in CASES:
        equal(refusal(sent, False), (0, 1105, "HY000", REQUIRED + reason),
              f"refusal of {sent!r}")
    for sent, reason in CLOSED:
        equal(refusal(sent, True), (0, 1105, "HY000", REQUIRED + reason),
              f"refusal of {sent!r} and the end")
    fe.audits(len(CASES) + len(CLOSED), State="ERR")
