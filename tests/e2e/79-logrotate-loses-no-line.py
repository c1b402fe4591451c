#!/usr/bin/python3 -B
# Goal: with the example for logrotate, which then compresses the files, every
#       line is in some file, once and in order.
import gzip
import threading

from lib import clients
from lib.check import between, contains, equal, eventually
from lib.programs import ROOT, audit_rows
from lib.scene import Scene

TIMES = 8

with Scene() as scene:
    fe = scene.listener(audit_log_roll_num=0, log_roll_size_mb=1)
    folder = fe.audit_path.parent
    fe.create_user("'app'@'10.0.0.20'", "secret")

    # The example, but for its path and whom it signals: other tests run, too.
    example = (ROOT / "src/fe/fe-listener.logrotate").read_text()
    for ours, there in (
            ("/var/log/fe-listener/fe.audit.log", str(fe.audit_path)),
            ("pkill -HUP -x fe-listener", f"kill -HUP {fe.pid}")):
        contains(example, ours, "the example")
        example = example.replace(ours, there)
    conf = scene.folder / "logrotate.conf"
    conf.write_text(example)
    conf.chmod(0o644)

    stop = threading.Event()
    sent = []

    def talk():
        session = clients.log_in(scene.neighbour.connect("10.0.0.9"), "app",
                                 "secret")
        while not stop.is_set():
            clients.query(session, f"SELECT {len(sent)}, '{'x' * 5000}'")
            sent.append(True)
        session.close()

    thread = threading.Thread(target=talk)
    thread.start()
    try:
        for number in range(TIMES):
            ended = scene.fe.run(["logrotate", "--force", "--state",
                                  str(scene.folder / "state"), str(conf)])
            equal((ended.returncode, ended.stderr), (0, ""), "logrotate")
            eventually(lambda: fe.audit_path.exists() and
                       fe.audit_path.stat().st_size > 20000, "a new file")
        eventually(lambda: fe.audit_path.stat().st_size > 2 << 20,
                   "more than the server's own rotation would allow")
    finally:
        stop.set()
        thread.join()
    fe.stop()

    packed = sorted(folder.glob("fe.audit.log.*.gz"),
                    key=lambda path: -int(path.name.split(".")[3]))
    equal(len(packed), TIMES - 1, "compressed files")
    text = "".join(gzip.decompress(path.read_bytes()).decode()
                   for path in packed)
    text += (folder / "fe.audit.log.1").read_text()
    text += fe.audit_path.read_text()
    equal(len(list(folder.iterdir())), TIMES + 1, "files")
    rows = audit_rows(text)
    numbers = [int(row["StmtId"]) for row in rows if "StmtId" in row]
    equal(numbers, list(range(1, len(numbers) + 1)), "StmtId")
    between(len(sent), len(numbers), len(sent) + 10, "statements")
    equal(rows[-1]["Command"], "Quit", "the last line")
    equal((folder / "fe.audit.log").stat().st_mode & 0o777, 0o640, "mode")
