"""Keeps the server running: starts it again when it dies, and leaves nothing behind."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import FrameType

DRAIN_TIMEOUT = 10.0
"""How long running requests may take to end [s]."""
TICK = 0.25
MAX_PAUSE = 5.0


class Supervisor:
    """Runs one command, with all its processes in a group of their own."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        every_tick: Callable[[], None],
    ) -> None:
        """Args: what to run, with what; `every_tick` runs four times a second."""
        self._command = command
        self._environment = environment
        self._every_tick = every_tick
        self._stop_requested = threading.Event()

    def run(self) -> int:
        """Run until a signal asks to stop; returns the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._request_stop)
        pause = TICK
        while not self._stop_requested.is_set():
            started = time.monotonic()
            child = subprocess.Popen(  # noqa: S603 - the command is our own
                self._command, env=dict(self._environment), start_new_session=True
            )
            self._watch(child)
            end_group(child)
            lasted = time.monotonic() - started
            pause = TICK if lasted > MAX_PAUSE else min(pause * 2, MAX_PAUSE)
            self._stop_requested.wait(pause)
        return 0

    def _watch(self, child: subprocess.Popen[bytes]) -> None:
        while child.poll() is None and not self._stop_requested.wait(TICK):
            self._every_tick()

    def _request_stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._stop_requested.set()


def end_group(child: subprocess.Popen[bytes]) -> None:
    """End a process and everything it has started: first by SIGTERM, then by SIGKILL."""
    if child.poll() is None:
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(DRAIN_TIMEOUT)
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def end_with_parent() -> None:
    """End this process when its parent is gone, so that no orphan holds the port."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(TICK)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(DRAIN_TIMEOUT)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()
