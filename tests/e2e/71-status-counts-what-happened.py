#!/usr/bin/python3 -B
# Goal: SHOW STATUS counts every connection by what became of it: served, by
#       header; refused, by reason; a probe; a login, by outcome.
import socket

from lib import clients
from lib.certificates import Root
from lib.check import equal, eventually, raises
from lib.scene import TRUST_BALANCER, Scene

HEADER = b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\r\n"

with Scene() as scene:
    certificates = Root(scene.folder)
    fe = scene.listener(**TRUST_BALANCER, **certificates.server("fe"),
                        mysql_proxy_protocol_header_timeout_ms=2000)
    fe.create_user("'app'@'203.0.113.10'", "secret")
    root = clients.log_in(scene.fe.connect("127.0.0.1"), "root", "")

    def status():
        return {row["Variable_name"]: int(row["Value"])
                for row in clients.query(root, "SHOW STATUS")
                if not row["Variable_name"].startswith("Ssl_")}

    def changes(action, **wanted):
        """What the action does, it counts; and nothing else of these."""
        before = status()
        action()

        def counted():
            now = status()
            return {name: now[name] - before[name] for name in now
                    if now[name] != before[name]
                    and name.startswith(("Proxy_", "Logins_", "Conn"))}

        eventually(lambda: counted().items() >= wanted.items(),
                   f"{action.__name__}: {wanted}")
        got = {name: n for name, n in counted().items()
               if not name.startswith("Proxy_protocol_header_wait")}
        equal(got, {"Connections_accepted": 1, **wanted}, action.__name__)

    def from_balancer(sent, end=False):
        connection = scene.balancer.connect("10.0.0.9")
        connection.sendall(sent)
        if end:
            connection.shutdown(socket.SHUT_WR)
        return connection

    def log_in(password):
        connection = from_balancer(HEADER)
        clients.log_in(connection, "app", password).close()

    def is_let_in():
        log_in("secret")

    def is_denied():
        raises(clients.SqlError, 1045, lambda: log_in("wrong"))

    def is_unknown():
        from_balancer(b"PROXY UNKNOWN\r\n").close()

    def is_direct():
        scene.neighbour.connect("10.0.0.9").close()

    def says_no_header():
        clients.error(clients.packet(from_balancer(b"GET / HTTP/1.1\r\n")))

    def is_late():
        clients.error(clients.packet(from_balancer(b"PROXY ")))

    def probes():
        clients.error(clients.packet(from_balancer(b"", end=True)))

    def probes_with_header():
        from_balancer(HEADER).close()

    def gives_up_at_once():
        connection = from_balancer(HEADER + b"\x10")
        clients.packet(connection)
        connection.close()

    def gives_up():
        connection = from_balancer(HEADER)
        clients.packet(connection)
        connection.sendall(b"\x10")
        eventually(lambda: scene.fe.has_read(connection), "one byte is read")
        connection.close()

    def breaks_rules():
        connection = from_balancer(HEADER + b"\x01\x00\x00\x07x")
        clients.packet(connection)
        equal(clients.error(clients.packet(connection))[1], 1156, "error")

    def asks_for_tls():
        connection = from_balancer(HEADER)
        clients.packet(connection)
        connection.sendall(clients.SSL_REQUEST)
        return connection

    def fails_in_tls():
        connection = asks_for_tls()
        connection.sendall(b"this is no TLS")
        while connection.recv(4096):
            pass

    def gives_up_in_tls():
        tls = certificates.context().wrap_socket(asks_for_tls())
        tls.unwrap().close()

    client = {"Proxy_protocol_served_with_client": 1}
    changes(is_let_in, **client, Logins_succeeded=1)
    changes(is_denied, **client, Logins_denied=1)
    changes(gives_up_at_once, **client, Logins_abandoned=1)
    changes(gives_up, **client, Logins_abandoned=1)
    changes(breaks_rules, **client, Logins_broken=1)
    changes(fails_in_tls, **client, Logins_broken=1)
    changes(gives_up_in_tls, **client, Logins_abandoned=1)
    changes(probes_with_header, **client, Proxy_protocol_probes_before_login=1)
    changes(is_unknown, Proxy_protocol_served_with_unknown=1,
            Proxy_protocol_probes_before_login=1)
    changes(is_direct, Proxy_protocol_served_without_header=1,
            Proxy_protocol_probes_before_login=1)
    changes(says_no_header, Proxy_protocol_refused=1,
            Proxy_protocol_refused_not_proxy=1)
    changes(is_late, Proxy_protocol_refused=1,
            Proxy_protocol_refused_timeout=1)
    changes(probes, Proxy_protocol_probes_before_header=1)

    fe.set("max_connections_per_address", "1")
    held = clients.log_in(from_balancer(HEADER), "app", "secret")

    def comes_again():
        equal(clients.error(clients.packet(from_balancer(HEADER)))[1], 1040,
              "error")

    changes(comes_again, Connections_refused_for_max_connections_per_address=1)
    waiting = from_balancer(b"PROXY")
    eventually(lambda: status()["Proxy_protocol_waiting_headers"] == 1,
               "one waits for a header")
    waiting.close()
    eventually(lambda: status()["Proxy_protocol_waiting_headers"] == 0,
               "nobody waits for a header")

    now = status()
    names = {row["Variable_name"] for row in clients.query(
        root, "SHOW STATUS LIKE 'Proxy_protocol%'")}
    equal(names, {name for name in now if name.startswith("Proxy_protocol")},
          "SHOW STATUS LIKE")
    equal(now["Proxy_protocol_header_wait_count"],
          sum(now[name] for name in ("Proxy_protocol_served_with_client",
                                     "Proxy_protocol_served_with_unknown"))
          + now["Connections_refused_for_max_connections_per_address"],
          "headers whose wait was measured")
    equal(now["Proxy_protocol_header_wait_le_inf"],
          now["Proxy_protocol_header_wait_count"], "last bucket")
