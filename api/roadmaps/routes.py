"""Roadmaps: stateless for anybody, kept with their progress for those with an account."""

import asyncio
from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from api.analyses.routes import QUESTION
from api.auth.guards import reads, writes
from api.auth.principal import principal_of
from api.auth.routes import BEARER
from api.catalog.current import CurrentKnowledge
from api.errors import (
    BusyError,
    DateInPastError,
    InvalidCursorError,
    LimitsContradictError,
    NotFoundError,
    RoadmapArchivedError,
    RoadmapExistsError,
    StaleVersionError,
)
from api.http.encoding import encode, encoded, version_tag
from api.http.executor import BoundedExecutor
from api.http.pagination import Cursor, Limit
from api.http.preconditions import IfMatch
from api.http.problems.table import WITH_ACCOUNT, WITH_BODY, WITH_KEY, WITH_VERSION, answers
from api.http.request import ApiRequest
from api.idempotency.service import IdempotencyKey
from api.roadmaps.progress import ProgressService
from api.roadmaps.query import PlanningConfig
from api.roadmaps.reanalysis import ReanalysisService
from api.roadmaps.schemas import (
    ItemProgressView,
    PlanRequest,
    ProgressRequest,
    ReanalysisRequest,
    ReanalysisView,
    RoadmapListView,
    RoadmapRequest,
    RoadmapResult,
    RoadmapStatus,
    RoadmapView,
)
from api.roadmaps.service import RoadmapService
from api.roadmaps.views import plan_for_anybody
from api.roadmaps.what_if import what_if
from api.roadmaps.what_if_schemas import RoadmapWhatIfView, WhatIfRequest, WhatIfResult
from engine import (
    BudgetTooSmallError,
    NoWayError,
    PinConflictError,
    PinsContradictError,
    TargetOutOfReachError,
    UnknownLevelError,
    UnknownSkillError,
)

WISH = (
    UnknownSkillError,
    LimitsContradictError,
    DateInPastError,
    PinConflictError,
    PinsContradictError,
    BudgetTooSmallError,
    TargetOutOfReachError,
    NoWayError,
    *QUESTION,
)
StatusFilter = Annotated[
    RoadmapStatus | None, QueryParameter(name="status", description="only these")
]


class StatelessPlanController(Controller):
    """A roadmap for anybody; nothing is kept."""

    path = "/api/v1/plan"
    tags = ("stateless",)

    @post(
        operation_id="plan",
        status_code=200,
        responses=answers(UnknownLevelError, *WISH, *WITH_BODY),
    )
    async def plan(
        self,
        data: JSONBody[PlanRequest],
        knowledge: NamedDependency[CurrentKnowledge],
        planning: NamedDependency[PlanningConfig],
    ) -> Response[RoadmapResult]:
        """A roadmap for the ratings given; equal questions get byte-equal answers."""
        result = await asyncio.to_thread(
            plan_for_anybody, knowledge.now(), data, context=planning.context()
        )
        return encoded(RoadmapResult, encode(result))

    @post(
        "/what-if",
        operation_id="planWhatIf",
        status_code=200,
        responses=answers(BusyError, *WITH_BODY),
    )
    async def what_if(
        self,
        data: JSONBody[WhatIfRequest],
        knowledge: NamedDependency[CurrentKnowledge],
        planning: NamedDependency[PlanningConfig],
        what_if_executor: NamedDependency[BoundedExecutor],
    ) -> Response[WhatIfResult]:
        """Several plans side by side; an impossible one says so and spoils no other."""
        context = planning.several(1 + len(data.variants))
        result = await what_if_executor.run(what_if, knowledge.now(), data, context=context)
        return encoded(WhatIfResult, encode(result))


