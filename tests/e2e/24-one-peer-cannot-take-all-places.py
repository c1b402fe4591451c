#!/usr/bin/python3 -B
# Goal: of those who wait for a header there are at most so many, in total and
#       of one peer; one more is refused at once, and a place that gets free
#       is given away again.
from lib import clients
from lib.check import equal, eventually
from lib.scene import REQUIRED, Scene

SETTINGS = {
    "mysql_proxy_protocol_networks": "10.0.0.5; 10.0.0.20; fd00::5",
    "mysql_proxy_protocol_header_timeout_ms": 0,
    "max_waiting_headers": 4,
    "max_waiting_headers_per_peer": 3,
}
OF_PEER = REQUIRED + "too many connections of this peer wait for a header"
IN_TOTAL = REQUIRED + "too many connections wait for a header"

with Scene() as scene:
    fe = scene.listener(**SETTINGS)

    def waits(place, host="10.0.0.9"):
        """One more that waits, once it has been accepted."""
        connection = place.connect(host)
        connection.sendall(b"P")
        eventually(lambda: scene.fe.has_read(connection), "one byte is read")
        return connection

    def refusal(place, host="10.0.0.9"):
        return clients.error(clients.packet(place.connect(host)))[3]

    first, *others = [waits(scene.balancer) for _ in range(3)]
    equal(refusal(scene.balancer), OF_PEER, "the fourth of the balancer")
    others.append(waits(scene.neighbour))
    equal(refusal(scene.balancer, "fd00::9"), IN_TOTAL, "the fifth in total")

    first.close()
    eventually(lambda: len(fe.audit(State="ERR")) == 3, "the first is gone")
    again = waits(scene.balancer)
    again.sendall(b"ROXY UNKNOWN\r\n")
    equal(clients.is_greeting(clients.packet(again)), True, "greeting")
