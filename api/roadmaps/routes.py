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
from api.roadmaps.progress import ProgressService
from api.roadmaps.reanalysis import ReanalysisOperation
from api.roadmaps.schemas import (
    ItemProgressView,
    ProgressRequest,
    ReanalysisRequest,
    ReanalysisView,
    RoadmapChangeRequest,
    RoadmapListView,
    RoadmapRequest,
    RoadmapStatus,
    RoadmapView,
    RoadmapWhatIfView,
)
from api.roadmaps.service import RoadmapService
from api.roadmaps.stored import ItemAddress, RoadmapAddress

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
    return ItemAddress(principal_of(request), roadmap_id, item_id, if_match)


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
        """Create a roadmap for a role from your profile; each role has one active roadmap.

        Where the one there is is completed, the new one continues it, and that one is archived.
        """
        created = await roadmaps.create(
            principal_of(request), data, idempotency_key, request.language
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
        return await roadmaps.page(principal_of(request), status=only, cursor=cursor, limit=limit)

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
        progress: NamedDependency[ProgressService],
    ) -> Response[ItemProgressView]:
        """Tick an item; `done` raises the rating of its skill for every role.

        What is the case already is no change and keeps the version.
        """
        view = await progress.tick(item, data)
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
            RoadmapExistsError,
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
        """Analyse and plan again, for another variant if you like.

        Progress continues unless you reset it. The previous roadmap is archived and stays readable.
        One that was archived before can go on where no other roadmap for the role does.
        """
        created = await roadmaps.reanalyse(
            principal_of(request),
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
        view = await roadmaps.preview(principal_of(request), roadmap_id, data)
        return encoded(RoadmapWhatIfView, encode(view, request.language))
