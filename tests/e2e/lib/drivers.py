"""drivers - clients of other languages, each a program in tests/e2e/drivers
that logs in, tries what its pool needs, and prints what it saw as JSON.

Every one of them logs in by two ways, with two methods.
"""
import json
import subprocess

from lib import stage
from lib.check import contains, equal
from lib.programs import ROOT

HERE = ROOT / "tests/e2e/drivers"
_NODE = ROOT / "build/drivers"
_CONNECTOR_J = "/usr/share/java/mariadb-java-client.jar"

METHODS = {"native": "mysql_native_password", "sha2": "caching_sha2_password"}
PASSWORD = "säcret"


def install_node():
    """Call it before the scene begins, which has no network."""
    if not stage.inside():
        subprocess.run([HERE / "install", _NODE], check=True)


class Way:
    """How a client reaches the FE, and as whom it comes; in TLS, if there is
    the root of the server's certificate."""

    def __init__(self, name, place, address, server, root=""):
        self.name = name
        self.place = place
        self.address = address
        self.server = server
        self.root = root


def ways(scene):
    return [Way("through HAProxy", scene.client, "203.0.113.10",
                "203.0.113.1"),
            Way("directly", scene.neighbour, "10.0.0.20", "10.0.0.9")]


def create_users(fe, scene):
    """A user for each method and way, and `other`, whose method is native."""
    for user, method in [*METHODS.items(), ("other", METHODS["native"])]:
        for way in ways(scene):
            fe.admin(f"CREATE USER '{user}'@'{way.address}' IDENTIFIED WITH "
                     f"{method} BY '{PASSWORD}'")


def _run(way, command, user):
    ended = way.place.run(["env", f"FE_ROOT={way.root}",
                           f"NODE_PATH={_NODE}/node_modules",
                           *command, way.server, "9030", user, PASSWORD,
                           "other"], within=60)
    if ended.returncode != 0:
        raise AssertionError(f"{command[-1]} as {user} {way.name}: "
                             f"{ended.stdout}{ended.stderr}")
    return json.loads(ended.stdout)


def node(way, script, user):
    return _run(way, ["node", HERE / script], user)


def java(way, source, user):
    return _run(way, ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp",
                      _CONNECTOR_J, HERE / source], user)


def check(seen, way, user):
    """What all of them have to see, whatever else they do."""
    who = f"{user} {way.name}"
    row = [1, "text", None, -2]
    equal(seen["user"], f"{user}@{way.address}", f"USER() of {who}")
    contains(seen["host"], f"{way.address}:", f"Host of {who}")
    equal(seen["text"], [row], f"values for {who}")
    equal(seen.get("prepared", [row]), [row], f"binary values for {who}")
    equal(len(set(seen["pool"])), 1, f"connections in the pool of {who}")
