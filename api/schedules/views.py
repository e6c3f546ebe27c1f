"""The steps of a roadmap over the days of its person, as they go over the wire.

The plan itself never changes here: what is left is laid out again from today.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from api.schedules.schemas import (
    FinishView,
    ForecastView,
    PaceChangeView,
    ReplanView,
    ScheduleSummaryView,
    ScheduleView,
    ShiftView,
    StudyPartView,
    WaysOnView,
)
from api.schedules.stored import BaselineItem, StoredBaseline, StudyItem, Timing
from api.time_zones import PersonDay
from engine import (
    Baseline,
    Forecast,
    PaceChange,
    Remaining,
    Shifted,
    Step,
    StudiedStep,
    StudyCalendar,
    change_pace,
    days_behind,
    forecast_finish,
    lay_out_schedule,
    monday,
    shift,
)

MOST_HOURS_A_WEEK = 100.0
"""No pace above it is suggested [h/week]: none is accepted."""
TENTHS = 1
"""Hours are shown with so many digits after the point."""


class RoadmapSchedule(Struct, frozen=True):
    """A roadmap laid over the days of its person from today on."""

    timing: Timing
    day: PersonDay
    items: Mapping[Step, StudyItem]
    calendar: StudyCalendar
    baseline: Baseline
    remaining: Remaining
    forecast: Forecast | None
    shifted: Shifted
    days_behind: int

    @classmethod
    def of(cls, timing: Timing, items: Sequence[StudyItem], day: PersonDay) -> "RoadmapSchedule":
        """Lay out what is left, and compare it with the baseline.

        Args:
            timing: What is stored.
            items: All items of the roadmap in their order, with their progress.
            day: What day it is for the person.
        """
        today = day.today.toordinal()
        calendar = timing.study_calendar(day.today)
        by_id = {item.item_id: item for item in items}
        agreed = timing.baseline_items(items)
        planned = [(by_id[own.item_id].step, own.hours) for own in agreed]
        laid = lay_out_schedule(planned, calendar, today=timing.laid_on.toordinal())
        baseline = Baseline.of(laid, today=timing.laid_on.toordinal())
        open_items = _in_study_order(items)
        done = [_studied(item) for item in items if item.done_on is not None]
        hours = [item.left for item in open_items]
        forecast = forecast_finish(done, hours, calendar, today=today)
        factor = 1.0 if forecast is None else forecast.pace.factor
        remaining = [(item.step, item.hours_left) for item in open_items]
        judged_on = today if open_items else _finished_on(items, otherwise=today)
        return cls(
            timing,
            day,
            {item.step: item for item in items},
            calendar,
            baseline,
            remaining,
            forecast,
            shift(baseline, remaining, calendar, today=today, pace_factor=factor),
            days_behind(
                baseline,
                held={item.step for item in items if item.is_passed},
                calendar=calendar,
                today=judged_on,
                spent={
                    by_id[own.item_id].step: max((by_id[own.item_id].spent or 0) - own.spent, 0)
                    for own in agreed
                },
            ),
        )

    @property
    def dates(self) -> dict[str, tuple[date, date]]:
        """The first and last day of every item that is left, by its id."""
        return {
            self.items[own.step].item_id: (_date(own.first_day), _date(own.last_day))
            for own in self.shifted.schedule.steps
        }

    def rebased(self) -> StoredBaseline:
        """The dates as they are now, to be agreed to."""
        steps = ((self.items[own.step], own.hours) for own in self.shifted.schedule.steps)
        agreed = (BaselineItem(item.item_id, hours, item.spent or 0.0) for item, hours in steps)
        return StoredBaseline(self.day.today, tuple(agreed))

    def view(self) -> ScheduleView:
        """All of it over the wire."""
        today = self.day.today
        ordinal = today.toordinal()
        pause = self.timing.calendar.pause_on(today)
        planned = self.baseline.finish_day
        dates = self.dates
        return ScheduleView(
            time_zone=self.day.time_zone,
            today=today,
            started_on=self.timing.started_on,
            hours_per_week=self.timing.hours_per_week,
            weeks_off=list(self.timing.calendar.weeks_off),
            paused_until=None if pause is None else pause.end,
            this_week=[
                StudyPartView(
                    item_id=self.items[part.step].item_id,
                    hours=round(part.hours, TENTHS),
                    ends_on=dates[self.items[part.step].item_id][1],
                )
                for part in self.shifted.schedule.this_week
            ],
            week_start=_date(monday(ordinal)),
            week_hours=round(self.calendar.week_capacity(ordinal, today=ordinal), TENTHS),
            days_behind=self.days_behind,
            planned_finish=None if planned is None else _date(planned),
            finish_on=_finish_view(self.forecast),
            forecast=self._forecast_view(),
            ways_on=self._ways_on(),
        )

    def summary(self) -> ScheduleSummaryView:
        """The part of it that a list shows."""
        return ScheduleSummaryView(
            days_behind=self.days_behind,
            finish_on=_finish_view(self.forecast),
            this_week=[self.items[part.step].item_id for part in self.shifted.schedule.this_week],
        )

    @property
    def pace_factor(self) -> float:
        """Hours that steps take this person per typical hour, as far as their steps tell."""
        return 1.0 if self.forecast is None else self.forecast.pace.factor

    def _forecast_view(self) -> ForecastView:
        done = [item for item in self.items.values() if item.done_on is not None]
        told = [item for item in done if item.spent is not None and item.hours.typical > 0]
        typical = sum(item.hours.typical for item in told)
        is_moved = self.forecast is not None and (self.forecast.use.weeks > 0 or bool(told))
        return ForecastView(
            basis="you" if is_moved else "content",
            finished_steps=len(done),
            hours_per_hour=(
                round(sum(item.spent or 0.0 for item in told) / typical, 2) if typical else None
            ),
            pace=round(self.pace_factor, 2),
        )

    def _ways_on(self) -> WaysOnView | None:
        finish = self.shifted.schedule.finish_day
        if not self.days_behind or finish is None:
            return None
        other = change_pace(
            self.baseline,
            self.remaining,
            self.calendar,
            today=self.day.today.toordinal(),
            pace_factor=self.pace_factor,
        )
        return WaysOnView(
            shift=ShiftView(finish_on=_date(finish), days_later=self.shifted.days_later),
            replan=ReplanView(address=f"/api/v1/roadmaps/{self.timing.roadmap_id}/reanalysis"),
            change_pace=_pace_view(other),
        )


def _pace_view(change: PaceChange | None) -> PaceChangeView | None:
    """The other pace, where it is one that can be chosen."""
    if change is None or change.hours_per_week > MOST_HOURS_A_WEEK:
        return None
    finish = change.schedule.finish_day
    if finish is None:
        return None
    return PaceChangeView(hours_per_week=change.hours_per_week, finish_on=_date(finish))


def _in_study_order(items: Sequence[StudyItem]) -> list[StudyItem]:
    """What is left; what is under way comes first."""
    left = [item for item in items if not item.is_passed]
    return sorted(left, key=lambda item: item.status != "doing")


def _studied(item: StudyItem) -> StudiedStep:
    done_on = None if item.done_on is None else item.done_on.toordinal()
    return StudiedStep(item.hours, item.spent, done_on)


def _finished_on(items: Sequence[StudyItem], *, otherwise: int) -> int:
    """The day on which the last item was finished."""
    days = [item.done_on.toordinal() for item in items if item.done_on is not None]
    return min(max(days, default=otherwise), otherwise)


def _finish_view(forecast: Forecast | None) -> FinishView | None:
    if forecast is None:
        return None
    return FinishView(
        early=_date(forecast.early), typical=_date(forecast.typical), late=_date(forecast.late)
    )


def _date(day: int) -> date:
    return date.fromordinal(day)
