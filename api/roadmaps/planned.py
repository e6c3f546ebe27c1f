"""A roadmap as it is kept: planned, written down with its items, and shown with its progress."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from api.catalog.current import Knowledge
from api.db.pool import Session
from api.errors import NotFoundError
from api.http.encoding import encode
from api.roadmaps import repository
from api.roadmaps.planning import replan_roadmap
from api.roadmaps.query import PlanLimits, RoadmapQuery
from api.roadmaps.repository import ItemFound, RoadmapFound
from api.roadmaps.schemas import (
    ItemStatus,
    ProgressView,
    RoadmapItemView,
    RoadmapResult,
    RoadmapStatus,
    RoadmapView,
)
from api.roadmaps.stored import read_stored_roadmap
from api.roadmaps.views import plan_result, ready_now, roadmap_result
from engine import ItemState, Profile, Replan, Step, sum_progress


class StoredPlanOptions(Struct, frozen=True):
    """What a roadmap was asked for, by content id, so that it can be asked again.

    Roadmaps from before there were limits have none.
    """

    pins: list[str]
    skipped: list[tuple[str, int]]
    limit: PlanLimits = PlanLimits()


class Progress(Struct, frozen=True):
    """The progress on one item, apart from whose it is."""

    status: str
    hours_spent: float | None
    done_at: datetime | None


class PlannedRoadmap(Struct, frozen=True):
    """A finished plan that waits to be kept."""

    knowledge: Knowledge
    query: RoadmapQuery
    result: RoadmapResult

    @classmethod
    def draw(cls, knowledge: Knowledge, query: RoadmapQuery, profile: Profile) -> "PlannedRoadmap":
        """Plan; raises as `plan_for_anybody` does."""
        return cls(knowledge, query, plan_result(knowledge, query, profile=profile))

    @classmethod
    def redraw(
        cls, knowledge: Knowledge, query: RoadmapQuery, profile: Profile, old: Sequence[Step]
    ) -> "tuple[PlannedRoadmap, Replan]":
        """Plan near an old order; raises as `plan_for_anybody` does."""
        found = replan_roadmap(knowledge, query, profile=profile, old=old)
        return cls(knowledge, query, roadmap_result(knowledge, query, found.roadmap)), found

    def items(self, carried: Mapping[tuple[str, int], Progress]) -> list[ItemFound]:
        """Its items with the progress that equal steps had."""
        return [_item(self.knowledge, item, carried) for item in self.result.items]

    async def keep(
        self,
        session: Session,
        user_id: UUID,
        analysis_id: UUID,
        carried: Mapping[tuple[str, int], Progress],
    ) -> RoadmapView:
        """Write it down as the active roadmap of its role.

        Raises:
            AlreadyThereError: There is an active one.
        """
        knowledge = self.knowledge
        wish = StoredPlanOptions(
            pins=[knowledge.skill_id(pin) for pin in self.query.pins],
            skipped=[(knowledge.skill_id(s.skill), s.level) for s in self.query.skipped],
            limit=self.query.limit,
        )
        added = await session.one_or_none(
            repository.ADD_ROADMAP,
            user_id=user_id,
            analysis_id=analysis_id,
            role_id=knowledge.library.role_id_of(knowledge.role(self.query.role).slug),
            variant=self.query.variant,
            hours_per_week=self.query.hours_per_week,
            knowledge_version=knowledge.version,
            knowledge_hash=knowledge.hash,
            inputs=encode(wish).decode(),
            result=encode(self.result).decode(),
        )
        if added is None:
            raise NotFoundError(kind="account")
        items = self.items(carried)
        columns: dict[str, list[object]] = {
            name: [getattr(item, name) for item in items] for name in ItemFound.__struct_fields__
        }
        await session.run(
            repository.ADD_ITEMS,
            user_id=user_id,
            roadmap_id=added.id,
            position=[item.position for item in self.result.items],
            **columns,
        )
        return RoadmapView(
            id=added.id,
            status="active",
            created_at=added.created_at,
            archived_at=None,
            analysis_id=analysis_id,
            version=1,
            progress=progress_of(items),
            result=with_progress(self.result, items),
        )


def roadmap_view(found: RoadmapFound, items: Sequence[ItemFound]) -> RoadmapView:
    """Show a kept roadmap: the plan as it was made, with the progress of today on it."""
    result = read_stored_roadmap(found.result)
    return RoadmapView(
        id=found.id,
        status=cast("RoadmapStatus", found.status),
        created_at=found.created_at,
        archived_at=found.archived_at,
        analysis_id=found.analysis_id,
        version=found.version,
        progress=progress_of(items),
        result=with_progress(result, items),
    )


def with_progress(result: RoadmapResult, items: Sequence[ItemFound]) -> RoadmapResult:
    """Lay the progress over a plan."""
    kept = {item.item_id: item for item in items}
    ready = frozenset(ready_now(result, {item.item_id: item.status for item in items}))
    return replace(
        result,
        items=[item_view(item, kept[item.id], is_ready=item.id in ready) for item in result.items],
    )


def item_view(item: RoadmapItemView, kept: ItemFound, *, is_ready: bool) -> RoadmapItemView:
    """Lay the progress over one item."""
    return replace(
        item,
        status=cast("ItemStatus", kept.status),
        hours_spent=kept.hours_spent,
        is_ready_now=is_ready,
    )


def progress_of(items: Sequence[ItemFound]) -> ProgressView:
    """Add up the progress; skipped items count nowhere."""
    progress = sum_progress((ItemState(item.status), item.hours_typical) for item in items)
    return ProgressView(
        done=progress.done,
        total=progress.total,
        hours_done=progress.hours_done,
        hours_total=progress.hours_total,
    )


def _item(
    knowledge: Knowledge, item: RoadmapItemView, carried: Mapping[tuple[str, int], Progress]
) -> ItemFound:
    skill_id = knowledge.skill_id(item.skill.slug)
    progress = carried.get((skill_id, item.level), Progress("todo", None, None))
    return ItemFound(
        item_id=item.id,
        skill_id=skill_id,
        level=item.level,
        hours_typical=item.hours.typical,
        status=progress.status,
        hours_spent=progress.hours_spent,
        done_at=progress.done_at,
    )
