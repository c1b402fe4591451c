#!/usr/bin/python3 -B
# Goal: PyMySQL logs in by its own address, through the balancer and
#       without, with either method.
import pymysql
import pymysql.cursors

from lib import clients, drivers
from lib.check import equal
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    drivers.create_users(fe, scene)
    for way in drivers.ways(scene):
        for user in drivers.METHODS:
            fe.wait_until_alone()
            # PyMySQL 1.0.2 fails to switch to caching_sha2_password; it need
            # not, since the server's greeting names that method.
            # It would send the password as text in latin1.
            connection = way.place.connect(way.server)
            session = clients.log_in(connection, user,
                                     drivers.PASSWORD.encode())
            equal(clients.query(session, "SELECT USER() AS user"),
                  [{"user": f"{user}@{way.address}"}], "USER()")
            rows = clients.query(session, "SHOW PROCESSLIST")
            port = connection.getsockname()[1]
            equal([row["Host"] for row in rows], [f"{way.address}:{port}"],
                  "Host")
            session.ping(reconnect=False)
            with session.cursor(pymysql.cursors.SSCursor) as cursor:
                cursor.execute("SELECT 1, 'text', NULL, -2, %s", ["a'b"])
                equal(cursor.fetchall(), [(1, "text", None, -2, "a'b")],
                      "values, one by one")
            session.begin()
            session.rollback()
            session.close()
