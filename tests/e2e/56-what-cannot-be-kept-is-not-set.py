#!/usr/bin/python3 -B
# Goal: when persistent values cannot be written, the statement fails with an
#       error that says why, and nothing is in force that would not last.
import os
import pathlib
import sqlite3
import subprocess

from lib import clients
from lib.check import contains, equal, raises
from lib.scene import TRUST_BALANCER, Scene

NETWORKS = "mysql_proxy_protocol_networks"
TIMEOUT = "mysql_proxy_protocol_header_timeout_ms"
META = pathlib.Path("/run/meta")  # of this test alone, see lib/stage.py

BOTH = (f'ADMIN SET FRONTEND CONFIG ("{TIMEOUT}" = "0",'
        f' "{NETWORKS}" = "*") WITH PERSISTENT')


def fill():
    """All of the disk, to the last byte."""
    with open(META / "rubbish", "wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                pass


with Scene() as scene:
    META.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none",
                    str(META)], check=True)
    fe = scene.listener(**TRUST_BALANCER, meta_dir=META)

    def danger():
        return [said for said in fe.warnings() if "mysql_proxy" in said]

    def refused(sql, *parts):
        said = raises(clients.SqlError, 1026, lambda: clients.mariadb(
            scene.fe, "root", "", sql, host="127.0.0.1"))
        for part in ("cannot write /run/meta/settings.db: ", *parts):
            contains(said.text, part, f"error for {sql}")
        equal((fe.setting(TIMEOUT), fe.setting(NETWORKS)),
              ("1000", "10.0.0.5"), "in force")
        equal(danger(), [], "warnings")

    fill()
    refused(BOTH, "disk")
    refused(f"SET PERSIST {TIMEOUT} = 0", "disk")

    (META / "rubbish").unlink()
    (META / "settings.db").unlink(missing_ok=True)
    (META / "settings.db").mkdir()
    refused(BOTH, "open")
    (META / "settings.db").rmdir()

    # Somebody is in the middle of writing to it.
    fe.set(TIMEOUT, "1000")
    fe.admin(f"SET PERSIST {TIMEOUT} = 1000")
    other = sqlite3.connect(META / "settings.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    refused(BOTH, "another process has it open")
    other.execute("ROLLBACK")
    other.close()

    fe.admin(BOTH)
    equal(fe.admin(f"SELECT @@{TIMEOUT} AS t, @@{NETWORKS} AS n",
                   b"PROXY UNKNOWN\r\n"), [{"t": 0, "n": "*"}],
          "once it can be written")
    equal(len(danger()), 2, "warnings of both values")
    equal(os.path.exists(META / "settings.db-journal"), False, "a journal")
