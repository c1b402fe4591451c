"""place - a machine of the scene: one network namespace.

Programs and sockets that a place makes live in its network.
"""
import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import struct
import subprocess

_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_SIOCOUTQ = 0x5411
_libc = ctypes.CDLL(None, use_errno=True)
_TCP_LISTEN = "0A"


def _enter(namespace):
    if _libc.setns(namespace, _CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "cannot enter a network namespace")


def _end_with_parent():
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class Place:
    """`path` is the namespace; None: where this program runs."""

    def __init__(self, name, path=None):
        self.name = name
        self._home = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
        self._there = None if path is None else os.open(path, os.O_RDONLY)

    @contextlib.contextmanager
    def _inside(self):
        if self._there is None:
            yield
            return
        _enter(self._there)
        try:
            yield
        finally:
            _enter(self._home)

    def start(self, command, **options):
        """Starts a program here and returns it (subprocess.Popen).  It does
        not outlive this one, and a terminal's Ctrl-C is not for it."""
        with self._inside():
            return subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                    start_new_session=True,
                                    preexec_fn=_end_with_parent, **options)

    def run(self, command, within=20):
        """Runs a program here to its end; its output is text."""
        program = self.start(command, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, text=True)
        try:
            out, err = program.communicate(timeout=within)
        except subprocess.TimeoutExpired:
            program.kill()
            out, err = program.communicate()
            raise AssertionError(f"{command[0]} did not end within {within} s"
                                 f"\n{out}{err}") from None
        return subprocess.CompletedProcess(command, program.returncode,
                                           out, err)

    def connect(self, address, port=9030, source=None):
        """A TCP connection from here, each send a segment of its own."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with self._inside():
            connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(20)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if source is not None:
            connection.bind((source, 0))
        connection.connect((address, port))
        return connection

    def _tcp_table(self):
        with self._inside():
            for name in ("tcp", "tcp6"):
                with open("/proc/thread-self/net/" + name) as table:
                    next(table)
                    yield from (line.split() for line in table.readlines())

    def listens(self, port):
        """Does any program here listen on this port?"""
        return any(int(row[1].rsplit(":", 1)[1], 16) == port
                   and row[3] == _TCP_LISTEN for row in self._tcp_table())

    def has_read(self, connection):
        """Has the program here that `connection` leads to read all of it?"""
        if _on_the_way(connection):
            return False
        sender = connection.getsockname()[1]
        ours = [row for row in self._tcp_table()
                if int(row[2].rsplit(":", 1)[1], 16) == sender]
        return bool(ours) and all(int(row[4].split(":")[1], 16) == 0
                                  for row in ours)


def _on_the_way(connection):
    """Bytes that were sent and have not reached the other machine yet."""
    answer = fcntl.ioctl(connection, _SIOCOUTQ, bytes(4))
    return struct.unpack("i", answer)[0]
