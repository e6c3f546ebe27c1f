"""Re-analysis: a new analysis and roadmap in place of the old one, which stays readable."""

import asyncio
from uuid import UUID

from msgspec import Struct

from api.analyses.comparison import compare_kept
from api.analyses.repository import READ_INPUTS, AnalysisInputs
from api.analyses.schemas import ComparisonView
from api.analyses.snapshot import Envelope, Snapshot, envelope
from api.catalog.current import CurrentKnowledge, Knowledge
from api.db.session import Database, Session
from api.edge.encoding import encode, version_tag
from api.errors import NotFoundError, RoadmapArchivedError
from api.idempotency.service import Ask, Made, Repetition
from api.profiles.repository import LIST_RATINGS
from api.roadmaps import repository
from api.roadmaps.answer import Question
from api.roadmaps.blueprint import Blueprint, Progress
from api.roadmaps.progress import lock_active
from api.roadmaps.repository import ItemFound, RoadmapFound, StepSkipped
from api.roadmaps.schemas import ReanalysisRequest, RoadmapView
from api.roadmaps.service import find_roadmap, steps_of, wish_of


class Answer(Struct, frozen=True, rename="camel"):
    """A `ReanalysisView` whose analysis is encoded already."""

    analysis: Envelope
    roadmap: RoadmapView
    comparison: ComparisonView
    archived_roadmap_id: UUID


class Past(Struct, frozen=True):
    """What re-analysis starts from."""

    roadmap: RoadmapFound
    analysis: AnalysisInputs
    items: list[ItemFound]


class Operation(Struct, frozen=True):
    """The request together with the roadmap it is for, so that a key tells two roadmaps apart."""

    roadmap_id: UUID
    data: ReanalysisRequest


class ReanalysisService:
    """Analyses and plans again."""

    def __init__(
        self, database: Database, knowledge: CurrentKnowledge, repetition: Repetition
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._repetition = repetition

    async def run(
        self, user_id: UUID, roadmap_id: UUID, data: ReanalysisRequest, key: str | None
    ) -> Made:
        """Archive a roadmap and make the next one.

        Raises:
            NotFoundError: The person has no such roadmap, or the role was retired.
            RoadmapArchivedError: The roadmap has a successor already.
            StaleVersionError: The roadmap was changed meanwhile.
            NoPlanError: No set of steps meets the wish.
        """
        ask = Ask.of(user_id, key, "reanalyseRoadmap", Operation(roadmap_id, data))
        before = await self._repetition.before(ask)
        if before is not None:
            return before
        knowledge = self._knowledge.now()
        async with self._database.transaction() as session:
            past = await _past(session, user_id, roadmap_id)
            ratings = await session.all(LIST_RATINGS, user_id=user_id)
        if past.roadmap.status != "active":
            raise RoadmapArchivedError(roadmap_id)
        question = _question(knowledge, past, keeps=not data.reset_progress)
        snapshot = Snapshot.take(
            knowledge, question.role, variant=question.variant, ratings=ratings
        )
        blueprint = await asyncio.to_thread(Blueprint.draw, knowledge, question, snapshot.profile)

        async def effect(session: Session) -> Made:
            await lock_active(session, user_id, roadmap_id, version_tag(past.roadmap.version))
            await session.run(repository.ARCHIVE_ROADMAP, user_id=user_id, roadmap_id=roadmap_id)
            analysis = await snapshot.keep(session, user_id)
            carried = {} if data.reset_progress else _carried(past.items)
            roadmap = await blueprint.keep(session, user_id, analysis.id, carried)
            after = await session.one(READ_INPUTS, user_id=user_id, analysis_id=analysis.id)
            if after is None:
                raise NotFoundError(kind="analysis")
            answer = Answer(
                analysis=envelope(analysis.id, analysis.created_at, snapshot.result),
                roadmap=roadmap,
                comparison=compare_kept(past.analysis, after, content=knowledge),
                archived_roadmap_id=roadmap_id,
            )
            location = f"/api/v1/roadmaps/{roadmap.id}"
            return Made(
                encode(answer),
                {"location": location, "etag": version_tag(answer.roadmap.version)},
            )

        return await self._repetition.once(ask, effect)


async def _past(session: Session, user_id: UUID, roadmap_id: UUID) -> Past:
    roadmap = await find_roadmap(session, user_id, roadmap_id)
    analysis = await session.one(READ_INPUTS, user_id=user_id, analysis_id=roadmap.analysis_id)
    if analysis is None:
        raise NotFoundError(kind="analysis")
    items = await session.all(repository.LIST_ITEMS, user_id=user_id, roadmap_id=roadmap_id)
    return Past(roadmap, analysis, items)


def _question(knowledge: Knowledge, past: Past, *, keeps: bool) -> Question:
    """Ask for the same again; what was skipped stays out unless the slate is to be clean."""
    role = knowledge.role_of_id(past.roadmap.role_id)
    if role is None:
        raise NotFoundError(kind="role")
    wish = wish_of(past.roadmap)
    pins = [slug for pin in wish.pins if (slug := knowledge.skill_of_id(pin)) is not None]
    skipped = [StepSkipped(skill_id, level) for skill_id, level in wish.skipped]
    skipped += [
        StepSkipped(item.skill_id, item.level) for item in past.items if item.status == "skipped"
    ]
    return Question(
        role,
        past.roadmap.variant,
        past.roadmap.hours_per_week,
        tuple(pins),
        tuple(sorted(set(steps_of(knowledge, skipped)))) if keeps else (),
    )


def _carried(items: list[ItemFound]) -> dict[tuple[str, int], Progress]:
    """Progress by step, so that equal steps of the new roadmap take it over."""
    return {
        (item.skill_id, item.level): Progress(item.status, item.hours_spent, item.done_at)
        for item in items
    }
