#!/usr/bin/python3 -B
# Goal: ppv1 accepts what another reading of the protocol accepts, with the
#       same values, and refuses where that reading says that hope ends.
#
# The other reading is Python's: a regular expression for the frame, and
# ipaddress for addresses, which has no code in common with ours.
import ipaddress
import random
import re

import ppv1

FRAME = re.compile(
    rb"PROXY (?:UNKNOWN(?: (?:(?!\r\n)[\x00-\xff])*)?\r\n"
    rb"|(TCP[46]) ([^ \r\n]+) ([^ \r\n]+) (0|[1-9]\d{0,4}) (0|[1-9]\d{0,4})\r\n)")


def address(text, version):
    """The address in canonical form, or None."""
    try:
        found = ipaddress.ip_address(text.decode("ascii"))
    except ValueError:
        return None
    if found.version != version or b"%" in text:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def accepted(header):
    """The answer to a header that is accepted, or None."""
    found = FRAME.match(header)
    if found is None or found.end() > 107:
        return None
    if found.group(1) is None:
        return f"ACCEPT UNKNOWN {found.end()}"
    version = int(found.group(1)[3:])
    ends = [address(found.group(k), version) for k in (2, 3)]
    ports = [int(found.group(k)) for k in (4, 5)]
    if None in ends or max(ports) > 65535:
        return None
    return (f"ACCEPT {found.group(1).decode()} {ends[0]} {ports[0]} "
            f"{ends[1]} {ports[1]} {found.end()}")


def some_ipv6(dice):
    groups = [f"{dice.getrandbits(16 if dice.random() < .7 else 4):x}"
              for _ in range(8)]
    if dice.random() < .6:
        first = dice.randrange(8)
        last = dice.randint(first + 1, 8)
        text = ":".join(groups[:first]) + "::" + ":".join(groups[last:])
    else:
        text = ":".join(groups)
    if dice.random() < .2:
        text = text[:text.rindex(":") + 1] + some_ipv4(dice)
    return text.upper() if dice.random() < .2 else text


def some_ipv4(dice):
    return ".".join(str(dice.choice((0, 1, 9, 10, 99, 100, 199, 249, 255, 256)))
                    for _ in range(4))


def some_header(dice):
    kind = dice.choice(("TCP4", "TCP6", "TCP6", "UNKNOWN"))
    if kind == "UNKNOWN":
        return b"PROXY UNKNOWN" + dice.choice((b"", b" ", b" ")) \
            + dice.randbytes(dice.choice((0, 1, 5, 91, 92))) + b"\r\n"
    one = some_ipv4 if kind == "TCP4" else some_ipv6
    ports = [str(dice.choice((0, 1, 9030, 65535, 65536))) for _ in "12"]
    return " ".join(["PROXY", kind, one(dice), one(dice), *ports]
                    ).encode() + b"\r\n"


def spoiled(dice, header):
    """The header with one byte dropped, doubled or replaced."""
    at = dice.randrange(len(header))
    return dice.choice((
        header[:at] + header[at + 1:], header[:at] + header[at:at + 1] +
        header[at:], header[:at] + dice.choice((b" ", b":", b".", b"0", b"f",
                                                b"\r", b"\n", b"g")) +
        header[at + 1:]))


dice = random.Random("proxy")
headers = [some_header(dice) for _ in range(20000)]
headers += [spoiled(dice, header) for header in headers]
answers = ppv1.parse(headers)
taken = 0
for header, answer in zip(headers, answers):
    wanted = accepted(header)
    taken += wanted is not None
    if wanted is not None or answer.startswith("ACCEPT"):
        ppv1.same(header, answer, wanted)
ppv1.same("there is enough of both", 8000 < taken < 32000, True)

# One byte less is never refused; and with it, every longer header is, at the
# same byte and for the same reason.
refused = [(header, int(answer.split()[1]), answer) for header, answer in
           zip(headers, answers) if answer.startswith("REJECT")][:9000]
for header, answer in zip(refused, ppv1.parse([h[:at] for h, at, _ in refused])):
    ppv1.same(header, answer, "INCOMPLETE")
for header, answer in zip(refused, ppv1.parse([h[:at + 1] + b"\r\n" for
                                               h, at, _ in refused])):
    ppv1.same(header, answer, header[2])
