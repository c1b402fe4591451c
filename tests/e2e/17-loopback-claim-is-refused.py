#!/usr/bin/python3 -B
# Goal: a remote peer cannot name a client that is loopback, unspecified or
#       multicast, in any spelling; root@localhost stays out of its reach.
from lib import clients
from lib.check import equal
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

CASES = [
    ("TCP4 127.0.0.1 10.0.0.9", "loopback"),
    ("TCP4 127.8.9.10 10.0.0.9", "loopback"),
    ("TCP6 ::1 ::1", "loopback"),
    ("TCP6 ::ffff:127.0.0.1 ::1", "loopback"),
    ("TCP6 ::ffff:7f00:1 ::1", "loopback"),
    ("TCP4 0.0.0.0 10.0.0.9", "unspecified"),
    ("TCP6 :: ::1", "unspecified"),
    ("TCP4 224.0.0.1 10.0.0.9", "multicast"),
    ("TCP6 ff02::1 ::1", "multicast"),
]

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    for addresses, kind in CASES:
        connection = scene.balancer.connect("10.0.0.9")
        connection.sendall(f"PROXY {addresses} 1 2\r\n".encode()
                           + clients.login_packet("root"))
        text = REQUIRED + f"{kind} client address from a remote peer"
        equal(clients.error(clients.packet(connection)),
              (0, 1105, "HY000", text), f"refusal of {addresses}")

    # On the FE's own machine it may: a balancer there names local clients.
    fe.set("mysql_proxy_protocol_networks", "127.0.0.1")
    rows = fe.admin("SELECT USER() AS u",
                    header=b"PROXY TCP4 127.0.0.1 127.0.0.1 1 9030\r\n")
    equal(rows, [{"u": "root@127.0.0.1"}], "USER() on the FE's machine")
