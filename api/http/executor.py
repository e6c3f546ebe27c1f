"""Bounds how much long computing runs and waits at once: it would hold up all the rest."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import Any, ParamSpec, TypeVar

from msgspec import Struct

from api.errors import BusyError

P = ParamSpec("P")
T = TypeVar("T")

RETRY_AFTER = 2
"""When a client that was refused may try again [s]."""


class BoundedExecutor:
    """Runs work on at most `threads` threads; refuses it when `max_queued` wait already."""

    def __init__(self, *, threads: int, max_queued: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="bounded")
        self._places = BoundedSemaphore(threads + max_queued)
        self._work: set[Future[Any]] = set()

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the work on a thread and wait for its result.

        A caller that stops waiting gives its place up when the work ends, or at once if that has
        not begun.

        Raises:
            BusyError: The queue is full, or the server is about to stop.
        """
        if not self._places.acquire(blocking=False):
            raise BusyError(retry_after=RETRY_AFTER)
        try:
            future = self._threads.submit(work, *args, **kwargs)
        except RuntimeError:
            self._places.release()
            raise BusyError(retry_after=RETRY_AFTER) from None
        self._work.add(future)
        future.add_done_callback(self._give_back)
        return await asyncio.wrap_future(future)

    @property
    def accepted(self) -> int:
        """How much work runs or waits."""
        return len(self._work)

    def close(self) -> None:
        """Let running work end and accept no more."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _give_back(self, future: "Future[T]") -> None:
        self._work.discard(future)
        self._places.release()


class Executors(Struct, frozen=True):
    """The threads of long computing, by what is computed and for whom.

    Work without an account has threads of its own, so that it holds up no person with one. The
    last in a queue is answered within a few seconds, or better refused at once.
    """

    public_plans: BoundedExecutor
    """A plan takes 2 to 100 ms of a core."""
    public_what_ifs: BoundedExecutor
    """Each makes up to nine plans."""
    public_placements: BoundedExecutor
    """Each takes about 40 ms of a core."""
    public_figures: BoundedExecutor
    """Analyses and rankings; each takes about 3 ms of a core, and seldom 100."""
    plans: BoundedExecutor
    """Roadmaps of accounts: new ones, re-analyses, and what these would make."""
    placements: BoundedExecutor
    figures: BoundedExecutor
    """Analyses, explanations, rankings and readiness over time of accounts."""
    content: BoundedExecutor
    """What follows from the knowledge alone, and is computed once: documents and old releases."""

    @classmethod
    def start(cls) -> "Executors":
        """Make them; a thread starts with its first work."""
        return cls(
            public_plans=BoundedExecutor(threads=1, max_queued=20),
            public_what_ifs=BoundedExecutor(threads=1, max_queued=10),
            public_placements=BoundedExecutor(threads=1, max_queued=20),
            public_figures=BoundedExecutor(threads=1, max_queued=50),
            plans=BoundedExecutor(threads=1, max_queued=30),
            placements=BoundedExecutor(threads=1, max_queued=30),
            figures=BoundedExecutor(threads=1, max_queued=50),
            content=BoundedExecutor(threads=1, max_queued=100),
        )

    def close(self) -> None:
        """Let running work end and accept no more."""
        for name in self.__struct_fields__:
            getattr(self, name).close()
