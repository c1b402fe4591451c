#!/usr/bin/python3 -B
# Goal: a bad value for one of the two parameters is refused with an error
#       that names what is wrong, and the value in force stays in force.
from lib import clients
from lib.check import contains, equal, raises
from lib.scene import REQUIRED, Scene

NETWORKS = "mysql_proxy_protocol_networks"
TIMEOUT = "mysql_proxy_protocol_header_timeout_ms"

CASES = [
    # key, value, what the error names
    (NETWORKS, "10.0.0.0/33", "10.0.0.0/33"),
    (NETWORKS, "10.0.0.0/8,192.168.0.0/16", "separator is ;"),
    (NETWORKS, "*;10.0.0.0/8", "*"),
    (NETWORKS, "10.0.0.0/8;;192.168.0.0/16", "entry 2"),
    (NETWORKS, "10.0.0.0/8;localhost", "localhost"),
    (NETWORKS, "010.0.0.1", "010.0.0.1"),
    (NETWORKS, r"10.0.0.0/8\0, x", "NUL"),
    (TIMEOUT, r"500\0ms", "NUL"),
    (TIMEOUT + r"\0x", "500", "NUL"),
    (TIMEOUT, "-1", "0 to 3600000"),
    (TIMEOUT, "3600001", "0 to 3600000"),
    (TIMEOUT, "1s", "1s"),
    (TIMEOUT, "", "0 to 3600000"),
    ("query_port", "9031", "query_port"),
    ("no_such_key", "1", "no_such_key"),
]

with Scene() as scene:
    fe = scene.listener(**{NETWORKS: "10.0.0.0/29", TIMEOUT: 300})
    for key, value, named in CASES:
        said = raises(clients.SqlError, 5102, lambda: fe.set(key, value))
        contains(said.text, named, f"error for {key} = {value!r}")
    said = raises(clients.SqlError, 5102, lambda: fe.admin(
        f'ADMIN SET FRONTEND CONFIG ("{TIMEOUT}" = "5", "{NETWORKS}" = "x")'))
    equal(fe.setting(NETWORKS), "10.0.0.0/29", NETWORKS)
    equal(fe.setting(TIMEOUT), "300", TIMEOUT)
    equal(clients.error(clients.packet(scene.balancer.connect("10.0.0.9")))[3],
          REQUIRED + "timeout after 300 ms with 0 bytes received",
          "a trusted peer that is silent")
