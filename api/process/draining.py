"""A worker that is asked to stop first says so to its clients, so that no request of theirs fails.

A client with an open connection may send a request in the very moment at which the server closes
it. Therefore a worker goes on for a moment, and closes each connection with a response that says
so; then it takes no more.
"""

import asyncio
import os
import signal
import socket
import struct
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from ctypes import addressof, create_string_buffer
from functools import partial
from typing import Any, TypeAlias

from msgspec import Struct

GOODBYE = 1.0
"""How long a worker goes on, so that every client that is active gets to know [s]."""
LAST_CONNECTIONS = 0.1
"""How long connections that were made already may take to be accepted [s]."""
_ATTACH_FILTER, _DETACH_FILTER = 26, 27
"""`SO_ATTACH_FILTER` and `SO_DETACH_FILTER` of Linux."""
_DROP_ALL = create_string_buffer(struct.pack("@HBBI", 0x06, 0, 0, 0), 8)
"""The packet filter `return 0`."""
Event: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Event]]
Send: TypeAlias = Callable[[Event], Awaitable[None]]
AsgiApp: TypeAlias = Callable[[Event, Receive, Send], Awaitable[None]]
CLOSE = (b"connection", b"close")


class DrainingApp(Struct):
    """An application in a worker that answers at `listener`."""

    application: AsgiApp
    listener: socket.socket
    is_stopping: bool = False

    async def __call__(self, scope: Event, receive: Receive, send: Send) -> None:
        """Handle a connection, or the beginning and end of the worker."""
        if scope["type"] == "lifespan":
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self._say_goodbye)
            await self.application(scope, receive, send)
        elif self.is_stopping:
            await self.application(scope, receive, _closing(send))
        else:
            await self.application(scope, receive, send)

    def _say_goodbye(self) -> None:
        self.is_stopping = True
        asyncio.get_running_loop().call_later(GOODBYE, self._stop)

    def _stop(self) -> None:
        """Have no new connections, answer those there are, and let the server end by itself."""
        _hide(self.listener)
        end = partial(os.kill, os.getpid(), signal.SIGINT)
        asyncio.get_running_loop().call_later(LAST_CONNECTIONS, end)


def accept_connections(listener: socket.socket) -> None:
    """Undo what workers did to the socket that took themselves for the last ones."""
    with suppress(OSError):
        listener.setsockopt(socket.SOL_SOCKET, _DETACH_FILTER, 0)


def _hide(listener: socket.socket) -> None:
    """Let new clients find no server, once the socket is closed.

    To close it would reset the connections that it holds already.
    """
    program = struct.pack("@HP", 1, addressof(_DROP_ALL))
    with suppress(OSError):
        listener.setsockopt(socket.SOL_SOCKET, _ATTACH_FILTER, program)


def _closing(send: Send) -> Send:
    async def closing(event: Event) -> None:
        if event["type"] == "http.response.start":
            event["headers"] = [*event.get("headers", ()), CLOSE]
        await send(event)

    return closing
