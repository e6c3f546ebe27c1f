"""Stored roadmaps over the wire: the plan as it was made, with the progress on it now."""

from datetime import date, datetime

from msgspec.structs import asdict, replace

from api.catalog.current import Knowledge
from api.lineages.lineage import FinishedElsewhere, LineageItem
from api.lineages.now import RoadmapNow
from api.lineages.service import WholeRoadmap
from api.plans.schemas import HeldInView, RoadmapItemView, RoadmapResult
from api.plans.views import weeks_view
from api.roadmaps.next_roles import next_view, retired_view
from api.roadmaps.schedule import schedule_of
from api.roadmaps.schemas import (
    LineageStepView,
    LineageView,
    NewerContentView,
    ProgressView,
    RoadmapContentView,
    RoadmapHeadView,
    RoadmapReadinessView,
    RoadmapSummaryView,
    RoadmapView,
)
from api.schedules.views import RoadmapSchedule
from api.wire import RoleRefView
from engine import Hours, RoadmapProgress, Weeks, week_spans


def roadmap_view(roadmap: WholeRoadmap) -> RoadmapView:
    """A stored roadmap with the progress on it now; its role goes by the title it has today."""
    schedule, stored = schedule_of(roadmap.now), roadmap.stored
    head = head_view(roadmap.now, schedule, released_at=stored.released_at)
    role = role_ref(roadmap.now.held.knowledge, stored.role_id, stored.role_title)
    result = at_pace(replace(roadmap.result, role=role), stored.hours_per_week)
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


def summary_view(now: RoadmapNow, schedule: RoadmapSchedule | None) -> RoadmapSummaryView:
    """A roadmap without its plan."""
    roadmap = now.roadmap
    return RoadmapSummaryView(
        id=roadmap.id,
        status=now.status,
        is_primary=roadmap.is_primary,
        created_at=roadmap.created_at,
        completed_at=now.completed_at,
        archived_at=roadmap.archived_at,
        role=role_ref(now.held.knowledge, roadmap.role_id, roadmap.role_title),
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
        "held_in": [_held_in(now, one) for one in now.held_in(planned.id)],
        "done_on": None if progress.done_at is None else now.day_of(progress.done_at),
        "start_on": None if days is None else days[0],
        "end_on": None if days is None else days[1],
    }
    return RoadmapItemView(**(asdict(planned) | changed))


def _held_in(now: RoadmapNow, one: FinishedElsewhere) -> HeldInView:
    return HeldInView(
        roadmap_id=one.roadmap_id,
        role=role_ref(now.held.knowledge, one.role_id, one.role_title),
        variant=one.variant,
        variant_title=now.held.knowledge.variant_title(
            now.held.knowledge.role_of_id(one.role_id), one.variant
        ),
    )


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


def role_ref(knowledge: Knowledge, role_id: str, last_title: str) -> RoleRefView:
    """The link to a stored role as it is called today; a retired one goes by its last title."""
    role = knowledge.role_ref_of_id(role_id)
    if knowledge.role_of_id(role_id) is None:
        return replace(role, title=last_title)
    return role


def at_pace(result: RoadmapResult, hours_per_week: float) -> RoadmapResult:
    """A plan at another number of hours a week: the same steps in the same order."""
    if result.hours_per_week == hours_per_week:
        return result
    spans = week_spans([item.hours.typical for item in result.items], hours_per_week)
    items = [
        replace(item, start_week=start, end_week=end)
        for item, (start, end) in zip(result.items, spans, strict=True)
    ]
    weeks = {item.id: (item.start_week, item.end_week) for item in items}
    phases = [
        replace(
            phase,
            start_week=weeks[phase.item_ids[0]][0],
            end_week=weeks[phase.item_ids[-1]][1],
        )
        for phase in result.phases
    ]
    hours = Hours(result.hours.low, result.hours.typical, result.hours.high)
    return replace(
        result,
        hours_per_week=hours_per_week,
        weeks=weeks_view(Weeks.of(hours, hours_per_week)),
        items=items,
        phases=phases,
    )
