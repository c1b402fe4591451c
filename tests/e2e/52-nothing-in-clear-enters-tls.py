#!/usr/bin/python3 -B
# Goal: what stands behind the request for TLS, in the same segment or behind
#       it, is TLS: a hello begins it; a login or a statement in clear is none.
import ssl

from lib import clients
from lib.certificates import Root
from lib.check import equal
from lib.scene import Scene

HEADER = b"PROXY TCP4 127.0.0.1 127.0.0.1 43025 9030\r\n"
QUERY = b"CREATE USER 'evil'"
COMMAND = (len(QUERY) + 1).to_bytes(3, "little") + b"\0\x03" + QUERY

with Scene() as scene:
    root = Root(scene.folder)
    fe = scene.listener(**root.server("fe"),
                        mysql_proxy_protocol_networks="127.0.0.2")
    for sequence in (b"\x01", b"\x02"):
        login = clients.login_packet("root")
        login = login[:3] + sequence + login[4:]
        connection = scene.fe.connect("127.0.0.1")
        equal(clients.is_greeting(clients.packet(connection)), True,
              "greeting")
        connection.sendall(clients.SSL_REQUEST + login + COMMAND)
        answer = b""
        while part := connection.recv(4096):
            answer += part
        equal(answer[:1] in (b"", b"\x15"), True, f"an alert, not {answer!r}")
    fe.audits(2, ErrorCode="TLS failed")
    equal(fe.audit(module="query"), [], "statements")
    equal(fe.audit(User="root"), [], "logins")

    def log_in_at_once(connection, header):
        """Header, request and hello in one segment, before the greeting."""
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = root.context().wrap_bio(incoming, outgoing)
        first = header + clients.SSL_REQUEST

        def do(action):
            nonlocal first
            while True:
                try:
                    return action()
                except ssl.SSLWantReadError:
                    connection.sendall(first + outgoing.read())
                    if first:
                        equal(clients.is_greeting(clients.packet(connection)),
                              True, "greeting")
                    first = b""
                    incoming.write(connection.recv(4096))

        do(tls.do_handshake)
        tls.write(clients.login_packet("root").replace(b"\x01", b"\x02", 1))
        return do(lambda: tls.read(4096))

    for source, header in (("127.0.0.1", b""), ("127.0.0.2", HEADER)):
        answer = log_in_at_once(scene.fe.connect("127.0.0.1", source=source),
                                header)
        equal(answer[3:5], b"\x03\0", f"OK, the third packet: {answer!r}")
    rows = fe.audits(2, User="root", Command="Connect", State="OK")
    equal([row["Client"].split(":")[0] for row in rows], ["127.0.0.1"] * 2,
          "logins")
