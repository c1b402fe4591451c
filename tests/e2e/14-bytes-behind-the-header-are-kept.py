#!/usr/bin/python3 -B
# Goal: what stands behind the header in the same segment belongs to MySQL:
#       login and COM_QUIT sent with the header are answered, and not a byte
#       of them is lost.
from lib import clients
from lib.check import equal
from lib.scene import TRUST_BALANCER, Scene

HEADER = b"PROXY TCP4 203.0.113.10 203.0.113.1 43025 9030\r\n"

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    fe.admin("CREATE USER 'probe'@'203.0.113.10' IDENTIFIED WITH "
             "mysql_native_password")
    connection = scene.balancer.connect("10.0.0.9")
    connection.sendall(HEADER + clients.login_packet("probe") + clients.QUIT)
    greeting = clients.packet(connection)
    equal(clients.is_greeting(greeting), True, "greeting first")
    sequence, payload = clients.packet(connection)
    equal((sequence, payload[:1]), (2, b"\x00"), "OK to the login")
    equal(clients.at_end(connection), True, "closed in order")
    equal(fe.audited(User="probe", Command="Connect")["State"], "OK", "State")
    equal(fe.audited(User="probe", Command="Quit")["ErrorCode"], "", "end")
