"""Schedules over the wire."""

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from api.wire import HoursAWeek, InputStruct, OutputStruct

WeeksOff = Annotated[
    list[date],
    Meta(
        max_length=104,
        description="the Mondays of all weeks without study; `[]` removes them",
        examples=[["2026-12-21", "2026-12-28"]],
    ),
]
PausedUntil = Annotated[
    date, Meta(description="the day on which you go on studying; `null` ends the pause today")
]


class TimingRequest(InputStruct, frozen=True):
    """When you study; what is left out stays as it is.

    Weeks off and a pause make no one late. `shift` gives the steps that are left new dates from
    today on, and so does another number of hours a week: you are on time again then.
    """

    hours_per_week: HoursAWeek | UnsetType = UNSET
    weeks_off: WeeksOff | UnsetType = UNSET
    paused_until: PausedUntil | UnsetType | None = UNSET
    shift: bool = False


class StudyPartView(OutputStruct, frozen=True):
    """What this week holds of an item, in hours at your pace; `endsOn` is the item's last day."""

    item_id: str
    hours: float
    ends_on: date


class FinishView(OutputStruct, frozen=True):
    """When you will be done: four times in five between `early` and `late`."""

    early: date
    typical: date
    late: date


class ForecastView(OutputStruct, frozen=True):
    """What the forecast follows from: the content alone, or also what you finished and when.

    `hoursPerHour` is how long your steps took per typical hour, where you said so; `pace` is how
    much of that counts for the steps still to do.
    """

    basis: Literal["content", "you"]
    finished_steps: int
    hours_per_hour: float | None
    pace: float


class ShiftView(OutputStruct, frozen=True):
    """New dates from today on, in the same order and at the same hours a week.

    `finishOn` is the last of them, if you keep to them; `forecast` is when you will be done, and
    the same as `finishOn` of the schedule.
    """

    finish_on: date
    days_later: int
    forecast: FinishView


class ReplanView(OutputStruct, frozen=True):
    """Where to plan again."""

    address: str


class PaceChangeView(OutputStruct, frozen=True):
    """The hours a week that still lead to the planned finish, if you keep to them.

    `forecast` is when you will be done then.
    """

    hours_per_week: float
    finish_on: date
    forecast: FinishView


class WaysOnView(OutputStruct, frozen=True):
    """What you can do when you are behind or ahead, and what each of it leads to.

    `changePace` is `null` where no pace leads to the planned finish any more.
    """

    shift: ShiftView
    replan: ReplanView
    change_pace: PaceChangeView | None


class ScheduleView(OutputStruct, frozen=True):
    """Your steps over real days in your time zone, from today on.

    `thisWeek` is what fits into the rest of this week, which has `weekHours`. `daysBehind` is
    below zero when you are ahead of the dates you last agreed to, whose last is `plannedFinish`;
    `waysOn` is `null` when you are on time.
    """

    time_zone: str
    today: date
    started_on: date
    hours_per_week: float
    weeks_off: list[date]
    paused_until: date | None
    this_week: list[StudyPartView]
    week_start: date
    week_hours: float
    days_behind: int
    planned_finish: date | None
    finish_on: FinishView | None
    forecast: ForecastView
    ways_on: WaysOnView | None


class ScheduleSummaryView(OutputStruct, frozen=True):
    """The schedule of a roadmap in a list; `thisWeek` names items."""

    days_behind: int
    finish_on: FinishView | None
    this_week: list[str]
