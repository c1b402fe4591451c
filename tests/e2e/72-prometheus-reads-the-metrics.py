#!/usr/bin/python3 -B
# Goal: /metrics on a loopback port is what SHOW STATUS says, in Prometheus'
#       text format; other machines do not reach it; who sends nothing, garbage
#       or without end is cut, and holds up neither MySQL clients nor for long
#       the next scrape.
import re
import signal
import time

from lib import clients, prometheus
from lib.check import between, contains, equal, eventually
from lib.programs import LISTENER, ROOT
from lib.scene import TRUST_BALANCER, Scene

PORT = 9031
DOCUMENT = ROOT / "src/fe/OPERATION.md"

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER, metrics_port=PORT)
    scene.haproxy()
    fe.create_user("'app'@'203.0.113.10'", "secret")

    def get(path="/metrics"):
        """(status, Content-Type, body) as curl has them."""
        ended = scene.fe.run(["curl", "--silent", "--show-error", "--include",
                              f"http://127.0.0.1:{PORT}{path}"])
        equal(ended.returncode, 0, "curl's status: " + ended.stderr)
        head, body = ended.stdout.split("\n\n", 1)
        fields = dict(line.split(": ", 1) for line in head.splitlines()[1:])
        equal(len(body), int(fields["Content-Length"]), "Content-Length")
        return int(head.split()[1]), fields["Content-Type"], body

    for _ in range(3):
        clients.mariadb(scene.client, "app", "secret", "SELECT 1")
    refused = scene.balancer.connect("10.0.0.9")
    refused.sendall(b"no header")
    clients.error(clients.packet(refused))
    waiting = scene.balancer.connect("10.0.0.9")
    waiting.sendall(b"P")

    code, kind, text = get()
    equal((code, kind), (200, "text/plain; version=0.0.4; charset=utf-8"),
          "answer")
    metrics = prometheus.read(text)
    for sample, wanted in (
            (("fe_connections_served_total", 'header="client"'), 3),
            (("fe_connections_refused_total", 'cause="header"'), 1),
            (("fe_proxy_header_refused_total", 'reason="not_proxy"'), 1),
            (("fe_proxy_header_refused_total", 'reason="timeout"'), 0),
            (("fe_proxy_header_wait_seconds_count", ""), 3),
            (("fe_proxy_header_wait_seconds_bucket", 'le="+Inf"'), 3),
            (("fe_proxy_headers_waiting", ""), 1),
            (("fe_logins_total", 'outcome="succeeded"'), 4),
            (("fe_audit_queue_lines", ""), 0)):
        equal(metrics[sample], wanted, sample)
    between(0, metrics["fe_proxy_header_wait_seconds_sum", ""], 3,
            "seconds that headers took")
    rows = [row for row in fe.admin("SHOW STATUS")
            if not row["Variable_name"].startswith("Ssl_")]
    equal(len(metrics), len(rows), "as many as SHOW STATUS")
    equal(set(re.findall(r"^# TYPE (\w+)", text, re.MULTILINE)),
          set(re.findall(r"`(fe_\w+)`", DOCUMENT.read_text())),
          "families, as OPERATION.md has them")

    def is_reached(place, address):
        try:
            place.connect(address, PORT).close()
            return True
        except ConnectionRefusedError:
            return False

    for place, address, wanted in ((scene.balancer, "10.0.0.9", False),
                                   (scene.neighbour, "fd00::9", False),
                                   (scene.fe, "10.0.0.9", False),
                                   (scene.fe, "127.0.0.1", True)):
        equal(is_reached(place, address), wanted,
              f"{address} is reached from {place.name}")

    # ---- what waits for the audit log ----

    def queue():
        metrics = prometheus.read(get()[2])
        return [metrics[f"fe_audit_{name}", ""] for name in
                ("queue_lines", "queue_bytes", "write_failures_total")]

    audit = fe.audit_path
    audit.rename(audit.with_suffix(".1"))
    audit.symlink_to("/dev/full")
    fe.signal(signal.SIGHUP)
    eventually(lambda: audit.name in fe.log(), "the log is opened anew")
    clients.mariadb(scene.client, "app", "secret", "SELECT 1")
    lines, size, failures = eventually(
        lambda: queue()[0] >= 3 and queue(), "audit lines wait")
    between(100 * lines, size, 2000 * lines, "their bytes")
    between(1, failures, 1000, "writes that failed")
    audit.unlink()
    fe.signal(signal.SIGHUP)
    eventually(lambda: queue()[:2] == [0, 0], "none waits any more")

    # ---- a port that is taken ----

    second = scene.folder / "second.conf"
    second.write_text(f"query_port = 0\nmetrics_port = {PORT}\n"
                      f"meta_dir = {scene.folder}\n"
                      f"audit_log_dir = {scene.folder}\n")
    ended = scene.fe.run([LISTENER, "--config", str(second)])
    equal(ended.returncode, 1, "exit status")
    contains(ended.stderr, "metrics_port: cannot listen on 127.0.0.1:9031: "
             "Address already in use", "log")

    # ---- bad clients ----

    def ask(request):
        connection = scene.fe.connect("127.0.0.1", PORT)
        connection.sendall(request)
        got = b""
        try:
            while more := connection.recv(4096):
                got += more
        except ConnectionResetError:
            pass
        return got.split(b"\r\n", 1)[0]

    equal(get("/")[0], 404, "another path")
    equal(ask(b"POST /metrics HTTP/1.1\r\n\r\n"),
          b"HTTP/1.1 405 Method Not Allowed", "POST")
    equal(ask(4096 * b"x"), b"HTTP/1.1 431 Request Header Fields Too Large",
          "a request without end")
    equal(ask(b"\x16\x03\x01\r\n\r\n")[:12], b"HTTP/1.1 405", "garbage")

    silent = scene.fe.connect("127.0.0.1", PORT)
    drips = scene.fe.connect("127.0.0.1", PORT)
    begin = time.monotonic()
    clients.mariadb(scene.client, "app", "secret", "SELECT 1")
    between(0, time.monotonic() - begin, 1.5, "seconds for a login meanwhile")
    drips.settimeout(0.1)
    for byte in 100 * b"x":
        try:
            drips.sendall(bytes([byte]))
            if drips.recv(1) == b"":
                break
        except TimeoutError:
            pass
        except (ConnectionResetError, BrokenPipeError):
            break
    equal(get()[0], 200, "the next scrape")
    between(1.9, time.monotonic() - begin, 8, "seconds until it is answered")
    silent.settimeout(5)
    try:
        equal(silent.recv(1), b"", "the silent one is cut")
    except ConnectionResetError:
        pass
