"""Counts and times of a worker, by route and never by person.

They are measured where every response passes, refused requests and unknown addresses included;
the framework's plugin counts the former as 200 and the latter not at all.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress

import structlog
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
)

from api.errors import BusyError
from api.http.executor import BoundedExecutor
from api.http.shared_metrics import (
    Family,
    MetricsFolder,
    WorkerMetrics,
    families_of,
    merged,
    written,
)

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
SOLVER_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
"""Others are counted as one: a client can send any word."""
SHARE_INTERVAL = 1.0
"""How old the counts of another worker may be [s]."""
ONE_WORKER = MetricsFolder(None)
_log = structlog.get_logger("api")


class Metrics:
    """What this worker has done since its start, how it is now, and what the others tell."""

    def __init__(self, *, clock: Callable[[], float], folder: MetricsFolder = ONE_WORKER) -> None:
        """Args: `clock` counts seconds from any start; `folder` is where the workers meet."""
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.now = clock
        self._folder = folder
        self._gauges: dict[str, Gauge] = {}
        self._infos: list[Callable[[], Family]] = []
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
        self._solver = Histogram(
            "career_solver_seconds",
            "Time of one call of the solver",
            buckets=SOLVER_BUCKETS,
            registry=self._registry,
        )
        self._jobs = Counter(
            "career_jobs_total",
            "Runs of what is done regularly, by how they ended",
            ["job", "outcome"],
            registry=self._registry,
        )

    def observe(self, method: str, route: str, status: int, *, started_at: float) -> None:
        """Count a request that is being answered; `started_at` is of the same clock [s]."""
        known = method if method in METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(route).observe(self.now() - started_at)

    def observe_solver(self, seconds: float) -> None:
        """Count a call of the solver; from any thread."""
        self._solver.observe(seconds)

    def observe_job(self, job: str, *, has_worked: bool) -> None:
        """Count a run of something that is done regularly."""
        self._jobs.labels(job, "done" if has_worked else "failed").inc()

    def gauge(self, name: str, meaning: str, read: Callable[[], float], **labels: str) -> None:
        """Show a value as it is when it is asked for; of all workers, the sum."""
        if name not in self._gauges:
            self._gauges[name] = Gauge(name, meaning, sorted(labels), registry=self._registry)
        gauge = self._gauges[name]
        (gauge.labels(**labels) if labels else gauge).set_function(read)

    def info(self, name: str, meaning: str, read: Callable[[], Mapping[str, str]]) -> None:
        """Show texts as the labels of a 1; `name` ends in `_info`. Other workers may say others."""

        def family() -> Family:
            return Family(name, meaning, "gauge", ((name, tuple(sorted(read().items())), 1.0),))

        self._infos.append(family)

    def text(self) -> str:
        """Everything in the Prometheus text format: the sums over all workers."""
        mine = WorkerMetrics(self._families(), is_live=True)
        return written(merged([mine, *self._folder.others()]))

    async def share_regularly(self, executor: BoundedExecutor) -> None:
        """Tell the other workers until cancelled; later where the executor is busy."""
        self._folder.join()
        while True:
            with suppress(BusyError):
                await executor.run(self._share)
            await asyncio.sleep(SHARE_INTERVAL)

    def _share(self) -> None:
        try:
            self._folder.write(self._families())
        except OSError as error:
            _log.warning("the other workers cannot be told what was counted", error=str(error))

    def _families(self) -> list[Family]:
        return [*families_of(self._registry), *(read() for read in self._infos)]
