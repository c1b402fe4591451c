#!/usr/bin/python3 -B
# Goal: what stands in clear behind the request for TLS, in the same segment or
#       behind it, is not a login and not a statement.
import struct

from lib import clients
from lib.certificates import Root
from lib.check import equal
from lib.scene import Scene

SSL_REQUEST = b"\x20\0\0\x01" + struct.pack("<IIB23x", 0xAA85, 1 << 24, 33)
QUERY = b"CREATE USER 'evil'"
COMMAND = (len(QUERY) + 1).to_bytes(3, "little") + b"\0\x03" + QUERY

with Scene() as scene:
    root = Root(scene.folder)
    fe = scene.listener(**root.server("fe"))
    for sequence in (b"\x01", b"\x02"):
        login = clients.login_packet("root")
        login = login[:3] + sequence + login[4:]
        connection = scene.fe.connect("127.0.0.1")
        equal(clients.is_greeting(clients.packet(connection)), True,
              "greeting")
        connection.sendall(SSL_REQUEST + login + COMMAND)
        answer = b""
        while part := connection.recv(4096):
            answer += part
        equal(answer[:1] in (b"", b"\x15"), True, f"an alert, not {answer!r}")
    fe.audits(2, ErrorCode="TLS failed")
    equal(fe.audit(module="query"), [], "statements")
    equal(fe.audit(User="root"), [], "logins")
