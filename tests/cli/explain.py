#!/usr/bin/python3 -B
# Goal: explain points at the byte and says what was expected there; bytes
#       that are not printable are shown escaped, wherever they come from.
import ppv1

V2 = b"\r\n\r\n\0\r\nQUIT\n"

EXPLAINED = [
    (b"PROXY TCP4 203.0.113.10 192.0.2.1 43025 9030\r\nabc", 0, r"""
PROXY TCP4 203.0.113.10 192.0.2.1 43025 9030\r\nabc
accepted: client 203.0.113.10 port 43025, connected to 192.0.2.1 port 9030
the header takes 46 bytes; 3 bytes follow it
"""),
    (b"PROXY UNKNOWN \x1b[31m\r\n", 0, r"""
PROXY UNKNOWN \x1b[31m\r\n
accepted: PROXY UNKNOWN, so the connection keeps the address of its TCP peer
the header takes 21 bytes; 0 bytes follow it
"""),
    (b"PROXY TCP4 203.0.113.256 192.0.2.1 43025 9030\r\n", 1, r"""
PROXY TCP4 203.0.113.256 192.0.2.1 43025 9030\r\n
                       ^
refused: byte 23: IPv4 octet above 255 in source address
expected: space 0-5
"""),
    (b"PROXY UNKNOWN\n", 1, r"""
PROXY UNKNOWN\n
             ^
refused: byte 13: space or CRLF expected after UNKNOWN
expected: \r space
"""),
    (V2, 1, r"""
\r\n\r\n\x00\r\nQUIT\n
^
refused: byte 0: binary v2 header; only v1 is supported
expected: P
"""),
    (b"PROXY TCP6 ::", 1, r"""
PROXY TCP6 ::
             ^
incomplete: 13 bytes could begin a header, but more must follow
expected: space 0-9 A-F a-f
"""),
    # The caret stands where the byte is shown, behind escapes as well.
    (b"PROXY UNKNOWN \x01\\\t" + 88 * b"." + b"\xffX", 1,
     r"PROXY UNKNOWN \x01\\\t" + 88 * "." + r"""\xffX
""" + (14 + 4 + 2 + 2 + 88) * " " + r"""^
refused: byte 105: line longer than 107 bytes
expected: \r
"""),
]


def as_argument(header):
    """What a person would type."""
    return "".join(chr(c) if 0x20 < c < 0x7f and c != 0x5c else f"\\x{c:02x}"
                   for c in header)


for header, status, text in EXPLAINED:
    wanted = (status, text.lstrip("\n").encode(), b"")
    ppv1.same(header, ppv1.run("explain", given=header), wanted)
    ppv1.same(header, ppv1.run("explain", as_argument(header)), wanted)

# In an argument, \r \n \t \\ \xHH mean bytes; other backslashes themselves.
for text, shown in ((r"\r\n\t\\\x41", rb"\r\n\t\\A"), (r"\q\x4", rb"\\q\\x4"),
                    ("\\", rb"\\"), ("é", rb"\xc3\xa9")):
    ppv1.same(text, ppv1.run("explain", text)[1].split(b"\n")[0], shown)

# Nothing from the wire reaches the terminal as it is.
for byte in range(256):
    status, out, err = ppv1.run("explain", given=bytes([byte, byte]))
    unfit = [c for c in out if c != 0x0a and not 0x20 <= c <= 0x7e]
    ppv1.same(byte, (status, unfit, err), (1, [], b""))

# Only the beginning of what is long is looked at, and said to be.
status, out, err = ppv1.run("explain", given=b"PROXY UNKNOWN\r\n" + bytes(9999))
ppv1.same("long", (status, out.splitlines()[-1], err),
          (0, b"the header takes 15 bytes; more bytes follow it", b""))
