"""clients - MySQL clients: the mariadb program, PyMySQL, and bare packets."""
import re
import socket
import struct

import pymysql
import pymysql.cursors
from pymysql import _auth
from pymysql.constants import COMMAND


class SqlError(Exception):
    """What the server said instead of serving."""

    def __init__(self, code, text):
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text


# ---- the mariadb program ----

def mariadb(place, user, password, sql, host="203.0.113.1", port=9030,
            path=None, options=()):
    """Runs the mariadb client in a place: its rows, as lists of texts.
    `path` is a Unix socket to use instead of host and port; `options` are
    the program's."""
    where = (["--socket", str(path)] if path
             else ["--protocol=tcp", f"--host={host}", f"--port={port}"])
    ended = place.run(["mariadb", "--no-defaults", *where, f"--user={user}",
                       f"--password={password}", "--connect-timeout=10",
                       *options, "--batch", "--skip-column-names", f"--execute={sql}"])
    if ended.returncode == 0:
        return [line.split("\t") for line in ended.stdout.splitlines()]
    said = re.search(r"ERROR (\d+) \(\w+\)(?: at line \d+)?: (.*)",
                     ended.stderr)
    if said is None:
        raise AssertionError(f"mariadb: {ended.stderr}")
    raise SqlError(int(said.group(1)), said.group(2))


# ---- PyMySQL ----

def log_in(connection, user, password, tls=None):
    """PyMySQL on a connection that is there already; `tls` is an SSLContext."""
    session = pymysql.connect(user=user, password=password, ssl=tls,
                              cursorclass=pymysql.cursors.DictCursor,
                              read_timeout=20, write_timeout=20,
                              defer_connect=True)
    try:
        session.connect(connection)
    except pymysql.MySQLError as error:
        connection.close()
        raise SqlError(*error.args[:2]) from None
    return session


def query(session, sql):
    """The rows as dicts."""
    try:
        with session.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())
    except pymysql.MySQLError as error:
        raise SqlError(*error.args[:2]) from None


def once(connection, user, password, sql):
    """Logs in, asks, and goes."""
    session = log_in(connection, user, password)
    try:
        return query(session, sql)
    finally:
        session.close()


def change_user(session, user, password):
    """COM_CHANGE_USER, for a session and an account with
    mysql_native_password.  PyMySQL has no function for it."""
    answer = _auth.scramble_native_password(password.encode(), session.salt)
    body = (user.encode() + b"\0" + bytes([len(answer)]) + answer + b"\0"
            + struct.pack("<H", 45) + b"mysql_native_password\0")
    try:
        session._execute_command(COMMAND.COM_CHANGE_USER, body)
        session._read_packet()
    except pymysql.MySQLError as error:
        raise SqlError(*error.args[:2]) from None


def reset(session):
    """Ends it as a machine that has lost its memory would."""
    session._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                             struct.pack("ii", 1, 0))
    session._force_close()


# ---- bare packets ----

def unix(path):
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(20)
    connection.connect(str(path))
    return connection


def _read(connection, n):
    got = b""
    while len(got) < n:
        more = connection.recv(n - len(got))
        if not more:
            return got
        got += more
    return got


def packet(connection):
    """(sequence, payload) of the next packet; None at the end."""
    header = _read(connection, 4)
    if header == b"":
        return None
    n = int.from_bytes(header[:3], "little")
    payload = _read(connection, n)
    if len(header) != 4 or len(payload) != n:
        raise AssertionError(f"end inside a packet: {header + payload!r}")
    return header[3], payload


def is_greeting(got):
    return got is not None and got[0] == 0 and got[1][:1] == b"\x0a"


def error(got):
    """(sequence, code, SQLSTATE, text) of an error packet."""
    if got is None:
        raise AssertionError("closed without an error packet")
    sequence, payload = got
    if payload[:1] != b"\xff" or payload[3:4] != b"#":
        raise AssertionError(f"not an error packet with a state: {payload!r}")
    code = struct.unpack_from("<H", payload, 1)[0]
    return sequence, code, payload[4:9].decode(), payload[9:].decode()


def at_end(connection):
    """The server has closed in order: no reset, nothing more."""
    return connection.recv(1) == b""


def login_packet(user):
    """A login without a password, as HAProxy's mysql-check sends it."""
    capabilities = 0x8200  # PROTOCOL_41, SECURE_CONNECTION
    body = (struct.pack("<IIB23x", capabilities, 1 << 24, 33)
            + user.encode() + b"\0" + b"\0")
    return len(body).to_bytes(3, "little") + b"\x01" + body


# What a client sends instead of its login to go on in TLS.
SSL_REQUEST = b"\x20\0\0\x01" + struct.pack("<IIB23x", 0xAA85, 1 << 24, 33)

PEEK = socket.MSG_PEEK
QUIT = b"\x01\x00\x00\x00\x01"
