#!/usr/bin/python3 -B
# Goal: an account may log in, see others with PROCESS, and do the rest with
#       ADMIN; GRANT and REVOKE count at once, in sessions that are open too;
#       the last ADMIN stays.
from lib import clients
from lib.check import contains, equal, raises
from lib.scene import TRUST_BALANCER, Scene

APP = "'app'@'203.0.113.10'"
NEEDED = "you need the ADMIN privilege"
OF_ADMINS = ["CREATE USER x", "DROP USER x", f"GRANT ADMIN ON *.* TO {APP}",
             f"REVOKE ADMIN ON *.* FROM {APP}", "SET PASSWORD FOR root = 'x'",
             "ALTER USER root@localhost IDENTIFIED BY 'x'",
             f"ALTER USER {APP} ACCOUNT LOCK", "SELECT user FROM mysql.user",
             "SHOW GRANTS FOR root@localhost",
             'ADMIN SET FRONTEND CONFIG ("max_connections" = "7")']
NO_PRIVILEGE = {
    "GRANT SELECT ON *.* TO root@localhost": 1235,
    "GRANT CREATE USER ON *.* TO root@localhost": 1235,
    "GRANT 'ADMIN' ON *.* TO root@localhost": 1064,
    "GRANT ADMIN ON mysql.* TO root@localhost": 1235,
    "GRANT ADMIN ON *.* FROM root@localhost": 1064,
    "GRANT ADMIN ON *.* TO root@localhost WITH GRANT OPTION": 1064,
    "GRANT ADMIN ON *.* TO root@localhost IDENTIFIED BY 'x'": 1064,
    "GRANT ADMIN ON *.* TO nobody": 1396,
    "REVOKE ADMIN ON *.* FROM nobody": 1396,
    "REVOKE ADMIN ON *.* FROM root@localhost": 1396,
    "ALTER USER root@localhost ACCOUNT LOCK": 1396,
    "DROP USER root@localhost": 1396,
    "SHOW GRANTS FOR nobody": 1141}

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    fe.create_user(APP, "secret")
    fe.create_user("'other'@'203.0.113.10'", "secret")

    def ask(sql, user="app"):
        return clients.mariadb(scene.client, user, "secret", sql)

    def log_in(user):
        return clients.log_in(scene.client.connect("203.0.113.1"), user,
                              "secret")

    def sees_other(session):
        rows = clients.query(session, "SHOW PROCESSLIST")
        return "other" in {row["User"] for row in rows}

    open_session, other = log_in("app"), log_in("other")

    # ---- who may only log in ----
    head = "Grants for app@203.0.113.10"
    text = "GRANT {} ON *.* TO `app`@`203.0.113.10`"
    equal(clients.query(open_session, "SHOW GRANTS"),
          [{head: text.format("USAGE")}], "SHOW GRANTS")
    equal(sees_other(open_session), False, "with nothing")
    for sql in OF_ADMINS:
        contains(raises(clients.SqlError, 1227, lambda: ask(sql)).text,
                 NEEDED, sql)
    raises(clients.SqlError, 1095,
           lambda: clients.query(open_session, f"KILL {other.thread_id()}"))

    # ---- PROCESS ----
    fe.admin(f"GRANT process ON *.* TO {APP}")
    equal(sees_other(open_session), True, "with PROCESS, at once")
    equal(ask("SHOW GRANTS FOR CURRENT_USER()"), [[text.format("PROCESS")]],
          "SHOW GRANTS")
    raises(clients.SqlError, 1095,
           lambda: clients.query(open_session, f"KILL {other.thread_id()}"))
    raises(clients.SqlError, 1227, lambda: ask("CREATE USER x"))
    fe.admin(f"REVOKE PROCESS ON *.* FROM {APP}")
    equal(sees_other(open_session), False, "without it")

    # ---- ADMIN ----
    fe.admin(f"GRANT USAGE, ADMIN ON *.* TO {APP};")
    equal(sees_other(open_session), True, "with ADMIN")
    equal(clients.query(open_session, "SHOW GRANTS FOR current_user"),
          [{head: text.format("ADMIN")}], "SHOW GRANTS")
    clients.query(open_session, f"KILL {other.thread_id()}")
    raises(clients.SqlError, 2013, lambda: clients.query(other, "SELECT 1"))
    clients.query(open_session, "CREATE USER x")
    clients.query(open_session, "GRANT ALL PRIVILEGES ON *.* TO x")
    equal(ask("SHOW GRANTS FOR x"),
          [["GRANT PROCESS, ADMIN ON *.* TO `x`@`%`"]], "ALL")
    clients.query(open_session, "REVOKE ALL ON *.* FROM `x`@`%`")
    equal(ask("SHOW GRANTS FOR x"), [["GRANT USAGE ON *.* TO `x`@`%`"]],
          "nothing")

    # ---- one admin stays, also counting locked ones ----
    clients.query(open_session, "GRANT ADMIN ON *.* TO x")
    clients.query(open_session, "ALTER USER x ACCOUNT LOCK")
    clients.query(open_session, f"REVOKE ADMIN ON *.* FROM {APP}")
    for sql, code in NO_PRIVILEGE.items():
        raises(clients.SqlError, code, lambda: fe.admin(sql))
    for sql in OF_ADMINS:
        raises(clients.SqlError, 1227,
               lambda: clients.query(open_session, sql))

    # ---- a dropped account's session stays, and may nothing more ----
    other = log_in("other")
    fe.admin(f"GRANT PROCESS ON *.* TO {APP}")
    equal(sees_other(open_session), True, "before it is dropped")
    fe.admin(f"DROP USER {APP}")
    equal(sees_other(open_session), False, "of a dropped account")
    raises(clients.SqlError, 1141,
           lambda: clients.query(open_session, "SHOW GRANTS"))
    raises(clients.SqlError, 1396,
           lambda: clients.query(open_session, "SET PASSWORD = 'x'"))
    raises(clients.SqlError, 1045, lambda: ask("SELECT 1"))
    fe.admin(f"KILL {open_session.thread_id()}")
    raises(clients.SqlError, 2013,
           lambda: clients.query(open_session, "SELECT 1"))
