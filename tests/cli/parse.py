#!/usr/bin/python3 -B
# Goal: parse --hex answers in one line each, in words that never change.
import ppv1

ANSWERS = [
    (b"PROXY TCP4 203.0.113.10 192.0.2.1 43025 9030\r\n",
     "ACCEPT TCP4 203.0.113.10 43025 192.0.2.1 9030 46"),
    (b"PROXY TCP6 2001:DB8:0:0:0:0:0:10 ::1 0 65535\r\nmore",
     "ACCEPT TCP6 2001:db8::10 0 ::1 65535 46"),
    (b"PROXY TCP6 ::ffff:203.0.113.10 ::ffff:127.0.0.1 43025 9030\r\n",
     "ACCEPT TCP6 203.0.113.10 43025 127.0.0.1 9030 60"),
    (b"PROXY UNKNOWN\r\n", "ACCEPT UNKNOWN 15"),
    (b"PROXY UNKNOWN \x00\xff\n\r \r\n\r\n", "ACCEPT UNKNOWN 21"),
    (b"", "INCOMPLETE"),
    (b"PROXY TCP4 203.0.113.10 192.0.2.1 43025 9030\r", "INCOMPLETE"),
    (b"PROXY TCP4 203.0.113.256 192.0.2.1 43025 9030\r\n",
     "REJECT 23 IPv4 octet above 255 in source address"),
    (b"PROXY TCP4 203.0.113.10 192.0.2.1 43025 9030\n",
     "REJECT 44 CRLF expected at the end of the line"),
    (b"\r\n\r\n\0\r\nQUIT\n",
     "REJECT 0 binary v2 header; only v1 is supported"),
    (b"GET / HTTP/1.1\r\n", "REJECT 0 not a PROXY header"),
    (b"PROXY UNKNOWN " + 1000000 * b"x",
     "REJECT 105 line longer than 107 bytes"),
]

for header, answer in ANSWERS:
    ppv1.same(header[:60], ppv1.parse([header]), [answer])
ppv1.same("all at once", ppv1.parse([header for header, _ in ANSWERS]),
          [answer for _, answer in ANSWERS])

# Hex in either case; the last line may lack its end; CRLF ends one as well.
ppv1.same("spellings", ppv1.run("parse", "--hex", given=b"4A\r\n4a"),
          (0, 2 * b"REJECT 0 not a PROXY header\n", b""))

# A line that is not hex ends it all; what came before is answered.
for bad in (b"5", b"zz", b"50 52", b"0x50", b"5\x0050", b"\xff\xff"):
    ppv1.same(bad, ppv1.run("parse", "--hex", given=b"50\n" + bad + b"\n50\n"),
              (2, b"INCOMPLETE\n",
               b"ppv1: line 2: not pairs of hexadecimal digits\n"))
