"""All roles at once: for the caller's profile, for anybody's, and for who holds a role."""

import asyncio
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
from api.catalog.reader import CatalogReader
from api.catalog.routes import MOVED, conditional
from api.errors import RoleNotFoundError
from api.http.encoding import encoded
from api.http.etag import NOT_MODIFIED
from api.http.problems.table import WITH_ACCOUNT, WITH_BODY, answers
from api.http.request import ApiRequest
from api.ranking.schemas import RankingView, RankRequest, TransitionListView
from api.ranking.service import RankingService
from api.ranking.views import rank_for_anybody, transitions
from engine import UnknownLevelError, UnknownRoleError, UnknownSkillError, UnknownVariantError

QUESTION = (UnknownRoleError, UnknownVariantError)
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


class StatelessRankingController(Controller):
    """All roles for anybody; nothing is kept."""

    path = "/api/v1/rank"
    tags = ("stateless",)

    @post(
        operation_id="rank",
        status_code=200,
        responses=answers(UnknownSkillError, UnknownLevelError, *QUESTION, *WITH_BODY),
    )
    async def rank(
        self, data: JSONBody[RankRequest], knowledge: NamedDependency[CurrentKnowledge]
    ) -> Response[RankingView]:
        """Every role and variant by readiness for the ratings given, and what several share."""
        return encoded(RankingView, rank_for_anybody(knowledge.now(), data))


class RankingController(Controller):
    """All roles for the person who asks."""

    path = "/api/v1/me/roles"
    tags = ("ranking",)
    security = BEARER

    @get(operation_id="rankMyRoles", guards=[reads], responses=answers(*QUESTION, *WITH_ACCOUNT))
    async def rank_my_roles(
        self,
        request: ApiRequest,
        ranking: NamedDependency[RankingService],
        from_role: FromRole = None,
        from_variant: FromVariant = None,
    ) -> Response[RankingView]:
        """Every role and variant by readiness for the caller's profile, and what several share."""
        body = await ranking.rank(principal_of(request).user_id, from_role, from_variant)
        return encoded(RankingView, body)


class TransitionController(Controller):
    """From one role to the others."""

    path = "/api/v1/roles"
    tags = ("catalog",)

    @get(
        "/{slug:str}/transitions",
        operation_id="listTransitions",
        responses=MOVED | NOT_MODIFIED | answers(RoleNotFoundError, UnknownVariantError),
    )
    async def list_transitions(
        self,
        request: ApiRequest,
        catalog: NamedDependency[CatalogReader],
        slug: FromPath[str],
        variant: FromQuery[str],
    ) -> Response[TransitionListView]:
        """How far somebody who holds this role, and nothing else, is from every other."""
        moved = catalog.role_moved_to(slug)
        if moved is not None:
            query = urlencode({"variant": variant})
            return Redirect(f"/api/v1/roles/{moved}/transitions?{query}", status_code=301)
        document = await asyncio.to_thread(transitions, catalog, slug, variant)
        return conditional(TransitionListView, request, document)
