"""Liveness, readiness and metrics, for operators."""

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from api.catalog.current import CurrentKnowledge
from api.db.pool import Database
from api.errors import BusyError, DatabaseUnavailableError, NotAuthenticatedError
from api.health.schemas import LiveView, ReadyView
from api.http.executor import Executors
from api.http.metrics import Metrics
from api.http.metrics_access import MetricsAccess
from api.http.problems.table import problem_responses
from api.http.request import ApiRequest


class HealthController(Controller):
    """Liveness, readiness, metrics."""

    tags = ("operation",)

    @get("/api/v1/health/live", operation_id="isLive", responses=problem_responses())
    async def is_live(self) -> LiveView:
        """Whether the process answers."""
        return LiveView(status="live")

    @get(
        "/api/v1/health/ready",
        operation_id="isReady",
        responses=problem_responses(DatabaseUnavailableError),
    )
    async def is_ready(
        self, database: NamedDependency[Database], knowledge: NamedDependency[CurrentKnowledge]
    ) -> ReadyView:
        """Whether the process and its database answer."""
        await database.ping()
        return ReadyView(status="ready", knowledge_version=knowledge.now().version)

    @get(
        "/api/v1/metrics",
        operation_id="getMetrics",
        media_type="text/plain",
        responses=problem_responses(NotAuthenticatedError, BusyError),
    )
    async def get_metrics(
        self,
        request: ApiRequest,
        metrics: NamedDependency[Metrics],
        metrics_access: NamedDependency[MetricsAccess],
        executors: NamedDependency[Executors],
    ) -> Response[str]:
        """Counts and times of all workers in the Prometheus text format.

        In production, only from the machine itself or with the token that the operator has set.
        """
        return await _metrics(request, metrics, metrics_access, executors)


@get("/health/live", include_in_schema=False)
async def is_live_alias() -> LiveView:
    """The same under the address that orchestrators expect."""
    return LiveView(status="live")


@get("/health/ready", include_in_schema=False)
async def is_ready_alias(
    database: NamedDependency[Database], knowledge: NamedDependency[CurrentKnowledge]
) -> ReadyView:
    """The same under the address that orchestrators expect."""
    await database.ping()
    return ReadyView(status="ready", knowledge_version=knowledge.now().version)


@get("/metrics", include_in_schema=False)
async def get_metrics_alias(
    request: ApiRequest,
    metrics: NamedDependency[Metrics],
    metrics_access: NamedDependency[MetricsAccess],
    executors: NamedDependency[Executors],
) -> Response[str]:
    """The same under the address that scrapers expect."""
    return await _metrics(request, metrics, metrics_access, executors)


async def _metrics(
    request: ApiRequest, metrics: Metrics, access: MetricsAccess, executors: Executors
) -> Response[str]:
    access.check(request)
    return Response(await executors.content.run(metrics.text), media_type="text/plain")
