#!/usr/bin/python3 -B
# Goal: what 'app'@'203.0.113.10' may do is refused behind the same balancer
#       from 203.0.113.11, and the audit log says who tried.
from lib import clients
from lib.check import contains, equal, raises
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    fe.create_user("'app'@'203.0.113.10'", "secret")

    def log_in_at(place):
        return clients.mariadb(place, "app", "secret", "SELECT 1")

    equal(log_in_at(scene.client), [["1"]], "answer to 203.0.113.10")
    said = raises(clients.SqlError, 1045, lambda: log_in_at(scene.stranger))
    contains(said.text, "'app'@'203.0.113.11'", "error text")
    line = fe.audited(module="connection", State="ERR", User="app")
    contains(line["Client"], "203.0.113.11:", "Client in the audit line")
    contains(line["Peer"], "10.0.0.5:", "Peer in the audit line")
