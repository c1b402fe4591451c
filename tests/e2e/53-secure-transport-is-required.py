#!/usr/bin/python3 -B
# Goal: require_secure_transport lets in who comes in TLS, or from loopback;
#       what a header claims does not count.
from lib import clients
from lib.certificates import Root
from lib.check import equal, raises
from lib.scene import Scene

HEADER = b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\r\n"

with Scene() as scene:
    root = Root(scene.folder)
    fe = scene.listener(**root.server("fe"), mysql_proxy_protocol_networks=
                        "10.0.0.5; 127.0.0.2")
    scene.haproxy()
    for host in ("10.0.0.20", "203.0.113.10"):
        fe.create_user(f"'app'@'{host}'", "secret")
    fe.admin("SET GLOBAL require_secure_transport = ON")
    equal(fe.admin("SELECT @@require_secure_transport AS r"), [{"r": 1}],
          "the variable")
    equal(fe.setting("require_secure_transport"), "true", "the setting")

    def user(connection, tls=None):
        session = clients.log_in(connection, "app", "secret", tls)
        row, = clients.query(session, "SELECT USER() AS user")
        session.close()
        return row["user"]

    def direct():
        return scene.neighbour.connect("10.0.0.9")

    def proxied():
        return scene.client.connect("203.0.113.1")

    for way in (direct, proxied):
        said = raises(clients.SqlError, 3159, lambda: user(way()))
        equal(said.text, "Connections using insecure transport are prohibited "
              "while --require_secure_transport=ON.", "error")
    equal(user(direct(), root.context()), "app@10.0.0.20", "direct, in TLS")
    equal(user(proxied(), root.context()), "app@203.0.113.10",
          "through the balancer, in TLS")
    fe.audits(2, State="ERR", Command="Connect")

    local = scene.fe.connect("127.0.0.1", source="127.0.0.2")
    local.sendall(HEADER)
    equal(user(local), "app@203.0.113.10", "a balancer on the same machine")
    for claimed in ("10.0.0.9", "10.0.0.20"):  # the FE itself, a neighbour
        lie = scene.balancer.connect("10.0.0.9")
        lie.sendall(HEADER.replace(b"203.0.113.10", claimed.encode()))
        raises(clients.SqlError, 3159, lambda: user(lie))
    fe.set("require_secure_transport", "false")
    equal(user(direct()), "app@10.0.0.20", "no more required")
