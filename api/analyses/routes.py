"""Analyses: stateless without an account, stored with one."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from api.analyses.schemas import (
    AnalysisListView,
    AnalysisRequest,
    AnalysisResult,
    AnalysisView,
    AnalyzeRequest,
    ComparisonView,
    DerivationView,
)
from api.analyses.service import AnalysisService
from api.analyses.views import analyze_ratings
from api.auth.guards import reads, writes
from api.auth.principal import principal_of
from api.auth.routes import BEARER
from api.catalog.current import CurrentKnowledge
from api.errors import BusyError, InvalidCursorError, NotFoundError
from api.http.body import RATINGS_BODY
from api.http.encoding import content_tag, encoded
from api.http.etag import NOT_MODIFIED, conditional_response
from api.http.executor import Executors
from api.http.pagination import Cursor, Limit, link_to_next
from api.http.problems.table import WITH_ACCOUNT, WITH_BODY, WITH_KEY, problem_responses
from api.http.request import ApiRequest
from api.idempotency.service import IdempotencyKey
from engine import (
    NotComparableError,
    UnknownConclusionError,
    UnknownLevelError,
    UnknownRoleError,
    UnknownSkillError,
    UnknownVariantError,
)

UNKNOWN_ROLE = (UnknownRoleError, UnknownVariantError)
PRIVATE = "private, no-cache"
Conclusion = Annotated[
    str,
    QueryParameter(
        max_length=300,
        description="readiness, band, gap:<key>, advice:<slug> or held:<skill>",
    ),
]
ComparedWith = Annotated[
    UUID, QueryParameter(name="with", description="the analysis that `after` is about")
]


class StatelessAnalysisController(Controller):
    """Readiness without an account; nothing is stored."""

    path = "/api/v1/analyze"
    tags = ("stateless",)

    @post(
        operation_id="analyze",
        request_max_body_size=RATINGS_BODY,
        status_code=200,
        responses=problem_responses(
            BusyError, UnknownSkillError, UnknownLevelError, *UNKNOWN_ROLE, *WITH_BODY
        ),
    )
    async def analyze(
        self,
        request: ApiRequest,
        data: JSONBody[AnalyzeRequest],
        knowledge: NamedDependency[CurrentKnowledge],
        executors: NamedDependency[Executors],
    ) -> Response[AnalysisResult]:
        """Readiness and gaps for these ratings; equal requests get byte-identical responses."""
        body = await executors.public_figures.run(
            analyze_ratings, knowledge.now(), data, request.language
        )
        return encoded(AnalysisResult, body)


class AnalysisController(Controller):
    """Stored analyses."""

    path = "/api/v1/analyses"
    tags = ("analyses",)
    security = BEARER

    @post(
        operation_id="createAnalysis",
        guards=[writes],
        responses=problem_responses(BusyError, *UNKNOWN_ROLE, *WITH_ACCOUNT, *WITH_BODY, *WITH_KEY),
    )
    async def create_analysis(
        self,
        request: ApiRequest,
        data: JSONBody[AnalysisRequest],
        analyses: NamedDependency[AnalysisService],
        idempotency_key: IdempotencyKey = None,
    ) -> Response[AnalysisView]:
        """Analyse your profile for a role and store the result, which never changes."""
        created = await analyses.create(
            principal_of(request), data, idempotency_key, request.language
        )
        return encoded(AnalysisView, created.body, status=created.status, headers=created.headers)

    @get(
        operation_id="listAnalyses",
        guards=[reads],
        responses=problem_responses(InvalidCursorError, *WITH_ACCOUNT),
    )
    async def list_analyses(
        self,
        request: ApiRequest,
        analyses: NamedDependency[AnalysisService],
        cursor: Cursor = None,
        limit: Limit = 20,
    ) -> Response[AnalysisListView]:
        """Your analyses, newest first."""
        page = await analyses.page(principal_of(request).user_id, cursor=cursor, limit=limit)
        return Response(page, headers=link_to_next(request, page.next_cursor))

    @get(
        "/{analysis_id:uuid}",
        operation_id="getAnalysis",
        guards=[reads],
        responses=NOT_MODIFIED | problem_responses(BusyError, NotFoundError, *WITH_ACCOUNT),
    )
    async def get_analysis(
        self,
        request: ApiRequest,
        analyses: NamedDependency[AnalysisService],
        analysis_id: FromPath[UUID],
    ) -> Response[AnalysisView]:
        """A stored analysis as it was first returned; earlier ones get the hours of their plan."""
        body = await analyses.read(principal_of(request).user_id, analysis_id, request.language)
        headers = {"etag": content_tag(body), "cache-control": PRIVATE}
        return conditional_response(AnalysisView, request, body, headers)

    @get(
        "/{analysis_id:uuid}/explanation",
        operation_id="explainAnalysis",
        guards=[reads],
        responses=NOT_MODIFIED
        | problem_responses(BusyError, NotFoundError, UnknownConclusionError, *WITH_ACCOUNT),
    )
    async def explain_analysis(
        self,
        request: ApiRequest,
        analyses: NamedDependency[AnalysisService],
        analysis_id: FromPath[UUID],
        of: Conclusion = "readiness",
    ) -> Response[DerivationView]:
        """Why a conclusion holds, down to ratings and lines of the content.

        Equal requests always get byte-identical responses.
        """
        body = await analyses.explain(
            principal_of(request).user_id, analysis_id, of, request.language
        )
        headers = {"etag": content_tag(body), "cache-control": PRIVATE}
        return conditional_response(DerivationView, request, body, headers)

    @get(
        "/{analysis_id:uuid}/comparison",
        operation_id="compareAnalyses",
        guards=[reads],
        responses=problem_responses(BusyError, NotFoundError, NotComparableError, *WITH_ACCOUNT),
    )
    async def compare_analyses(
        self,
        request: ApiRequest,
        analyses: NamedDependency[AnalysisService],
        analysis_id: FromPath[UUID],
        other_id: ComparedWith,
    ) -> ComparisonView:
        """What changed from this analysis to the one named by `with`, and who or what changed it.

        Usually that is the later one; with an earlier one, every change is told backwards.
        """
        return await analyses.compare(principal_of(request).user_id, analysis_id, other_id)
