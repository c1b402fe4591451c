#!/usr/bin/python3 -B
# Goal: a server that is killed has lost at most the lines that waited then, and
#       no line before another one; a last line that is torn is ended at the
#       next start, and the log says so.
import os
import threading

from lib import clients
from lib.check import contains, equal, eventually
from lib.programs import audit_rows
from lib.scene import Scene

CLIENTS = 3

with Scene() as scene:
    fe = scene.listener()
    fe.create_user("'app'@'10.0.0.20'", "secret")
    root = clients.log_in(scene.fe.connect("127.0.0.1"), "root", "")

    def waiting():
        (row,) = clients.query(root, "SHOW STATUS LIKE 'Audit_queue_lines'")
        return int(row["Value"])

    def log_in():
        return clients.log_in(scene.neighbour.connect("10.0.0.9"), "app",
                              "secret")

    talked = threading.Barrier(CLIENTS + 1)

    def talk(session):
        for _ in range(20):
            clients.query(session, f"SELECT '{'x' * 5000}'")
        talked.wait(20)
        try:
            while True:
                clients.query(session, f"SELECT '{'x' * 5000}'")
        except clients.SqlError:
            pass  # the server is gone

    for n in range(100):
        clients.query(root, f"SELECT 'before {n}'")
    eventually(lambda: waiting() == 0, "no line waits")
    threads = [threading.Thread(target=talk, args=(log_in(),))
               for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    talked.wait(20)
    fe.kill()
    for thread in threads:
        thread.join()

    text = fe.audit_path.read_text()
    equal(text[-1:], "\n", "end of the file")
    rows = audit_rows(text)
    before = [row["Stmt"] for row in rows if "before" in row["Stmt"]]
    equal(before, [f"SELECT 'before {n}'" for n in range(100)],
          "what was written when no line waited")
    numbers = [int(row["StmtId"]) for row in rows if "StmtId" in row]
    equal(numbers, list(range(1, len(numbers) + 1)), "StmtId")

    # ---- torn, as by a crash of the machine ----
    whole, last = text[:-1].rsplit("\n", 1)
    torn = last[:-5]
    os.truncate(fe.audit_path, len(text) - 6)
    fe = scene.listener()
    contains(fe.log(), "the last line of audit log "
             f"{fe.audit_path} was torn; it was ended", "log")
    equal(fe.audit_path.read_text(), f"{whole}\n{torn}\n", "the file")
    log_in().close()
    eventually(lambda: "|Command=Quit|" in
               fe.audit_path.read_text()[len(text):], "new lines")
    equal([row["Command"] for row in
           audit_rows(fe.audit_path.read_text()[len(text) - 5:])],
          ["Connect", "Query", "Quit"], "new lines")
    fe.stop()
    fe = scene.listener()
    equal("torn" in fe.log(), False, "torn once")
