"""How much long arithmetic runs at once, such as placing: it would hold up everything else."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from api.errors import BusyError

P = ParamSpec("P")
T = TypeVar("T")

RETRY_AFTER = 2
"""When whoever was refused may try again [s]."""


class BoundedExecutor:
    """Runs at most `lanes` pieces of work at a time; refuses when too many wait already."""

    def __init__(self, *, lanes: int, most_waiting: int) -> None:
        self._threads = ThreadPoolExecutor(lanes, thread_name_prefix="lane")
        self._most = lanes + most_waiting
        self._taken = 0

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do it on a thread of its own.

        Raises:
            BusyError: As many wait as can be served in decent time.
        """
        if self._taken >= self._most:
            raise BusyError(retry_after=RETRY_AFTER)
        self._taken += 1
        try:
            future = self._threads.submit(work, *args, **kwargs)
            return await asyncio.wrap_future(future)
        finally:
            self._taken -= 1

    def close(self) -> None:
        """Let running work end and take no more."""
        self._threads.shutdown(wait=True, cancel_futures=True)
