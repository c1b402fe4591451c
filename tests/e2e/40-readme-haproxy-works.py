#!/usr/bin/python3 -B
# Goal: the README's fe.conf, HAProxy section and SQL, used as they stand there,
#       let the client in by its own address and find the server up.
from lib import clients, readme
from lib.check import equal, eventually
from lib.scene import Scene

with Scene() as scene:
    fe = scene.listener(**readme.settings())
    for statement in readme.statements():
        fe.admin(statement)
    haproxy = scene.haproxy(readme.block("haproxy"))
    rows = clients.mariadb(scene.client, "app", "secret", "SELECT USER()")
    equal(rows, [["app@203.0.113.10"]], "USER()")
    eventually(lambda: haproxy.server()["check_status"] == "L7OK",
               "HAProxy's check status L7OK")
