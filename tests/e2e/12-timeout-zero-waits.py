#!/usr/bin/python3 -B
# Goal: with timeout 0, of which a warning tells, a header that comes later
#       than the default would allow still counts.
import select

from lib import clients
from lib.check import contains, equal
from lib.scene import TRUST_BALANCER, Scene

HEADER = b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\r\n"
LONGER_THAN_THE_DEFAULT = 1.5

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER,
                        mysql_proxy_protocol_header_timeout_ms=0)
    contains(fe.log(), "mysql_proxy_protocol_header_timeout_ms", "log")
    fe.create_user("'app'@'203.0.113.10'", "secret")
    connection = scene.balancer.connect("10.0.0.9")
    heard = select.select([connection], [], [], LONGER_THAN_THE_DEFAULT)[0]
    equal(heard, [], "answer before the header")
    connection.sendall(HEADER)
    rows = clients.once(connection, "app", "secret", "SELECT USER() AS u")
    equal(rows, [{"u": "app@203.0.113.10"}], "USER()")
