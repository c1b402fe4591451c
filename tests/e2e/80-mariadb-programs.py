#!/usr/bin/python3 -B
# Goal: the programs mariadb and mariadb-admin log in by their own address,
#       through the balancer and without, with either method; ping, status and
#       processlist say what they should.
from lib import clients, drivers
from lib.check import contains, equal
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    drivers.create_users(fe, scene)
    for way in drivers.ways(scene):
        for user in drivers.METHODS:
            def admin(command):
                ended = way.place.run(
                    ["mariadb-admin", "--no-defaults", "--protocol=tcp",
                     f"--host={way.server}", "--port=9030", f"--user={user}",
                     f"--password={drivers.PASSWORD}", command])
                equal(ended.returncode, 0, f"mariadb-admin {command}")
                return ended.stdout

            fe.wait_until_alone()
            rows = clients.mariadb(way.place, user, drivers.PASSWORD,
                                   "SELECT USER(); SHOW PROCESSLIST",
                                   host=way.server)
            equal(rows[0], [f"{user}@{way.address}"], "USER()")
            contains(rows[1][3], f"{way.address}:", "Host")
            equal(admin("ping"), "mysqld is alive\n", "ping")
            contains(admin("status"), "  Questions: ", "status")
            contains(admin("processlist"), f"| {way.address}:", "processlist")
