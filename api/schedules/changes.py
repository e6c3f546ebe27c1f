"""Changes of when a person studies; the plan stays as it is, and only its dates move."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from api.errors import FieldFault, InvalidFieldsError
from api.messages.text import Text
from api.schedules.schemas import TimingRequest
from api.schedules.stored import StoredCalendar, StoredPause, Studied, Timing
from api.schedules.views import RoadmapSchedule
from api.time_zones import PersonDay

MONDAY = 0
FARTHEST = timedelta(days=5 * 365)
"""How far ahead days off may lie."""


def changed_timing(timing: Timing, studied: Studied, day: PersonDay, data: TimingRequest) -> Timing:
    """What is to be stored after a change.

    Weeks off and pauses move the dates of the baseline as well: who takes a week off is not late
    for it. A shift, and another number of hours a week, make the new dates those agreed to.

    Args:
        timing: What is stored now.
        studied: The items, and how far the person is with them.
        day: What day it is for the person.
        data: What to change.

    Raises:
        InvalidFieldsError: Days off that no calendar has, or that are over.
    """
    faults = [*_faulty_weeks(timing, data.weeks_off, day.today), *_faulty_pause(data, day.today)]
    if faults:
        raise InvalidFieldsError(faults)
    calendar = timing.calendar
    if data.weeks_off is not UNSET:
        calendar = replace(calendar, weeks_off=tuple(sorted(set(data.weeks_off))))
    if data.paused_until is not UNSET:
        calendar = _paused(calendar, data.paused_until, day.today)
    pace = timing.hours_per_week if data.hours_per_week is UNSET else data.hours_per_week
    changed = replace(timing, hours_per_week=pace, calendar=calendar)
    if data.shift or pace != timing.hours_per_week:
        return replace(changed, baseline=RoadmapSchedule.of(changed, studied, day).rebased())
    return changed


def _paused(calendar: StoredCalendar, until: date | None, today: date) -> StoredCalendar:
    """The calendar with the pause lasting until another day, or over today; earlier ones stay."""
    pause = calendar.pause_on(today)
    others = tuple(one for one in calendar.pauses if one != pause)
    first = today if pause is None else pause.first
    end = today if until is None else until
    pauses = (*others, StoredPause(first, end)) if first < end else others
    return replace(calendar, pauses=pauses)


def _faulty_weeks(
    timing: Timing, weeks: Sequence[date] | UnsetType, today: date
) -> Iterator[FieldFault]:
    """What is wrong with weeks off; those that are over but belong to the roadmap stay allowed."""
    first = min(timing.started_on, *timing.calendar.weeks_off, today)
    first -= timedelta(days=first.weekday())
    for place, week in enumerate(() if weeks is UNSET else weeks):
        path = f"$.weeksOff[{place}]"
        if week.weekday() != MONDAY:
            near = week - timedelta(days=week.weekday())
            message = Text("schedule.week-off.not-monday", monday=near.isoformat())
        elif not first <= week <= today + FARTHEST:
            last = today + FARTHEST
            message = Text(
                "schedule.week-off.out-of-range", first=first.isoformat(), last=last.isoformat()
            )
        else:
            continue
        yield FieldFault(path=path, message=message)


def _faulty_pause(data: TimingRequest, today: date) -> Iterator[FieldFault]:
    """What is wrong with the day until which to pause."""
    until = data.paused_until
    if until is UNSET or until is None or today < until <= today + FARTHEST:
        return
    last = today + FARTHEST
    message = Text("schedule.pause.out-of-range", today=today.isoformat(), last=last.isoformat())
    yield FieldFault(path="$.pausedUntil", message=message)
