"""Keeps the workers running: starts them again when they die, and leaves nothing behind.

They are forked from this process, which has the application in memory already, so that they are
back at once, and share that memory.
"""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from select import POLLIN, poll
from types import FrameType

import structlog
from msgspec import Struct

DRAIN_TIMEOUT = 10.0
"""How long running requests may take to end [s]."""
ORPHAN_TIMEOUT = 2.0
"""How long they may take where the supervisor was killed, for the next one wants the port [s]."""
TICK = 0.25
MAX_PAUSE = 5.0
_log = structlog.get_logger("api")


class Supervisor:
    """Runs one piece of work in a process group of its own, again and again."""

    def __init__(
        self, work: Callable[[], int], *, inherited: int, every_tick: Callable[[], None]
    ) -> None:
        """Prepare.

        Args:
            work: What the group does; returns the exit code.
            inherited: The one file descriptor that it takes along, besides the standard ones.
            every_tick: Runs four times a second.
        """
        self._work = work
        self._inherited = inherited
        self._every_tick = every_tick
        self._stop_requested = threading.Event()

    def run(self) -> int:
        """Run until a signal asks to stop; returns the exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._request_stop)
        pause = TICK
        while not self._stop_requested.is_set():
            started = time.monotonic()
            group = Group.fork(self._work, self._inherited)
            while group.is_running(TICK) and not self._stop_requested.is_set():
                self._every_tick()
            group.end()
            lasted = time.monotonic() - started
            pause = 0.0 if lasted > MAX_PAUSE else min(max(pause, TICK) * 2, MAX_PAUSE)
            self._stop_requested.wait(pause)
        return 0

    def _request_stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._stop_requested.set()


class Group(Struct, frozen=True):
    """A child process that leads a group of its own; `exits` becomes readable when it ends."""

    pid: int
    exits: int

    @classmethod
    def fork(cls, work: Callable[[], int], inherited: int) -> "Group":
        """Start the work in a child, which has none of our files, and so none of our locks."""
        pid = os.fork()
        if pid == 0:
            _be_child(work, inherited)
        return cls(pid, os.pidfd_open(pid))

    def is_running(self, patience: float) -> bool:
        """Whether it runs; looks for so long, and knows at once when it ends [s]."""
        watched = poll()
        watched.register(self.exits, POLLIN)
        watched.poll(1000 * patience)
        return not self._has_ended(os.WNOHANG)

    def end(self) -> None:
        """End it and everything it has started: first by SIGTERM, then by SIGKILL."""
        if self.is_running(0):
            os.kill(self.pid, signal.SIGTERM)
            until = time.monotonic() + DRAIN_TIMEOUT
            while self.is_running(TICK) and time.monotonic() < until:
                pass
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._has_ended(0)
        os.close(self.exits)

    def _has_ended(self, options: int) -> bool:
        try:
            return os.waitpid(self.pid, options)[0] != 0
        except ChildProcessError:
            return True


def _be_child(work: Callable[[], int], inherited: int) -> None:
    """Do the work and end; never returns to what the parent does."""
    code = 1
    try:
        os.setsid()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        os.closerange(3, inherited)
        os.closerange(inherited + 1, os.sysconf("SC_OPEN_MAX"))
        code = work()
    except SystemExit:
        _log.warning("the workers ended, and are started again")
    except BaseException as error:
        _log.error("the workers failed", exc_info=error)
        raise
    finally:
        os._exit(code)


def end_with_parent() -> None:
    """End this process when its parent is gone, so that no orphan holds the port."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(TICK)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(ORPHAN_TIMEOUT)
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()
