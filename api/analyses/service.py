"""Analyses that are kept: made, read as they were, listed, and compared."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from api.analyses.comparison import compare_stored
from api.analyses.derivation import encoded_derivation
from api.analyses.repository import LIST_ANALYSES, READ_ANALYSIS, READ_INPUTS, AnalysisInputs
from api.analyses.schemas import (
    AnalysisListView,
    AnalysisRequest,
    AnalysisSummaryView,
    ComparisonView,
)
from api.analyses.snapshot import Snapshot, envelope
from api.catalog.current import CurrentKnowledge
from api.catalog.releases import Releases
from api.db.pool import Database, Session
from api.errors import NotFoundError
from api.http.encoding import encode
from api.http.pagination import cursor_of, id_of
from api.idempotency.service import IdempotencyService, IdempotentRequest, StoredResponse
from api.profiles.repository import LIST_RATINGS

FOR_EVER = "private, max-age=31536000, immutable"


class AnalysisService:
    """Asks the engine about kept profiles and keeps its answers."""

    def __init__(
        self,
        database: Database,
        knowledge: CurrentKnowledge,
        repetition: IdempotencyService,
        releases: Releases,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._repetition = repetition
        self._releases = releases
        self._clock = clock

    async def create(self, user_id: UUID, data: AnalysisRequest, key: str | None) -> StoredResponse:
        """Analyse the person's profile and keep the answer.

        Raises:
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
        """
        ask = IdempotentRequest.of(user_id, key, "createAnalysis", data)
        before = await self._repetition.find(ask)
        if before is not None:
            return before

        async def effect(session: Session) -> StoredResponse:
            ratings = await session.all(LIST_RATINGS, user_id=user_id)
            snapshot = Snapshot.take(
                self._knowledge.now(),
                data.role,
                variant=data.variant,
                ratings=ratings,
                today=self._clock().date(),
            )
            added = await snapshot.keep(session, user_id)
            body = encode(envelope(added.id, added.created_at, snapshot.result))
            return StoredResponse(body, {"location": f"/api/v1/analyses/{added.id}"})

        return await self._repetition.run(ask, effect, is_single=True)

    async def read(self, user_id: UUID, analysis_id: UUID) -> bytes:
        """An analysis as it was answered.

        Raises:
            NotFoundError: The person has no such analysis.
        """
        async with self._database.statement() as session:
            found = await session.one_or_none(
                READ_ANALYSIS, user_id=user_id, analysis_id=analysis_id
            )
        if found is None:
            raise NotFoundError(kind="analysis")
        return encode(envelope(found.id, found.created_at, found.result.encode()))

    async def page(self, user_id: UUID, *, cursor: str | None, limit: int) -> AnalysisListView:
        """One page, newest first.

        Raises:
            InvalidCursorError: The cursor is none of ours.
        """
        before = id_of(cursor)
        async with self._database.statement() as session:
            found = await session.all(
                LIST_ANALYSES, user_id=user_id, before=before, limit=limit + 1
            )
        knowledge = self._knowledge.now()
        items = [
            AnalysisSummaryView(
                id=entry.id,
                created_at=entry.created_at,
                role=knowledge.role_ref_of_id(entry.role_id),
                variant=entry.variant,
                readiness_points=entry.readiness,
                knowledge_version=entry.knowledge_version,
            )
            for entry in found[:limit]
        ]
        return AnalysisListView(
            items=items,
            next_cursor=cursor_of(str(items[-1].id)) if len(found) > limit else None,
            knowledge_version=knowledge.version,
        )

    async def compare(self, user_id: UUID, earlier: UUID, later: UUID) -> ComparisonView:
        """What changed from one kept analysis to another.

        Raises:
            NotFoundError: The person has not both of them.
            NotComparableError: They are of different roles or variants.
        """
        before = await self._inputs(user_id, earlier)
        after = await self._inputs(user_id, later)
        content = await self._releases.of(after.knowledge_hash)
        return compare_stored(before, after, content=content)

    async def explain(self, user_id: UUID, analysis_id: UUID, of: str) -> bytes:
        """Encode a `DerivationView` of a conclusion, from what the analysis was made from.

        Raises:
            NotFoundError: The person has no such analysis.
            UnknownConclusionError: The analysis has no such conclusion.
        """
        kept = await self._inputs(user_id, analysis_id)
        knowledge = await self._releases.of(kept.knowledge_hash)
        return await asyncio.to_thread(encoded_derivation, knowledge, kept, of)

    async def _inputs(self, user_id: UUID, analysis_id: UUID) -> AnalysisInputs:
        async with self._database.statement() as session:
            found = await session.one_or_none(READ_INPUTS, user_id=user_id, analysis_id=analysis_id)
        if found is None:
            raise NotFoundError(kind="analysis")
        return found
