"""scene - one test's stage, folder and programs.

with Scene() as scene: … and all is gone behind it; when the test fails, the
logs of its programs are shown first.
"""
import pathlib
import shutil
import signal
import sys
import tempfile
import traceback

from lib.programs import FeListener, Haproxy, Nginx
from lib.stage import Stage

# The usual flow of most tests, as one would configure it.
HAPROXY = """\
listen mysql
    bind 203.0.113.1:9030
    bind 2001:db8::1:9030
    server fe 10.0.0.9:9030 send-proxy
"""

TRUST_BALANCER = {"mysql_proxy_protocol_networks": "10.0.0.5"}

# How every refusal of the gate begins.
REQUIRED = "PROXY protocol header required but not received: "


class Scene:
    """The machines are scene.client, .balancer, .fe, … as in stage.Stage."""

    def __init__(self, stage=Stage):
        self.__dict__.update(vars(stage()))
        signal.signal(signal.SIGTERM, _leave)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="fe-e2e-"))
        self._programs = []

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        failed = kind is not None and issubclass(kind, Exception)
        if failed:
            traceback.print_exception(kind, error, trace)
        if kind is None:
            failed = not all(map(_ends_well, self._programs))
        if failed:
            self._show_logs()
        for program in self._programs:
            program.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
        if failed:
            sys.exit(1)

    def _show_logs(self):
        for path in sorted(self.folder.rglob("*")):
            if path.suffix in (".log", ".conf", ".cfg"):
                print(f"---- {path.relative_to(self.folder)}", path.read_text(
                    errors="replace"), sep="\n", file=sys.stderr)

    def _start(self, program, *arguments):
        started = program(*arguments)
        self._programs.append(started)
        return started

    def listener(self, **settings):
        """fe-listener on the machine `fe`; keys and values of fe.conf."""
        return self._start(FeListener, self.fe, self.folder, settings)

    def haproxy(self, sections=HAPROXY, port=9030):
        return self._start(Haproxy, self.balancer, self.folder, sections, port)

    def nginx(self, stream, ready=None):
        return self._start(Nginx, self.balancer, self.folder, stream,
                           ready or (lambda: self.balancer.listens(9030)))


def _ends_well(program):
    """Still there, or ended by the test, and when stopped, with status 0?"""
    if program.killed:
        return True
    status = program.ended()
    if status is None and isinstance(program, FeListener):
        status = program.stop_at_once()
    if status not in (None, 0):
        print(f"{program.command[0]} ended with status {status}",
              file=sys.stderr)
    return status in (None, 0)


def _leave(signal_number, frame):
    sys.exit(128 + signal_number)
