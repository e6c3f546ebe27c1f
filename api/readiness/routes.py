"""Readiness over time."""

from typing import Annotated

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from api.analyses.routes import UNKNOWN_ROLE
from api.auth.guards import reads
from api.auth.principal import principal_of
from api.auth.routes import BEARER
from api.errors import BusyError
from api.http.encoding import content_tag, encode
from api.http.etag import NOT_MODIFIED, conditional_response
from api.http.executor import Executors
from api.http.problems.table import WITH_ACCOUNT, problem_responses
from api.http.request import ApiRequest
from api.profiles.service import ProfileReader
from api.readiness.schemas import ReadinessHistoryView
from api.readiness.service import ReadinessQuery, readiness_over_time

OfRole = Annotated[
    str, QueryParameter(name="role", min_length=1, max_length=100, description="the role's slug")
]
OfVariant = Annotated[
    str,
    QueryParameter(name="variant", min_length=1, max_length=100, description="one of its variants"),
]


class ReadinessController(Controller):
    """How your readiness has developed."""

    path = "/api/v1/me/readiness"
    tags = ("profile",)
    security = BEARER

    @get(
        operation_id="getReadinessHistory",
        guards=[reads],
        responses=NOT_MODIFIED | problem_responses(BusyError, *UNKNOWN_ROLE, *WITH_ACCOUNT),
    )
    async def get_readiness_history(
        self,
        request: ApiRequest,
        profile_reader: NamedDependency[ProfileReader],
        executors: NamedDependency[Executors],
        role: OfRole,
        variant: OfVariant,
    ) -> Response[ReadinessHistoryView]:
        """Your readiness for a role over time, under the present content."""
        query = ReadinessQuery(role, variant)
        view = await readiness_over_time(
            profile_reader, principal_of(request), query, executors.figures
        )
        body = encode(view)
        headers = {"etag": content_tag(body), "cache-control": "private, no-cache"}
        return conditional_response(ReadinessHistoryView, request, body, headers)
