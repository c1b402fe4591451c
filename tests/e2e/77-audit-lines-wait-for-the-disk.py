#!/usr/bin/python3 -B
# Goal: while the audit log's disk is full, its folder is gone, or its disk
#       hangs, open connections go on as if nothing was; when the lines that
#       wait are too many, new ones are refused with a reason and counted; and
#       when it can be written again, all lines are there, whole and in order.
import os
import pathlib
import shutil
import signal
import subprocess
import time

from lib import clients
from lib.check import between, contains, equal, eventually
from lib.programs import audit_rows
from lib.scene import Scene

DISK = pathlib.Path("/run/audit")  # of this test alone, see lib/stage.py
REFUSED = (0, 1105, "HY000", "The audit log cannot be written; no new "
           "connections until it can")
LONG = 60000
FULL = (4 << 20) // LONG + 10  # so many long statements fill the queue


def mount(*options):
    subprocess.run(["mount", "-t", "tmpfs", *options, "none", str(DISK)],
                   check=True)


with Scene() as scene:
    DISK.mkdir()
    mount("-o", "size=256k")
    fe = scene.listener(audit_log_dir=DISK / "log")
    root = clients.log_in(scene.fe.connect("127.0.0.1"), "root", "")
    fe.create_user("'app'@'10.0.0.20'", "secret")
    app = clients.log_in(scene.neighbour.connect("10.0.0.9"), "app", "secret")

    def status():
        return {row["Variable_name"]: int(row["Value"])
                for row in clients.query(root, "SHOW STATUS")
                if row["Value"].isdigit()}

    def fill():
        """Statements until nobody new is let in; all are answered at once."""
        slowest = 0
        for number in range(FULL):
            began = time.monotonic()
            clients.query(app, f"SELECT {number}, '{'x' * LONG}'")
            slowest = max(slowest, time.monotonic() - began)
        between(0, slowest, 2, "seconds for the slowest statement")

    def is_refused():
        before = status()["Connections_refused_for_audit_log"]
        connection = scene.neighbour.connect("10.0.0.9")
        equal(clients.error(clients.packet(connection)), REFUSED, "refusal")
        equal(status()["Connections_refused_for_audit_log"], before + 1,
              "Connections_refused_for_audit_log")
        between(4 << 20, status()["Audit_queue_bytes"], 8 << 20, "bytes")

    def goes_on():
        eventually(lambda: status()["Audit_queue_lines"] <= 1, "none waits")
        clients.log_in(scene.neighbour.connect("10.0.0.9"), "app",
                       "secret").close()

    def check(rows, first):
        """Numbered without a gap from `first` on; the next number."""
        numbers = [int(row["StmtId"]) for row in rows if "StmtId" in row]
        equal(numbers, list(range(first, first + len(numbers))), "StmtId")
        return first + len(numbers)

    # ---- full ----
    fill()
    is_refused()
    between(1, status()["Audit_write_failures"], 10000, "failures")
    equal(fe.audit_path.read_bytes()[-1:], b"\n", "the full file's end")
    contains(fe.log(), "No space left on device; its lines wait in memory",
             "log")
    mount("-o", "remount,size=64m")
    goes_on()
    contains(fe.log(), "is written again", "log")
    fe.audits(FULL, User="app", IsQuery="true")
    following = check(fe.audit(), 1)

    # ---- gone ----
    shutil.rmtree(DISK / "log")
    fill()
    is_refused()
    contains(fe.log(), "was deleted", "log")
    contains(fe.log(), "No such file or directory; its lines wait", "log")
    (DISK / "log").mkdir()
    goes_on()
    fe.audited(User="app", Command="Quit")
    first = int(next(row["StmtId"] for row in fe.audit() if "StmtId" in row))
    between(following, first, following + 50, "first in the new file")
    following = check(fe.audit(), first)

    # ---- hanging: a pipe that nobody reads ----
    old = DISK / "log" / "old"
    fe.audit_path.rename(old)
    os.mkfifo(fe.audit_path)
    known = len(fe.log())
    fe.signal(signal.SIGHUP)
    eventually(lambda: "was opened anew" in fe.log()[known:], "the pipe")
    failures = status()["Audit_write_failures"]
    fill()
    is_refused()
    equal(status()["Audit_write_failures"], failures, "failures")
    # Slowly: a few KB at a time.
    got = b""
    pipe = os.open(fe.audit_path, os.O_RDONLY | os.O_NONBLOCK)
    while b"Stmt=SELECT %d," % (FULL - 1) not in got[-2 * LONG:]:
        try:
            got += os.read(pipe, 5000)
        except BlockingIOError:
            time.sleep(0.001)
    new = DISK / "log" / "new"
    new.touch()
    new.rename(fe.audit_path)
    fe.signal(signal.SIGHUP)
    goes_on()
    try:
        while more := os.read(pipe, 65536):
            got += more
    except BlockingIOError:
        pass
    fe.audited(User="app", Command="Quit")
    check(fe.audit(old) + audit_rows(got.decode()) + fe.audit(), first)
    equal([line for line in fe.warnings() if "follows" in line], [],
          "lines in the log instead")
