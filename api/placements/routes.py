"""Placements that are stored and resumed."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from api.analyses.routes import UNKNOWN_ROLE
from api.auth.guards import reads, writes
from api.auth.principal import principal_of
from api.auth.routes import BEARER
from api.errors import (
    BusyError,
    DailyQuotaReachedError,
    InvalidCursorError,
    NotFoundError,
    PlacementClosedError,
    PlacementStrandedError,
    StepNotAskedError,
)
from api.http.body import RATINGS_BODY
from api.http.encoding import encode, encoded, representation_tag, version_tag
from api.http.etag import NOT_MODIFIED, conditional_response
from api.http.pagination import Cursor, Limit, link_to_next
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
from api.placements.closing import AcceptanceService
from api.placements.schemas import (
    AcceptanceRequest,
    AcceptanceView,
    AnswerRequest,
    PlacementListView,
    PlacementRequest,
    PlacementStatus,
    PlacementView,
    UsesRequest,
)
from api.placements.service import PlacementService
from engine import UnknownLevelError, UnknownSkillError

STEP = (UnknownSkillError, UnknownLevelError, StepNotAskedError, BusyError)
STORED = (NotFoundError, PlacementClosedError, PlacementStrandedError)
StatusFilter = Annotated[
    PlacementStatus | None, QueryParameter(name="status", description="only these")
]


class PlacementController(Controller):
    """Placements that are stored."""

    path = "/api/v1/placements"
    tags = ("placements",)
    security = BEARER

    @post(
        operation_id="createPlacement",
        guards=[writes],
        responses=problem_responses(BusyError, *UNKNOWN_ROLE, *WITH_ACCOUNT, *WITH_BODY, *WITH_KEY),
    )
    async def create_placement(
        self,
        request: ApiRequest,
        data: JSONBody[PlacementRequest],
        placements: NamedDependency[PlacementService],
        idempotency_key: IdempotencyKey = None,
    ) -> Response[PlacementView]:
        """Begin a placement of the caller for a role, with the profile as it is."""
        made = await placements.create(
            principal_of(request).user_id, data, idempotency_key, request.language
        )
        return encoded(PlacementView, made.body, status=made.status, headers=made.headers)

    @get(
        operation_id="listPlacements",
        guards=[reads],
        responses=problem_responses(InvalidCursorError, *WITH_ACCOUNT),
    )
    async def list_placements(
        self,
        request: ApiRequest,
        placements: NamedDependency[PlacementService],
        only: StatusFilter = None,
        cursor: Cursor = None,
        limit: Limit = 20,
    ) -> Response[PlacementListView]:
        """The caller's placements, newest first."""
        page = await placements.page(
            principal_of(request).user_id, status=only, cursor=cursor, limit=limit
        )
        return Response(page, headers=link_to_next(request, page.next_cursor))

    @get(
        "/{placement_id:uuid}",
        operation_id="getPlacement",
        guards=[reads],
        responses=NOT_MODIFIED
        | problem_responses(NotFoundError, PlacementStrandedError, BusyError, *WITH_ACCOUNT),
    )
    async def get_placement(
        self,
        request: ApiRequest,
        placements: NamedDependency[PlacementService],
        placement_id: FromPath[UUID],
    ) -> Response[PlacementView]:
        """A placement as it stands, to continue or to accept."""
        view = await placements.read(principal_of(request).user_id, placement_id)
        body = encode(view, request.language)
        etag = representation_tag(view.version, body, request.language)
        headers = _headers(view.version, request) | {"etag": etag}
        return conditional_response(PlacementView, request, body, headers)

    @post(
        "/{placement_id:uuid}/answers",
        operation_id="answerPlacement",
        status_code=200,
        guards=[writes],
        responses=problem_responses(*STORED, *STEP, *WITH_ACCOUNT, *WITH_BODY, *WITH_VERSION),
    )
    async def answer_placement(
        self,
        request: ApiRequest,
        placement_id: FromPath[UUID],
        data: JSONBody[AnswerRequest],
        placements: NamedDependency[PlacementService],
        if_match: IfMatch = None,
    ) -> Response[PlacementView]:
        """Answer a question, change an answer, or take it back with `null`."""
        view = await placements.answer(principal_of(request).user_id, placement_id, data, if_match)
        return encoded(
            PlacementView, encode(view, request.language), headers=_headers(view.version, request)
        )

    @post(
        "/{placement_id:uuid}/uses",
        operation_id="sayPlacementUses",
        status_code=200,
        guards=[writes],
        responses=problem_responses(*STORED, *STEP, *WITH_ACCOUNT, *WITH_BODY, *WITH_VERSION),
    )
    async def say_placement_uses(
        self,
        request: ApiRequest,
        placement_id: FromPath[UUID],
        data: JSONBody[UsesRequest],
        placements: NamedDependency[PlacementService],
        if_match: IfMatch = None,
    ) -> Response[PlacementView]:
        """Say which options of a choice you use, skip the choice, or take that back."""
        user_id = principal_of(request).user_id
        view = await placements.say_uses(user_id, placement_id, data, if_match)
        return encoded(
            PlacementView, encode(view, request.language), headers=_headers(view.version, request)
        )

    @post(
        "/{placement_id:uuid}/acceptance",
        operation_id="acceptPlacement",
        request_max_body_size=RATINGS_BODY,
        status_code=200,
        guards=[writes],
        responses=problem_responses(
            DailyQuotaReachedError, *STORED, *STEP, *WITH_ACCOUNT, *WITH_BODY, *WITH_VERSION
        ),
    )
    async def accept_placement(
        self,
        request: ApiRequest,
        placement_id: FromPath[UUID],
        data: JSONBody[AcceptanceRequest],
        acceptance: NamedDependency[AcceptanceService],
        if_match: IfMatch = None,
    ) -> Response[AcceptanceView]:
        """Write the placed levels as ratings; `levels` corrects some of them."""
        view = await acceptance.accept(principal_of(request).user_id, placement_id, data, if_match)
        return encoded(
            AcceptanceView,
            encode(view, request.language),
            headers=_headers(view.placement.version, request),
        )


def _headers(version: int, request: ApiRequest) -> dict[str, str]:
    etag = version_tag(version, request.language)
    return {"etag": etag, "cache-control": "private, no-cache"}
