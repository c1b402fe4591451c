#!/usr/bin/python3 -B
# Goal: what clients send when they connect, and what tools ask then, is
#       answered in MySQL's columns; what is unknown is an error that shows
#       where, and not a success.  All that STATEMENTS.md names works.
import re

from lib import clients
from lib.check import contains, equal, raises
from lib.programs import ROOT
from lib.scene import Scene

DOCUMENTED = "".join(re.findall(
    r"^```sql\n(.*?)^```$", (ROOT / "src/fe/STATEMENTS.md").read_text(),
    re.MULTILINE | re.DOTALL))
HARMLESS = re.search(r"harmless\[\] = \{(.*?)\}",
                     (ROOT / "src/fe/set.c").read_text(), re.DOTALL).group(1)

# Connector/J 9, behind a comment with its version.
CONNECTOR_J = """/* mysql-connector-j-9.1.0 (Revision: 0123abcd) */SELECT
  @@session.auto_increment_increment AS auto_increment_increment,
  @@character_set_client AS character_set_client,
  @@character_set_connection AS character_set_connection,
  @@character_set_results AS character_set_results,
  @@character_set_server AS character_set_server,
  @@collation_server AS collation_server,
  @@collation_connection AS collation_connection,
  @@init_connect AS init_connect,
  @@interactive_timeout AS interactive_timeout, @@license AS license,
  @@lower_case_table_names AS lower_case_table_names,
  @@max_allowed_packet AS max_allowed_packet,
  @@net_write_timeout AS net_write_timeout,
  @@performance_schema AS performance_schema,
  @@query_cache_size AS query_cache_size,
  @@query_cache_type AS query_cache_type, @@sql_mode AS sql_mode,
  @@system_time_zone AS system_time_zone, @@time_zone AS time_zone,
  @@transaction_isolation AS transaction_isolation,
  @@tx_isolation AS tx_isolation, @@wait_timeout AS wait_timeout"""

# No rows, or nobody cares which.
DONE = """\
SET NAMES utf8mb4
SET NAMES 'utf8mb4' COLLATE 'utf8mb4_general_ci'
SET character_set_results = NULL
SET sql_mode='NO_ENGINE_SUBSTITUTION,STRICT_TRANS_TABLES'
set autocommit=1, sql_mode = concat(@@sql_mode,',STRICT_TRANS_TABLES')
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED
set session transaction read only
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ WRITE;
SET SQL_SELECT_LIMIT=DEFAULT
SET @@session.autocommit = 0
SELECT @@max_allowed_packet,@@system_time_zone,@@time_zone,@@auto_increment_increment
select DATABASE(), USER() limit 1
select @@character_set_client, @@character_set_connection, @@character_set_server, @@character_set_database limit 1
SELECT @@GLOBAL.character_set_server,@@GLOBAL.collation_server
SELECT @@session.transaction_read_only
/* ping */ SELECT 1
START TRANSACTION
COMMIT
show databases
SHOW VARIABLES LIKE 'lower_case_table_names'
SHOW SESSION STATUS LIKE 'Uptime'
SHOW FULL PROCESSLIST
USE information_schema
show tables
SELECT VERSION() AS `version`
""".splitlines()

COLUMNS = {
    "SHOW ENGINES":
        "Engine Support Comment Transactions XA Savepoints",
    "SHOW CHARACTER SET LIKE 'utf8%'":
        "Charset Description Default_collation Maxlen",
    "SHOW COLLATION":
        "Collation Charset Id Default Compiled Sortlen",
    "SHOW PLUGINS":
        "Name Status Type Library License",
    "SELECT * FROM information_schema.SCHEMATA":
        "CATALOG_NAME SCHEMA_NAME DEFAULT_CHARACTER_SET_NAME "
        "DEFAULT_COLLATION_NAME SQL_PATH",
    "SHOW WARNINGS":
        "Level Code Message",
    "SHOW FULL TABLES FROM `information_schema` LIKE 'x'":
        "Tables_in_information_schema Table_type",
    "SHOW GLOBAL VARIABLES LIKE 'version%'":
        "Variable_name Value",
    "SHOW PROCESSLIST":
        "ServerName Id User Host Db Command ConnectionStartTime Time State "
        "Info IsPending Warehouse CNGroup Catalog QueryId",
}

