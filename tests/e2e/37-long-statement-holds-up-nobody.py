#!/usr/bin/python3 -B
# Goal: a statement that is too long is refused without being read, the longest
#       that is allowed is read, and the session goes on after both.
from lib import clients
from lib.check import equal, raises
from lib.scene import Scene

LONGEST = 65536
LONGEST_TEXT = "SELECT 1 AS one" + " " * (LONGEST - len("SELECT 1 AS one"))

with Scene() as scene:
    fe = scene.listener()
    fe.create_user("'app'@'10.0.0.20'", "secret")
    session = clients.log_in(scene.neighbour.connect("10.0.0.9"), "app",
                             "secret")
    equal(clients.query(session, LONGEST_TEXT), [{"one": 1}], "the longest")
    said = raises(clients.SqlError, 1153,
                  lambda: clients.query(session, LONGEST_TEXT + " "))
    equal(said.text, "Statement longer than 65536 bytes", "error text")
    equal(fe.audited(Stmt="(too long)")["State"], "ERR", "audit line")
    equal(clients.query(session, "SELECT 1 AS one"), [{"one": 1}], "after it")
