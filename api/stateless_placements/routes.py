"""A placement without an account."""

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from api.analyses.routes import UNKNOWN_ROLE
from api.catalog.current import CurrentKnowledge
from api.http.body import RATINGS_BODY
from api.http.encoding import encode, encoded
from api.http.executor import Executors
from api.http.problems.table import WITH_BODY, problem_responses
from api.http.request import ApiRequest
from api.placements.routes import STEP
from api.placements.schemas import PlacementStateView
from api.stateless_placements.schemas import PlaceRequest
from api.stateless_placements.service import place_stateless


class StatelessPlacementController(Controller):
    """A placement without an account; nothing is stored."""

    path = "/api/v1/place"
    tags = ("stateless",)

    @post(
        operation_id="place",
        request_max_body_size=RATINGS_BODY,
        status_code=200,
        responses=problem_responses(*STEP, *UNKNOWN_ROLE, *WITH_BODY),
    )
    async def place(
        self,
        request: ApiRequest,
        data: JSONBody[PlaceRequest],
        knowledge: NamedDependency[CurrentKnowledge],
        executors: NamedDependency[Executors],
    ) -> Response[PlacementStateView]:
        """What the answers so far say, and what to ask next; equal requests, equal bytes."""
        state = await executors.public_placements.run(place_stateless, knowledge.now(), data)
        return encoded(PlacementStateView, encode(state, request.language))
