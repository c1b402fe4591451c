#!/usr/bin/python3 -B
# Goal: TLS 1.2 and 1.3 are spoken, 1.1 is not, which the log and the audit log
#       say; a client's certificate may be missing, but not be a stranger's.
import ssl

from lib import clients
from lib.certificates import Root
from lib.check import contains, equal, eventually
from lib.scene import Scene

with Scene() as scene:
    root = Root(scene.folder)
    fe = scene.listener(**root.server("fe"), ssl_ca=root.path)
    fe.create_user("'app'@'10.0.0.20'", "secret")

    def version(context):
        session = clients.log_in(scene.neighbour.connect("10.0.0.9"), "app",
                                 "secret", context)
        row, = clients.query(session, "SHOW STATUS LIKE 'Ssl_version'")
        session.close()
        return row["Value"]

    def refused(context):
        try:
            got = version(context)
        except (clients.SqlError, OSError):
            return
        raise AssertionError(f"served with {got}")

    def only(tls):
        context = root.context(minimum_version=tls, maximum_version=tls)
        context.set_ciphers("ALL:@SECLEVEL=0")
        return context

    equal(version(only(ssl.TLSVersion.TLSv1_2)), "TLSv1.2", "version")
    equal(version(only(ssl.TLSVersion.TLSv1_3)), "TLSv1.3", "version")
    refused(only(ssl.TLSVersion.TLSv1_1))
    contains(eventually(fe.warnings, "a warning")[-1], "unsupported protocol",
             "log")
    equal(fe.audited(ErrorCode="TLS failed")["Peer"].split(":")[0],
          "10.0.0.20", "audit log")

    def with_certificate(settings):
        context = root.context()
        context.load_cert_chain(settings["ssl_cert"], settings["ssl_key"])
        return context

    equal(version(with_certificate(root.server("client"))), "TLSv1.3",
          "version with a certificate")
    folder = scene.folder / "other"
    folder.mkdir()
    refused(with_certificate(Root(folder).server("stranger")))
