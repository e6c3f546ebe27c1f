"""Bounds how much long computing runs at once, such as placing: it would hold up all the rest."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from api.errors import BusyError

P = ParamSpec("P")
T = TypeVar("T")

RETRY_AFTER = 2
"""When a client that was refused may try again [s]."""


class BoundedExecutor:
    """Runs work on at most `threads` threads; refuses it when `max_queued` wait already."""

    def __init__(self, *, threads: int, max_queued: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="bounded")
        self._max = threads + max_queued
        self._accepted = 0

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the work on a thread and wait for its result.

        Raises:
            BusyError: The queue is full.
        """
        if self._accepted >= self._max:
            raise BusyError(retry_after=RETRY_AFTER)
        self._accepted += 1
        try:
            future = self._threads.submit(work, *args, **kwargs)
            return await asyncio.wrap_future(future)
        finally:
            self._accepted -= 1

    @property
    def accepted(self) -> int:
        """How much work runs or waits."""
        return self._accepted

    def close(self) -> None:
        """Let running work end and accept no more."""
        self._threads.shutdown(wait=True, cancel_futures=True)
