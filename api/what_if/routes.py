"""Several plans without an account, side by side; nothing is stored."""

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from api.catalog.current import CurrentKnowledge
from api.errors import BusyError
from api.http.body import RATINGS_BODY
from api.http.encoding import encode, encoded
from api.http.executor import Executors
from api.http.problems.table import WITH_BODY, problem_responses
from api.http.request import ApiRequest
from api.plans.planning import PlanningConfig
from api.what_if.schemas import WhatIfRequest, WhatIfResult
from api.what_if.service import what_if


class WhatIfController(Controller):
    """Plans compared."""

    path = "/api/v1/plan"
    tags = ("stateless",)

    @post(
        "/what-if",
        operation_id="planWhatIf",
        request_max_body_size=RATINGS_BODY,
        status_code=200,
        responses=problem_responses(BusyError, *WITH_BODY),
    )
    async def what_if(
        self,
        request: ApiRequest,
        data: JSONBody[WhatIfRequest],
        knowledge: NamedDependency[CurrentKnowledge],
        planning: NamedDependency[PlanningConfig],
        executors: NamedDependency[Executors],
    ) -> Response[WhatIfResult]:
        """Several plans side by side; one that cannot be planned says why and affects no other."""
        contexts = planning.contexts(1 + len(data.variants))
        result = await executors.public_what_ifs.run(
            what_if, knowledge.now(), data, contexts=contexts
        )
        return encoded(WhatIfResult, encode(result, request.language))
