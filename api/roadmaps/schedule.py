"""The schedule of a stored roadmap."""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from api.plans.schemas import RoadmapResult
from api.roadmaps.repository import RoadmapSummary
from api.roadmaps.stored import StoredItem
from api.schedules.stored import (
    NO_DAYS_OFF,
    StoredBaseline,
    StoredCalendar,
    StudyItem,
    Timing,
    first_baseline,
)
from api.schedules.views import RoadmapSchedule
from api.time_zones import PersonDay, day_in
from engine import Hours, ItemState, SkillSlug, Step


def schedule_of(
    roadmap: RoadmapSummary, items: Iterable[StoredItem], day: PersonDay
) -> RoadmapSchedule | None:
    """The schedule of a roadmap as it is today; None once it is archived."""
    if roadmap.status == "archived":
        return None
    studied = [_study_item(item, day.time_zone) for item in items]
    return RoadmapSchedule.of(timing_of(roadmap, day.time_zone), studied, day)


def first_schedule(roadmap_id: UUID, result: RoadmapResult, day: PersonDay) -> RoadmapSchedule:
    """The schedule of a roadmap on the day it was made; `result` has the progress it began with."""
    items = [
        StudyItem(
            item.id,
            Step(SkillSlug(item.skill.slug), item.level),
            Hours(item.hours.low, item.hours.typical, item.hours.high),
            item.status,
            ItemState(item.status).is_passed,
            item.hours_spent,
            None,
        )
        for item in result.items
    ]
    timing = Timing(
        roadmap_id, result.hours_per_week, day.today, NO_DAYS_OFF, first_baseline(items, day.today)
    )
    return RoadmapSchedule.of(timing, items, day)


def first_day(roadmap: RoadmapSummary, zone: str) -> PersonDay:
    """The day on which a roadmap was made."""
    return PersonDay(zone, roadmap.started_on or day_in(roadmap.created_at, zone))


def timing_of(roadmap: RoadmapSummary, zone: str) -> Timing:
    """What is stored about its time; older roadmaps began on the day they were made."""
    baseline = roadmap.baseline
    return Timing(
        roadmap.id,
        roadmap.hours_per_week,
        first_day(roadmap, zone).today,
        StoredCalendar.read(roadmap.study_calendar),
        None if baseline is None else msgspec.json.decode(baseline, type=StoredBaseline),
    )


def _study_item(item: StoredItem, zone: str) -> StudyItem:
    """An item as its schedule needs it; older ones do not say how much their hours may stray."""
    typical = item.hours_typical
    return StudyItem(
        item.item_id,
        Step(SkillSlug(item.skill_id), item.level),
        Hours(item.hours_low or typical, typical, item.hours_high or typical),
        item.status,
        ItemState(item.status).is_passed,
        item.hours_spent,
        None if item.done_at is None else day_in(item.done_at, zone),
    )
