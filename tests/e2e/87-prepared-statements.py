#!/usr/bin/python3 -B
# Goal: prepared statements: their columns are known when they are prepared,
#       values are binary, errors come early, parameters are refused, closed
#       ones are gone, there is a limit, and passwords are not shown.
import struct

from lib import clients
from lib.check import contains, equal
from lib.scene import Scene

MOST = 256

with Scene() as scene:
    fe = scene.listener()
    connection = scene.fe.connect("127.0.0.1")
    clients.packet(connection)
    connection.sendall(clients.login_packet("root"))
    equal(clients.packet(connection)[1][:1], b"\0", "login")

    def send(number, payload):
        body = bytes([number]) + payload
        connection.sendall(len(body).to_bytes(3, "little") + b"\0" + body)

    def packets(number, payload, count):
        """The payloads of so many packets of the answer, in sequence."""
        send(number, payload)
        got = [clients.packet(connection) for _ in range(count)]
        equal([sequence for sequence, _ in got],
              [(1 + i) % 256 for i in range(count)], "sequence")
        return [payload for _, payload in got]

    def prepare(sql, columns):
        """The statement's number, and the definitions of its columns."""
        ok, *definitions = packets(0x16, sql, 1 + columns + (columns > 0))
        equal(ok[:1] + ok[5:], struct.pack("<BHHBH", 0, columns, 0, 0, 0),
              "COM_STMT_PREPARE_OK")
        return ok[1:5], definitions[:-1]

    def fails(code, number, payload):
        send(number, payload)
        got = clients.error(clients.packet(connection))
        equal(got[1], code, f"error ({got[3]})")
        return got[3]

    RUN = struct.pack("<BI", 0, 1)  # no cursor, once
    EOF = b"\xfe\0\0\2\0"

    # ---- values ----
    statement, columns = prepare(
        b"SELECT 1 AS a, -2, 'text', NULL, 1.5, NULL, NULL, NULL AS h", 8)
    contains(columns[0], b"\x01a", "the first column's name")
    answer = packets(0x17, statement + RUN, 12)
    equal((answer[0], answer[1:9], answer[9]), (b"\x08", columns, EOF),
          "what comes before the row")
    nulls = 1 << (3 + 2) | 1 << (5 + 2) | 1 << (6 + 2) | 1 << (7 + 2)
    equal(answer[10], b"\0" + struct.pack("<Hqq", nulls, 1, -2)
          + b"\x04text" + b"\x031.5", "the binary row")
    equal(answer[11], EOF, "the end")

    empty, _ = prepare(b"SHOW ENGINES", 6)
    equal(packets(0x17, empty + RUN, 9)[7:], [EOF, EOF], "no rows")
    equal(packets(0x1a, empty, 1)[0][:1], b"\0", "COM_STMT_RESET")

    # ---- what is refused ----
    contains(fails(1064, 0x16, b"SELEC 1"), "near 'SELEC 1'", "error")
    fails(1064, 0x16, b"SELECT 1 1")
    contains(fails(1295, 0x16, b"KILL ?"), "(?)", "error")
    prepare(b"SELECT '?' AS `?`", 1)
    fails(1243, 0x17, b"\xff\xff\xff\xff" + RUN)
    fails(1243, 0x17, b"\1")
    fails(1243, 0x1a, b"\0\0\0\0")

    # ---- statements that do something do it when they are executed ----
    create, _ = prepare(b"CREATE USER 'new' IDENTIFIED BY 'secret'", 0)
    shown = "CREATE USER 'new' IDENTIFIED BY '***'"
    fe.audited(module="query", Command="Prepare", State="OK", Stmt=shown)
    equal(packets(0x17, create + RUN, 1)[0][:1], b"\0", "it does it")
    fails(1396, 0x17, create + RUN)
    fe.audited(module="query", Command="Execute", State="OK", Stmt=shown)
    assert "secret" not in fe.audit_path.read_text()

    # ---- closing, and the limit ----
    send(0x19, statement)  # which is not answered
    fails(1243, 0x17, statement + RUN)
    send(0x18, empty + b"\0\0long data")  # nor is this
    for _ in range(MOST - 3):
        prepare(b"SET NAMES utf8mb4", 0)
    contains(fails(1461, 0x16, b"SELECT 1"), "max_prepared_stmt_count",
             "error")
    send(0x19, empty)
    prepare(b"SELECT 1", 1)
    fails(1461, 0x16, b"SELECT 1")
