#!/usr/bin/python3 -B
# Goal: ADMIN SET ... WITH PERSISTENT survives a restart and goes before
#       fe.conf, the log says so and how to forget it, and what makes no sense
#       any more stops the start.
import sqlite3

from lib import clients
from lib.check import contains, equal, raises
from lib.programs import LISTENER
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

NETWORKS = "mysql_proxy_protocol_networks"
TIMEOUT = "mysql_proxy_protocol_header_timeout_ms"
OVERRIDES = (f'INFO {TIMEOUT}: the persistent value "200" stands in for '
             f'"5000"; RESET PERSIST {TIMEOUT} forgets it\n')

with Scene() as scene:
    conf = {**TRUST_BALANCER, TIMEOUT: 5000}

    def restarted(fe):
        equal(fe.stop_at_once(), 0, "exit status")
        return scene.listener(**conf)

    def check():
        return scene.fe.run([LISTENER, "--check", "--config",
                             str(scene.folder / "fe.conf")])

    def root(sql):
        return clients.mariadb(scene.fe, "root", "", sql, host="127.0.0.1")

    fe = scene.listener(**conf)
    root(f'ADMIN SET FRONTEND CONFIG ("{TIMEOUT}" = "200",'
         f' "max_connections" = "100") WITH PERSISTENT')
    fe.set("login_timeout_ms", "7000")  # until the restart
    equal(fe.setting(TIMEOUT), "200", "at once")

    fe = restarted(fe)
    contains(fe.log(), OVERRIDES, "log")
    equal([fe.setting(key) for key in
           (TIMEOUT, "max_connections", "login_timeout_ms", NETWORKS)],
          ["200", "100", "10000", "10.0.0.5"], "after the restart")
    equal(clients.error(clients.packet(scene.balancer.connect("10.0.0.9")))[3],
          REQUIRED + "timeout after 200 ms with 0 bytes received",
          "a trusted peer that is silent")
    ended = check()  # beside the server that runs
    equal(ended.returncode, 0, "--check")
    contains(ended.stderr, OVERRIDES, "--check")

    # As fe.conf says: nothing to tell.  Forgotten: the same.
    root(f'ADMIN SET FRONTEND CONFIG ("{TIMEOUT}" = "5000") WITH PERSISTENT')
    root("RESET PERSIST MAX_CONNECTIONS")
    equal(fe.setting("max_connections"), "100", "forgotten, but in force")
    raises(clients.SqlError, 3615, lambda: root(
        "RESET PERSIST max_connections"))
    root("RESET PERSIST IF EXISTS max_connections")
    fe = restarted(fe)
    equal("persistent" in fe.log(), False, "log names a persistent value")
    equal(fe.setting(TIMEOUT), "5000", TIMEOUT)
    equal(fe.setting("max_connections"), "4096", "max_connections")

    # What no version of the server has written.
    equal(fe.stop_at_once(), 0, "exit status")
    store = sqlite3.connect(scene.folder / "meta" / "settings.db")
    store.execute("INSERT INTO settings VALUES('max_connections', 'many')")
    store.commit()
    store.close()
    for command in ([LISTENER], [LISTENER, "--check"]):
        ended = scene.fe.run([*command, "--config",
                              str(scene.folder / "fe.conf")])
        equal(ended.returncode, 1, "exit status with a bad persistent value")
        contains(ended.stderr, f"{scene.folder}/meta/settings.db: "
                 'max_connections: "many" is not a whole number from 1 to '
                 "1000000; sqlite3 can change it", "its error")
    (scene.folder / "meta" / "settings.db").unlink()
    fe = scene.listener(**conf)
    equal(fe.setting("max_connections"), "4096", "without the file")
