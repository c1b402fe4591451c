#!/usr/bin/python3 -B
# Goal: where TLS is required, the clients of other languages and their pools
#       log in through the balancer by their own address, with either method.
from lib import drivers
from lib.certificates import Root
from lib.check import equal
from lib.scene import TRUST_BALANCER, Scene

CLIENTS = {
    "Connector/J": lambda way, user: drivers.java(way, "ConnectorJ.java", user),
    "npm mysql2": lambda way, user: drivers.node(way, "mysql2.js", user),
    "npm mariadb": lambda way, user: drivers.node(way, "mariadb.js", user),
    "npm mysql": lambda way, user: drivers.node(way, "mysql.js", user),
}

drivers.install_node()
with Scene() as scene:
    root = Root(scene.folder)
    fe = scene.listener(**TRUST_BALANCER, **root.server("fe", "203.0.113.1"),
                        require_secure_transport="true")
    scene.haproxy()
    drivers.create_users(fe, scene)
    way = drivers.Way("in TLS", scene.client, "203.0.113.10", "203.0.113.1",
                      root.path)
    for name, client in CLIENTS.items():
        for user in drivers.METHODS:
            seen = client(way, user)
            if (name, user) == ("npm mysql", "sha2"):
                equal(seen, {"errors": [1251]}, "it does not know the method")
            else:
                drivers.check(seen, way, user)
