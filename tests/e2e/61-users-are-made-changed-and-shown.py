#!/usr/bin/python3 -B
# Goal: CREATE, ALTER and DROP USER and SET PASSWORD do what they say, or
#       change nothing and say why; who is there is shown without passwords;
#       a locked account is told so only by its own password.  All that
#       ACCOUNTS.md names works.
import re
import struct

from lib import clients
from lib.check import contains, equal, raises
from lib.programs import ROOT
from lib.scene import TRUST_BALANCER, Scene

DOCUMENTED = "".join(re.findall(
    r"^```sql\n(.*?)^```$", (ROOT / "src/fe/ACCOUNTS.md").read_text(),
    re.MULTILINE | re.DOTALL))
APP = "'app'@'203.0.113.10'"
# SHA1(SHA1('hashed')), as MySQL's PASSWORD() gives it.
HASH = "*89DF8EEC9A524A8C112D91F8759ABBCF85DC14E6"
FAULTS = {
    "CREATE USER ''@'%'": (1396, "user name is empty"),
    "CREATE USER 'a\\nb'@'%'": (1396, "control character"),
    "CREATE USER 'a'@'db.example.com'": (1396, "names are not looked up"),
    "CREATE USER 'a'@'10.0.0.1\\0x'": (1396, r'"10.0.0.1\x00x" is not'),
    "CREATE USER 'a'@'\\Z10.%'": (1396, r'"\x1a10.%"'),
    "CREATE USER 'a'@'10.0.0.0/33'": (1396, '"10.0.0.0/33" is not'),
    "CREATE USER 'a'@'203.0.113.0/24' IDENTIFIED WITH x": (1524, '"x"'),
    "CREATE USER a IDENTIFIED WITH mysql_native_password AS '*12'":
        (1396, "* and 40 hexadecimal digits"),
    "CREATE USER a IDENTIFIED WITH caching_sha2_password AS "
    f"'{HASH}'": (1396, "64 hexadecimal digits"),
    "CREATE USER root@localhost": (1396, "exists already"),
    "CREATE USER a ACCOUNT": (1064, ""),
    "ALTER USER nobody IDENTIFIED BY 'x'": (1396, "no such account"),
    "ALTER USER root@localhost": (1064, ""),
    "DROP USER nobody": (1396, "no such account"),
    "SET PASSWORD FOR nobody = 'x'": (1396, "no such account"),
    "SELECT user, authentication_string FROM mysql.user": (1054, "user"),
    "SELECT user FROM mysql.user WHERE 1": (1064, "WHERE"),
    "SELECT user FROM mysql.db": (1054, "user"),
    "SELECT `a\x1b[2Jb`": (1064, r"'`a\x1b[2Jb`'"),
    "SELECT `a\0b`": (1064, r"near '`a\x00b`'")}

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()

    def gets_in(password, user="app"):
        return clients.mariadb(scene.client, user, password, "SELECT 1")

    def stays_out(password, code=1045):
        return raises(clients.SqlError, code, lambda: gets_in(password)).text

    # ---- names from the wire ----
    connection = scene.client.connect("203.0.113.1")
    clients.packet(connection)
    body = (struct.pack("<IIB23x", 0x88200, 1 << 24, 33)
            + b"a\x1b[2J\nb\0\0mysql_native_password\0")
    connection.sendall(len(body).to_bytes(3, "little") + b"\1" + body)
    got = clients.packet(connection)
    if got[1][:1] == b"\xfe":
        connection.sendall(b"\0\0\0" + bytes([got[0] + 1]))
        got = clients.packet(connection)
    contains(clients.error(got)[3], r"'a\x1b[2J\x0ab'@'203.0.113.10'", "error")

    # ---- made and changed ----
    before = fe.admin("SELECT * FROM mysql.user")
    for sql, (code, words) in FAULTS.items():
        contains(raises(clients.SqlError, code, lambda: fe.admin(sql)).text,
                 words, sql)
    equal(fe.admin("SELECT * FROM mysql.user"), before, "accounts")

    for sql in DOCUMENTED.splitlines():
        fe.admin(sql)
    fe.admin(f"DROP USER {APP}")
    fe.admin(f"CREATE USER {APP} IDENTIFIED BY 'one'")
    fe.admin(f"CREATE USER IF NOT EXISTS {APP} IDENTIFIED BY 'two'")
    equal(gets_in("one"), [["1"]], "the first password")
    fe.admin(f"ALTER USER IF EXISTS {APP} IDENTIFIED WITH "
             "mysql_native_password BY 'three'")
    equal(gets_in("three"), [["1"]], "another method and password")
    stays_out("one")
    fe.admin(f"ALTER USER {APP} IDENTIFIED WITH mysql_native_password "
             f"AS '{HASH}'")
    equal(gets_in("hashed"), [["1"]], "a hash instead of a password")
    fe.admin(f"SET PASSWORD FOR {APP} = PASSWORD('four')")
    fe.admin("ALTER USER IF EXISTS nobody IDENTIFIED BY 'x'")
    fe.admin("DROP USER IF EXISTS nobody")

    # ---- one's own password ----
    for sql, password, new in (
            ("SET PASSWORD = 'five'", "four", "five"),
            ("ALTER USER CURRENT_USER() IDENTIFIED BY 'six'", "five", "six"),
            (f"ALTER USER {APP} IDENTIFIED BY 'seven'", "six", "seven")):
        clients.mariadb(scene.client, "app", password, sql)
        stays_out(password)
        equal(gets_in(new), [["1"]], sql)

    # ---- shown ----
    fe.admin("CREATE USER `a``b`@'2001:DB8::0/32' "
             "IDENTIFIED WITH mysql_native_password ACCOUNT LOCK")
    wanted = [["a`b", "2001:db8::/32", "mysql_native_password", "Y"],
              ["app", "203.0.113.10", "caching_sha2_password", "N"],
              ["root", "localhost", "caching_sha2_password", "N"]]
    rows = fe.admin("SELECT User, Host, plugin, account_locked "
                    "FROM mysql.user")
    equal([list(row.values()) for row in rows], wanted, "accounts")
    equal(fe.admin("select * from `mysql`.`user`;"), rows, "*")
    equal(fe.admin("SELECT host FROM mysql.user LIMIT 1 OFFSET 1"),
          [{"Host": "203.0.113.10"}], "LIMIT")
    equal(fe.admin("SHOW GRANTS FOR `a``b`@'2001:db8::/32'"),
          [{"Grants for a`b@2001:db8::/32":
            "GRANT USAGE ON *.* TO `a``b`@`2001:db8::/32`"}], "SHOW GRANTS")

    # ---- locked ----
    session = clients.log_in(scene.client.connect("203.0.113.1"), "app",
                             "seven")
    fe.admin(f"ALTER USER {APP} ACCOUNT LOCK")
    equal(stays_out("seven", 3118),
          f"Access denied for user {APP}. Account is locked.", "error")
    stays_out("wrong")
    equal(clients.query(session, "SELECT 1 AS one"), [{"one": 1}],
          "a session that was open")
    fe.admin(f"GRANT ADMIN ON *.* TO {APP}")
    raises(clients.SqlError, 1227,
           lambda: clients.query(session, "CREATE USER x"))
    fe.admin(f"ALTER USER {APP} ACCOUNT UNLOCK")
    equal(gets_in("seven"), [["1"]], "unlocked")

    fe.admin(f"DROP USER {APP}")
    stays_out("seven")
