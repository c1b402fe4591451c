#!/usr/bin/python3 -B
# Goal: ADMIN SET of the two parameters counts for the next accept; who waits
#       already keeps the settings that it was accepted with.
import select

from lib import clients
from lib.check import equal, eventually
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

HEADER = b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\r\n"
NETWORKS = "mysql_proxy_protocol_networks"
TIMEOUT = "mysql_proxy_protocol_header_timeout_ms"


def is_silent(connection):
    return select.select([connection], [], [], 0)[0] == []


with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER, **{TIMEOUT: 0})
    fe.create_user("'app'@'203.0.113.10'", "secret")

    def user(connection):
        return clients.once(connection, "app", "secret",
                            "SELECT USER() AS u")[0]["u"]

    def waits():
        """One more that is accepted and waits: what comes later is later."""
        connection = scene.balancer.connect("10.0.0.9")
        connection.sendall(HEADER[:1])
        eventually(lambda: scene.fe.has_read(connection), "one byte is read")
        return connection

    patient, doomed = waits(), waits()

    fe.set(TIMEOUT, "200")
    equal(fe.setting(TIMEOUT), "200", TIMEOUT)
    patient.sendall(HEADER[1:2])
    equal(clients.error(clients.packet(scene.balancer.connect("10.0.0.9")))[3],
          REQUIRED + "timeout after 200 ms with 0 bytes received",
          "the next one")
    equal(is_silent(patient), True, "who was accepted without a deadline")

    fe.set(NETWORKS, "")
    equal(clients.is_greeting(clients.packet(
        scene.balancer.connect("10.0.0.9"))), True, "greeting without header")
    patient.sendall(HEADER[2:])
    equal(user(patient), "app@203.0.113.10", "who had to send a header")
    doomed.sendall(b"X")
    equal(clients.error(clients.packet(doomed))[3],
          REQUIRED + "byte 1: not a PROXY header", "who sends none")

    fe.set(NETWORKS, "10.0.0.20; 10.0.0.5")
    equal(fe.setting(NETWORKS), "10.0.0.20;10.0.0.5", NETWORKS)
    connection = scene.balancer.connect("10.0.0.9")
    connection.sendall(HEADER)
    equal(user(connection), "app@203.0.113.10", "with a header again")
