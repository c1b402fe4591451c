"""programs - the real programs of a scene: fe-listener, HAProxy, nginx."""
import os
import pathlib
import re
import signal
import subprocess

from lib import clients
from lib.check import eventually

ROOT = pathlib.Path(__file__).resolve().parents[3]
_BUILD = ROOT / "build/release/src"
LISTENER = os.environ.get("FE_LISTENER", str(_BUILD / "fe/fe-listener"))
PPV1 = os.environ.get("PPV1", str(_BUILD / "cli/ppv1"))


class Program:
    """A running program; its output is added to <folder>/<name>.log."""

    def __init__(self, place, folder, name, command):
        self.place = place
        self.log_path = folder / f"{name}.log"
        self.log_path.touch()
        self._log_begin = self.log_path.stat().st_size
        with open(self.log_path, "ab") as log:
            self._process = place.start(command, stdout=log,
                                        stderr=subprocess.STDOUT)
        self.command = command
        self.killed = False  # by the test

    def log(self):
        """What it has said; not what was said before it was started."""
        said = self.log_path.read_bytes()[self._log_begin:]
        return said.decode(errors="replace")

    def ended(self):
        """Its exit status, or None while it runs."""
        return self._process.poll()

    def wait_for(self, question, what):
        def ready():
            if self.ended() is not None:
                raise AssertionError(f"{self.log_path.stem} ended with status "
                                     f"{self.ended()} before: {what}")
            return question()
        eventually(ready, what)

    @property
    def pid(self):
        return self._process.pid

    def signal(self, number):
        self._process.send_signal(number)

    def kill(self):
        self.killed = True
        self._process.kill()
        self._process.wait()

    def stop(self, within=10):
        """Asks it to end; its exit status."""
        self.signal(signal.SIGTERM)
        return self._process.wait(timeout=within)


class FeListener(Program):
    """fe-listener with these lines in its fe.conf; it listens on 9030."""

    def __init__(self, place, folder, settings):
        self._audit = pathlib.Path(
            settings.get("audit_log_dir", folder / "audit"), "fe.audit.log")
        self._conf = folder / "fe.conf"
        self._usual = {"query_port": 9030, "meta_dir": folder / "meta",
                       "audit_log_dir": folder / "audit"}
        self.configure(**settings)
        super().__init__(place, folder, "fe-listener",
                         [LISTENER, "--config", str(self._conf)])
        self.wait_for(lambda: re.search(r"listening on .*:9030\n", self.log()),
                      "fe-listener listens")

    def configure(self, **settings):
        """Writes fe.conf anew."""
        self._conf.write_text("".join(
            f"{key} = {value}\n"
            for key, value in {**self._usual, **settings}.items()))

    def conf(self):
        return self._conf.read_text()

    def warnings(self):
        """The log's warnings and errors without their times."""
        return [found.group(1) for found in
                re.finditer(r"(?:WARNING|ERROR) (.*)\n", self.log())]

    def audit(self, path=None, **wanted):
        """The audit log's whole lines as dicts; those with these values."""
        try:
            text = (path or self._audit).read_text()
        except FileNotFoundError:
            return []
        rows = audit_rows(text)
        return [row for row in rows
                if all(row.get(key) == wanted[key] for key in wanted)]

    def audits(self, count, **wanted):
        """The audit lines with these values, once there are so many.  What
        happened before them is in the file then, too."""
        rows = eventually(lambda: len(self.audit(**wanted)) >= count and
                          self.audit(**wanted), f"audit lines {wanted}")
        if len(rows) != count:
            raise AssertionError(f"{len(rows)} audit lines with {wanted}")
        return rows

    def audited(self, **wanted):
        """The one audit line with these values, once it is there."""
        return self.audits(1, **wanted)[0]

    def stop_at_once(self):
        """Ends it without waiting for clients; its exit status."""
        self.signal(signal.SIGTERM)
        return self.stop()

    @property
    def audit_path(self):
        return self._audit

    def admin(self, sql, header=b""):
        """What root on the FE's own machine gets: rows as dicts."""
        connection = self.place.connect("127.0.0.1")
        connection.sendall(header)
        return clients.once(connection, "root", "", sql)

    def wait_until_alone(self):
        """Until everybody who has gone is gone here too."""
        eventually(lambda: len(self.admin("SHOW PROCESSLIST")) == 1,
                   "root is the only one in the process list")

    def setting(self, key):
        return self.admin(f"ADMIN SHOW FRONTEND CONFIG LIKE '{key}'")[0][
            "Value"]

    def set(self, key, value):
        return self.admin(f'ADMIN SET FRONTEND CONFIG ("{key}" = "{value}")')

    def create_user(self, account, password):
        self.admin(f"CREATE USER {account} IDENTIFIED WITH "
                   f"mysql_native_password BY '{password}'")


def audit_rows(text):
    """The whole lines of an audit log as dicts."""
    return [_audit_row(line) for line in text.split("\n")[:-1]]


def _audit_row(line):
    head, *fields = line.split("|")
    found = re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d"
                         r" \[(query|slow_query|connection)\] ", head)
    if found is None:
        raise AssertionError(f"not an audit line: {line!r}")
    return {"module": found.group(1),
            **dict(field.split("=", 1) for field in fields)}


class Haproxy(Program):
    """HAProxy with these sections behind its defaults."""

    _HEAD = """\
global
    log stderr format raw local0
    stats socket {socket}
defaults
    mode tcp
    log global
    timeout connect 5s
    timeout client 1m
    timeout server 1m
"""

    def __init__(self, place, folder, sections, port=9030):
        self._socket = folder / "haproxy.sock"
        conf = folder / "haproxy.cfg"
        conf.write_text(self._HEAD.format(socket=self._socket) + sections)
        super().__init__(place, folder, "haproxy",
                         ["haproxy", "-db", "-f", str(conf)])
        self.wait_for(lambda: place.listens(port), "HAProxy listens")

    def server(self, name="fe"):
        """HAProxy's own figures about a server, as a dict."""
        with clients.unix(self._socket) as control:
            control.sendall(b"show stat\n")
            text = control.makefile().read()
        head, *rows = (line.lstrip("# ").split(",")
                       for line in text.splitlines() if line)
        return next(dict(zip(head, row)) for row in rows if row[1] == name)


class Nginx(Program):
    """nginx with this stream block; `ready` says that it listens."""

    _HEAD = """\
load_module /usr/lib/nginx/modules/ngx_stream_module.so;
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log stderr notice;
events {{}}
"""

    def __init__(self, place, folder, stream, ready):
        conf = folder / "nginx.conf"
        conf.write_text(self._HEAD.format(folder=folder) + stream)
        super().__init__(place, folder, "nginx",
                         ["nginx", "-e", "stderr", "-p", str(folder),
                          "-c", str(conf)])
        self.wait_for(ready, "nginx listens")
