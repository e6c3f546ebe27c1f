"""The workers: they answer requests, and the process that starts and watches them."""

import gc
import multiprocessing
import os
import socket
import sys
from collections.abc import Callable

from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.server.mp import MPServer, SocketHolder
from msgspec import Struct

from api.process.draining import AsgiApp, DrainingApp, accept_connections
from api.process.listen_address import BACKLOG
from api.process.supervisor import end_with_parent

SWITCH_INTERVAL = 0.0005
"""How long a thread that computes may hold up the one that answers requests [s]."""


# Granian brings no types for what is overridden here.
class _Server(MPServer):  # type: ignore[misc]
    """All workers listen at one socket, which stays open while one of them is replaced.

    So a connection waits for the next worker, where a socket of each worker's own would refuse it,
    and one that was not accepted yet outlives the worker that it came for.
    """

    def __init__(self, listener: socket.socket, workers: int) -> None:
        super().__init__(
            "api",
            interface=Interfaces.ASGI,
            workers=workers,
            respawn_failed_workers=True,
            respawn_interval=0,
            workers_kill_timeout=8,
            http1_settings=HTTP1Settings(header_read_timeout=15_000),
            log_access=False,
            log_enabled=False,
        )
        self._listener = listener

    def _init_shared_socket(self) -> None:
        self._sfd = os.dup(self._listener.fileno())
        self._shd = SocketHolder(self._sfd, False, BACKLOG)  # noqa: FBT003 - it takes no names
        self._sso = None


class Workers(Struct, frozen=True):
    """So many workers that answer for one application, at one socket."""

    application: AsgiApp
    listener: socket.socket
    count: int

    def run(self) -> int:
        """Run until a signal asks to stop; returns the exit code."""
        end_with_parent()
        accept_connections(self.listener)
        multiprocessing.set_start_method("fork", force=True)
        gc.freeze()  # What all of them share is neither looked at again nor copied.
        _Server(self.listener, self.count).serve(target_loader=self._loader(), wrap_loader=False)
        return 0

    def _loader(self) -> Callable[[], object]:
        def load() -> object:
            end_with_parent()
            sys.setswitchinterval(SWITCH_INTERVAL)
            return DrainingApp(self.application, self.listener)

        return load
