"""The knowledge, for everyone; every answer carries its entity tag and may be cached."""

import asyncio
from typing import Annotated
from urllib.parse import urlencode

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Redirect

from api.catalog.reader import CatalogReader, Document
from api.catalog.schemas import (
    DomainListView,
    KnowledgeView,
    RoleGraphView,
    RoleListView,
    RoleView,
    SkillListView,
    SkillView,
)
from api.errors import InvalidCursorError, RoleNotFoundError, SkillNotFoundError
from api.http.encoding import T
from api.http.etag import NOT_MODIFIED, conditional_response
from api.http.pagination import Cursor
from api.http.problems.table import answers
from api.http.request import ApiRequest
from engine import UnknownVariantError

CACHING = "public, max-age=60, stale-while-revalidate=600"
SkillLimit = Annotated[int, QueryParameter(ge=1, le=500, description="items a page")]
SearchText = Annotated[
    str | None, QueryParameter(max_length=100, description="words of a title, alias or summary")
]
MOVED = {301: ResponseSpec(None, description="A former slug: `Location` says where it is now")}
DomainText = Annotated[str | None, QueryParameter(max_length=100, description="slug of a domain")]


def conditional(kind: type[T], request: ApiRequest, document: Document) -> Response[T]:
    """Answer with the document, or with 304 when the asker holds it already."""
    headers = {"etag": document.etag, "cache-control": CACHING}
    return conditional_response(kind, request, document.body, headers)


class CatalogController(Controller):
    """Knowledge, domains, roles and skills."""

    path = "/api/v1"
    tags = ("catalog",)

    @get("/knowledge", operation_id="getKnowledge", responses=NOT_MODIFIED | answers())
    async def get_knowledge(
        self, request: ApiRequest, catalog: NamedDependency[CatalogReader]
    ) -> Response[KnowledgeView]:
        """Which knowledge answers, how much there is of it, and what its levels mean."""
        return conditional(KnowledgeView, request, catalog.knowledge())

    @get("/domains", operation_id="listDomains", responses=NOT_MODIFIED | answers())
    async def list_domains(
        self, request: ApiRequest, catalog: NamedDependency[CatalogReader]
    ) -> Response[DomainListView]:
        """All fields of skills."""
        return conditional(DomainListView, request, catalog.domains())

    @get("/roles", operation_id="listRoles", responses=NOT_MODIFIED | answers())
    async def list_roles(
        self, request: ApiRequest, catalog: NamedDependency[CatalogReader]
    ) -> Response[RoleListView]:
        """All roles, with what each variant costs somebody who starts with nothing."""
        return conditional(RoleListView, request, await asyncio.to_thread(catalog.roles))

    @get(
        "/roles/{slug:str}",
        operation_id="getRole",
        responses=MOVED | NOT_MODIFIED | answers(RoleNotFoundError),
    )
    async def get_role(
        self, request: ApiRequest, catalog: NamedDependency[CatalogReader], slug: FromPath[str]
    ) -> Response[RoleView]:
        """A role with everything it asks for; a former slug is redirected."""
        moved = catalog.role_moved_to(slug)
        if moved is not None:
            return Redirect(f"/api/v1/roles/{moved}", status_code=301)
        return conditional(RoleView, request, catalog.role(slug))

    @get(
        "/roles/{slug:str}/graph",
        operation_id="getRoleGraph",
        responses=MOVED | NOT_MODIFIED | answers(RoleNotFoundError, UnknownVariantError),
    )
    async def get_role_graph(
        self,
        request: ApiRequest,
        catalog: NamedDependency[CatalogReader],
        slug: FromPath[str],
        variant: FromQuery[str],
    ) -> Response[RoleGraphView]:
        """Everything that can stand before the targets of a role, as nodes and edges."""
        moved = catalog.role_moved_to(slug)
        if moved is not None:
            query = urlencode({"variant": variant})
            return Redirect(f"/api/v1/roles/{moved}/graph?{query}", status_code=301)
        return conditional(RoleGraphView, request, catalog.graph(slug, variant))

    @get("/skills", operation_id="listSkills", responses=NOT_MODIFIED | answers(InvalidCursorError))
    async def list_skills(
        self,
        request: ApiRequest,
        catalog: NamedDependency[CatalogReader],
        q: SearchText = None,
        domain: DomainText = None,
        cursor: Cursor = None,
        limit: SkillLimit = 100,
    ) -> Response[SkillListView]:
        """Skills by title, optionally searched and of one domain."""
        page = catalog.skills(search=q, domain=domain, cursor=cursor, limit=limit)
        return conditional(SkillListView, request, page)

    @get(
        "/skills/{slug:str}",
        operation_id="getSkill",
        responses=MOVED | NOT_MODIFIED | answers(SkillNotFoundError),
    )
    async def get_skill(
        self, request: ApiRequest, catalog: NamedDependency[CatalogReader], slug: FromPath[str]
    ) -> Response[SkillView]:
        """A skill with all its levels; a former slug is redirected."""
        moved = catalog.skill_moved_to(slug)
        if moved is not None:
            return Redirect(f"/api/v1/skills/{moved}", status_code=301)
        return conditional(SkillView, request, catalog.skill(slug))
