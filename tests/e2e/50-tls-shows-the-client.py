#!/usr/bin/python3 -B
# Goal: with TLS, through the balancer, which sees none of it: the client is
#       known by the header's address, with either password method.
from lib import clients
from lib.certificates import Root
from lib.check import contains, equal, raises
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    root = Root(scene.folder)
    fe = scene.listener(**TRUST_BALANCER, **root.server("fe", "203.0.113.1"))
    scene.haproxy()
    trusting = ["--ssl", f"--ssl-ca={root.path}", "--ssl-verify-server-cert"]
    for user, method in (("native", "mysql_native_password"),
                         ("sha2", "caching_sha2_password")):
        fe.admin(f"CREATE USER '{user}'@'203.0.113.10' IDENTIFIED WITH "
                 f"{method} BY 'secret'")
        rows = clients.mariadb(
            scene.client, user, "secret", "SELECT USER(), CURRENT_USER(); "
            "SHOW STATUS LIKE 'Ssl_version'", options=trusting)
        equal(rows, [[f"{user}@203.0.113.10"] * 2, ["Ssl_version", "TLSv1.3"]],
              "who it is")
        raises(clients.SqlError, 1045, lambda: clients.mariadb(
            scene.client, user, "wrong", "SELECT 1", options=trusting))
        fe.wait_until_alone()
        session = clients.log_in(scene.client.connect("203.0.113.1"), user,
                                 "secret", root.context())
        hosts = [row["Host"].split(":")[0] for row in
                 clients.query(session, "SHOW PROCESSLIST")]
        equal(hosts, ["203.0.113.10"], "process list")
        if user == "native":
            clients.change_user(session, user, "secret")
        rows = clients.query(session, "SHOW STATUS LIKE 'Ssl_cipher'")
        contains(rows[0]["Value"], "AES", "cipher of the session")
        long = "x" * 60000  # more than one record
        rows = clients.query(session, f"SELECT '{long}' AS text")
        equal(rows, [{"text": long}], "a long answer")
        session.close()
    rows = clients.mariadb(scene.client, "sha2", "secret",
                           "SHOW STATUS LIKE 'Ssl_version'; "
                           "SHOW VARIABLES LIKE 'have_ssl'",
                           options=["--skip-ssl"])
    equal(rows, [["Ssl_version", ""], ["have_ssl", "YES"]], "without TLS")