class RoadmapController(Controller):
    """Roadmaps that are kept."""

    path = "/api/v1/roadmaps"
    tags = ("roadmaps",)
    security = BEARER

    @post(
        operation_id="createRoadmap",
        guards=[writes],
        responses=answers(RoadmapExistsError, *WISH, *WITH_ACCOUNT, *WITH_BODY, *WITH_KEY),
    )
    async def create_roadmap(
        self,
        request: ApiRequest,
        data: JSONBody[RoadmapRequest],
        roadmaps: NamedDependency[RoadmapService],
        idempotency_key: IdempotencyKey = None,
    ) -> Response[RoadmapView]:
        """Plan the way to a role; one active roadmap a role."""
        made = await roadmaps.create(principal_of(request).user_id, data, idempotency_key)
        return encoded(RoadmapView, made.body, status=made.status, headers=made.headers)

    @get(
        operation_id="listRoadmaps",
        guards=[reads],
        responses=answers(InvalidCursorError, *WITH_ACCOUNT),
    )
    async def list_roadmaps(
        self,
        request: ApiRequest,
        roadmaps: NamedDependency[RoadmapService],
        only: StatusFilter = None,
        cursor: Cursor = None,
        limit: Limit = 20,
    ) -> RoadmapListView:
        """The caller's roadmaps, newest first."""
        return await roadmaps.page(
            principal_of(request).user_id, status=only, cursor=cursor, limit=limit
        )

    @get(
        "/{roadmap_id:uuid}",
        operation_id="getRoadmap",
        guards=[reads],
        responses=answers(NotFoundError, *WITH_ACCOUNT),
    )
    async def get_roadmap(
        self,
        request: ApiRequest,
        roadmaps: NamedDependency[RoadmapService],
        roadmap_id: FromPath[UUID],
    ) -> Response[RoadmapView]:
        """A roadmap with its progress."""
        view = await roadmaps.read(principal_of(request).user_id, roadmap_id)
        return encoded(
            RoadmapView,
            encode(view),
            headers={"etag": version_tag(view.version), "cache-control": "private, no-cache"},
        )

    @patch(
        "/{roadmap_id:uuid}/items/{item_id:str}",
        operation_id="changeRoadmapItem",
        guards=[writes],
        responses=answers(
            NotFoundError, RoadmapArchivedError, *WITH_ACCOUNT, *WITH_BODY, *WITH_VERSION
        ),
    )
    async def change_item(
        self,
        request: ApiRequest,
        roadmap_id: FromPath[UUID],
        item_id: FromPath[str],
        data: JSONBody[ProgressRequest],
        progress: NamedDependency[ProgressService],
        if_match: IfMatch = None,
    ) -> Response[ItemProgressView]:
        """Tick an item; `done` raises the rating of its skill for every role."""
        view = await progress.change(
            principal_of(request).user_id, roadmap_id, item_id, data, if_match
        )
        return encoded(
            ItemProgressView, encode(view), headers={"etag": version_tag(view.roadmap.version)}
        )

    @post(
        "/{roadmap_id:uuid}/reanalysis",
        operation_id="reanalyseRoadmap",
        guards=[writes],
        responses=answers(
            NotFoundError,
            RoadmapArchivedError,
            StaleVersionError,
            *WISH,
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
        reanalysis: NamedDependency[ReanalysisService],
        idempotency_key: IdempotencyKey = None,
    ) -> Response[ReanalysisView]:
        """Analyse and plan again; the old roadmap is archived and stays readable."""
        made = await reanalysis.run(
            principal_of(request).user_id, roadmap_id, data, idempotency_key
        )
        return encoded(ReanalysisView, made.body, status=made.status, headers=made.headers)

    @post(
        "/{roadmap_id:uuid}/what-if",
        operation_id="roadmapWhatIf",
        guards=[reads],
        status_code=200,
        responses=answers(NotFoundError, RoadmapArchivedError, *WISH, *WITH_ACCOUNT, *WITH_BODY),
    )
    async def roadmap_what_if(
        self,
        request: ApiRequest,
        roadmap_id: FromPath[UUID],
        data: JSONBody[ReanalysisRequest],
        reanalysis: NamedDependency[ReanalysisService],
    ) -> Response[RoadmapWhatIfView]:
        """The roadmap that a re-analysis would make, beside the one there is; nothing is kept."""
        view = await reanalysis.preview(principal_of(request).user_id, roadmap_id, data)
        return encoded(RoadmapWhatIfView, encode(view))
