"""stage - the machines that a run plays on.

Stage makes network namespaces that belong to one run and vanish with it.

The program starts itself anew as the first process of a PID namespace, with
a network and a mount namespace of its own.  However it ends, the kernel ends
all that it started and removes the networks: nothing is left behind, and two
runs cannot meet.
"""
import os
import subprocess
import sys

from lib.place import Place

_OWN = ["--net", "--mount", "--pid", "--fork", "--kill-child"]
_AS_USER = ["--user", "--map-root-user"]
_MARK = "FE_E2E_STAGE"

WHY_NOT = """\
cannot make network namespaces.
Addresses such as 203.0.113.10 and programs on different machines are made of
network namespaces, so that nothing of this machine's own network is touched.
The kernel gives them to root, and to others where user namespaces are allowed
(sysctl user.max_user_namespaces above 0, kernel.unprivileged_userns_clone=1;
in a container: --privileged).
unshare says: """


def _ways():
    return [[], _AS_USER] if os.geteuid() == 0 else [_AS_USER]


def how():
    """Flags for unshare(1), or None and what it says."""
    for flags in _ways():
        trial = subprocess.run(
            ["unshare", *flags, *_OWN, "mount", "-t", "tmpfs", "none", "/run"],
            capture_output=True, text=True, check=False)
        if trial.returncode == 0:
            return flags, ""
    return None, trial.stderr.strip()


def inside():
    """Has this program been started anew?"""
    return _MARK in os.environ


def enter():
    """Returns in the namespaces: the first time round, starts anew."""
    if inside():
        return
    flags, why = how()
    if flags is None:
        sys.exit(WHY_NOT + why)
    door = ["--user", "--preserve-credentials"] if flags else []
    os.environ[_MARK] = " ".join([str(os.getpid()), *door])
    os.execvp("unshare", ["unshare", *flags, *_OWN,
                          sys.executable, "-B", *sys.argv])


def _run(*words):
    subprocess.run(words, check=True)


class Stage:
    """The machines and the wires between them.

                 203.0.113.10  .1            .5 10.0.0.9  10.0.0.20
         client ─────────────── balancer ─────────── fe ─────────── neighbour
                                   │ .1
       stranger ───────────────────┘
                 203.0.113.11

    The client also is 2001:db8::10, the stranger ::11, the balancer ::1 and,
    inside, fd00::5; the FE is fd00::9 and the neighbour fd00::20.
    """

    def __init__(self):
        enter()
        pid, *door = os.environ.pop(_MARK).split()
        # What a person types in front of a command to be the client.
        self.door = ["nsenter", "--target", pid, "--net", *door]
        _run("mount", "-t", "tmpfs", "none", "/run")
        # Sanitizers look themselves up there; containers may forbid it.
        subprocess.run(["mount", "-t", "proc", "none", "/proc"],
                       stderr=subprocess.DEVNULL, check=False)
        _run("ip", "link", "set", "lo", "up")
        self.client = Place("client")
        self.balancer = self._place("balancer")
        self.stranger = self._place("stranger")
        self.fe = self._place("fe")
        self.neighbour = self._place("neighbour")
        self._wire("client", ["203.0.113.10", "2001:db8::10"],
                   "balancer", ["203.0.113.1", "2001:db8::1"])
        self._wire("stranger", ["203.0.113.11", "2001:db8::11"],
                   "balancer", ["203.0.113.1", "2001:db8::1"])
        self._wire("balancer", ["10.0.0.5", "fd00::5"],
                   "fe", ["10.0.0.9", "fd00::9"])
        self._wire("neighbour", ["10.0.0.20", "fd00::20"],
                   "fe", ["10.0.0.9", "fd00::9"])

    def _place(self, name):
        _run("ip", "netns", "add", name)
        _run("ip", "-n", name, "link", "set", "lo", "up")
        return Place(name, f"/run/netns/{name}")

    @staticmethod
    def _at(name):
        return ["ip"] if name == "client" else ["ip", "-n", name]

    def _wire(self, one, ones, other, others):
        _run(*self._at(one), "link", "add", f"to-{other}", "type", "veth",
             "peer", "name", f"to-{one}", "netns", other)
        for name, far, near, there in ((one, other, ones, others),
                                       (other, one, others, ones)):
            device = ["dev", f"to-{far}"]
            _run(*self._at(name), "link", "set", *device, "up")
            for address, peer in zip(near, there):
                ready_at_once = ["nodad"] if ":" in address else []
                _run(*self._at(name), "address", "add", address,
                     "peer", peer, *device, *ready_at_once)


class Loopback:
    """Where there are no namespaces: all machines are this one."""

    def __init__(self):
        self.door = []
        self.client = self.balancer = self.fe = Place("here")
