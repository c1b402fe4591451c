#!/usr/bin/python3 -B
# Goal: of a user's accounts the one with the most specific host counts, and no
#       other is tried, by IPv4 and IPv6 behind the balancer; another spelling
#       of a host is the same account.
from lib import clients
from lib.check import contains, equal, raises
from lib.scene import TRUST_BALANCER, Scene

# From the most specific to the least, each in an odd and its canonical
# spelling.
IPV4 = [("::FFFF:203.0.113.10", "203.0.113.10"),
        ("203.0.113.14/255.255.255.248", "203.0.113.8/29"),
        ("203.0.113.77/24", "203.0.113.0/24"),
        ("203.0.113.%%", "203.0.113.%"),
        ("203.0.%_", "203.0._%")]
IPV6 = [("2001:0DB8:0:0:0:0:0:10", "2001:db8::10"),
        ("2001:DB8::FFFF/64", "2001:db8::/64"),
        ("2001:DB8::/32", "2001:db8::/32"),
        ("2001:DB8:%", "2001:db8:%")]
OTHER_SPELLINGS = ["203.0.113.10/32", "203.0.113.10/255.255.255.255",
                   "203.0.113.8/255.255.255.248", "203.0.113.0/255.255.255.0",
                   "203.0._%", "2001:db8:0::10/128", "2001:db8::/64",
                   "2001:DB8:FFFF::/32", "%%"]

with Scene() as scene:
    fe = scene.listener(**TRUST_BALANCER)
    scene.haproxy()
    hosts = [*IPV4, *IPV6, ("%", "%")]
    for number, (spelling, _) in enumerate(reversed(hosts)):
        method = ("mysql_native_password", "caching_sha2_password")[number % 2]
        fe.admin(f"CREATE USER 'app'@'{spelling}' IDENTIFIED WITH {method} "
                 f"BY 'for {spelling}'")
    for host in ("203.0.113.11", "203.0.113.12/30", "203.0.114.%", "10.0.0.5",
                 "10.0.0.0/8", "2001:db9::/32", "localhost"):
        fe.admin(f"CREATE USER 'app'@'{host}' IDENTIFIED BY 'other'")
    for spelling in OTHER_SPELLINGS:
        contains(raises(clients.SqlError, 1396, lambda: fe.admin(
            f"CREATE USER 'app'@'{spelling}'")).text, "exists already",
            spelling)

    for address, family in (("203.0.113.1", IPV4), ("2001:db8::1", IPV6)):
        def log_in(password):
            return clients.mariadb(scene.client, "app", password,
                                   "SELECT CURRENT_USER()", address)

        rest = [*family, ("%", "%")]
        while rest:
            (spelling, canonical), *rest = rest
            equal(log_in(f"for {spelling}"), [[f"app@{canonical}"]], "account")
            for other, _ in rest:
                raises(clients.SqlError, 1045, lambda: log_in(f"for {other}"))
            if rest:
                fe.admin(f"DROP USER 'app'@'{canonical}'")
    fe.admin("DROP USER app")
    raises(clients.SqlError, 1045, lambda: log_in("for %"))
