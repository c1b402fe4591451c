#!/usr/bin/python3 -B
# Goal: SIGHUP puts fe.conf's dynamic settings in force for the next
#       connection, all or none; what needs a restart is named, a bad file
#       changes nothing, and the audit log is opened anew in any case.
import signal

from lib import clients
from lib.certificates import Root
from lib.check import contains, equal, eventually
from lib.scene import REQUIRED, TRUST_BALANCER, Scene

NETWORKS = "mysql_proxy_protocol_networks"
TIMEOUT = "mysql_proxy_protocol_header_timeout_ms"
READ = "INFO the settings were read again\n"
KEPT = "ERROR the settings stay as they were, for these faults\n"

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER, **{TIMEOUT: 300})
    fe.create_user("'app'@'10.0.0.20'", "secret")
    session = clients.log_in(scene.neighbour.connect("10.0.0.9"), "app",
                             "secret")

    def reloaded(said):
        """What the log has got by the next SIGHUP, up to this line."""
        before = fe.log()
        fe.signal(signal.SIGHUP)
        eventually(lambda: said in fe.log()[len(before):], said)
        return fe.log()[len(before):]

    def refusal():
        peer = scene.balancer.connect("10.0.0.9")
        return clients.error(clients.packet(peer))[3]

    fe.set("max_connections", "99")
    fe.configure(**{NETWORKS: "*", TIMEOUT: 150, "metrics_port": 9031,
                    "mysql_server_version": "9.9.9"})
    log = reloaded(READ)
    for line in (f'INFO {TIMEOUT} is now "150"\n', f'INFO {NETWORKS} is now',
                 f"WARNING {NETWORKS} is *: any peer can claim",
                 'WARNING metrics_port: "9031" needs a restart\n',
                 'WARNING mysql_server_version: "9.9.9" needs a restart\n'):
        contains(log, line, "log")
    equal(log.count("needs a restart"), 2, "settings that need a restart")
    equal("max_connections" in log, False, "what was set is undone")
    equal(refusal(), REQUIRED + "timeout after 150 ms with 0 bytes received",
          "with the new deadline")
    equal(fe.admin("SELECT @@mysql_server_version AS v, @@metrics_port AS p",
                   b"PROXY UNKNOWN\r\n"),
          [{"v": "8.0.33", "p": 0}], "what needs a restart")
    equal(clients.query(session, "SELECT 1 AS one"), [{"one": 1}],
          "who is connected already")

    # All faults at once, and none of the good lines counts.
    old = fe.audit_path.with_suffix(".1")
    fe.audit_path.rename(old)
    fe.configure(**{NETWORKS: "10.0.0.5", TIMEOUT: "soon", "max_connection": 5,
                    "max_waiting_headers": 0})
    log = reloaded(KEPT)
    for fault in (f"fe.conf:5: {TIMEOUT}: \"soon\" is not a whole number",
                  "fe.conf:6: unknown key \"max_connection\"; did you mean "
                  "max_connections?",
                  "fe.conf:7: max_waiting_headers: \"0\" is not"):
        contains(log, fault, "log")
    equal(" is now " in log, False, "something is in force")
    equal(clients.query(session, f"SELECT @@{NETWORKS} AS n, @@{TIMEOUT} AS t"),
          [{"n": "*", "t": 150}], "with a bad file")
    eventually(fe.audit_path.exists, "a new audit log")

    (scene.folder / "fe.conf").unlink()
    contains(reloaded(KEPT), "fe.conf: No such file", "without a file")

    # Faults between settings are faults as well.
    fe.configure(**{TIMEOUT: 7, "metrics_port": 9030})
    contains(reloaded(KEPT), "ERROR metrics_port: 9030 is query_port too",
             "the same port twice")

    # ... and beside what needs a restart.
    fe.configure(**Root(scene.folder).server("fe"),
                 require_secure_transport="true")
    contains(reloaded(KEPT), "ERROR require_secure_transport: needs ssl_cert "
             "and ssl_key, which are read from fe.conf at start",
             "TLS is required that is not there yet")
    equal(clients.query(session, "SELECT @@require_secure_transport AS r"),
          [{"r": 0}], "TLS is required")

    fe.configure(**TRUST_BALANCER, **{TIMEOUT: 250})
    reloaded(READ)
    equal(refusal(), REQUIRED + "timeout after 250 ms with 0 bytes received",
          "once the file is good again")
    equal(fe.admin("SELECT USER() AS u"), [{"u": "root@127.0.0.1"}],
          "who is served directly again")

    # Persistent values go before fe.conf here too.
    fe.admin(f"SET PERSIST {TIMEOUT} = 170")
    log = reloaded(READ)
    contains(log, f'{TIMEOUT}: the persistent value "170" stands in for "250"',
             "log")
    equal(fe.setting(TIMEOUT), "170", TIMEOUT)
    fe.admin(f"RESET PERSIST {TIMEOUT}")
    contains(reloaded(READ), f'INFO {TIMEOUT} is now "250"\n', "log")
