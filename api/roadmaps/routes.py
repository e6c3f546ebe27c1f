"""Stored roadmaps: read, listed, dated anew, and archived."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, patch, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, QueryParameter

from api.auth.guards import reads, writes
from api.auth.principal import principal_of
from api.auth.routes import BEARER
from api.errors import InvalidCursorError, NotFoundError, RoadmapArchivedError
from api.http.encoding import encode, encoded, representation_tag
from api.http.etag import NOT_MODIFIED, conditional_response
from api.http.pagination import Cursor, Limit, link_to_next
from api.http.preconditions import IfMatch
from api.http.problems.table import (
    WITH_ACCOUNT,
    WITH_BODY,
    WITH_VERSION,
    problem_responses,
)
from api.http.request import ApiRequest
from api.roadmaps.schemas import RoadmapChangeRequest, RoadmapListView, RoadmapStatus, RoadmapView
from api.roadmaps.service import RoadmapAddress, RoadmapService

StatusFilter = Annotated[
    RoadmapStatus | None, QueryParameter(name="status", description="only these")
]


def roadmap_address(
    request: ApiRequest, roadmap_id: FromPath[UUID], if_match: IfMatch = None
) -> RoadmapAddress:
    """Which roadmap a request wants to change, and in which version."""
    return RoadmapAddress(principal_of(request), roadmap_id, if_match)


def _shown(request: ApiRequest, view: RoadmapView) -> Response[RoadmapView]:
    body = encode(view, request.language)
    headers = {
        "etag": representation_tag(view.version, body, request.language),
        "cache-control": "private, no-cache",
    }
    if request.method in {"GET", "HEAD"}:
        return conditional_response(RoadmapView, request, body, headers)
    return encoded(RoadmapView, body, headers=headers)


class RoadmapController(Controller):
    """Stored roadmaps."""

    path = "/api/v1/roadmaps"
    tags = ("roadmaps",)
    security = BEARER

    @get(
        operation_id="listRoadmaps",
        guards=[reads],
        responses=problem_responses(InvalidCursorError, *WITH_ACCOUNT),
    )
    async def list_roadmaps(
        self,
        request: ApiRequest,
        roadmaps: NamedDependency[RoadmapService],
        only: StatusFilter = None,
        cursor: Cursor = None,
        limit: Limit = 20,
    ) -> Response[RoadmapListView]:
        """Your roadmaps, newest first."""
        page = await roadmaps.page(principal_of(request), status=only, cursor=cursor, limit=limit)
        return Response(page, headers=link_to_next(request, page.next_cursor))

    @get(
        "/{roadmap_id:uuid}",
        operation_id="getRoadmap",
        guards=[reads],
        responses=NOT_MODIFIED | problem_responses(NotFoundError, *WITH_ACCOUNT),
    )
    async def get_roadmap(
        self,
        request: ApiRequest,
        roadmaps: NamedDependency[RoadmapService],
        roadmap_id: FromPath[UUID],
    ) -> Response[RoadmapView]:
        """A roadmap with its progress."""
        return _shown(request, await roadmaps.read(principal_of(request), roadmap_id))

    @patch(
        "/{roadmap_id:uuid}",
        operation_id="changeRoadmap",
        guards=[writes],
        dependencies={"address": Provide(roadmap_address, sync_to_thread=False)},
        responses=problem_responses(
            NotFoundError, RoadmapArchivedError, *WITH_ACCOUNT, *WITH_BODY, *WITH_VERSION
        ),
    )
    async def change_roadmap(
        self,
        request: ApiRequest,
        address: NamedDependency[RoadmapAddress],
        data: JSONBody[RoadmapChangeRequest],
        roadmaps: NamedDependency[RoadmapService],
    ) -> Response[RoadmapView]:
        """Make a roadmap the primary one, or say when you study; its steps and order stay."""
        return _shown(request, await roadmaps.change(address, data))

    @post(
        "/{roadmap_id:uuid}/archive",
        operation_id="archiveRoadmap",
        guards=[writes],
        dependencies={"address": Provide(roadmap_address, sync_to_thread=False)},
        status_code=200,
        responses=problem_responses(
            NotFoundError, RoadmapArchivedError, *WITH_ACCOUNT, *WITH_VERSION
        ),
    )
    async def archive_roadmap(
        self,
        request: ApiRequest,
        address: NamedDependency[RoadmapAddress],
        roadmaps: NamedDependency[RoadmapService],
    ) -> Response[RoadmapView]:
        """Put a roadmap away for good; it stays readable, and what you learned stays yours."""
        return _shown(request, await roadmaps.archive(address))
