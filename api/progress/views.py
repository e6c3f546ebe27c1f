"""A changed item over the wire, and what the change means for its roadmap."""

from msgspec.structs import replace

from api.http.encoding import decode_stored
from api.lineages.now import RoadmapNow
from api.lineages.repository import StoredRoadmap
from api.lineages.stored import StoredItemPlan, read_result
from api.plans.schemas import RoadmapItemView
from api.profiles.held import HeldNow
from api.progress.repository import LockedRoadmap
from api.progress.schemas import ItemProgressView, ReadinessGainView
from api.roadmaps.schedule import schedule_of
from api.roadmaps.views import item_view, summary_view
from engine import week_spans


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
        roadmap=summary_view(now, schedule),
        schedule=None if schedule is None else schedule.view(),
        ready_now=list(ready),
        readiness=_gain(now.points_of(before), now.points_of(now.held)),
        knowledge_version=roadmap.knowledge_version,
    )


def _gain(before: float | None, now: float | None) -> ReadinessGainView | None:
    if before is None or now is None:
        return None
    return ReadinessGainView(before=before, now=now, gained=round(now - before, 1))
