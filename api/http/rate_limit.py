"""How many requests one subscriber may send in a minute; counted by each worker for itself."""

from collections.abc import Callable

from cachetools import TTLCache
from msgspec import Struct

MINUTE = 60
MAX_ADDRESSES = 100_000
"""So many addresses are counted; of more, those that came least recently are forgotten."""


class Allowance(Struct, frozen=True):
    """What is left for an address, and when it is filled again [s]."""

    limit: int
    remaining: int
    reset: int
    is_exceeded: bool = False


class RequestLimits:
    """Counts requests by address in whole minutes."""

    def __init__(self, limit: int, *, clock: Callable[[], float]) -> None:
        """Args: requests a minute, 0 for no limit; a clock in seconds."""
        self._limit = limit
        self._clock = clock
        self._counts: TTLCache[tuple[int, str], int] = TTLCache(MAX_ADDRESSES, MINUTE, clock)

    def take(self, address: str) -> Allowance | None:
        """Count one request; None when nothing is limited."""
        if self._limit == 0:
            return None
        now = self._clock()
        minute = int(now // MINUTE)
        count = self._counts[minute, address] = self._counts.get((minute, address), 0) + 1
        reset = max(1, int((minute + 1) * MINUTE - now))
        remaining = max(0, self._limit - count)
        return Allowance(self._limit, remaining, reset, is_exceeded=count > self._limit)
