#!/usr/bin/python3 -B
# Goal: --check names every fault of fe.conf and of the persistent values at
#       once, and it, --help and --version fail when nobody can read them.
import sqlite3

from lib.check import contains, equal
from lib.programs import LISTENER
from lib.scene import Scene

BAD = """\
query_prot = 1
query_port = 9031
metrics_port = 9031
bind_address = localhost
mysql_proxy_protocol_networks = 10.0.0.0/33
max_connections = 0
max_connections = 5
no equals sign
meta_dir = {meta}
audit_log_dir = "{audit}
ssl_key = /nowhere/key.pem
require_secure_transport = true
"""

FAULTS = [
    ':1: unknown key "query_prot"; did you mean query_port?\n',
    ':4: bind_address: "localhost" is not an IPv4 or IPv6 address, or empty\n',
    ':5: mysql_proxy_protocol_networks: entry 1 "10.0.0.0/33": ',
    ':6: max_connections: "0" is not a whole number from 1 to 1000000\n',
    ":7: max_connections: is already set in line 6\n",
    ':8: expected key = value, found "no equals sign"\n',
    ":10: audit_log_dir: the closing quotation mark is missing\n",
    " ssl_cert: not set; TLS needs both ssl_cert and ssl_key\n",
    " require_secure_transport: needs ssl_cert and ssl_key, which are read from "
    "fe.conf at start\n",
    " metrics_port: 9031 is query_port too; choose another, or 0\n",
    'settings.db: wait_timeout: "0" is not a whole number from 1 to 31536000;',
    'settings.db: unknown key "wait_timeouts"; did you mean wait_timeout?;',
]

with Scene() as scene:
    meta, conf = scene.folder / "meta", scene.folder / "fe.conf"
    meta.mkdir()
    store = sqlite3.connect(meta / "settings.db")
    store.executescript("""
        CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT NOT NULL);
        INSERT INTO settings VALUES('wait_timeout', '0'),
            ('wait_timeouts', '1'), ('max_waiting_logins', '7');
        PRAGMA user_version = 1;
        """)

    def check():
        return scene.fe.run([LISTENER, "--check", "--config", str(conf)])

    conf.write_text(BAD.format(meta=meta, audit=scene.folder / "audit"))
    ended = check()
    for fault in FAULTS:
        contains(ended.stderr, fault, "--check")
    equal(ended.stderr.count("ERROR"), len(FAULTS), "faults")
    equal((ended.returncode, ended.stdout), (1, ""), "status and answer")

    store.executescript("DELETE FROM settings WHERE key LIKE 'wait_timeout%'")
    store.close()
    conf.write_text(f"meta_dir = {meta}\naudit_log_dir = {scene.folder}/audit\n")
    ended = check()
    equal((ended.returncode, ended.stdout),
          (0, f"{conf}: the settings are good\n"), "status and answer")
    contains(ended.stderr, 'max_waiting_logins: the persistent value "7" stands '
             'in for "2048"', "--check")
    equal((scene.folder / "audit").exists(), False, "--check made a folder")

    for option in ("--help", "--version", f"--check --config {conf}"):
        ended = scene.fe.run(["sh", "-c", f"exec {LISTENER} {option} "
                              "> /dev/full"])
        equal(ended.returncode, 1, f"exit status of {option} > /dev/full")
        contains(ended.stderr, "cannot write to standard output: No space left",
                 f"{option} > /dev/full")
