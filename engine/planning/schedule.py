"""The schedule: what is left of a plan laid over the days of a person's own calendar.

Steps are studied one after another, in their order, every day of study from today on for its full
hours. The first schedule is stored as the baseline; who is behind or ahead of it is told in days
of study, and leaves three ways on: `shift` (new dates, same order, same pace), `change_pace`
(same finish, another pace) and `engine.planning.replan` (another order or other steps).
"""

from collections.abc import Collection, Mapping, Sequence
from math import ceil, floor

from msgspec import Struct
from msgspec.structs import replace

from engine.model import Step
from engine.planning.study_calendar import DAYS, ROUNDING, StudyCalendar, monday

_TENTH = 10

Remaining = Sequence[tuple[Step, float]]
"""What is left, in the order of study: each step with the typical hours it still takes [h]."""


class ScheduledStep(Struct, frozen=True):
    """A step with its hours [h] and the first and last day on which it is studied."""

    step: Step
    hours: float
    first_day: int
    last_day: int

    @property
    def first_week(self) -> int:
        """The Monday of the week in which it begins."""
        return monday(self.first_day)

    @property
    def last_week(self) -> int:
        """The Monday of the week in which it ends."""
        return monday(self.last_day)


class WeekPart(Struct, frozen=True):
    """What a week holds of a step [h], and whether the step is finished in it."""

    step: Step
    hours: float
    finishes: bool


class Schedule(Struct, frozen=True):
    """The steps over days, what of them this week holds, and the last day; None with no step."""

    steps: tuple[ScheduledStep, ...]
    this_week: tuple[WeekPart, ...]
    finish_day: int | None


class PlannedStep(Struct, frozen=True):
    """A step of a baseline: its hours as planned [h] and the day by which it was to be done."""

    step: Step
    hours: float
    last_day: int


class Baseline(Struct, frozen=True):
    """The schedule as it was when the roadmap was made or last dated anew, on `laid_on`."""

    laid_on: int
    steps: tuple[PlannedStep, ...]

    @classmethod
    def of(cls, schedule: Schedule, *, today: int) -> "Baseline":
        """What is stored of the schedule made today."""
        planned = (PlannedStep(s.step, s.hours, s.last_day) for s in schedule.steps)
        return cls(today, tuple(planned))

    @property
    def finish_day(self) -> int | None:
        """The day by which everything was to be done; None where nothing was planned."""
        return max((planned.last_day for planned in self.steps), default=None)


class Shifted(Struct, frozen=True):
    """The way on that keeps order and pace: the new dates, and by how many days the finish moves.

    `days_later` is below 0 where it comes earlier, and 0 where nothing is left or was planned.
    """

    schedule: Schedule
    days_later: int


class PaceChange(Struct, frozen=True):
    """The way on that keeps the finish: the hours a week it takes [h], and the dates then."""

    hours_per_week: float
    schedule: Schedule


def lay_out_schedule(
    remaining: Remaining, calendar: StudyCalendar, *, today: int, pace_factor: float = 1.0
) -> Schedule:
    """Lay what is left over the days of study from today on.

    A step begins on the day on which the one before it leaves hours, and ends on the day on which
    its own hours are reached; one without hours begins and ends with the one before it.

    Args:
        remaining: Steps neither held nor skipped, none twice.
        calendar: When the person studies.
        today: The first day that may be used, all of it.
        pace_factor: By how much this person's hours differ from typical ones, above 0
            (`engine.planning.forecast.estimate_pace`).

    Complexity: O(steps · weeks off).

    Example: 12 h at 7 h a week, from a Wednesday:
        >>> from datetime import date
        >>> from engine.model import SkillSlug
        >>> wednesday = date(2026, 12, 2).toordinal()
        >>> left = [(Step(SkillSlug("git"), 1), 3.0), (Step(SkillSlug("sql"), 1), 9.0)]
        >>> plan = lay_out_schedule(left, StudyCalendar(7, started_on=wednesday), today=wednesday)
        >>> [(s.first_day - wednesday, s.last_day - wednesday) for s in plan.steps]
        [(0, 2), (3, 11)]
        >>> [(str(part.step), part.hours, part.finishes) for part in plan.this_week]
        [('git:1', 3.0, True), ('sql:1', 2.0, False)]
        >>> date.fromordinal(plan.finish_day).isoformat()
        '2026-12-13'
    """
    steps = []
    before = 0.0
    for step, typical in remaining:
        hours = typical * pace_factor
        after = before + hours
        last = calendar.day_reached(today, after)
        first = calendar.study_day(today, floor(before / calendar.hours_per_day + ROUNDING))
        steps.append(ScheduledStep(step, hours, min(first, last), last))
        before = after
    return Schedule(
        steps=tuple(steps),
        this_week=study_week(steps, calendar, today=today, day=today),
        finish_day=steps[-1].last_day if steps else None,
    )


