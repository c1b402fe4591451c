#!/usr/bin/python3 -B
# Goal: beyond max_waiting_logins that have not logged in, one more is told
#       1040; who has logged in does not count, and logs in or goes to make room.
from lib import clients
from lib.check import equal, eventually, raises
from lib.scene import TRUST_BALANCER, Scene

TEXT = "Too many connections that have not logged in"

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER, max_waiting_logins=2)
    scene.haproxy()
    fe.create_user("'app'@'203.0.113.10'", "secret")

    def connect():
        return scene.client.connect("203.0.113.1")

    def log_in():
        return clients.log_in(connect(), "app", "secret")

    def gets_in():
        try:
            return log_in()
        except clients.SqlError as error:
            equal((error.code, error.text), (1040, TEXT), "refusal")
            return None

    sessions = [eventually(gets_in, "three that log in") for _ in range(3)]
    silent = [connect() for _ in range(2)]
    for connection in silent:
        equal(clients.is_greeting(clients.packet(connection)), True, "greeting")
    equal(clients.error(clients.packet(connect())), (0, 1040, "08004", TEXT),
          "refusal")
    raises(clients.SqlError, 1040, log_in)
    for session in sessions:
        equal(clients.query(session, "SELECT 1 AS one"), [{"one": 1}],
              "open connection")

    # One of them tries, and fails; then the other goes.
    silent[0].sendall(clients.login_packet("app"))
    equal(clients.error(clients.packet(silent[0]))[1], 1045, "wrong login")
    sessions.append(eventually(gets_in, "free after a login that failed"))
    silent[0] = connect()
    equal(clients.is_greeting(clients.packet(silent[0])), True, "greeting")
    raises(clients.SqlError, 1040, log_in)
    silent[1].close()
    sessions.append(eventually(gets_in, "free after one has gone"))
    silent[1] = connect()
    equal(clients.is_greeting(clients.packet(silent[1])), True, "greeting")
    raises(clients.SqlError, 1040, log_in)
    root = clients.log_in(scene.fe.connect("127.0.0.1"), "root", "")
    host = "203.0.113.10:%d" % silent[1].getsockname()[1]
    (number,) = (row["Id"] for row in clients.query(root, "SHOW PROCESSLIST")
                 if row["Host"] == host)
    clients.query(root, f"KILL {number}")
    sessions.append(eventually(gets_in, "free after KILL"))
