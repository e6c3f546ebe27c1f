"""All roles at once: for the caller's profile, for ratings sent along, and from a held role."""

from typing import Annotated
from urllib.parse import urlencode

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Redirect

from api.auth.guards import reads
from api.auth.principal import principal_of
from api.auth.routes import BEARER
from api.catalog.current import CurrentKnowledge
from api.catalog.routes import MOVED, conditional
from api.catalog.service import CatalogService
from api.errors import BusyError, RoleNotFoundError
from api.http.body import RATINGS_BODY
from api.http.encoding import encode, encoded
from api.http.etag import NOT_MODIFIED
from api.http.executor import Executors
from api.http.problems.table import WITH_ACCOUNT, WITH_BODY, problem_responses
from api.http.request import ApiRequest
from api.profiles.service import ProfileReader
from api.ranking.schemas import RankingOrderName, RankingView, RankRequest, TransitionListView
from api.ranking.service import RankingQuery, rank_profile, rank_stateless, transitions
from engine import UnknownLevelError, UnknownRoleError, UnknownSkillError, UnknownVariantError

HELD_ROLE = (UnknownRoleError, UnknownVariantError)
FromRole = Annotated[
    str | None,
    QueryParameter(name="from", min_length=1, max_length=100, description="a role to take as held"),
]
FromVariant = Annotated[
    str | None,
    QueryParameter(
        name="fromVariant", min_length=1, max_length=100, description="the variant of that role"
    ),
]
Sort = Annotated[
    RankingOrderName | None,
    QueryParameter(description="by likeness where `from` names a role, otherwise by readiness"),
]


class StatelessRankingController(Controller):
    """All roles without an account; nothing is stored."""

    path = "/api/v1/rank"
    tags = ("stateless",)

    @post(
        operation_id="rank",
        request_max_body_size=RATINGS_BODY,
        status_code=200,
        responses=problem_responses(
            BusyError, UnknownSkillError, UnknownLevelError, *HELD_ROLE, *WITH_BODY
        ),
    )
    async def rank(
        self,
        request: ApiRequest,
        data: JSONBody[RankRequest],
        knowledge: NamedDependency[CurrentKnowledge],
        executors: NamedDependency[Executors],
    ) -> Response[RankingView]:
        """Every role and variant for the ratings given, the nearest, and what several share."""
        view = await executors.public_figures.run(rank_stateless, knowledge.now(), data)
        return encoded(RankingView, encode(view, request.language))


class RankingController(Controller):
    """All roles for the caller."""

    path = "/api/v1/me/roles"
    tags = ("ranking",)
    security = BEARER

    @get(
        operation_id="rankMyRoles",
        guards=[reads],
        responses=problem_responses(BusyError, *HELD_ROLE, *WITH_ACCOUNT),
    )
    async def rank_my_roles(
        self,
        request: ApiRequest,
        profile_reader: NamedDependency[ProfileReader],
        executors: NamedDependency[Executors],
        from_role: FromRole = None,
        from_variant: FromVariant = None,
        sort: Sort = None,
    ) -> Response[RankingView]:
        """Every role and variant for the caller's profile, the nearest, and what several share."""
        query = RankingQuery(from_role, from_variant, sort)
        view = await rank_profile(profile_reader, principal_of(request), query, executors.figures)
        return encoded(RankingView, encode(view, request.language))


class TransitionController(Controller):
    """From one role to the others."""

    path = "/api/v1/roles"
    tags = ("catalog",)

    @get(
        "/{slug:str}/transitions",
        operation_id="listTransitions",
        responses=MOVED
        | NOT_MODIFIED
        | problem_responses(BusyError, RoleNotFoundError, UnknownVariantError),
    )
    async def list_transitions(
        self,
        request: ApiRequest,
        catalog: NamedDependency[CatalogService],
        knowledge: NamedDependency[CurrentKnowledge],
        executors: NamedDependency[Executors],
        slug: FromPath[str],
        variant: FromQuery[str],
        sort: FromQuery[RankingOrderName] = "likeness",
    ) -> Response[TransitionListView]:
        """How like this role every other is, and how far a person who holds only this one is."""
        moved = catalog.role_moved_to(slug)
        if moved is not None:
            query = urlencode({"variant": variant, "sort": sort})
            return Redirect(f"/api/v1/roles/{moved}/transitions?{query}", status_code=301)
        document = await executors.public_figures.run(
            transitions, catalog, knowledge.now(), (slug, variant), sort
        )
        return conditional(TransitionListView, request, document)
