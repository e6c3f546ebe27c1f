"""How many requests one address may send in a minute; counted by each worker for itself."""

from collections.abc import Callable

from msgspec import Struct

from api.errors import RateLimitedError

MINUTE = 60
MOST_ADDRESSES = 100_000
"""When more addresses were seen in a minute, the counts start anew rather than fill the memory."""


class Allowance(Struct, frozen=True):
    """What is left for an address, and when it is filled again [s]."""

    limit: int
    remaining: int
    reset: int


class RequestLimits:
    """Counts requests by address in whole minutes."""

    def __init__(self, limit: int, *, clock: Callable[[], float]) -> None:
        """Args: requests a minute, 0 for no limit; a clock in seconds."""
        self._limit = limit
        self._clock = clock
        self._minute = 0
        self._counts: dict[str, int] = {}

    def take(self, address: str) -> Allowance | None:
        """Count one request; None when nothing is limited.

        Raises:
            RateLimitedError: It is one too many.
        """
        if self._limit == 0:
            return None
        now = self._clock()
        minute = int(now // MINUTE)
        if minute != self._minute or len(self._counts) > MOST_ADDRESSES:
            self._minute, self._counts = minute, {}
        count = self._counts[address] = self._counts.get(address, 0) + 1
        reset = max(1, int((minute + 1) * MINUTE - now))
        if count > self._limit:
            raise RateLimitedError(limit=self._limit, retry_after=reset)
        return Allowance(self._limit, self._limit - count, reset)
