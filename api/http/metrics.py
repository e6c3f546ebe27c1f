"""Counts and times of one worker, by route and never by person.

They are measured where every response passes, refused requests and unknown addresses included;
the framework's plugin counts the former as 200 and the latter not at all.
"""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Metrics:
    """What this worker has done since its start."""

    def __init__(self, *, clock: Callable[[], float]) -> None:
        """Args: `clock` counts seconds from any start."""
        self.now = clock
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "career_requests_total",
            "Requests by method, route and status",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "career_request_seconds",
            "Time to the first byte of the response by route",
            ["route"],
            buckets=BUCKETS,
            registry=self._registry,
        )

    def observe(self, method: str, route: str, status: int, *, started_at: float) -> None:
        """Count a request that is being answered; `started_at` is of the same clock [s]."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(self.now() - started_at)

    def text(self) -> str:
        """Everything in the Prometheus text format."""
        return generate_latest(self._registry).decode()
