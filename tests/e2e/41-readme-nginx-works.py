#!/usr/bin/python3 -B
# Goal: the README's fe.conf, nginx block and SQL, used as they stand there, let
#       the client in by its own address.
from lib import clients, readme
from lib.check import equal
from lib.scene import Scene

with Scene() as scene:
    fe = scene.listener(**readme.settings())
    for statement in readme.statements():
        fe.admin(statement)
    scene.nginx(readme.block("nginx"))
    rows = clients.mariadb(scene.client, "app", "secret", "SELECT USER()")
    equal(rows, [["app@203.0.113.10"]], "USER()")
