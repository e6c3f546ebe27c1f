"""Schedules by hand: days, weeks, lateness and the three ways on, and the laws they keep.

A week of 7 h has 1 h a day, so most figures can be counted on the calendar beside them.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from builders import step
from hypothesis import given
from msgspec.json import encode
from msgspec.structs import replace
from strategies import Tape, tapes

from engine import Step
from engine.planning.schedule import (
    Baseline,
    PlannedStep,
    Remaining,
    Schedule,
    Shifted,
    WeekPart,
    change_pace,
    days_behind,
    lay_out_schedule,
    shift,
    study_week,
)
from engine.planning.study_calendar import LAST_DAY, StudyCalendar, monday


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def named(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def left(**hours: float) -> Remaining:
    return [(step(slug), own) for slug, own in hours.items()]


def own(pace: float = 7.0, *, off: Sequence[str] = (), **more: str) -> StudyCalendar:
    given_days = {name: day(text) for name, text in more.items()}
    started_on = given_days.pop("started_on", day("2026-11-30"))
    weeks_off = frozenset(map(day, off))
    begin, end = given_days.pop("paused_from", None), given_days.pop("paused_until", None)
    assert not given_days
    return StudyCalendar(pace, started_on, weeks_off, end, begin)


def spans(schedule: Schedule) -> dict[str, tuple[str, str]]:
    return {s.step.skill: (named(s.first_day), named(s.last_day)) for s in schedule.steps}


def week(parts: Sequence[WeekPart]) -> list[tuple[str, float, bool]]:
    return [(part.step.skill, round(part.hours, 6), part.finishes) for part in parts]


# The calendar


@pytest.mark.parametrize(
    ("some_day", "first"),
    [
        ("2026-11-30", "2026-11-30"),
        ("2026-12-06", "2026-11-30"),
        ("2026-12-07", "2026-12-07"),
        # The 53rd week of 2026 runs from 28 December to 3 January.
        ("2027-01-01", "2026-12-28"),
        ("2027-01-03", "2026-12-28"),
        ("2027-01-04", "2027-01-04"),
        ("2028-02-29", "2028-02-28"),
    ],
)
def test_weeks_begin_on_monday(some_day: str, first: str) -> None:
    assert named(monday(day(some_day))) == first


@pytest.mark.parametrize(
    ("today", "of", "hours"),
    [
        ("2026-11-30", "2026-11-30", 7),  # Monday: all of it.
        ("2026-12-02", "2026-12-04", 5),  # Wednesday to Sunday.
        ("2026-12-06", "2026-12-06", 1),
        ("2026-12-02", "2026-12-09", 7),  # The next week is whole.
        ("2026-12-02", "2026-11-28", 0),  # The last is over.
        ("2026-12-02", "2026-12-15", 0),  # Off.
        ("2026-12-02", "2026-12-23", 4),  # Paused until Thursday 24 December.
        ("2026-11-20", "2026-11-23", 0),  # Before the start.
    ],
)
def test_the_hours_of_a_week(today: str, of: str, hours: float) -> None:
    calendar = own(off=["2026-12-14"], paused_from="2026-12-17", paused_until="2026-12-24")
    assert calendar.week_capacity(day(of), today=day(today)) == pytest.approx(hours)


def test_a_week_off_may_be_named_by_any_of_its_days() -> None:
    by_wednesday = own(off=["2026-12-09"])
    assert by_wednesday.week_capacity(day("2026-12-07"), today=day("2026-12-07")) == 0
    assert by_wednesday.week_capacity(day("2026-12-14"), today=day("2026-12-07")) == 7


def test_days_of_study_leave_out_what_is_off_once() -> None:
    """From 30 November: 7 days, a week off within the pause of 7 to 27 December, and 2 days."""
    calendar = own(off=["2026-12-14"], paused_from="2026-12-07", paused_until="2026-12-28")
    first = day("2026-11-30")
    assert calendar.study_days(first, day("2026-12-30")) == 9
    counted = [named(calendar.study_day(first, count)) for count in (0, 6, 7, 8)]
    assert counted == ["2026-11-30", "2026-12-06", "2026-12-28", "2026-12-29"]
    assert named(calendar.study_day(day("2026-12-10"), 1)) == "2026-12-29"
    two = replace(calendar, weeks_off=frozenset(map(day, ("2026-12-14", "2026-12-21"))))
    assert two.study_days(first, day("2026-12-30")) == 9
    assert named(two.study_day(first, 7)) == "2026-12-28"
    assert calendar.study_days(first, first) == calendar.study_days(first + 1, first) == 0


# The schedule


def test_a_start_on_a_wednesday() -> None:
    """5 h are left of the week: git's 3 and 2 of sql's 9; sql needs 7 more, so until Sunday."""
    today = day("2026-12-02")
    plan = lay_out_schedule(left(git=3, sql=9, r=1), own(), today=today)
    assert spans(plan) == {
        "git": ("2026-12-02", "2026-12-04"),
        "sql": ("2026-12-05", "2026-12-13"),
        "r": ("2026-12-14", "2026-12-14"),
    }
    assert week(plan.this_week) == [("git", 3, True), ("sql", 2, False)]
    assert week(study_week(plan.steps, own(), today=today, day=day("2026-12-07"))) == [
        ("sql", 7, True)
    ]
    assert week(study_week(plan.steps, own(), today=today, day=day("2026-12-20"))) == [
        ("r", 1, True)
    ]
    assert plan.finish_day == day("2026-12-14")
    assert [(named(s.first_week), named(s.last_week)) for s in plan.steps] == [
        ("2026-11-30", "2026-11-30"),
        ("2026-11-30", "2026-12-07"),
        ("2026-12-14", "2026-12-14"),
    ]


def test_steps_may_share_a_day() -> None:
    """At 14 h a week a day has 2 h: 3 h end in the middle of the second day, 1 h fills it."""
    plan = lay_out_schedule(left(a=3, b=1, c=2), own(14), today=day("2026-11-30"))
    assert spans(plan) == {
        "a": ("2026-11-30", "2026-12-01"),
        "b": ("2026-12-01", "2026-12-01"),
        "c": ("2026-12-02", "2026-12-02"),
    }


def test_over_the_end_of_a_year_with_53_weeks() -> None:
    """From Monday 21 December 2026, 30 h take 30 days: until 19 January 2027."""
    plan = lay_out_schedule(left(a=10, b=20), own(), today=day("2026-12-21"))
    assert spans(plan) == {"a": ("2026-12-21", "2026-12-30"), "b": ("2026-12-31", "2027-01-19")}
    last = study_week(plan.steps, own(), today=day("2026-12-21"), day=day("2027-01-01"))
    assert week(last) == [("a", 3, True), ("b", 4, False)]


def test_a_week_off_in_the_middle_of_a_step() -> None:
    """10 h from Monday 30 November, 7 to 13 December off: the last 3 h from the 14th."""
    plan = lay_out_schedule(left(a=10, b=1), own(off=["2026-12-07"]), today=day("2026-11-30"))
    assert spans(plan) == {"a": ("2026-11-30", "2026-12-16"), "b": ("2026-12-17", "2026-12-17")}
    idle = own(off=["2026-12-07"])
    off = study_week(plan.steps, idle, today=day("2026-11-30"), day=day("2026-12-08"))
    assert week(off) == [("a", 0, False)]


def test_a_pause_over_three_weeks() -> None:
    """Paused from today, Wednesday, until Wednesday 23 December: nothing this week."""
    paused = own(paused_from="2026-12-02", paused_until="2026-12-23")
    plan = lay_out_schedule(left(a=5, b=1), paused, today=day("2026-12-02"))
    assert spans(plan) == {"a": ("2026-12-23", "2026-12-27"), "b": ("2026-12-28", "2026-12-28")}
    assert plan.this_week == ()
    # A pause with no beginning on record holds from the start on.
    assert (
        lay_out_schedule(left(a=5, b=1), replace(paused, paused_from=None), today=day("2026-12-02"))
        == plan
    )


def test_a_start_that_is_yet_to_come() -> None:
    plan = lay_out_schedule(left(a=2), own(started_on="2027-01-02"), today=day("2026-12-02"))
    assert spans(plan) == {"a": ("2027-01-02", "2027-01-03")}
    assert plan.this_week == ()


def test_nothing_left() -> None:
    assert lay_out_schedule([], own(), today=day("2026-12-02")) == Schedule((), (), None)


def test_a_tenth_of_an_hour_a_week() -> None:
    """1 h takes ten weeks, and 2 h twenty."""
    plan = lay_out_schedule(left(a=1, b=1), own(0.1), today=day("2026-11-30"))
    assert spans(plan) == {"a": ("2026-11-30", "2027-02-07"), "b": ("2027-02-08", "2027-04-18")}
    assert week(plan.this_week) == [("a", 0.1, False)]


def test_a_hundred_hours_a_week() -> None:
    """100 h fill the week, and 0.5 h are less than a day of the next."""
    plan = lay_out_schedule(left(a=99.5, b=0.5, c=0.5), own(100), today=day("2026-11-30"))
    assert spans(plan) == {
        "a": ("2026-11-30", "2026-12-06"),
        "b": ("2026-12-06", "2026-12-06"),
        "c": ("2026-12-07", "2026-12-07"),
    }
    assert week(plan.this_week) == [("a", 99.5, True), ("b", 0.5, True)]


def test_the_pace_stretches_every_step() -> None:
    plan = lay_out_schedule(left(a=4, b=2), own(), today=day("2026-11-30"), pace_factor=1.5)
    assert [s.hours for s in plan.steps] == [6, 3]
    assert spans(plan) == {"a": ("2026-11-30", "2026-12-05"), "b": ("2026-12-06", "2026-12-08")}


def test_a_step_without_hours_ends_with_the_one_before_it() -> None:
    plan = lay_out_schedule(left(a=7, b=0, c=1), own(), today=day("2026-11-30"))
    assert spans(plan)["b"] == ("2026-12-06", "2026-12-06")
    first = lay_out_schedule(left(b=0, c=1), own(), today=day("2026-11-30"))
    assert spans(first)["b"] == ("2026-11-30", "2026-11-30")
    assert week(first.this_week) == [("b", 0, True), ("c", 1, True)]


def test_rounding_of_floats_costs_no_day() -> None:
    """Ten times 0.1 h are not quite 1 h in floats, and 0.7 h at 0.7 h a week are a week."""
    many = [(step(f"s{i}"), 0.1) for i in range(10)]
    assert lay_out_schedule(many, own(), today=day("2026-11-30")).finish_day == day("2026-11-30")
    then = lay_out_schedule([*many, (step("last"), 1.0)], own(), today=day("2026-11-30"))
    assert spans(then)["last"] == ("2026-12-01", "2026-12-01")
    once = lay_out_schedule(left(a=0.7, b=0.1), own(0.7), today=day("2026-11-30"))
    assert spans(once) == {"a": ("2026-11-30", "2026-12-06"), "b": ("2026-12-07", "2026-12-07")}


def test_what_never_ends_ends_on_the_last_day_that_has_a_date() -> None:
    plan = lay_out_schedule(left(a=1e6), own(0.01), today=day("2026-11-30"))
    assert plan.finish_day == LAST_DAY == date.max.toordinal()


# Behind and ahead


PLAN = left(a=7, b=7, c=7)
"""At 7 h a week a week each: until 6, 13 and 20 December."""
BASELINE = Baseline.of(
    lay_out_schedule(PLAN, own(), today=day("2026-11-30")), today=day("2026-11-30")
)


def behind(
    today: str,
    *held: str,
    calendar: StudyCalendar | None = None,
    spent: Mapping[Step, float] | None = None,
) -> int:
    done = [step(slug) for slug in held]
    calendar = calendar or own()
    return days_behind(BASELINE, held=done, calendar=calendar, today=day(today), spent=spent)


def test_what_is_stored_of_a_schedule() -> None:
    assert (
        Baseline(
            day("2026-11-30"),
            (
                PlannedStep(step("a"), 7, day("2026-12-06")),
                PlannedStep(step("b"), 7, day("2026-12-13")),
                PlannedStep(step("c"), 7, day("2026-12-20")),
            ),
        )
        == BASELINE
    )
    assert BASELINE.finish_day == day("2026-12-20")
    assert Baseline(0, ()).finish_day is None


@pytest.mark.parametrize(
    ("today", "held", "days"),
    [
        ("2026-11-30", "", 0),
        ("2026-12-06", "", 0),  # Due today is not late yet.
        ("2026-12-07", "", 7),  # 7 h too few are 7 days.
        ("2026-12-10", "", 7),  # Only what is finished late counts.
        ("2026-12-14", "", 14),
        ("2026-12-14", "a", 7),
        ("2026-12-14", "b", 7),  # Out of order: hours count.
        ("2026-12-14", "ab", 0),
        ("2026-12-21", "", 21),
        ("2027-03-01", "", 21),  # All that was planned, and no more.
        ("2026-12-03", "a", -4),  # 7 h done, 3 h begun.
        ("2026-12-10", "ab", -4),
        ("2026-12-10", "a", 0),
        ("2026-12-07", "abc", -14),
        ("2026-11-30", "abc", -21),
        ("2026-12-21", "abc", 0),
    ],
)
def test_days_behind_and_ahead(today: str, held: str, days: int) -> None:
    assert behind(today, *held) == days


def test_days_off_make_no_one_late() -> None:
    """The plan was made without knowing of them: b was due on the 13th, with 14 h."""
    off = own(off=["2026-12-07"])
    assert behind("2026-12-14", "a", calendar=off) == 0  # 7 h were there, and were used.
    assert behind("2026-12-14", calendar=off) == 7
    assert behind("2026-12-21", "a", calendar=off) == 7
    assert behind("2026-12-14", "a", "b", calendar=off) == -7  # Studied in the week off.
    pause = own(paused_from="2026-12-05", paused_until="2026-12-26")
    assert behind("2026-12-21", calendar=pause) == 0  # 5 h were there, too few for a.
    assert behind("2026-12-28", calendar=pause) == 7  # Two more days.
    assert behind("2026-12-21", calendar=replace(pause, paused_from=None)) == 0


def test_more_hours_than_were_planned_for_make_nothing_due_earlier() -> None:
    """At 14 h a week 12 h were there by the 6th, but a is due on that day, as planned."""
    assert behind("2026-12-06", calendar=own(14)) == 0
    assert behind("2026-12-07", calendar=own(14)) == 4  # 7 h are 3.5 days.


def test_hours_spent_on_a_step_count_up_to_its_own() -> None:
    assert behind("2026-12-07", spent={step("a"): 6.5}) == 1
    assert behind("2026-12-07", spent={step("a"): 3}) == 4
    assert behind("2026-12-07", spent={step("a"): 70}) == 0
    assert behind("2026-12-07", "a", spent={step("a"): 3}) == 0
    assert behind("2026-12-07", "a", spent={step("b"): 2.5}) == -2


def test_a_part_of_a_day_behind_is_a_day_and_a_part_ahead_is_none() -> None:
    """At 10 h a week a day has 1.43 h: 10 h are 7 days, 2 h 1.4."""
    calendar = own(10)
    plan = lay_out_schedule(left(a=2, b=10), calendar, today=day("2026-11-30"))
    planned = Baseline.of(plan, today=day("2026-11-30"))
    late = days_behind(planned, held=[], calendar=calendar, today=day("2026-12-02"))
    early = days_behind(planned, held=[step("a")], calendar=calendar, today=day("2026-11-30"))
    assert (late, early) == (2, -1)


def test_steps_outside_the_baseline_do_not_count() -> None:
    assert behind("2026-12-07", "x", spent={step("y"): 7}) == 7


# The ways on


def test_shift_gives_new_dates_in_the_same_order_at_the_same_pace() -> None:
    """On the 14th with b and c left: from the 14th to the 27th, a week later than the 20th."""
    shifted = shift(BASELINE, PLAN[1:], own(), today=day("2026-12-14"))
    assert shifted.days_later == 7
    assert spans(shifted.schedule) == {
        "b": ("2026-12-14", "2026-12-20"),
        "c": ("2026-12-21", "2026-12-27"),
    }
    ahead = shift(BASELINE, PLAN[2:], own(), today=day("2026-12-07"))
    assert ahead.days_later == -7
    slower = shift(BASELINE, PLAN[2:], own(), today=day("2026-12-14"), pace_factor=2)
    assert slower.days_later == 7
    assert shift(BASELINE, [], own(), today=day("2026-12-14")) == Shifted(Schedule((), (), None), 0)
    assert shift(Baseline(0, ()), PLAN, own(), today=day("2026-12-14")).days_later == 0


def test_change_of_pace_reaches_the_planned_finish() -> None:
    """On the 14th seven days are left until the 20th: 14 h take 14 h a week, times 1.5 take 21."""

    def pace(today: str, remaining: Remaining, **more: float) -> float | None:
        change = change_pace(BASELINE, remaining, own(), today=day(today), **more)
        return change.hours_per_week if change else None

    assert pace("2026-12-14", PLAN[1:]) == 14
    assert pace("2026-12-14", PLAN[1:], pace_factor=1.5) == 21
    assert pace("2026-12-15", PLAN[1:]) == 16.4  # 98 / 6 = 16.33
    assert pace("2026-12-20", PLAN[1:]) == 98  # The last day.
    assert pace("2026-12-21", PLAN[1:]) is None  # Too late.
    assert pace("2026-12-07", PLAN[2:]) == 3.5  # Ahead: less will do.
    assert pace("2026-12-07", left(a=0.01)) == 0.1
    assert pace("2026-12-07", []) is None
    assert change_pace(Baseline(0, ()), PLAN, own(), today=day("2026-12-14")) is None


def test_change_of_pace_keeps_the_days_off() -> None:
    """From 7 December with the week of the 7th off: 7 days until the 20th."""
    calendar = own(off=["2026-12-07"], paused_from="2026-12-14", paused_until="2026-12-16")
    change = change_pace(BASELINE, PLAN[1:], calendar, today=day("2026-12-07"))
    assert change is not None
    assert change.hours_per_week == 19.6  # 14 h on the five days from the 16th.
    assert spans(change.schedule)["b"] == ("2026-12-16", "2026-12-18")
    assert change.schedule.finish_day == day("2026-12-20")


# Laws

_PACES = (0.1, 0.7, 3.0, 7.0, 8.0, 10.0, 33.3, 100.0)
_HOURS = (0.0, 0.1, 0.5, 1.0, 2.5, 7.0, 13.3, 40.0)
Case = tuple[Remaining, StudyCalendar, int]


def case(drawn: bytes) -> Case:
    """Steps to study, a calendar with weeks off and a pause, and a day near its start."""
    tape = Tape(drawn)
    start = day("2026-11-30") + tape.below(40)
    steps = [(step(f"s{i}"), tape.one_of(_HOURS)) for i in range(tape.below(9))]
    off = frozenset(monday(start) + 7 * tape.below(12) for _ in range(tape.below(5)))
    calendar = StudyCalendar(tape.one_of(_PACES), start, off)
    if tape.is_so():
        pause = start + tape.below(60)
        calendar = replace(calendar, paused_from=pause, paused_until=pause + tape.below(40))
    return steps, calendar, start + tape.below(80) - 10


cases = tapes(40).map(case)


@given(cases)
def test_all_hours_are_laid_out_and_no_week_exceeds_its_own(drawn: Case) -> None:
    remaining, calendar, today = drawn
    plan = lay_out_schedule(remaining, calendar, today=today)
    assert [(s.step, s.hours) for s in plan.steps] == list(remaining)
    laid = {one: 0.0 for one, _ in remaining}
    for first in weeks_of(plan, today)[:2000]:
        parts = study_week(plan.steps, calendar, today=today, day=first)
        room = calendar.week_capacity(first, today=today)
        assert sum(part.hours for part in parts) <= room + 1e-6
        for part in parts:
            laid[part.step] += part.hours
    if len(weeks_of(plan, today)) <= 2000:
        assert laid == pytest.approx(dict(remaining), abs=1e-5)


def weeks_of(plan: Schedule, today: int) -> range:
    return range(monday(today), (plan.finish_day or today) + 1, 7)


@given(cases)
def test_the_order_is_kept_and_every_step_stands_on_days_of_study(drawn: Case) -> None:
    remaining, calendar, today = drawn
    steps = lay_out_schedule(remaining, calendar, today=today).steps
    for one in steps:
        assert today <= one.first_day <= one.last_day
        assert all(calendar.study_days(d, d + 1) == 1 for d in (one.first_day, one.last_day))
    for before, after in pairwise(steps):
        assert before.first_day <= after.first_day
        assert before.last_day <= after.last_day
        assert after.first_day >= before.last_day


@given(cases)
def test_a_step_has_its_hours_within_its_days_and_needs_the_last_of_them(drawn: Case) -> None:
    """The first lasts as long as its hours take, counted day by day."""
    remaining, calendar, today = drawn
    steps = lay_out_schedule(remaining, calendar, today=today).steps
    done = 0.0
    for one in steps:
        done += one.hours
        assert calendar.capacity(today, one.last_day + 1) >= done - 1e-5
        assert calendar.capacity(today, one.last_day) < done or done < 1e-5


@given(cases)
def test_this_week_holds_the_first_step_when_there_is_room(drawn: Case) -> None:
    remaining, calendar, today = drawn
    parts = lay_out_schedule(remaining, calendar, today=today).this_week
    if remaining and calendar.week_capacity(today, today=today) > 0:
        assert parts[0].step == remaining[0][0]
    else:
        assert parts == ()
    assert [part.step for part in parts] == [one for one, _ in remaining][: len(parts)]


@given(cases, tapes(2))
def test_more_hours_a_week_never_finish_later(drawn: Case, more: bytes) -> None:
    remaining, calendar, today = drawn
    tape = Tape(more)
    faster = replace(calendar, hours_per_week=calendar.hours_per_week + tape.between(1, 200) / 10)
    for slow, fast in zip(
        lay_out_schedule(remaining, calendar, today=today).steps,
        lay_out_schedule(remaining, faster, today=today).steps,
        strict=True,
    ):
        assert fast.last_day <= slow.last_day


@given(cases, tapes(2))
def test_a_week_off_never_finishes_earlier_and_makes_no_one_late(drawn: Case, more: bytes) -> None:
    remaining, calendar, today = drawn
    tape = Tape(more)
    extra = monday(calendar.started_on) + 7 * tape.below(20)
    less = replace(calendar, weeks_off=calendar.weeks_off | {extra})
    for usual, later in zip(
        lay_out_schedule(remaining, calendar, today=today).steps,
        lay_out_schedule(remaining, less, today=today).steps,
        strict=True,
    ):
        assert later.last_day >= usual.last_day
    planned = Baseline.of(lay_out_schedule(remaining, calendar, today=today), today=today)
    held = [one for one, _ in remaining if tape.is_so()]
    then = today + tape.below(90)
    with_it, without = (
        days_behind(planned, held=held, calendar=one, today=then) for one in (less, calendar)
    )
    assert with_it <= without


@given(cases, tapes(12))
def test_days_behind_stay_within_what_has_passed_and_fall_with_what_is_held(
    drawn: Case, more: bytes
) -> None:
    remaining, calendar, today = drawn
    tape = Tape(more)
    planned = Baseline.of(lay_out_schedule(remaining, calendar, today=today), today=today)
    then = today + tape.below(200)
    held = [one for one, _ in remaining if tape.is_so()]
    days = days_behind(planned, held=held, calendar=calendar, today=then)
    assert days <= calendar.study_days(today, then)
    everything = [one for one, _ in remaining]
    assert days_behind(planned, held=everything, calendar=calendar, today=then) <= min(days, 0)
    as_planned = [one.step for one in planned.steps if one.last_day < then]
    assert days_behind(planned, held=as_planned, calendar=calendar, today=then) == 0


@given(cases, tapes(2))
def test_the_changed_pace_reaches_the_finish_and_a_tenth_less_does_not(
    drawn: Case, more: bytes
) -> None:
    remaining, calendar, today = drawn
    planned = Baseline.of(lay_out_schedule(remaining, calendar, today=today), today=today)
    then = today + Tape(more).below(60)
    change = change_pace(planned, remaining, calendar, today=then)
    if change is None:
        hours = sum(own_hours for _, own_hours in remaining)
        finish = planned.finish_day or 0
        assert not hours or calendar.study_days(then, finish + 1) == 0
        return
    assert planned.finish_day is not None
    assert (change.schedule.finish_day or 0) <= planned.finish_day
    slower = replace(calendar, hours_per_week=change.hours_per_week - 0.1)
    if slower.hours_per_week > 0.05:
        missed = lay_out_schedule(remaining, slower, today=then).finish_day
        assert missed is not None
        assert missed > planned.finish_day


@given(cases)
def test_equal_input_gives_equal_bytes_and_time_moves_with_the_weeks(drawn: Case) -> None:
    remaining, calendar, today = drawn
    plan = lay_out_schedule(remaining, calendar, today=today)
    assert encode(plan) == encode(lay_out_schedule(list(remaining), calendar, today=today))
    four_years = timedelta(weeks=209).days
    later = StudyCalendar(
        calendar.hours_per_week,
        calendar.started_on + four_years,
        frozenset(first + four_years for first in calendar.weeks_off),
        calendar.paused_until and calendar.paused_until + four_years,
        calendar.paused_from and calendar.paused_from + four_years,
    )
    moved = lay_out_schedule(remaining, later, today=today + four_years)
    assert [s.last_day - four_years for s in moved.steps] == [s.last_day for s in plan.steps]
