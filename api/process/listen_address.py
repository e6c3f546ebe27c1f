"""The address to serve at, for this server alone.

A server listens before anything else, and its workers take connections from that one socket. It
shares the port with no other program, so that no request goes to either of two.
"""

import errno
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from api.settings import StartError

PATIENCE = 4.0
"""How long the workers of a server that was killed may take to leave its port [s]."""
PAUSE = 0.1
BACKLOG = 1024


class AddressTakenError(StartError):
    """Another program listens at the address."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"The address {address} is already in use, perhaps by another server of this program. "
            "Stop that one, or set CAREER_PORT to another port."
        )


class AddressNotUsableError(StartError):
    """The address is none of this machine, or not open to this user; `reason` is the system's."""

    def __init__(self, address: str, reason: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(
            f"This server cannot listen at {address}: {reason}. Set CAREER_HOST or CAREER_PORT."
        )


@contextmanager
def listening_socket(host: str, port: int) -> Iterator[socket.socket]:
    """Listen at a port for this process and its workers; 0 takes any that is free.

    Raises:
        AddressTakenError: Another program has it, and does not leave it within `PATIENCE`.
        AddressNotUsableError: This machine or user cannot have it.
    """
    with _bound(host, port) as listener:
        yield listener


def _bound(host: str, port: int) -> socket.socket:
    shown = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return _bind(host, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise AddressNotUsableError(shown, str(error.strerror)) from None
            if time.monotonic() > until:
                raise AddressTakenError(shown) from None
        time.sleep(PAUSE)


def _bind(host: str, port: int) -> socket.socket:
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind)
    try:
        # Connections that have just ended must not keep the port from a server that starts again.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
