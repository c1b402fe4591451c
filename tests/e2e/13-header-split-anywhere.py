#!/usr/bin/python3 -B
# Goal: a header in two pieces, cut at any byte, and one in single bytes are
#       the same header.
from lib import clients
from lib.check import equal, eventually
from lib.scene import TRUST_BALANCER, Scene

HEADER = b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\r\n"


def pieces():
    for cut in range(1, len(HEADER)):
        yield [HEADER[:cut], HEADER[cut:]]
    yield [bytes([byte]) for byte in HEADER]


with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER,
                        mysql_proxy_protocol_header_timeout_ms=60000)
    fe.create_user("'app'@'203.0.113.10'", "secret")
    for header in pieces():
        connection = scene.balancer.connect("10.0.0.9")
        for piece in header:
            connection.sendall(piece)
            eventually(lambda: scene.fe.has_read(connection),
                       f"the FE has read {piece!r}")
        rows = clients.once(connection, "app", "secret", "SELECT USER() AS u")
        equal(rows, [{"u": "app@203.0.113.10"}], f"USER() for {header[0]!r}")
