#!/usr/bin/python3 -B
# Goal: a certificate, key or root that cannot be used is named in one line,
#       and the listener does not start; --check says the same.
import subprocess

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
                ("ssl_cert", {**one, "ssl_cert": text}, "text.pem: "),
                ("ssl_key", {**one, "ssl_key": other["ssl_key"]},
                 "other.key: key values mismatch"),
                ("ssl_key", {**one, "ssl_key": locked}, "locked.key: "),
                ("ssl_ca", {**one, "ssl_ca": text}, "text.pem: ")):
            line = refusal(*options, **settings)
            contains(line, f"ERROR {key}: ", "what is wrong")
            contains(line, part, "why")
