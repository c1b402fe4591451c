#!/usr/bin/python3 -B
# Goal: when accounts.db cannot be written, no account changes, the error says
#       why, and everybody logs in as before; when it can, all is as it was.
import pathlib
import subprocess

from lib import clients
from lib.check import contains, equal, raises
from lib.scene import TRUST_BALANCER, Scene

META = pathlib.Path("/run/meta")  # of this test alone, see lib/stage.py
APP = "'app'@'203.0.113.10'"
CHANGES = ["CREATE USER new", f"ALTER USER {APP} IDENTIFIED BY 'other'",
           f"ALTER USER {APP} ACCOUNT LOCK", f"DROP USER {APP}",
           f"SET PASSWORD FOR {APP} = 'other'",
           f"GRANT ADMIN ON *.* TO {APP}"]


def fill():
    """All of the disk."""
    with open(META / "rubbish", "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass


with Scene() as scene:
    META.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none",
                    str(META)], check=True)
    fe = scene.listener(**TRUST_BALANCER, meta_dir=META)
    scene.haproxy()
    fe.create_user(APP, "secret")

    def everything():
        return (fe.admin("SELECT * FROM mysql.user"),
                fe.admin(f"SHOW GRANTS FOR {APP}"))

    before = everything()
    fill()
    for sql in CHANGES:
        said = raises(clients.SqlError, 1105, lambda: fe.admin(sql))
        contains(said.text, "accounts.db: ", f"error for {sql}")
        contains(said.text, "full", f"error for {sql}")
        equal(clients.mariadb(scene.client, "app", "secret", "SELECT 1"),
              [["1"]], f"login after {sql}")
    equal(everything(), before, "accounts")
    equal(len(fe.warnings()) >= len(CHANGES), True, "the log tells each")

    (META / "rubbish").unlink()
    fe.stop()
    fe = scene.listener(**TRUST_BALANCER, meta_dir=META)
    equal(everything(), before, "accounts after a restart")
    fe.admin(f"ALTER USER {APP} IDENTIFIED BY 'other'")
    equal(clients.mariadb(scene.client, "app", "other", "SELECT 1"), [["1"]],
          "a change that can be written")
