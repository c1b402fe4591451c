#!/usr/bin/python3 -B
# Goal: COM_RESET_CONNECTION forgets what the session has made and keeps who it
#       is; COM_CHANGE_USER logs in again, by the effective address; if that
#       fails the connection ends.
import struct

from lib import clients
from lib.check import equal, eventually
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    fe.create_user("'app'@'203.0.113.10'", "")
    fe.create_user("'next'@'203.0.113.10'", "")
    fe.create_user("'elsewhere'@'10.0.0.5'", "")  # the balancer's address

    connection = scene.client.connect("203.0.113.1")
    host = f"203.0.113.10:{connection.getsockname()[1]}"
    clients.packet(connection)
    connection.sendall(clients.login_packet("app"))
    equal(clients.packet(connection)[1][:1], b"\0", "login")

    def command(number, payload=b""):
        body = bytes([number]) + payload
        connection.sendall(len(body).to_bytes(3, "little") + b"\0" + body)
        return clients.packet(connection)

    def who():
        return [(row["User"], row["Db"]) for row in
                fe.admin("SHOW PROCESSLIST") if row["Host"] == host]

    def prepare():
        sequence, payload = command(0x16, b"SET NAMES utf8mb4")
        equal((sequence, len(payload), payload[:1]), (1, 12, b"\0"),
              "COM_STMT_PREPARE_OK without columns")
        return payload[1:5]

    execution = struct.pack("<BI", 0, 1)
    equal(command(0x02, b"information_schema")[1][:1], b"\0", "COM_INIT_DB")
    statement = prepare()
    equal(command(0x17, statement + execution)[1][:1], b"\0", "execution")
    equal(command(0x1f)[1][:1], b"\0", "COM_RESET_CONNECTION")
    equal(clients.error(command(0x17, statement + execution))[1], 1243,
          "execution after the reset")
    equal(who(), [("app", "information_schema")], "after the reset")

    statement = prepare()
    equal(command(0x11, b"next\0\0\0")[1][:1], b"\0", "COM_CHANGE_USER")
    equal(clients.error(command(0x17, statement + execution))[1], 1243,
          "execution as another user")
    equal(who(), [("next", "")], "after the change")
    line = fe.audited(Client=host, Command="Change user")
    equal(line["AuthorizedUser"], "'next'@'203.0.113.10'", "audit line")

    sequence, code, _, text = clients.error(
        command(0x11, b"elsewhere\0\0\0"))
    equal((sequence, code, text),
          (1, 1045, "Access denied for user 'elsewhere'@'203.0.113.10' "
           "(using password: NO)"), "error")
    equal(clients.at_end(connection), True, "the end")
    eventually(lambda: who() == [], "it is gone from the process list")
