"""What holds of every schedule, whatever a person changes about their time."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import Tape, tapes

from api.schedules.changes import changed_timing
from api.schedules.schemas import TimingRequest
from api.schedules.stored import NO_DAYS_OFF, Studied, StudyItem, Timing, stored
from api.schedules.views import RoadmapSchedule
from api.time_zones import PersonDay
from engine import Hours, SkillSlug, Step, StudiedStep, hours_left_after, lay_out_schedule

START = date(2026, 11, 30)
NOTHING = Hours(0.0, 0.0, 0.0)


def studied_from(drawn: bytes) -> Studied:
    """Some items; the first of them may be done, and the next one begun."""
    tape = Tape(drawn)
    items, finished = [], []
    done = tape.below(4)
    for number in range(1 + tape.below(8)):
        hours = Hours(4 + tape.below(5), 10 + tape.below(20), 40)
        spent = 5 + tape.below(30) if number <= done and tape.is_so() else None
        is_open = number >= done
        done_on = None if is_open else START + timedelta(days=3 * number)
        item = StudyItem(
            f"s{number}:1",
            Step(SkillSlug(f"s{number}"), 1),
            hours,
            hours_left_after(hours, spent=spent) if is_open else NOTHING,
            number == done,
            is_open,
            spent,
            done_on,
        )
        items.append(item)
        if done_on is not None:
            finished.append(StudiedStep(hours, spent, done_on.toordinal()))
    return Studied(tuple(items), tuple(finished))


def timing_from(drawn: bytes) -> Timing:
    tape = Tape(drawn)
    return Timing(UUID(int=1), 3.5 + tape.below(20), START, NO_DAYS_OFF, None)


days = st.integers(0, 200).map(lambda n: PersonDay("UTC", START + timedelta(days=n)))
mondays = st.lists(
    st.integers(0, 40).map(lambda n: START + timedelta(weeks=n)), max_size=6, unique=True
)


def schedule(timing: Timing, studied: Studied, day: PersonDay) -> RoadmapSchedule:
    return RoadmapSchedule.of(timing, studied, day)


@given(tapes(60), tapes(2), days)
def test_a_shift_puts_on_time_and_plans_to_finish_on_the_last_day(
    drawn: bytes, pace: bytes, day: PersonDay
) -> None:
    studied, timing = studied_from(drawn), timing_from(pace)
    before = schedule(timing, studied, day)
    after = schedule(changed_timing(timing, studied, day, TimingRequest(shift=True)), studied, day)
    assert after.days_behind == 0
    assert after.view().ways_on is None
    assert after.dates == before.dates
    assert after.baseline.finish_day == before.shifted.schedule.finish_day


@given(tapes(60), tapes(2), days)
def test_all_that_is_forecast_on_a_page_follows_from_one_function(
    drawn: bytes, pace: bytes, day: PersonDay
) -> None:
    found = schedule(timing_from(pace), studied_from(drawn), day)
    view, forecast = found.view(), found.forecast
    if forecast is None:
        assert (view.finish_on, view.ways_on) == (None, None)
        return
    today = day.today.toordinal()
    factor = forecast.calendar_factor
    expected = lay_out_schedule(found.remaining, found.calendar, today=today, pace_factor=factor)
    assert view.finish_on is not None
    assert view.finish_on.typical.toordinal() == expected.finish_day
    ways = view.ways_on
    if ways is None:
        return
    assert ways.shift.forecast == view.finish_on
    if ways.change_pace is not None:
        faster = replace(found.calendar, hours_per_week=ways.change_pace.hours_per_week)
        sooner = lay_out_schedule(found.remaining, faster, today=today, pace_factor=factor)
        assert ways.change_pace.forecast.typical.toordinal() == sooner.finish_day


@given(tapes(60), tapes(2), days, mondays)
def test_weeks_off_make_nobody_later(
    drawn: bytes, pace: bytes, day: PersonDay, weeks: list[date]
) -> None:
    studied, timing = studied_from(drawn), timing_from(pace)
    weeks = [week for week in weeks if week >= START]
    changed = changed_timing(timing, studied, day, TimingRequest(weeks_off=weeks))
    before, after = schedule(timing, studied, day), schedule(changed, studied, day)
    if before.days_behind >= 0:
        assert 0 <= max(after.days_behind, 0) <= before.days_behind
    assert changed.baseline is timing.baseline
    again = changed_timing(changed, studied, day, TimingRequest(weeks_off=[]))
    assert again == timing


@given(tapes(60), tapes(2), days, st.integers(1, 300))
def test_a_pause_that_is_ended_at_once_never_was(
    drawn: bytes, pace: bytes, day: PersonDay, length: int
) -> None:
    studied, timing = studied_from(drawn), timing_from(pace)
    until = day.today + timedelta(days=length)
    paused = changed_timing(timing, studied, day, TimingRequest(paused_until=until))
    view = schedule(paused, studied, day).view()
    assert (view.paused_until, view.this_week if length > 6 else []) == (until, [])
    assert schedule(paused, studied, day).days_behind == schedule(timing, studied, day).days_behind
    later = replace(day, today=until)
    assert schedule(paused, studied, later).view().paused_until is None
    assert changed_timing(paused, studied, day, TimingRequest(paused_until=None)) == timing


@given(tapes(60), tapes(2), days)
def test_the_other_pace_that_is_offered_reaches_the_planned_finish_and_is_on_time(
    drawn: bytes, pace: bytes, day: PersonDay
) -> None:
    studied, timing = studied_from(drawn), timing_from(pace)
    view = schedule(timing, studied, day).view()
    offered = None if view.ways_on is None else view.ways_on.change_pace
    if offered is None or offered.hours_per_week == timing.hours_per_week:
        return
    request = TimingRequest(hours_per_week=offered.hours_per_week)
    after = schedule(changed_timing(timing, studied, day, request), studied, day)
    assert after.days_behind == 0
    assert after.view().planned_finish == offered.finish_on
    assert view.planned_finish is not None
    assert offered.finish_on <= view.planned_finish


@given(tapes(60), tapes(2), days)
def test_this_week_is_within_its_hours_and_the_interval_in_order(
    drawn: bytes, pace: bytes, day: PersonDay
) -> None:
    view = schedule(timing_from(pace), studied_from(drawn), day).view()
    parts = sum(part.hours for part in view.this_week)
    assert parts <= view.week_hours + 0.05 * (len(view.this_week) + 1)
    if view.finish_on is not None:
        assert day.today <= view.finish_on.early <= view.finish_on.typical <= view.finish_on.late


def test_nothing_is_stored_of_a_calendar_without_days_off() -> None:
    assert stored(NO_DAYS_OFF) is None