# mysql 8.1 and later want to see an error for the first one.
ERRORS = {
    "select $$": (1054, "'$$'"),
    "SELECT * FROM t": (1064, "near '* FROM t'"),
    "SELECT * FROM information_schema.TABLES":
        (1064, "near '* FROM information_schema.TABLES'"),
    "SELECT * FROM information_schema.SCHEMATA x": (1064, "near 'x'"),
    "SHOW ENGINES x": (1064, "near 'x'"),
    "SET autocommit 1": (1064, "near '1'"),
    "SET autocommit = ": (1064, "near the end"),
    "FLUSH TABLES": (1064, "near 'FLUSH TABLES'"),
    "SHOW TABLES FROM": (1064, "near the end"),
    "SHOW TABLES FROM ''": (1064, "near ''''"),
    "SHOW TABLES FROM nowhere": (1049, "'nowhere'"),
    "USE nowhere": (1049, "'nowhere'"),
    "SHOW FULL ENGINES": (1064, "near 'ENGINES'"),
    "SET wait_timeout = 10": (1229, "'wait_timeout' is a GLOBAL variable"),
    "SET big_tables = 1": (1193, "'big_tables'"),
    "SET character_set_client = gbk": (1115, "gbk"),
    "SET NAMES klingon": (1115, "klingon"),
    "SET TRANSACTION READ": (1064, "near 'READ'"),
    "SELECT @@nothing": (1193, "'nothing'"),
    "SELECT 1; SELECT 2": (1064, "near 'SELECT 2'"),
    "SELECT /* 1": (1064, "near '/* 1'"),
    "/* nothing */ -- at all": (1065, "empty"),
}

with Scene() as scene:
    fe = scene.listener()
    fe.create_user("'app'@'10.0.0.20'", "secret")
    session = clients.log_in(scene.neighbour.connect("10.0.0.9"), "app",
                             "secret")

    def rows(sql):
        return clients.query(session, sql)

    for sql in (CONNECTOR_J, CONNECTOR_J.lower(), *DONE,
                *DOCUMENTED.splitlines()):
        rows(sql)
    for sql, columns in COLUMNS.items():
        with session.cursor() as cursor:
            cursor.execute(sql)
            equal([column[0].replace(" ", "_")
                   for column in cursor.description], columns.split(), sql)
    for sql, (code, text) in ERRORS.items():
        said = raises(clients.SqlError, code, lambda: rows(sql))
        contains(said.text, text, f"error for {sql}")
        equal([(row["Level"], row["Code"], row["Message"])
               for row in rows("SHOW WARNINGS")],
              [("Error", code, said.text)], "SHOW WARNINGS")
    equal(rows("SHOW WARNINGS"), [], "SHOW WARNINGS when there is none")

    for name in re.findall(r'"(\w+)"', HARMLESS):
        contains(DOCUMENTED, f"\nSET {name} = ", "STATEMENTS.md")
    equal(rows("SELECT @@port"), [{"@@port": 9030}], "@@port")
    equal([row["Name"] for row in rows("SHOW PLUGINS")],
          ["mysql_native_password", "caching_sha2_password"], "plugins")
    # Comments, quotes, case, blanks and semicolons, as in MySQL.
    equal(rows("/*!40101 sElEcT*/\n\t'it''s' As \"a b\", -- a comment\n"
               "User( /* and */ ) `so on` # and on\n ;; "),
          [{"a b": "it's", "so on": "app@10.0.0.20"}], "as in MySQL")