def study_week(
    steps: Sequence[ScheduledStep], calendar: StudyCalendar, *, today: int, day: int
) -> tuple[WeekPart, ...]:
    """What the week in which a day lies holds of each step; a long step is spread over weeks.

    Args:
        steps: A schedule's, all of them.
        calendar: The one of the schedule.
        today: The day from which the schedule was laid out.
        day: Any day of the week, from today's week on.
    """
    week = monday(day)
    begin, end = (calendar.capacity(today, moment) for moment in (week, week + DAYS))
    parts = []
    before = 0.0
    for step in steps:
        after = before + step.hours
        if step.first_week <= week <= step.last_week:
            hours = max(min(after, end) - max(before, begin), 0.0)
            parts.append(WeekPart(step.step, hours, finishes=step.last_week == week))
        before = after
    return tuple(parts)


def days_behind(
    baseline: Baseline,
    *,
    held: Collection[Step],
    calendar: StudyCalendar,
    today: int,
    spent: Mapping[Step, float] | None = None,
) -> int:
    """By how many days of study a person is behind the baseline; below 0 they are ahead of it.

    With `available` = the hours that the calendar, as it is now, has had from `laid_on` until the
    end of yesterday, and the baseline's steps in their order,

        due   = hours of the steps that were to be done by yesterday, so far as they and all
                before them fit into `available`
        begun = `available`, at most the hours of all steps
        done  = hours of the steps held, and of others what was spent on them, at most their own

    they are behind by ⌈7 · (due - done) / hours a week⌉ days where done < due, ahead by
    ⌊7 · (done - begun) / hours a week⌋ where done > begun, and on time in between: within the
    step under way. Weeks off and pauses, also those that came after the baseline, lower
    `available`, so they make no one late. No one is later than the days of study that have passed.

    Args:
        baseline: The last dates that the person agreed to, laid out at the present pace; a change
            of pace lays a new one (`change_pace`).
        held: Steps held or skipped, of whatever roadmap.
        calendar: When the person studies.
        today: Not over yet, so nothing is due today.
        spent: Hours already spent on steps that are not held [h].

    Example: at 7 h a week, two steps of 7 h each, on the third Monday, with nothing and one held:
        >>> from engine.model import SkillSlug
        >>> git, sql = Step(SkillSlug("git"), 1), Step(SkillSlug("sql"), 1)
        >>> first = 1
        >>> own = StudyCalendar(7, started_on=first)
        >>> plan = lay_out_schedule([(git, 7.0), (sql, 7.0)], own, today=first)
        >>> planned = Baseline.of(plan, today=first)
        >>> [days_behind(planned, held=done, calendar=own, today=15) for done in ([], [git])]
        [14, 7]
        >>> days_behind(planned, held=[git, sql], calendar=own, today=11)
        -4
    """
    available = calendar.capacity(baseline.laid_on, today)
    due = planned = done = 0.0
    for step in baseline.steps:
        planned += step.hours
        if step.last_day < today and planned <= available + ROUNDING:
            due = planned
        done += (
            step.hours if step.step in held else min((spent or {}).get(step.step, 0), step.hours)
        )
    begun = min(available, planned)
    if done < due:
        return ceil((due - done) / calendar.hours_per_day - ROUNDING)
    return -floor(max(done - begun, 0.0) / calendar.hours_per_day + ROUNDING)


def shift(
    baseline: Baseline,
    remaining: Remaining,
    calendar: StudyCalendar,
    *,
    today: int,
    pace_factor: float = 1.0,
) -> Shifted:
    """Give what is left new dates from today on, in the same order at the same pace.

    Args: as for `lay_out_schedule`; the baseline says what the finish was.
    """
    schedule = lay_out_schedule(remaining, calendar, today=today, pace_factor=pace_factor)
    if schedule.finish_day is None or baseline.finish_day is None:
        return Shifted(schedule, 0)
    return Shifted(schedule, schedule.finish_day - baseline.finish_day)


def change_pace(
    baseline: Baseline,
    remaining: Remaining,
    calendar: StudyCalendar,
    *,
    today: int,
    pace_factor: float = 1.0,
) -> PaceChange | None:
    """The hours a week with which what is left is still done by the planned finish.

    With n days of study from today to the finish, both included, it takes 7 · hours left / n,
    rounded up to a tenth of an hour, a tenth at least. That may be less than the present pace.

    Args: as for `lay_out_schedule`; the baseline says what the finish was.

    Returns:
        None where no day of study is left until then, or nothing is left to do. Whether a person
        can study so many hours is for the caller to judge.
    """
    finish = baseline.finish_day
    hours = sum(typical for _, typical in remaining) * pace_factor
    days = calendar.study_days(today, finish + 1) if finish is not None else 0
    if not days or hours <= ROUNDING:
        return None
    pace = max(ceil(hours / days * DAYS * _TENTH - ROUNDING), 1) / _TENTH
    faster = replace(calendar, hours_per_week=pace)
    schedule = lay_out_schedule(remaining, faster, today=today, pace_factor=pace_factor)
    return PaceChange(pace, schedule)
