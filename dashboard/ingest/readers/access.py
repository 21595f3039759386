"""Where a database stands and how to log in, as its address says; and a socket to it that gives up.

Law: an address is never printed, for it holds a password.
"""

from __future__ import annotations

import socket
import ssl
import struct
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from dashboard.errors import ParkError

SCHEMES = ("postgresql", "postgres")
MODES = ("disable", "prefer", "require", "verify-ca", "verify-full")
TLS_REQUEST = struct.pack("!ii", 8, 80877103)
NOT_AN_ADDRESS = "PARK_DATABASE_URL is not of the form postgresql://USER@HOST/DATABASE."
STANDARD_PORT = 5432


@dataclass(frozen=True)
class Access:
    """How to reach a database; the password is left out when this is shown."""

    host: str
    port: int
    database: str
    user: str
    password: str | None = field(default=None, repr=False)
    tls: str = "prefer"
    authority: str | None = None


def access_of(address: str) -> Access:
    """Return how to reach the database of an address. Raises ParkError that does not repeat it."""
    try:
        found = urlsplit(address)
        port = found.port or STANDARD_PORT
    except ValueError:
        raise ParkError(NOT_AN_ADDRESS) from None
    more = {name: values[-1] for name, values in parse_qs(found.query).items()}
    host = unquote(found.hostname or "") or more.get("host", "localhost")
    tls = more.get("sslmode", "prefer")
    database, user = unquote(found.path.removeprefix("/")), unquote(found.username or "")
    if found.scheme not in SCHEMES or not database or not user or tls not in MODES:
        raise ParkError(NOT_AN_ADDRESS)
    password = unquote(found.password) if found.password is not None else None
    return Access(host, port, database, user, password, tls, more.get("sslrootcert"))


def open_socket(access: Access, seconds: float) -> socket.socket:
    """Return a connected socket; every wait on it ends after ``seconds``. Raises OSError."""
    if access.host.startswith("/"):
        return _local_socket(access, seconds)
    made = socket.create_connection((access.host, access.port), seconds)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        return _encrypted(made, access)
    except BaseException:
        made.close()
        raise


def _local_socket(access: Access, seconds: float) -> socket.socket:
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.settimeout(seconds)
    try:
        made.connect(f"{access.host}/.s.PGSQL.{access.port}")
    except BaseException:
        made.close()
        raise
    return made


def _encrypted(plain: socket.socket, access: Access) -> socket.socket:
    """Return the socket over TLS where the server offers it; it must where the address says so."""
    if access.tls == "disable":
        return plain
    plain.sendall(TLS_REQUEST)
    if plain.recv(1) == b"S":
        return _context(access).wrap_socket(plain, server_hostname=access.host)
    if access.tls != "prefer":
        raise ssl.SSLError("the server offers no TLS")
    return plain


def _context(access: Access) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=access.authority)
    context.check_hostname = access.tls == "verify-full"
    if not access.tls.startswith("verify"):
        context.verify_mode = ssl.CERT_NONE
    return context
