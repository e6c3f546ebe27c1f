"""Roadmaps that are kept: made, read and listed."""

import asyncio
from typing import cast
from uuid import UUID

import msgspec

from api.analyses.snapshot import Snapshot
from api.catalog.current import CurrentKnowledge, Knowledge
from api.db.pool import AlreadyThereError, Database, Session
from api.errors import NotFoundError, RoadmapExistsError
from api.http.encoding import encode, version_tag
from api.http.pagination import cursor_of, id_of
from api.idempotency.service import IdempotencyService, IdempotentRequest, StoredResponse
from api.profiles.repository import LIST_RATINGS
from api.roadmaps import repository
from api.roadmaps.planned import PlannedRoadmap, StoredPlanOptions, roadmap_view
from api.roadmaps.query import PlanLimits, PlanningConfig, RoadmapQuery
from api.roadmaps.repository import RoadmapFound, RoadmapListed, StepSkipped, WishFound
from api.roadmaps.schemas import (
    ProgressView,
    RoadmapListView,
    RoadmapRequest,
    RoadmapStatus,
    RoadmapSummaryView,
    RoadmapView,
)
from engine import Step

ONE_ACTIVE = "uq_roadmaps_one_active"


class RoadmapService:
    """Asks the engine for plans and keeps them."""

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

    async def create(self, user_id: UUID, data: RoadmapRequest, key: str | None) -> StoredResponse:
        """Plan the way to a role from the person's profile.

        Raises:
            RoadmapExistsError: The person is already on the way to this role.
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
            UnknownSkillError: A pin of a skill that is not there.
            LimitsContradictError: More than one limit.
            DateInPastError: A date that leaves no day.
            PlanRefusedError: Nothing meets the wish; it holds the nearest that can be met.
        """
        ask = IdempotentRequest.of(user_id, key, "createRoadmap", data)
        before = await self._repetition.find(ask)
        if before is not None:
            return before
        knowledge = self._knowledge.now()
        role_id = knowledge.role_id(knowledge.role(data.role).slug)
        async with self._database.statement() as session:
            active = await session.one_or_none(
                repository.FIND_ACTIVE, user_id=user_id, role_id=role_id
            )
            ratings = await session.all(LIST_RATINGS, user_id=user_id)
            skipped = await _skipped(session, user_id)
        if active is not None:
            raise RoadmapExistsError(active.id)
        context = self._planner.context()
        snapshot = Snapshot.take(
            knowledge, data.role, variant=data.variant, ratings=ratings, today=context.today
        )
        query = RoadmapQuery(
            data.role,
            data.variant,
            data.hours_per_week,
            tuple(data.pins),
            steps_of(knowledge, skipped),
            PlanLimits.of(data),
            context,
        )
        blueprint = await asyncio.to_thread(PlannedRoadmap.draw, knowledge, query, snapshot.profile)

        async def effect(session: Session) -> StoredResponse:
            analysis = await snapshot.keep(session, user_id)
            view = await blueprint.keep(session, user_id, analysis.id, {})
            return StoredResponse(
                encode(view),
                {"location": f"/api/v1/roadmaps/{view.id}", "etag": version_tag(view.version)},
            )

        try:
            return await self._repetition.run(ask, effect)
        except AlreadyThereError:
            async with self._database.statement() as session:
                active = await session.one_or_none(
                    repository.FIND_ACTIVE, user_id=user_id, role_id=role_id
                )
            if active is None:
                raise
            raise RoadmapExistsError(active.id) from None

    async def read(self, user_id: UUID, roadmap_id: UUID) -> RoadmapView:
        """A roadmap with its progress.

        Raises:
            NotFoundError: The person has no such roadmap.
        """
        async with self._database.transaction() as session:
            return await read_roadmap(session, user_id, roadmap_id)

    async def page(
        self, user_id: UUID, *, status: str | None, cursor: str | None, limit: int
    ) -> RoadmapListView:
        """One page, newest first.

        Raises:
            InvalidCursorError: The cursor is none of ours.
        """
        before = id_of(cursor)
        async with self._database.statement() as session:
            found = await session.all(
                repository.LIST_ROADMAPS,
                user_id=user_id,
                before=before,
                status=status,
                limit=limit + 1,
            )
        knowledge = self._knowledge.now()
        items = [_listed(knowledge, entry) for entry in found[:limit]]
        return RoadmapListView(
            items=items,
            next_cursor=cursor_of(str(items[-1].id)) if len(found) > limit else None,
            knowledge_version=knowledge.version,
        )


async def read_roadmap(session: Session, user_id: UUID, roadmap_id: UUID) -> RoadmapView:
    """Read and show a roadmap, or NotFoundError."""
    found = await find_roadmap(session, user_id, roadmap_id)
    items = await session.all(repository.LIST_ITEMS, user_id=user_id, roadmap_id=roadmap_id)
    return roadmap_view(found, items)


async def find_roadmap(session: Session, user_id: UUID, roadmap_id: UUID) -> RoadmapFound:
    """Read a roadmap as it is kept, or NotFoundError."""
    found = await session.one_or_none(
        repository.READ_ROADMAP, user_id=user_id, roadmap_id=roadmap_id
    )
    if found is None:
        raise NotFoundError(kind="roadmap")
    return found


def steps_of(knowledge: Knowledge, skipped: list[StepSkipped]) -> tuple[Step, ...]:
    """Skipped steps under this knowledge; those of retired skills are forgotten."""
    return tuple(
        Step(slug, step.level)
        for step in skipped
        if (slug := knowledge.skill_of_id(step.skill_id)) is not None
    )


def wish_of(found: RoadmapFound | WishFound) -> StoredPlanOptions:
    """What a kept roadmap was asked for."""
    return msgspec.json.decode(found.inputs, type=StoredPlanOptions)


async def _skipped(session: Session, user_id: UUID) -> list[StepSkipped]:
    """What the person left out of any active roadmap, and of those it followed."""
    now = await session.all(repository.STEPS_SKIPPED, user_id=user_id)
    wishes = await session.all(repository.ACTIVE_WISHES, user_id=user_id)
    before = {StepSkipped(*step) for found in wishes for step in wish_of(found).skipped}
    return sorted({*now, *before}, key=lambda step: (step.skill_id, step.level))


def _listed(knowledge: Knowledge, found: RoadmapListed) -> RoadmapSummaryView:
    return RoadmapSummaryView(
        id=found.id,
        status=cast("RoadmapStatus", found.status),
        created_at=found.created_at,
        archived_at=found.archived_at,
        role=knowledge.role_ref_of_id(found.role_id),
        variant=found.variant,
        hours_per_week=found.hours_per_week,
        version=found.version,
        progress=ProgressView(
            done=found.done,
            total=found.total,
            hours_done=round(found.hours_done, 1),
            hours_total=round(found.hours_total, 1),
        ),
        knowledge_version=found.knowledge_version,
    )
