#!/usr/bin/python3 -B
# Goal: after the audit log was renamed and the server got SIGHUP, lines go to
#       a new file, none is lost, and connections go on.
import signal

from lib import clients
from lib.check import equal, eventually
from lib.scene import TRUST_BALANCER, Scene

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    fe.create_user("'app'@'10.0.0.20'", "secret")
    session = clients.log_in(scene.neighbour.connect("10.0.0.9"),
                             "app", "secret")
    old = fe.audit_path.with_suffix(".1")
    fe.audit_path.rename(old)
    clients.query(session, "SELECT 'before'")
    eventually(lambda: fe.audit(old, Stmt="SELECT 'before'"),
               "the line in the renamed file")
    equal(fe.audit_path.exists(), False, "a new file before SIGHUP")

    fe.signal(signal.SIGHUP)
    eventually(fe.audit_path.exists, "a new file")
    clients.query(session, "SELECT 'behind'")
    fe.audited(Stmt="SELECT 'behind'")
    equal(fe.audit(old, Stmt="SELECT 'behind'"), [], "in the renamed file")
    session.close()
    fe.audited(User="app", Command="Quit")
