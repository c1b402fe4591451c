#!/usr/bin/python3 -B
# Goal: networks shows a list in canonical form and which entry trusts whom;
#       a bad list gets one sentence that names the entry.
import ppv1

LISTS = [
    (["10.1.2.3/8; 2001:DB8::/32", "10.0.0.5", "203.0.113.10", "2001:db8::1"],
     b"10.0.0.0/8\n2001:db8::/32\n"
     b"10.0.0.5: trusted by 10.0.0.0/8\n203.0.113.10: none\n"
     b"2001:db8::1: trusted by 2001:db8::/32\n", b""),
    (["::ffff:10.0.0.0/104;192.0.2.1", "::ffff:10.9.9.9", "192.0.2.2"],
     b"10.0.0.0/8\n192.0.2.1\n"
     b"10.9.9.9: trusted by 10.0.0.0/8\n192.0.2.2: none\n", b""),
    (["*", "::1"], b"*\n::1: trusted by *\n",
     b"ppv1: warning: * lets any peer claim any address\n"),
    (["", "127.0.0.1"], b"127.0.0.1: none\n",
     b"ppv1: the list is empty: no peer is trusted\n"),
    (["::/0", "10.0.0.1", "::2"],
     b"::/0\n10.0.0.1: none\n::2: trusted by ::/0\n", b""),
]

for arguments, out, err in LISTS:
    ppv1.same(arguments, ppv1.run("networks", *arguments), (0, out, err))

# (list, the entry's number, the entry as it is shown)
BAD = [
    ("10.0.0.0/33", 1, "10.0.0.0/33"),
    ("10.0.0.1; ;10.0.0.2", 2, ""),
    ("10.0.0.1,10.0.0.2", 1, "10.0.0.1,10.0.0.2"),
    ("*;10.0.0.0/8", 1, "*"),
    ("10.0.0.0/8;*", 2, "*"),
    ("10.0.0.0/08", 1, "10.0.0.0/08"),
    ("a\x1b[0mb", 1, "a\\x1b[0mb"),
    ("fe80::1%eth0", 1, "fe80::1%eth0"),
]

for text, entry, shown in BAD:
    status, out, err = ppv1.run("networks", text, "127.0.0.1")
    begins = f'ppv1: entry {entry} "{shown}": '.encode()
    ppv1.same(text, (status, out, err[:len(begins)]), (1, b"", begins))
    ppv1.same(text, (err.count(b"\n"), err[-1:]), (1, b"\n"))

# A bad address does not keep the others from being answered.
ppv1.same("a bad address", ppv1.run("networks", "10.0.0.1", "x\n", "10.0.0.1"),
          (1, b"10.0.0.1\n10.0.0.1: trusted by 10.0.0.1\n",
           b"ppv1: not an IPv4 or IPv6 address: x\\n\n"))
