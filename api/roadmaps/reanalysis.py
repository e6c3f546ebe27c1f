"""Re-analysis: a new analysis and roadmap in place of the old one, which stays readable."""

import asyncio
from uuid import UUID

from msgspec import Struct

from api.analyses.comparison import compare_stored
from api.analyses.repository import READ_INPUTS
from api.analyses.schemas import ComparisonView
from api.analyses.snapshot import Envelope, Snapshot, envelope
from api.catalog.current import CurrentKnowledge
from api.db.pool import Database, Session
from api.errors import NotFoundError, RoadmapArchivedError
from api.http.encoding import encode, version_tag
from api.idempotency.service import IdempotencyService, IdempotentRequest, StoredResponse
from api.profiles.repository import LIST_RATINGS, RatingFound
from api.roadmaps import repository
from api.roadmaps.change_schemas import PlanChangesView
from api.roadmaps.progress import lock_active
from api.roadmaps.query import PlanningConfig
from api.roadmaps.replanned import PreviousRoadmap, Replanned, question_again, read_past
from api.roadmaps.schemas import ReanalysisRequest, RoadmapView
from api.roadmaps.what_if_schemas import RoadmapWhatIfView


class Answer(Struct, frozen=True, rename="camel"):
    """A `ReanalysisView` whose analysis is encoded already."""

    analysis: Envelope
    roadmap: RoadmapView
    comparison: ComparisonView
    changes: PlanChangesView | None
    archived_roadmap_id: UUID


class Operation(Struct, frozen=True):
    """The request together with the roadmap it is for, so that a key tells two roadmaps apart."""

    roadmap_id: UUID
    data: ReanalysisRequest


class ReanalysisService:
    """Analyses and plans again."""

    def __init__(
        self,
        database: Database,
        knowledge: CurrentKnowledge,
        repetition: IdempotencyService,
        planning: PlanningConfig,
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._repetition = repetition
        self._planner = planning

    async def run(
        self, user_id: UUID, roadmap_id: UUID, data: ReanalysisRequest, key: str | None
    ) -> StoredResponse:
        """Archive a roadmap and make the next one.

        Raises:
            NotFoundError: The person has no such roadmap, or the role was retired.
            RoadmapArchivedError: The roadmap has a successor already.
            StaleVersionError: The roadmap was changed meanwhile.
            PlanRefusedError: Nothing meets the wish; it holds the nearest that can be met.
        """
        ask = IdempotentRequest.of(user_id, key, "reanalyseRoadmap", Operation(roadmap_id, data))
        before = await self._repetition.find(ask)
        if before is not None:
            return before
        past, snapshot, draft = await self._draft(user_id, roadmap_id, data)

        async def effect(session: Session) -> StoredResponse:
            await lock_active(session, user_id, roadmap_id, version_tag(past.roadmap.version))
            await session.run(repository.ARCHIVE_ROADMAP, user_id=user_id, roadmap_id=roadmap_id)
            analysis = await snapshot.keep(session, user_id)
            roadmap = await draft.blueprint.keep(session, user_id, analysis.id, draft.carried)
            after = await session.one_or_none(READ_INPUTS, user_id=user_id, analysis_id=analysis.id)
            if after is None:
                raise NotFoundError(kind="analysis")
            answer = Answer(
                analysis=envelope(analysis.id, analysis.created_at, snapshot.result),
                roadmap=roadmap,
                comparison=compare_stored(past.analysis, after, content=snapshot.knowledge),
                changes=draft.changes,
                archived_roadmap_id=roadmap_id,
            )
            location = f"/api/v1/roadmaps/{roadmap.id}"
            return StoredResponse(
                encode(answer),
                {"location": location, "etag": version_tag(answer.roadmap.version)},
            )

        return await self._repetition.run(ask, effect)

    async def preview(
        self, user_id: UUID, roadmap_id: UUID, data: ReanalysisRequest
    ) -> RoadmapWhatIfView:
        """What a re-analysis would make; nothing is kept.

        Raises:
            NotFoundError: The person has no such roadmap, or the role was retired.
            RoadmapArchivedError: The roadmap has a successor already.
            PlanRefusedError: Nothing meets the wish; it holds the nearest that can be met.
        """
        past, snapshot, draft = await self._draft(user_id, roadmap_id, data)
        return draft.preview(past, snapshot)

    async def _draft(
        self, user_id: UUID, roadmap_id: UUID, data: ReanalysisRequest
    ) -> tuple[PreviousRoadmap, Snapshot, Replanned]:
        """Analyse and plan again, without keeping anything."""
        knowledge = self._knowledge.now()
        past, ratings = await self._read(user_id, roadmap_id)
        context = self._planner.context()
        query = question_again(knowledge, past, data, context)
        snapshot = Snapshot.take(
            knowledge,
            query.role,
            variant=query.variant,
            ratings=ratings,
            today=context.today,
        )
        draft = await asyncio.to_thread(Replanned.of, query, past, data, snapshot)
        return past, snapshot, draft

    async def _read(
        self, user_id: UUID, roadmap_id: UUID
    ) -> tuple[PreviousRoadmap, list[RatingFound]]:
        async with self._database.transaction() as session:
            past = await read_past(session, user_id, roadmap_id)
            ratings = await session.all(LIST_RATINGS, user_id=user_id)
        if past.roadmap.status != "active":
            raise RoadmapArchivedError(roadmap_id)
        return past, ratings
