"""Stored roadmaps: created, read, ticked, and made again."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, patch, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, JSONBody, QueryParameter

from api.auth.guards import reads, writes
from api.auth.principal import principal_of
from api.auth.routes import BEARER
from api.errors import (
    InvalidCursorError,
    NotFoundError,
    RoadmapArchivedError,
    RoadmapExistsError,
    StaleVersionError,
)
from api.http.encoding import encode, encoded, representation_tag, version_tag
from api.http.etag import NOT_MODIFIED, conditional_response
from api.http.pagination import Cursor, Limit
from api.http.preconditions import IfMatch
from api.http.problems.table import (
    WITH_ACCOUNT,
    WITH_BODY,
    WITH_KEY,
    WITH_VERSION,
    problem_responses,
)
from api.http.request import ApiRequest
from api.idempotency.service import IdempotencyKey
from api.plans.routes import CANNOT_BE_PLANNED
from api.roadmaps.reanalysis import ReanalysisOperation
from api.roadmaps.schemas import (
    ItemProgressView,
    ProgressRequest,
    ReanalysisRequest,
    ReanalysisView,
    RoadmapListView,
    RoadmapRequest,
    RoadmapStatus,
    RoadmapView,
    RoadmapWhatIfView,
)
from api.roadmaps.service import RoadmapService
from api.roadmaps.stored import ItemAddress

StatusFilter = Annotated[
    RoadmapStatus | None, QueryParameter(name="status", description="only these")
]


def item_address(
    request: ApiRequest,
    roadmap_id: FromPath[UUID],
    item_id: FromPath[str],
    if_match: IfMatch = None,
) -> ItemAddress:
    """Which item a request wants to change, and in which version of the roadmap."""
    return ItemAddress(principal_of(request).user_id, roadmap_id, item_id, if_match)


class RoadmapController(Controller):
    """Stored roadmaps."""

    path = "/api/v1/roadmaps"
    tags = ("roadmaps",)
    security = BEARER

    @post(
        operation_id="createRoadmap",
        guards=[writes],
        responses=problem_responses(
            RoadmapExistsError, *CANNOT_BE_PLANNED, *WITH_ACCOUNT, *WITH_BODY, *WITH_KEY
        ),
    )
    async def create_roadmap(
        self,
        request: ApiRequest,
        data: JSONBody[RoadmapRequest],
        roadmaps: NamedDependency[RoadmapService],
        idempotency_key: IdempotencyKey = None,
    ) -> Response[RoadmapView]:
        """Create a roadmap for a role from your profile; each role has one active roadmap."""
        created = await roadmaps.create(
            principal_of(request).user_id, data, idempotency_key, request.language
        )
        return encoded(RoadmapView, created.body, status=created.status, headers=created.headers)

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
    ) -> RoadmapListView:
        """Your roadmaps, newest first."""
        return await roadmaps.page(
            principal_of(request).user_id, status=only, cursor=cursor, limit=limit
        )

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
        view = await roadmaps.read(principal_of(request).user_id, roadmap_id)
        body = encode(view, request.language)
        headers = {
            "etag": representation_tag(view.version, body, request.language),
            "cache-control": "private, no-cache",
        }
        return conditional_response(RoadmapView, request, body, headers)

    @patch(
        "/{roadmap_id:uuid}/items/{item_id:str}",
        operation_id="changeRoadmapItem",
        guards=[writes],
        dependencies={"item": Provide(item_address, sync_to_thread=False)},
        responses=problem_responses(
            NotFoundError, RoadmapArchivedError, *WITH_ACCOUNT, *WITH_BODY, *WITH_VERSION
        ),
    )
    async def change_item(
        self,
        request: ApiRequest,
        item: NamedDependency[ItemAddress],
        data: JSONBody[ProgressRequest],
        roadmaps: NamedDependency[RoadmapService],
    ) -> Response[ItemProgressView]:
        """Tick an item; `done` raises the rating of its skill for every role."""
        view = await roadmaps.tick(item, data)
        return encoded(
            ItemProgressView,
            encode(view, request.language),
            headers={"etag": version_tag(view.roadmap.version, request.language)},
        )

    @post(
        "/{roadmap_id:uuid}/reanalysis",
        operation_id="reanalyseRoadmap",
        guards=[writes],
        responses=problem_responses(
            NotFoundError,
            RoadmapArchivedError,
            StaleVersionError,
            *CANNOT_BE_PLANNED,
            *WITH_ACCOUNT,
            *WITH_BODY,
            *WITH_KEY,
        ),
    )
    async def reanalyse(
        self,
        request: ApiRequest,
        roadmap_id: FromPath[UUID],
        data: JSONBody[ReanalysisRequest],
        roadmaps: NamedDependency[RoadmapService],
        idempotency_key: IdempotencyKey = None,
    ) -> Response[ReanalysisView]:
        """Analyse and plan again; the previous roadmap is archived and stays readable."""
        created = await roadmaps.reanalyse(
            principal_of(request).user_id,
            ReanalysisOperation(roadmap_id, data),
            idempotency_key,
            request.language,
        )
        return encoded(ReanalysisView, created.body, status=created.status, headers=created.headers)

    @post(
        "/{roadmap_id:uuid}/what-if",
        operation_id="roadmapWhatIf",
        guards=[reads],
        status_code=200,
        responses=problem_responses(
            NotFoundError, RoadmapArchivedError, *CANNOT_BE_PLANNED, *WITH_ACCOUNT, *WITH_BODY
        ),
    )
    async def roadmap_what_if(
        self,
        request: ApiRequest,
        roadmap_id: FromPath[UUID],
        data: JSONBody[ReanalysisRequest],
        roadmaps: NamedDependency[RoadmapService],
    ) -> Response[RoadmapWhatIfView]:
        """The roadmap that a re-analysis would create, beside the present one."""
        view = await roadmaps.preview(principal_of(request).user_id, roadmap_id, data)
        return encoded(RoadmapWhatIfView, encode(view, request.language))
