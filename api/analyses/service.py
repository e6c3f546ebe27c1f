"""Analyses of a person: made, read, listed, compared and explained."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from msgspec import Raw

from api.analyses.comparison import ComparedAnalysis, compare_analyses
from api.analyses.derivation import encoded_derivation
from api.analyses.repository import (
    ADD_ANALYSIS,
    LIST_ANALYSES,
    READ_ANALYSIS,
    AnalysisSummary,
    StoredAnalysis,
)
from api.analyses.schemas import (
    AnalysisListView,
    AnalysisRequest,
    AnalysisSummaryView,
    ComparisonView,
)
from api.analyses.stored import (
    EncodedAnalysis,
    NewAnalysis,
    completed_analysis,
    encoded_analysis,
    is_complete,
)
from api.analyses.views import STORED
from api.auth.principal import Principal
from api.catalog.current import Knowledge
from api.catalog.releases import Releases
from api.db.pool import Database, Session
from api.errors import NotFoundError
from api.http.encoding import encode
from api.http.executor import BoundedExecutor
from api.http.pagination import id_of, page_of
from api.idempotency.service import (
    IdempotencyService,
    IdempotentRequest,
    ResourcePointer,
    StoredResponse,
)
from api.profiles.repository import LIST_RATINGS
from api.time_zones import PersonDay


class AnalysisService:
    """Analyses stored profiles and stores the results."""

    def __init__(
        self,
        database: Database,
        idempotency: IdempotencyService,
        releases: Releases,
        clock: Callable[[], datetime],
        executor: BoundedExecutor,
    ) -> None:
        self._database = database
        self._idempotency = idempotency
        self._releases = releases
        self._clock = clock
        self._executor = executor

    async def create(
        self, person: Principal, data: AnalysisRequest, key: str | None, language: str
    ) -> StoredResponse:
        """Analyse the person's profile and store the result.

        Raises:
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
            BusyError: Too much work is waiting already.
        """
        user_id = person.user_id
        request = IdempotentRequest.of(user_id, key, "createAnalysis", data)

        async def rebuild(session: Session, pointer: ResourcePointer) -> StoredResponse:
            stored = await session.one(READ_ANALYSIS, user_id=user_id, analysis_id=pointer.id)
            return _created(encoded_analysis(stored, language))

        earlier = await self._idempotency.find(request, rebuild)
        if earlier is not None:
            return earlier

        async def effect(session: Session) -> StoredResponse:
            new = await self._executor.run(
                NewAnalysis.of,
                self._releases.now(),
                data.role,
                variant=data.variant,
                ratings=await session.all(LIST_RATINGS, user_id=user_id),
                day=PersonDay.at(self._clock(), person.time_zone),
            )
            stored, said = new.encoded(STORED, language)
            created = await session.one(ADD_ANALYSIS, user_id=user_id, **new.columns(stored))
            return _created(EncodedAnalysis(created.id, created.created_at, Raw(said)))

        return await self._idempotency.run(request, effect, rebuild, is_single=True)

    async def read(self, user_id: UUID, analysis_id: UUID, language: str) -> bytes:
        """Encode the `AnalysisView` of a stored analysis.

        Raises:
            NotFoundError: The person has no such analysis.
            BusyError: Too much work is waiting already.
        """
        stored = await self._read(user_id, analysis_id)
        if not is_complete(stored):
            knowledge = await self._releases.of(stored.knowledge_hash)
            stored = await self._executor.run(completed_analysis, stored, knowledge)
        return encode(encoded_analysis(stored, language))

    async def page(self, user_id: UUID, *, cursor: str | None, limit: int) -> AnalysisListView:
        """One page, newest first.

        Raises:
            InvalidCursorError: No response ever contained this cursor.
        """
        before = id_of(cursor, of="analyses")
        async with self._database.statement() as session:
            rows = await session.all(LIST_ANALYSES, user_id=user_id, before=before, limit=limit + 1)
        knowledge = self._releases.now()
        page = page_of(rows, limit, lambda row: _summary(knowledge, row), of="analyses")
        return AnalysisListView(
            items=page.items,
            next_cursor=page.next_cursor,
            knowledge_version=knowledge.version,
        )

    async def compare(self, user_id: UUID, before_id: UUID, after_id: UUID) -> ComparisonView:
        """What changed from one analysis to another; backwards where the second is the earlier.

        Raises:
            NotFoundError: The person does not have both.
            NotComparableError: They are of different roles or variants.
        """
        first = await self._read(user_id, before_id)
        second = await self._read(user_id, after_id)
        knowledge = await self._releases.of(second.knowledge_hash)
        before, after = ComparedAnalysis.of_stored(first), ComparedAnalysis.of_stored(second)
        return compare_analyses(before, after, knowledge=knowledge)

    async def explain(self, user_id: UUID, analysis_id: UUID, of: str, language: str) -> bytes:
        """Encode a `DerivationView` of a conclusion.

        Raises:
            NotFoundError: The person has no such analysis.
            UnknownConclusionError: The analysis has no such conclusion.
            BusyError: Too much work is waiting already.
        """
        stored = await self._read(user_id, analysis_id)
        knowledge = await self._releases.of(stored.knowledge_hash)
        return await self._executor.run(encoded_derivation, knowledge, stored, of, language)

    async def _read(self, user_id: UUID, analysis_id: UUID) -> StoredAnalysis:
        async with self._database.statement() as session:
            stored = await session.one_or_none(
                READ_ANALYSIS, user_id=user_id, analysis_id=analysis_id
            )
        if stored is None:
            raise NotFoundError(kind="analysis")
        return stored


def _created(view: EncodedAnalysis) -> StoredResponse:
    """The response about a new analysis; its key points to it."""
    headers = {"location": f"/api/v1/analyses/{view.id}"}
    return StoredResponse(encode(view), headers, resource=ResourcePointer("analysis", view.id))


def _summary(knowledge: Knowledge, row: AnalysisSummary) -> AnalysisSummaryView:
    return AnalysisSummaryView(
        id=row.id,
        created_at=row.created_at,
        role=knowledge.role_ref_of_id(row.role_id),
        variant=row.variant,
        variant_title=knowledge.variant_title(knowledge.role_of_id(row.role_id), row.variant),
        readiness_points=row.readiness,
        knowledge_version=row.knowledge_version,
    )
