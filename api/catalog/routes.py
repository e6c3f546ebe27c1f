"""The knowledge, for everyone; every response carries its entity tag and may be cached."""

from typing import Annotated
from urllib.parse import urlencode

from litestar import Controller, Response, get
from litestar.di import NamedDependency, Provide
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect

from api.catalog.schemas import (
    DomainListView,
    KnowledgeView,
    RoleGraphView,
    RoleListView,
    RoleView,
    SkillListView,
    SkillView,
)
from api.catalog.service import CatalogDocument, CatalogService, SkillQuery
from api.errors import BusyError, InvalidCursorError, RoleNotFoundError, SkillNotFoundError
from api.http.encoding import T
from api.http.etag import NOT_MODIFIED, conditional_response
from api.http.executor import Executors
from api.http.pagination import Cursor, link_to_next
from api.http.problems.table import problem_responses
from api.http.request import ApiRequest
from engine import UnknownVariantError

CACHING = "public, max-age=60, stale-while-revalidate=600"
SkillLimit = Annotated[int, QueryParameter(ge=1, le=500, description="items a page")]
SearchText = Annotated[
    str | None, QueryParameter(max_length=100, description="words of a title, alias or summary")
]
MOVED = {301: ResponseSpec(None, description="A former slug: `Location` names the current one")}
DomainText = Annotated[str | None, QueryParameter(max_length=100, description="slug of a domain")]


def skill_query(
    q: SearchText = None,
    domain: DomainText = None,
    cursor: Cursor = None,
    limit: SkillLimit = 100,
) -> SkillQuery:
    """Which page of skills is asked for."""
    return SkillQuery(search=q, domain=domain, cursor=cursor, limit=limit)


def conditional(kind: type[T], request: ApiRequest, document: CatalogDocument) -> Response[T]:
    """Send the document, or 304 when the client has it already."""
    headers = {
        "etag": document.etag,
        "cache-control": CACHING,
        **link_to_next(request, document.next_cursor),
    }
    return conditional_response(kind, request, document.body, headers)


class CatalogController(Controller):
    """Knowledge, domains, roles and skills."""

    path = "/api/v1"
    tags = ("catalog",)

    @get("/knowledge", operation_id="getKnowledge", responses=NOT_MODIFIED | problem_responses())
    async def get_knowledge(
        self, request: ApiRequest, catalog: NamedDependency[CatalogService]
    ) -> Response[KnowledgeView]:
        """Which knowledge is served, how much there is of it, and what its levels mean."""
        return conditional(KnowledgeView, request, catalog.knowledge())

    @get("/domains", operation_id="listDomains", responses=NOT_MODIFIED | problem_responses())
    async def list_domains(
        self, request: ApiRequest, catalog: NamedDependency[CatalogService]
    ) -> Response[DomainListView]:
        """All domains of skills."""
        return conditional(DomainListView, request, catalog.domains())

    @get("/roles", operation_id="listRoles", responses=NOT_MODIFIED | problem_responses(BusyError))
    async def list_roles(
        self,
        request: ApiRequest,
        catalog: NamedDependency[CatalogService],
        executors: NamedDependency[Executors],
        q: SearchText = None,
    ) -> Response[RoleListView]:
        """Roles, optionally searched, with the hours each variant takes from nothing.

        All are listed by slug, and those found best first.
        """
        if catalog.has_roles:
            return conditional(RoleListView, request, catalog.roles(q))
        document = await executors.content.run(catalog.roles, q)
        return conditional(RoleListView, request, document)

    @get(
        "/roles/{slug:str}",
        operation_id="getRole",
        responses=MOVED | NOT_MODIFIED | problem_responses(RoleNotFoundError),
    )
    async def get_role(
        self, request: ApiRequest, catalog: NamedDependency[CatalogService], slug: FromPath[str]
    ) -> Response[RoleView]:
        """A role with all its requirements; a former slug is redirected."""
        moved = catalog.role_moved_to(slug)
        if moved is not None:
            return Redirect(f"/api/v1/roles/{moved}", status_code=301)
        return conditional(RoleView, request, catalog.role(slug))

    @get(
        "/roles/{slug:str}/graph",
        operation_id="getRoleGraph",
        responses=MOVED | NOT_MODIFIED | problem_responses(RoleNotFoundError, UnknownVariantError),
    )
    async def get_role_graph(
        self,
        request: ApiRequest,
        catalog: NamedDependency[CatalogService],
        slug: FromPath[str],
        variant: FromQuery[str],
    ) -> Response[RoleGraphView]:
        """All steps that can lead to the targets of a role, as nodes and edges."""
        moved = catalog.role_moved_to(slug)
        if moved is not None:
            query = urlencode({"variant": variant})
            return Redirect(f"/api/v1/roles/{moved}/graph?{query}", status_code=301)
        return conditional(RoleGraphView, request, catalog.graph(slug, variant))

    @get(
        "/skills",
        operation_id="listSkills",
        dependencies={"filters": Provide(skill_query, sync_to_thread=False)},
        responses=NOT_MODIFIED | problem_responses(InvalidCursorError),
    )
    async def list_skills(
        self,
        request: ApiRequest,
        catalog: NamedDependency[CatalogService],
        filters: NamedDependency[SkillQuery],
    ) -> Response[SkillListView]:
        """Skills by title, optionally searched and limited to one domain."""
        return conditional(SkillListView, request, catalog.skills(filters))

    @get(
        "/skills/{slug:str}",
        operation_id="getSkill",
        responses=MOVED | NOT_MODIFIED | problem_responses(SkillNotFoundError),
    )
    async def get_skill(
        self, request: ApiRequest, catalog: NamedDependency[CatalogService], slug: FromPath[str]
    ) -> Response[SkillView]:
        """A skill with all its levels; a former slug is redirected."""
        moved = catalog.skill_moved_to(slug)
        if moved is not None:
            return Redirect(f"/api/v1/skills/{moved}", status_code=301)
        return conditional(SkillView, request, catalog.skill(slug, request.language))
