#!/usr/bin/python3 -B
# Goal: the audit log has a line for every connection, refusal and statement
#       that says who, from where, and how it went; audit_log_modules leaves
#       out statements only.
import re
import time

from lib import clients
from lib.check import between, equal, raises
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

FIELDS = """Client User AuthorizedUser ResourceGroup Catalog Db State ErrorCode
QueryId IsQuery feIp Stmt Digest Warehouse IsForwardToLeader QuerySource
Command ConnectionId Peer""".split()
OF_STATEMENTS = """Timestamp Client User AuthorizedUser ResourceGroup Catalog
Db State ErrorCode Time ReturnRows StmtId QueryId IsQuery feIp Stmt Digest
Warehouse IsForwardToLeader QuerySource Command ConnectionId Peer""".split()

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    fe.create_user("'app'@'203.0.113.%'", "secret")

    def session():
        connection = scene.client.connect("203.0.113.1")
        return connection, clients.log_in(connection, "app", "secret")

    def has(row, fields, **wanted):
        equal([key for key in row if key != "module"], fields, "fields")
        equal({key: row[key] for key in wanted}, wanted, "audit line")

    began = time.time_ns() // 1000000
    connection, app = session()
    client = "203.0.113.10:%d" % connection.getsockname()[1]
    number = str(app.thread_id())

    # ---- a connection ----
    whose = {"Client": client, "User": "app", "Db": "", "IsQuery": "false",
             "AuthorizedUser": "'app'@'203.0.113.%'", "feIp": "10.0.0.9",
             "ConnectionId": number}
    line = fe.audited(User="app", Command="Connect")
    has(line, FIELDS, **whose, State="OK", ErrorCode="", Stmt="",
        module="connection")
    peer = line["Peer"]
    equal(re.fullmatch(r"10\.0\.0\.5:\d+", peer) is not None, True, peer)

    # ---- statements: what they return, and how they end ----
    whose |= {"Peer": peer, "Command": "Query", "module": "query"}
    clients.query(app, "SELECT VERSION()")
    clients.query(app, "SHOW VARIABLES LIKE 'autocommit'")
    clients.query(app, "SHOW DATABASES LIKE 'nothing like it'")
    clients.query(app, "SET NAMES utf8mb4")
    said = raises(clients.SqlError, 1064, lambda: clients.query(app, "GO | ON"))
    clients.query(app, "USE information_schema")
    for sql, state, rows in (
            ("SELECT VERSION()", "EOF", "1"),
            ("SHOW VARIABLES LIKE 'autocommit'", "EOF", "1"),
            ("SHOW DATABASES LIKE 'nothing like it'", "EOF", "0"),
            ("USE information_schema", "OK", None)):
        line = fe.audited(Stmt=sql)
        has(line, [key for key in OF_STATEMENTS
                   if key != "ReturnRows" or rows is not None],
            **{**whose, "Db": line["Db"], "IsQuery": line["IsQuery"]},
            State=state, ErrorCode="")
        equal(line.get("ReturnRows"), rows, f"ReturnRows of {sql}")
        equal(line["IsQuery"], "true" if state == "EOF" else "false", sql)
        between(began, int(line["Timestamp"]), time.time_ns() // 1000000,
                "Timestamp")
        between(0, int(line["Time"]), time.time_ns() // 1000000 - began,
                "Time")
    equal(fe.audited(Stmt="USE information_schema")["Db"],
          "information_schema", "Db")
    line = fe.audited(Stmt=r"GO \x7c ON")
    equal((line["State"], line["ErrorCode"]),
          ("ERR", said.text.replace("|", r"\x7c")),
          "a statement that failed")
    clients.query(app, "SELECT 'behind'")
    numbers = [int(row["StmtId"]) for row in fe.audit(module="query")]
    equal(numbers, list(range(1, len(numbers) + 1)), "StmtId")
    app.close()
    equal(fe.audited(User="app", Command="Quit")["ConnectionId"], number,
          "ConnectionId at the end")

    # ---- who is not let in, and why ----
    raises(clients.SqlError, 1045, lambda: clients.log_in(
        scene.client.connect("203.0.113.1"), "app", "wrong"))
    line = fe.audited(User="app", State="ERR", module="connection")
    has(line, FIELDS, AuthorizedUser="", Command="Connect",
        ErrorCode="Access denied for user 'app'@'203.0.113.10' "
                  "(using password: YES)")
    without = scene.balancer.connect("10.0.0.9")
    without.sendall(b"x")
    clients.error(clients.packet(without))
    peer = "10.0.0.5:%d" % without.getsockname()[1]
    has(fe.audited(Peer=peer), FIELDS, Client=peer, User="", State="ERR",
        ErrorCode=REQUIRED + "byte 0: not a PROXY header")
    fe.set("max_connections_per_address", "1")
    one, two = session(), scene.client.connect("203.0.113.1")
    equal(clients.error(clients.packet(two))[1], 1040, "error of the second")
    line = fe.audited(ErrorCode="Too many connections from 203.0.113.10")
    has(line, FIELDS, State="ERR", User="",
        Client="203.0.113.10:%d" % two.getsockname()[1])

    # ---- audit_log_modules ----
    fe.stop_at_once()
    equal(fe.audit()[-1]["ErrorCode"], "server shutdown", "at the end")
    fe = scene.listener(audit_log_modules="connection")
    fe.admin("SELECT 'not audited'")
    fe.stop()
    equal(fe.audit(Stmt="SELECT 'not audited'"), [], "statements")
    equal(fe.audit()[-1]["Command"], "Quit", "connections")
