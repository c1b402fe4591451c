#!/usr/bin/python3 -B
# Goal: a certificate, key or root that cannot be used is named in one line,
#       and the listener does not start; --check says the same.  One that
#       has expired is a warning.
import ssl
import subprocess

from lib import clients
from lib.certificates import Root
from lib.check import contains, equal
from lib.programs import LISTENER
from lib.scene import Scene

with Scene() as scene:
    root = Root(scene.folder)
    one, other = root.server("one"), root.server("other")
    text = scene.folder / "text.pem"
    text.write_text("no certificate\n")
    locked = scene.folder / "locked.key"
    subprocess.run(["openssl", "ec", "-aes128", "-passout", "pass:secret",
                    "-in", one["ssl_key"], "-out", locked], check=True,
                   capture_output=True)

    def refusal(*options, **settings):
        conf = scene.folder / "bad.conf"
        conf.write_text("".join(
            f"{key} = {value}\n" for key, value in {
                "meta_dir": scene.folder / "meta",
                "audit_log_dir": scene.folder / "audit", **settings}.items()))
        ended = scene.fe.run([LISTENER, "--config", str(conf), *options])
        equal(ended.returncode, 1, f"exit status of {settings}")
        equal(len(ended.stderr.splitlines()), 1, f"lines: {ended.stderr}")
        return ended.stderr

    for options in ((), ("--check",)):
        for key, settings, part in (
                ("ssl_key", {"ssl_cert": one["ssl_cert"]}, "not set"),
                ("ssl_cert", {"ssl_key": one["ssl_key"]}, "not set"),
                ("ssl_cert", {"ssl_ca": root.path}, "not set"),
                ("ssl_cert", {**one, "ssl_cert": scene.folder / "none.pem"},
                 "none.pem: No such file or directory"),
                ("ssl_cert", {**one, "ssl_cert": text},
                 "it must hold a PEM certificate"),
                ("ssl_cert", {**one, "ssl_cert": scene.folder},
                 "it must hold a PEM certificate"),
                ("ssl_key", {**one, "ssl_key": other["ssl_key"]},
                 "other.key: key values mismatch; it must hold the PEM key of "
                 "ssl_cert"),
                ("ssl_key", {**one, "ssl_key": locked}, "without a password"),
                ("ssl_key", {**one, "ssl_key": scene.folder / "none.key"},
                 "none.key: No such file or directory\n"),
                ("ssl_ca", {**one, "ssl_ca": text},
                 "it must hold PEM certificates")):
            line = refusal(*options, **settings)
            contains(line, f"ERROR {key}: ", "what is wrong")
            contains(line, part, "why")

    old = root.server("old", days=-1)
    fe = scene.listener(**old)
    equal(fe.warnings()[0], "ssl_cert: the certificate in "
          f"{old['ssl_cert']} has expired", "warning")
    fe.create_user("'app'@'10.0.0.20'", "secret")
    session = clients.log_in(scene.neighbour.connect("10.0.0.9"), "app",
                             "secret", root.context(verify_mode=ssl.CERT_NONE))
    session.close()
