#!/usr/bin/python3 -B
# Goal: SET GLOBAL, SET PERSIST, SELECT @@ and SHOW VARIABLES know the settings
#       in MySQL's words, with MySQL's errors, and only ADMIN may change them.
from lib import clients
from lib.check import contains, equal, raises
from lib.scene import Scene

NETWORKS = "mysql_proxy_protocol_networks"
TIMEOUT = "mysql_proxy_protocol_header_timeout_ms"

# What is set, and what is in force then.
GOOD = [
    (f"SET GLOBAL {TIMEOUT} = 3000", "", "3000"),
    (f"SET GLOBAL {NETWORKS} = ' 10.1.2.3/8;::1'", "10.0.0.0/8;::1", "3000"),
    (f"set @@global.{TIMEOUT.upper()} := '2000'", "10.0.0.0/8;::1", "2000"),
    (f"SET @@GLOBAL . `{NETWORKS}` = \"10.0.0.5\", NAMES utf8mb4,"
     f" @@global.{TIMEOUT}=1;", "10.0.0.5", "1"),
    (f"SET GLOBAL {TIMEOUT} = 2, {NETWORKS} = DEFAULT", "", "2"),
    (f"SET PERSIST {TIMEOUT} = 4", "", "4"),
    (f"SET @@persist.{TIMEOUT} = 5, GLOBAL {NETWORKS} = '::2'", "::2", "5"),
    (f"SET GLOBAL {TIMEOUT} = DEFAULT", "::2", "1000"),
]

BAD = [
    (f"SET GLOBAL {TIMEOUT} = -1", 1231, '"-1" is not a whole number'),
    (f"SET GLOBAL {TIMEOUT} = 1.5", 1231, '"1.5" is not a whole number'),
    (f"SET GLOBAL {TIMEOUT} = soon", 1231, '"soon" is not a whole number'),
    (f"SET PERSIST {TIMEOUT} = 3600001", 1231, "from 0 to 3600000"),
    (f"SET GLOBAL {NETWORKS} = '10.0.0.0/33'", 1231, "10.0.0.0/33"),
    (f"SET GLOBAL {NETWORKS} = '::1\\0'", 1231, "NUL"),
    (f"SET GLOBAL {TIMEOUT} = 7, {NETWORKS} = 'x'", 1231, 'entry 1 "x"'),
    (f"SET GLOBAL {TIMEOUT} = 7, nothing = 1", 1193, "'nothing'"),
    (f"SET GLOBAL {TIMEOUT} = 7, SESSION wait_timeout = 1", 1229,
     "'wait_timeout' is a GLOBAL variable"),
    (f"SET GLOBAL {TIMEOUT} = 7 x", 1064, "near 'x'"),
    (f"SET GLOBAL {TIMEOUT} 7", 1064, "near '7'"),
    (f"SET GLOBAL {TIMEOUT} =", 1064, "near the end"),
    (f"SET GLOBAL {TIMEOUT} = - x", 1064, "near 'x'"),
    (f"SET GLOBAL {TIMEOUT} = 1 + 1", 1064, "near '+ 1'"),
    (f"SET @@global {TIMEOUT} = 7", 1064, f"near '{TIMEOUT} = 7'"),
    (f"SET SESSION {TIMEOUT} = 7", 1229, f"'{TIMEOUT}' is a GLOBAL variable"),
    (f"SET {NETWORKS} = '*'", 1229, f"'{NETWORKS}' is a GLOBAL variable"),
    (f"SET @@{TIMEOUT} = 7", 1229, "SET GLOBAL"),
    ("SET GLOBAL require_secure_transport = ON", 1231,
     "require_secure_transport: needs ssl_cert and ssl_key"),
    ("SET GLOBAL require_secure_transport = maybe", 1231,
     '"maybe" is not true or false'),
    ("SET GLOBAL query_port = 1", 1238, "'query_port' is a read only"),
    ("SET GLOBAL version = '9'", 1238, "'version' is a read only"),
    ("SET GLOBAL autocommit = 0", 1238, "'autocommit' is a read only"),
    ("SET GLOBAL nothing = 0", 1193, "Unknown system variable 'nothing'"),
    ("RESET PERSIST nothing", 3615, "'nothing' has no persistent value"),
    ("RESET PERSIST IF EXISTS", 1064, "near the end"),
    ("RESET PERSIST 1", 1064, "near '1'"),
    ("RESET PERSIST a b", 1064, "near 'b'"),
]

FOR_ADMIN = [
    f"SET GLOBAL {TIMEOUT} = 1", f"SET @@persist.{TIMEOUT} = 1",
    "RESET PERSIST", f'ADMIN SET FRONTEND CONFIG ("{TIMEOUT}" = "1")',
]

with Scene() as scene:
    fe = scene.listener()
    fe.create_user("'app'@'10.0.0.20'", "secret")

    def root(sql):
        return clients.mariadb(scene.fe, "root", "", sql, host="127.0.0.1")

    for sql, networks, timeout in GOOD:
        root(sql)
        equal(root(f"SELECT @@global.{NETWORKS}, @@{TIMEOUT}"),
              [[networks, timeout]], f"after {sql}")
    for sql, code, text in BAD:
        said = raises(clients.SqlError, code, lambda: root(sql))
        contains(said.text, text, f"error for {sql}")
    equal(root("SHOW GLOBAL VARIABLES LIKE 'mysql_proxy%'"),
          [[NETWORKS, "::2"], [TIMEOUT, "1000"]], "SHOW VARIABLES")

    fe.audited(Stmt="RESET PERSIST nothing")

    app = clients.log_in(scene.neighbour.connect("10.0.0.9"), "app", "secret")
    for sql in FOR_ADMIN:
        raises(clients.SqlError, 1227, lambda: clients.query(app, sql))
    equal(clients.query(app, f"SELECT @@{TIMEOUT} AS t, @@{NETWORKS} AS n"),
          [{"t": 1000, "n": "::2"}], "who has no privilege reads them")

    # All of a list, however long.
    long = ";".join(f"10.{n // 250}.{n % 250}.7" for n in range(5000))
    equal(root(f"SET GLOBAL {NETWORKS} = '{long}'; SELECT @@{NETWORKS}"),
          [[long]], "a long list")

    equal(fe.stop_at_once(), 0, "exit status")
    fe = scene.listener()
    equal((fe.setting(NETWORKS), fe.setting(TIMEOUT)), ("", "5"),
          "what was persistent")
