"""Stored roadmaps over the wire: the plan as it was made, with the progress on it now."""

from datetime import date, datetime

from msgspec.structs import asdict, replace

from api.catalog.current import Knowledge
from api.http.encoding import decode_stored
from api.plans.schemas import RoadmapItemView, RoadmapResult
from api.plans.views import at_pace
from api.roadmaps.held import HeldNow
from api.roadmaps.lifecycle import next_view, retired_view
from api.roadmaps.lineage import LineageItem
from api.roadmaps.now import RoadmapNow, WholeRoadmap
from api.roadmaps.repository import LockedRoadmap, RoadmapSummary, StoredRoadmap
from api.roadmaps.schedule import schedule_of
from api.roadmaps.schemas import (
    ItemProgressView,
    LineageStepView,
    LineageView,
    NewerContentView,
    ProgressView,
    ReadinessGainView,
    RoadmapContentView,
    RoadmapHeadView,
    RoadmapReadinessView,
    RoadmapSummaryView,
    RoadmapView,
)
from api.roadmaps.stored import StoredItemPlan, read_result
from api.schedules.views import RoadmapSchedule
from api.wire import RoleRefView
from engine import Hours, RoadmapProgress, week_spans


def roadmap_view(roadmap: WholeRoadmap) -> RoadmapView:
    """A stored roadmap with the progress on it now."""
    schedule = schedule_of(roadmap.now)
    head = head_view(roadmap.now, schedule, released_at=roadmap.stored.released_at)
    result = at_pace(roadmap.result, roadmap.stored.hours_per_week)
    return with_result(head, with_progress(result, roadmap.now, schedule))


def head_view(
    now: RoadmapNow, schedule: RoadmapSchedule | None, *, released_at: datetime | None
) -> RoadmapHeadView:
    """All about a roadmap but its plan; `released_at` is when the content in use was published."""
    roadmap, knowledge = now.roadmap, now.held.knowledge
    newer = None
    if roadmap.knowledge_version != knowledge.version:
        released_on = None if released_at is None else now.day_of(released_at)
        newer = NewerContentView(version=knowledge.version, released_on=released_on)
    return RoadmapHeadView(
        id=roadmap.id,
        status=now.status,
        is_primary=roadmap.is_primary,
        created_at=roadmap.created_at,
        completed_at=now.completed_at,
        archived_at=roadmap.archived_at,
        analysis_id=roadmap.analysis_id,
        version=roadmap.version,
        progress=progress_view(now.progress),
        readiness=_readiness(now),
        schedule=None if schedule is None else schedule.view(),
        lineage=LineageView(
            id=roadmap.lineage_id,
            started_on=now.day_of(roadmap.started_at),
            done=[
                _finished(knowledge, item, now.day_of(finished_at))
                for item in now.finished_before
                if (finished_at := item.finished_at) is not None
            ],
        ),
        content=RoadmapContentView(version=roadmap.knowledge_version, newer=newer),
        retired=retired_view(now),
        next_roles=next_view(now),
    )


def with_result(head: RoadmapHeadView, result: RoadmapResult) -> RoadmapView:
    """A whole roadmap; `result` has the progress on its items."""
    return RoadmapView(**asdict(head), result=result)


def summary_view(now: RoadmapNow) -> RoadmapSummaryView:
    """A roadmap without its plan."""
    return _summary(now, schedule_of(now))


def _summary(now: RoadmapNow, schedule: RoadmapSchedule | None) -> RoadmapSummaryView:
    roadmap = now.roadmap
    return RoadmapSummaryView(
        id=roadmap.id,
        status=now.status,
        is_primary=roadmap.is_primary,
        created_at=roadmap.created_at,
        completed_at=now.completed_at,
        archived_at=roadmap.archived_at,
        role=_role_ref(now.held.knowledge, roadmap),
        variant=roadmap.variant,
        variant_title=now.held.knowledge.variant_title(
            now.held.knowledge.role_of_id(roadmap.role_id), roadmap.variant
        ),
        hours_per_week=roadmap.hours_per_week,
        version=roadmap.version,
        progress=progress_view(now.progress),
        readiness=_readiness(now),
        schedule=None if schedule is None else schedule.summary(),
        retired=retired_view(now),
        knowledge_version=roadmap.knowledge_version,
    )


