"""Plans without an account: one, or several compared; nothing is stored."""

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from api.analyses.routes import UNKNOWN_ROLE
from api.catalog.current import CurrentKnowledge
from api.errors import BusyError, DateInPastError, LimitsContradictError
from api.http.body import RATINGS_BODY
from api.http.encoding import encode, encoded
from api.http.executor import Executors
from api.http.problems.table import WITH_BODY, problem_responses
from api.http.request import ApiRequest
from api.plans.planning import PlanningConfig
from api.plans.schemas import PlanRequest, RoadmapResult
from api.plans.views import plan_ratings
from engine import (
    BudgetTooSmallError,
    NoWayError,
    PinConflictError,
    PinsContradictError,
    TargetOutOfReachError,
    UnknownLevelError,
    UnknownSkillError,
)

CANNOT_BE_PLANNED = (
    UnknownSkillError,
    LimitsContradictError,
    DateInPastError,
    PinConflictError,
    PinsContradictError,
    BudgetTooSmallError,
    TargetOutOfReachError,
    NoWayError,
    BusyError,
    *UNKNOWN_ROLE,
)


class StatelessPlanController(Controller):
    """A roadmap without an account; nothing is stored."""

    path = "/api/v1/plan"
    tags = ("stateless",)

    @post(
        operation_id="plan",
        request_max_body_size=RATINGS_BODY,
        status_code=200,
        responses=problem_responses(UnknownLevelError, *CANNOT_BE_PLANNED, *WITH_BODY),
    )
    async def plan(
        self,
        request: ApiRequest,
        data: JSONBody[PlanRequest],
        knowledge: NamedDependency[CurrentKnowledge],
        planning: NamedDependency[PlanningConfig],
        executors: NamedDependency[Executors],
    ) -> Response[RoadmapResult]:
        """A roadmap for these ratings; equal requests get byte-identical responses."""
        result = await executors.public_plans.run(
            plan_ratings, knowledge.now(), data, context=planning.context()
        )
        return encoded(RoadmapResult, encode(result, request.language))
