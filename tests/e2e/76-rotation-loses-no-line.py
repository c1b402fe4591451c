#!/usr/bin/python3 -B
# Goal: while clients talk, the audit log is rotated by size, by the change of
#       day, and by rename and SIGHUP, again and again; every line is in some
#       file, once and in order.
import os
import pathlib
import re
import signal
import threading
import time

from lib import clients
from lib.check import between, equal, eventually
from lib.programs import audit_rows
from lib.scene import Scene

CLIENTS = 4
EACH = 250  # statements of a client, at least
LONG = 8000
UNTIL_MIDNIGHT = 3  # seconds


def zone():
    """One in which the day will change soon."""
    west = (time.time() + UNTIL_MIDNIGHT) % 86400
    return "ZONE%02d:%02d:%02d" % (west // 3600, west // 60 % 60, west % 60)


def day(line):
    return line[:10].replace("-", "")


with Scene() as scene:
    os.environ["TZ"] = zone()
    fe = scene.listener(log_roll_size_mb=1, audit_log_roll_num=100000)
    folder = fe.audit_path.parent
    fe.create_user("'app'@'10.0.0.20'", "secret")
    midnight = threading.Event()
    failed = []

    def talk(number):
        try:
            session = clients.log_in(scene.neighbour.connect("10.0.0.9"),
                                     "app", "secret")
            sent = 0
            while sent < EACH or not midnight.is_set():
                clients.query(session, f"SELECT 'c{number} n{sent} "
                              f"{'x' * LONG}'")
                sent += 1
            session.close()
            return sent
        except Exception as error:
            failed.append(error)
            raise

    sent = {}
    threads = [threading.Thread(
        target=lambda i=i: sent.__setitem__(i, talk(i)))
        for i in range(CLIENTS)]
    for thread in threads:
        thread.start()

    moved = 0
    first = day(eventually(lambda: fe.audit_path.exists() and
                           fe.audit_path.read_text(), "a line"))
    while not failed and any(thread.is_alive() for thread in threads):
        if any(path.name.startswith("fe.audit.log." + first)
               for path in folder.iterdir()):
            with open(fe.audit_path) as file:
                if day(file.readline()) not in ("", first):
                    midnight.set()
        try:
            fe.audit_path.rename(folder / f"moved-{moved}")
        except FileNotFoundError:  # it is being rotated by size
            continue
        moved += 1
        fe.signal(signal.SIGHUP)
        eventually(fe.audit_path.exists, "a new file")
        rolled = len(list(folder.iterdir()))
        eventually(lambda: len(list(folder.iterdir())) > rolled + 1 or
                   not any(thread.is_alive() for thread in threads),
                   "the server rotates, too")
    equal(failed, [], "clients that failed")
    fe.stop()

    # ---- the files, in the order in which they were written ----
    texts = {path.name: path.read_text() for path in folder.iterdir()}
    rows = {name: audit_rows(text) for name, text in texts.items()}
    for name, text in texts.items():
        equal(text[-1:] in ("", "\n"), True, f"whole lines in {name}")
        between(0, len(text), 1 << 20, f"length of {name}")

    def number(name):
        return min((int(row["StmtId"]) for row in rows[name]
                    if "StmtId" in row), default=0)

    lines = [row for name in sorted(rows, key=number) for row in rows[name]]
    numbers = [int(row["StmtId"]) for row in lines if "StmtId" in row]
    equal(numbers, list(range(1, len(numbers) + 1)), "numbers of statements")
    for i in range(CLIENTS):
        got = [found.group(1) for found in
               (re.match(rf"SELECT 'c{i} n(\d+) ", row["Stmt"])
                for row in lines) if found]
        equal(got, [str(n) for n in range(sent[i])], f"what client {i} sent")
    for command in ("Connect", "Quit"):
        equal(sum(row["Command"] == command and row["User"] == "app"
                  for row in lines), CLIENTS, command)

    # ---- it was rotated in all ways ----
    by_server = [name for name in texts
                 if re.fullmatch(r"fe\.audit\.log\.\d{8}-\d+", name)]
    for name in by_server:
        equal({day(line) for line in texts[name].splitlines()},
              {name[13:21]}, f"days in {name}")
    full = [name for name in by_server if len(texts[name]) > (1 << 20) - 9000]
    between(3, len(full), 10000, "files rotated by size")
    between(3, moved, 10000, "files renamed")
    equal(len({day(text) for text in texts.values() if text}), 2, "days")
    equal([line for line in fe.warnings() if "audit" in line and
           "cannot rotate" not in line], [], "complaints")
    print(f"{len(numbers)} statements, {len(full)} files by size, {moved} by "
          "rename")