def item_progress_view(
    before: HeldNow,
    now: RoadmapNow,
    roadmap: LockedRoadmap,
    item_id: str,
    *,
    older: StoredRoadmap | None,
) -> ItemProgressView:
    """An item after a change, and what that means for the roadmap.

    Args:
        before: What the person held before the change.
        now: The roadmap after the change.
        roadmap: As it was read, with the plan of the item.
        item_id: The one that was changed.
        older: The whole roadmap, where its items do not hold their own plans.
    """
    planned: RoadmapItemView
    if older is None:
        planned = decode_stored(roadmap.planned or "", StoredItemPlan)
        depends_on = {item.item_id: item.depends_on or [] for item in now.items.values()}
    else:
        plan = {item.id: item for item in read_result(older, ()).items}
        planned = plan[item_id]
        depends_on = {item.id: item.depends_on for item in plan.values()}
    ready = now.ready(depends_on)
    schedule = schedule_of(now)
    spans = week_spans(
        [item.hours_typical for item in now.items.values()], now.roadmap.hours_per_week
    )
    start_week, end_week = spans[list(now.items).index(item_id)]
    planned = replace(planned, start_week=start_week, end_week=end_week)
    return ItemProgressView(
        item=item_view(planned, now, schedule, is_ready=item_id in ready),
        roadmap=_summary(now, schedule),
        schedule=None if schedule is None else schedule.view(),
        ready_now=list(ready),
        readiness=_gain(now.points_of(before), now.points_of(now.held)),
        knowledge_version=roadmap.knowledge_version,
    )


def with_progress(
    result: RoadmapResult, now: RoadmapNow, schedule: RoadmapSchedule | None
) -> RoadmapResult:
    """A plan with the progress on its items."""
    ready = now.ready({item.id: item.depends_on for item in result.items})
    items = [item_view(item, now, schedule, is_ready=item.id in ready) for item in result.items]
    return replace(result, items=items)


def item_view(
    planned: RoadmapItemView, now: RoadmapNow, schedule: RoadmapSchedule | None, *, is_ready: bool
) -> RoadmapItemView:
    """A planned item with the progress on it, and its days where it has any."""
    days = None if schedule is None else schedule.dates.get(planned.id)
    progress = now.items[planned.id]
    hours = Hours(planned.hours.low, planned.hours.typical, planned.hours.high)
    changed: dict[str, object] = {
        "status": progress.status,
        "hours_spent": progress.hours_spent,
        "is_ready_now": is_ready,
        "hours_left": round(now.hours_left(planned.id, hours).typical, 1),
        "is_held": now.is_held(planned.id),
        "held_by": now.held_by(planned.id),
        "done_on": None if progress.done_at is None else now.day_of(progress.done_at),
        "start_on": None if days is None else days[0],
        "end_on": None if days is None else days[1],
    }
    return RoadmapItemView(**(asdict(planned) | changed))


def progress_view(progress: RoadmapProgress) -> ProgressView:
    """Show how much is done."""
    return ProgressView(
        done=progress.done,
        total=progress.total,
        hours_done=progress.hours_done,
        hours_total=progress.hours_total,
        hours_spent=progress.hours_spent,
    )


def _readiness(now: RoadmapNow) -> RoadmapReadinessView | None:
    found = now.readiness
    if found is None:
        return None
    return RoadmapReadinessView(start=found.start, now=found.now, then=found.then)


def _gain(before: float | None, now: float | None) -> ReadinessGainView | None:
    if before is None or now is None:
        return None
    return ReadinessGainView(before=before, now=now, gained=round(now - before, 1))


def _finished(knowledge: Knowledge, item: LineageItem, done_on: date) -> LineageStepView:
    """Show a finished step; a retired skill goes by its last title."""
    skill = knowledge.skill_ref_of_id(item.skill_id)
    if item.title is not None and knowledge.skill_of_id(item.skill_id) is None:
        skill = replace(skill, title=item.title)
    return LineageStepView(
        skill=skill,
        level=item.level,
        title=item.title or skill.title,
        done_on=done_on,
        hours_typical=item.hours_typical,
        hours_spent=item.hours_spent,
        roadmap_id=item.roadmap_id,
    )


def _role_ref(knowledge: Knowledge, roadmap: RoadmapSummary) -> RoleRefView:
    """The link to the role; a retired one goes by its last title."""
    role = knowledge.role_ref_of_id(roadmap.role_id)
    if knowledge.role_of_id(roadmap.role_id) is None:
        return replace(role, title=roadmap.role_title)
    return role
