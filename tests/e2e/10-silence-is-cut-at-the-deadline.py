#!/usr/bin/python3 -B
# Goal: a trusted peer that sends nothing is refused at the deadline, once,
#       with a packet that MySQL clients can show.
import time

from lib import clients
from lib.check import between, contains, equal, raises
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

TEXT = REQUIRED + "timeout after 1000 ms with 0 bytes received"

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    begin = time.monotonic()
    connection = scene.balancer.connect("10.0.0.9")
    got = clients.packet(connection)
    between(0.95, time.monotonic() - begin, 8, "seconds until the refusal")
    equal(clients.error(got), (0, 1105, "HY000", TEXT), "error packet")
    equal(clients.at_end(connection), True, "closed in order")
    peer = "10.0.0.5:%d" % connection.getsockname()[1]
    equal(fe.audited(Peer=peer)["ErrorCode"], TEXT, "audit line")
    equal([line for line in fe.warnings() if peer in line][1:], [],
          "further log lines")

    # Real clients wait for the greeting: this is what their users read.
    said = raises(clients.SqlError, 1105, lambda: clients.once(
        scene.balancer.connect("10.0.0.9"), "root", "", "SELECT 1"))
    equal(said.text, TEXT, "PyMySQL's error")
    said = raises(clients.SqlError, 2002, lambda: clients.mariadb(
        scene.balancer, "root", "", "SELECT 1", "10.0.0.9"))
    contains(said.text, f"1105 - {TEXT}", "the mariadb client's error")
