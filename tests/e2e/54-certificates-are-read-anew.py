#!/usr/bin/python3 -B
# Goal: SIGHUP reads the certificate again for new connections and disturbs no
#       open one, nor one that is shaking hands; if it is bad, the one in use
#       stays.
import shutil
import signal

from lib import clients
from lib.certificates import Root
from lib.check import contains, equal, eventually
from lib.scene import Scene

with Scene() as scene:
    root = Root(scene.folder)
    files = root.server("fe")
    fe = scene.listener(**files)
    fe.create_user("'app'@'10.0.0.20'", "secret")

    def log_in():
        return clients.log_in(scene.neighbour.connect("10.0.0.9"), "app",
                              "secret", root.context())

    def name(session):
        return session._sock.getpeercert()["subject"][0][0][1]

    def new_name():
        session = log_in()
        got = name(session)
        session.close()
        return got

    def use(other):
        for key, path in other.items():
            shutil.copy(path, files[key])
        fe.signal(signal.SIGHUP)

    first = log_in()
    equal(name(first), "fe", "certificate")
    between = scene.neighbour.connect("10.0.0.9")
    clients.packet(between)
    between.sendall(clients.SSL_REQUEST)
    eventually(lambda: scene.fe.has_read(between), "TLS begins")
    use(root.server("second"))
    eventually(lambda: new_name() == "second", "the new certificate")

    between = root.context().wrap_socket(between)
    equal(between.getpeercert()["subject"][0][0][1], "fe",
          "certificate of a handshake that had begun")

    files["ssl_cert"].write_text("nothing\n")
    fe.signal(signal.SIGHUP)
    eventually(lambda: len(fe.warnings()) >= 2, "two lines in the log")
    contains(fe.warnings()[-2], "ssl_cert: cannot use ", "log")
    equal(fe.warnings()[-1], "the certificate in use stays", "log")
    equal(new_name(), "second", "certificate")
    equal(clients.query(first, "SELECT 1 AS one"), [{"one": 1}],
          "the first session")
