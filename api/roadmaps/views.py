"""Stored roadmaps over the wire: the plan as it was made, with the progress on it now."""

from collections.abc import Collection, Iterable, Mapping
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from api.catalog.current import Knowledge
from api.http.encoding import decode_stored
from api.plans.schemas import RoadmapItemView, RoadmapResult
from api.roadmaps.repository import (
    CreatedRoadmap,
    LockedRoadmap,
    RoadmapSummary,
    StoredRoadmap,
)
from api.roadmaps.schedule import first_schedule, schedule_of
from api.roadmaps.schemas import (
    ItemProgressView,
    ProgressView,
    RoadmapStatus,
    RoadmapSummaryView,
    RoadmapView,
)
from api.roadmaps.stored import CountedItem, ItemProgress, StoredItem, read_items, read_result
from api.schedules.views import RoadmapSchedule
from api.time_zones import PersonDay
from engine import ItemState, ready_items, sum_progress


def first_view(
    created: CreatedRoadmap | StoredRoadmap, result: RoadmapResult, day: PersonDay
) -> RoadmapView:
    """A roadmap as it was on the day it was made; `result` has the progress it began with."""
    return RoadmapView(
        id=created.id,
        status="active",
        created_at=created.created_at,
        archived_at=None,
        analysis_id=created.analysis_id,
        version=1,
        progress=progress_of(CountedItem(item.status, item.hours.typical) for item in result.items),
        schedule=first_schedule(created.id, result, day).view(),
        result=result,
    )


def roadmap_view(roadmap: StoredRoadmap, day: PersonDay) -> RoadmapView:
    """A stored roadmap with the progress on it now."""
    items = read_items(roadmap.items)
    progress = {item.item_id: item for item in items}
    schedule = schedule_of(roadmap, items, day)
    result = with_progress(read_result(roadmap, items), progress)
    return RoadmapView(
        id=roadmap.id,
        status=cast("RoadmapStatus", roadmap.status),
        created_at=roadmap.created_at,
        archived_at=roadmap.archived_at,
        analysis_id=roadmap.analysis_id,
        version=roadmap.version,
        progress=progress_of(items),
        schedule=None if schedule is None else schedule.view(),
        result=result,
    )


def summary_view(
    knowledge: Knowledge,
    roadmap: RoadmapSummary,
    items: Collection[StoredItem],
    schedule: RoadmapSchedule | None,
) -> RoadmapSummaryView:
    """A roadmap without its plan."""
    return RoadmapSummaryView(
        id=roadmap.id,
        status=cast("RoadmapStatus", roadmap.status),
        created_at=roadmap.created_at,
        archived_at=roadmap.archived_at,
        role=knowledge.role_ref_of_id(roadmap.role_id),
        variant=roadmap.variant,
        hours_per_week=roadmap.hours_per_week,
        version=roadmap.version,
        progress=progress_of(items),
        schedule=None if schedule is None else schedule.summary(),
        knowledge_version=roadmap.knowledge_version,
    )


def listed_view(
    knowledge: Knowledge, roadmap: RoadmapSummary, day: PersonDay
) -> RoadmapSummaryView:
    """A roadmap of a list, with the progress that was read with it."""
    items = read_items(roadmap.items)
    return summary_view(knowledge, roadmap, items, schedule_of(roadmap, items, day))


class Tick(Struct, frozen=True):
    """A change of one item: the roadmap without its plan, and all its items after the change.

    `older` is the whole roadmap, where its items do not hold their own plans.
    """

    roadmap: LockedRoadmap
    items: Mapping[str, StoredItem]
    item_id: str
    older: StoredRoadmap | None


def item_progress_view(knowledge: Knowledge, tick: Tick, day: PersonDay) -> ItemProgressView:
    """An item after a change, and what that means for the roadmap."""
    roadmap, items, item_id, older = tick.roadmap, tick.items, tick.item_id, tick.older
    if older is None:
        planned = decode_stored(roadmap.planned or "", RoadmapItemView)
        depends_on = {item.item_id: item.depends_on or [] for item in items.values()}
    else:
        plan = {item.id: item for item in read_result(older, ()).items}
        planned = plan[item_id]
        depends_on = {item.id: item.depends_on for item in plan.values()}
    passed = {item.item_id for item in items.values() if ItemState(item.status).is_passed}
    ready = ready_items(depends_on, passed=passed)
    schedule = schedule_of(roadmap, items.values(), day)
    return ItemProgressView(
        item=item_view(planned, items[item_id], is_ready=item_id in ready),
        roadmap=summary_view(knowledge, roadmap, items.values(), schedule),
        schedule=None if schedule is None else schedule.view(),
        ready_now=list(ready),
        knowledge_version=roadmap.knowledge_version,
    )


def with_progress(result: RoadmapResult, progress: Mapping[str, ItemProgress]) -> RoadmapResult:
    """A plan with the progress on its items, by their ids; those without any are to do."""
    passed = {item_id for item_id, item in progress.items() if ItemState(item.status).is_passed}
    ready = ready_items({item.id: item.depends_on for item in result.items}, passed=passed)
    items = [
        item_view(item, progress.get(item.id), is_ready=item.id in ready) for item in result.items
    ]
    return replace(result, items=items)


def item_view(
    planned: RoadmapItemView, progress: ItemProgress | None, *, is_ready: bool
) -> RoadmapItemView:
    """A planned item with the progress on it."""
    return replace(
        planned,
        status="todo" if progress is None else progress.status,
        hours_spent=None if progress is None else progress.hours_spent,
        is_ready_now=is_ready,
    )


def progress_of(items: Iterable[CountedItem | StoredItem]) -> ProgressView:
    """Add up the progress; skipped items count nowhere."""
    progress = sum_progress((ItemState(item.status), item.hours_typical) for item in items)
    return ProgressView(
        done=progress.done,
        total=progress.total,
        hours_done=progress.hours_done,
        hours_total=progress.hours_total,
    )
