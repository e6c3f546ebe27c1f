"""The schedule of a stored roadmap as it stands."""

import msgspec

from api.lineages.lineage import LineageItem
from api.lineages.now import RoadmapNow
from api.lineages.stored import StoredItem
from api.roadmaps.schemas import RoadmapChangeRequest
from api.schedules.changes import changed_timing
from api.schedules.stored import StoredBaseline, StoredCalendar, Studied, StudyItem, Timing, stored
from api.schedules.views import RoadmapSchedule
from engine import Hours, SkillSlug, Step, StudiedStep


def schedule_of(now: RoadmapNow) -> RoadmapSchedule | None:
    """Its steps over the days of the person; None once it is archived."""
    if now.status == "archived":
        return None
    return RoadmapSchedule.of(timing_of(now), studied_of(now), now.held.day)


def timing_of(now: RoadmapNow) -> Timing:
    """What is stored about its time; older roadmaps began on the day they were made."""
    roadmap, baseline = now.roadmap, now.roadmap.baseline
    return Timing(
        roadmap.id,
        roadmap.hours_per_week,
        roadmap.started_on or now.day_of(roadmap.created_at),
        StoredCalendar.read(roadmap.study_calendar),
        None if baseline is None else msgspec.json.decode(baseline, type=StoredBaseline),
    )


def studied_of(now: RoadmapNow) -> Studied:
    """Its items, and what the person has finished in it and in the roadmaps before it."""
    items = tuple(_study_item(now, item) for item in now.items.values())
    before = timing_of(now).started_on.toordinal() - 1
    earlier = [
        StudiedStep(_hours(item), item.hours_spent, before)
        for item in now.lineage.values()
        if item.finished_at is not None and item.hours_spent
    ]
    own = [
        StudiedStep(item.hours, item.spent, item.done_on.toordinal())
        for item in items
        if item.done_on is not None
    ]
    return Studied(items, (*earlier, *own))


def _study_item(now: RoadmapNow, item: StoredItem) -> StudyItem:
    hours = _hours(item)
    return StudyItem(
        item.item_id,
        Step(SkillSlug(item.skill_id), item.level),
        hours,
        now.hours_left(item.item_id, hours),
        item.status == "doing",
        now.is_open(item.item_id),
        item.hours_spent,
        None if item.done_at is None else now.day_of(item.done_at),
    )


def _hours(item: StoredItem | LineageItem) -> Hours:
    """The hours of an item; older ones do not say how much they may stray."""
    typical = item.hours_typical
    return Hours(item.hours_low or typical, typical, item.hours_high or typical)


def changed_columns(now: RoadmapNow, data: RoadmapChangeRequest) -> dict[str, object] | None:
    """The values of its row after a change; None where nothing changes.

    Raises:
        InvalidFieldsError: Days off that no calendar has, or that are over.
    """
    before = timing_of(now)
    after = changed_timing(before, studied_of(now), now.held.day, data)
    is_chosen_already = now.roadmap.is_primary and now.roadmap.chosen_at is not None
    is_chosen = data.is_primary is True and not is_chosen_already
    if after == before and not is_chosen:
        return None
    return {
        "new_pace": after.hours_per_week,
        "new_calendar": stored(after.calendar),
        "new_baseline": None if after.baseline is None else stored(after.baseline),
        "is_chosen": is_chosen,
    }
