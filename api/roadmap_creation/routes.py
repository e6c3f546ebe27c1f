"""New roadmaps, and the next ones from those there are."""

from uuid import UUID

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from api.auth.guards import reads, writes
from api.auth.principal import principal_of
from api.auth.routes import BEARER
from api.errors import NotFoundError, RoadmapArchivedError, RoadmapExistsError, StaleVersionError
from api.http.encoding import encode, encoded
from api.http.problems.table import (
    WITH_ACCOUNT,
    WITH_BODY,
    WITH_KEY,
    problem_responses,
)
from api.http.request import ApiRequest
from api.idempotency.service import IdempotencyKey
from api.plans.routes import CANNOT_BE_PLANNED
from api.roadmap_creation.reanalysis import ReanalysisOperation
from api.roadmap_creation.schemas import (
    ReanalysisRequest,
    ReanalysisView,
    RoadmapRequest,
    RoadmapWhatIfView,
)
from api.roadmap_creation.service import RoadmapCreationService
from api.roadmaps.schemas import RoadmapView

PATH = "/api/v1/roadmaps"
TAGS = ("roadmaps",)


@post(
    PATH,
    operation_id="createRoadmap",
    tags=TAGS,
    security=BEARER,
    guards=[writes],
    responses=problem_responses(
        RoadmapExistsError, *CANNOT_BE_PLANNED, *WITH_ACCOUNT, *WITH_BODY, *WITH_KEY
    ),
)
async def create_roadmap(
    request: ApiRequest,
    data: JSONBody[RoadmapRequest],
    creation: NamedDependency[RoadmapCreationService],
    idempotency_key: IdempotencyKey = None,
) -> Response[RoadmapView]:
    """Create a roadmap for a role from your profile; each role has one active roadmap.

    Where the one there is is completed, the new one continues it, and that one is archived.
    """
    created = await creation.create(principal_of(request), data, idempotency_key, request.language)
    return encoded(RoadmapView, created.body, status=created.status, headers=created.headers)


class RoadmapCreationController(Controller):
    """The next roadmap from a stored one, made or only shown."""

    path = PATH
    tags = TAGS
    security = BEARER

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
        creation: NamedDependency[RoadmapCreationService],
        idempotency_key: IdempotencyKey = None,
    ) -> Response[ReanalysisView]:
        """Analyse and plan again, for another variant if you like.

        Progress continues unless you reset it. The previous roadmap is archived and stays readable.
        One that was archived before can go on where no other roadmap for the role does.
        """
        created = await creation.reanalyse(
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
        creation: NamedDependency[RoadmapCreationService],
    ) -> Response[RoadmapWhatIfView]:
        """The roadmap that a re-analysis would create, beside the present one."""
        view = await creation.preview(principal_of(request), roadmap_id, data)
        return encoded(RoadmapWhatIfView, encode(view, request.language))
