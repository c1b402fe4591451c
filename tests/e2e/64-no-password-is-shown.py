#!/usr/bin/python3 -B
# Goal: a password in a statement, right or wrong, hidden or mistyped, prepared
#       or too long, is in no log, no error and no file of the server.
import pymysql
from pymysql.constants import COMMAND

from lib import clients
from lib.check import contains, equal
from lib.scene import TRUST_BALANCER, Scene

SECRET = "hunter2"
HEX = SECRET.encode().hex()
STATEMENTS = f"""\
CREATE USER new IDENTIFIED BY '{SECRET}'
CREATE USER other IDENTIFIED WITH mysql_native_password BY "{SECRET}"
CREATE USER IF NOT EXISTS new@'%' IDENTIFIED BY '{SECRET}' ACCOUNT LOCK
/*!50000 ALTER USER new IDENTIFIED BY '{SECRET}' */
SET PASSWORD FOR new = PASSWORD('{SECRET}')
set/**/password for new@'%'='{SECRET}'
CREATE USER x IDENTIFIED BY {SECRET}
CREATE USER x IDENTIFIED BY '{SECRET}
CREATE USER x IDENTIFIED BY 'a\\'b' '{SECRET}'
CREATE USER x IDENTIFIED BY 'a'@'{SECRET}'
CREATE USER x IDENTIFIED BY x'{HEX}'
CREATE USER x IDENTIFIED BY 0x{HEX}
CREATE USER x IDENTIFIED BY PASSWORD '{SECRET}'
CREATE USER x IDENTIFIED WITH mysql_native_password AS '{SECRET}'
CREATE USER x IDENTIFIED WITH mysql_native_password '{SECRET}'
CREATE USER x IDENTIFIED '{SECRET}'
CREATE USER x IDENTIFED BY '{SECRET}'
CREATE USER nobody@h IDENTIFIED BY '{SECRET}'
CRAETE USER x BY '{SECRET}'
ALTER USER x PASSWORD {SECRET}
ALTER USER nobody IDENTIFIED BY '{SECRET}'
ALTER USER new IDENTIFIED BY 'a' REPLACE '{SECRET}'
SET PASSWORD {SECRET}
SET PASSWORD TO '{SECRET}'
SET PASSWD = '{SECRET}'
GRANT ADMIN ON *.* TO new IDENTIFIED BY '{SECRET}'
PREPARE s FROM 'SET PASSWORD = ''{SECRET}'''
SELECT PASSWORD('{SECRET}')
SELECT 1 -- SET PASSWORD = '{SECRET}'
SELECT 1; SET PASSWORD = '{SECRET}'
SELECT 1, /* IDENTIFIED BY '{SECRET}'
CREATE USER x /* {'x' * 70000} */ IDENTIFIED BY '{SECRET}'""".splitlines()

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    fe.create_user("'app'@'203.0.113.10'", "secret")
    fe.admin("GRANT ADMIN ON *.* TO 'app'@'203.0.113.10'")
    session = clients.log_in(scene.client.connect("203.0.113.1"), "app",
                             "secret")

    def ask(sql):
        """What the server says to it, as text."""
        try:
            return str(clients.query(session, sql))
        except clients.SqlError as error:
            return error.text

    def prepare(sql):
        try:
            session._execute_command(COMMAND.COM_STMT_PREPARE, sql)
            session._read_packet()
        except pymysql.MySQLError as error:
            return str(error)
        return "prepared"

    for sql in STATEMENTS:
        for said in (ask(sql), ask("SHOW WARNINGS")):
            equal(SECRET in said.replace(HEX, SECRET), False,
                  f"{said!r} shows the password of {sql}")
    equal(clients.mariadb(scene.client, "other", SECRET, "SELECT 1"), [["1"]],
          "the second statement has worked")

    said = prepare(f"CREATE USER y IDENTIFIED BY {SECRET} ?")
    contains(said, "1295", "error")
    equal(SECRET in said, False, said)
    equal(prepare(f"CREATE USER y IDENTIFIED BY '{SECRET}'"), "prepared",
          "answer")

    session.close()
    fe.audited(Command="Quit", User="other")
    fe.stop()
    shown = {row["Stmt"] for row in fe.audit(module="query", User="app")}
    contains(shown, "SET PASSWORD FOR new = PASSWORD('***')", "audit log")
    contains(shown, "CREATE USER new IDENTIFIED BY '***'", "audit log")
    contains(shown, "(too long)", "audit log")
    for path in scene.folder.rglob("*"):
        if path.is_file():
            for text in (SECRET, HEX):
                equal(text.encode() in path.read_bytes(), False,
                      f"{path.name} has the password as {text}")
