"""The steps of a roadmap over the days of its person, as they go over the wire.

The plan itself never changes here: what is left is laid out again from today.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

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
from api.schedules.stored import BaselineItem, StoredBaseline, Studied, StudyItem, Timing
from api.time_zones import PersonDay
from engine import (
    Baseline,
    Forecast,
    PaceChange,
    Remaining,
    Shifted,
    Step,
    StudyCalendar,
    change_pace,
    days_behind,
    finish_with,
    forecast_finish,
    lay_out_schedule,
    monday,
    shift,
)

MOST_HOURS_A_WEEK = 100.0
"""No pace above it is suggested [h/week]: none is accepted."""
TENTHS = 1
"""Hours are shown with so many digits after the point."""


class RoadmapSchedule(Struct, frozen=True, dict=True):
    """A roadmap laid over the days of its person from today on."""

    timing: Timing
    day: PersonDay
    studied: Studied
    calendar: StudyCalendar
    baseline: Baseline
    remaining: Remaining
    forecast: Forecast | None
    shifted: Shifted
    days_behind: int

    @classmethod
    def of(cls, timing: Timing, studied: Studied, day: PersonDay) -> "RoadmapSchedule":
        """Lay out what is left, and compare it with the baseline.

        Args:
            timing: What is stored.
            studied: The items, and how far the person is with them.
            day: What day it is for the person.
        """
        today, laid_on = day.today.toordinal(), timing.laid_on.toordinal()
        calendar = timing.study_calendar(day.today)
        by_id = {item.item_id: item for item in studied.items}
        agreed = timing.baseline_items(studied.items)
        planned = [(by_id[own.item_id].step, own.hours) for own in agreed]
        baseline = Baseline.of(lay_out_schedule(planned, calendar, today=laid_on), today=laid_on)
        left = studied.open_items
        forecast = forecast_finish(
            studied.finished, [item.left for item in left], calendar, today=today
        )
        remaining = [(item.step, item.left.typical) for item in left]
        factor = 1.0 if forecast is None else forecast.pace.factor
        return cls(
            timing,
            day,
            studied,
            calendar,
            baseline,
            remaining,
            forecast,
            shift(baseline, remaining, calendar, today=today, pace_factor=factor),
            days_behind(
                baseline,
                held={item.step for item in studied.items if not item.is_open},
                calendar=calendar,
                today=today if left else studied.finished_on(today),
                spent={
                    by_id[own.item_id].step: max((by_id[own.item_id].spent or 0) - own.spent, 0)
                    for own in agreed
                },
            ),
        )

    @cached_property
    def items(self) -> Mapping[Step, StudyItem]:
        """The items by their steps."""
        return {item.step: item for item in self.studied.items}

    @cached_property
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
            finish_on=self.finish,
            forecast=self._forecast_view(),
            ways_on=self._ways_on(),
        )

    def summary(self) -> ScheduleSummaryView:
        """The part of it that a list shows."""
        return ScheduleSummaryView(
            days_behind=self.days_behind,
            finish_on=self.finish,
            this_week=[self.items[part.step].item_id for part in self.shifted.schedule.this_week],
        )

    @property
    def finish(self) -> FinishView | None:
        """When the person will be done; None where nothing is left."""
        return None if self.forecast is None else _finish_view(self.forecast)

    @property
    def pace_factor(self) -> float:
        """Hours that steps take this person per typical hour, as far as their steps tell."""
        return 1.0 if self.forecast is None else self.forecast.pace.factor

    def _forecast_view(self) -> ForecastView:
        told = [step for step in self.studied.finished if step.spent and step.hours.typical]
        typical = sum(step.hours.typical for step in told)
        spent = sum(step.spent or 0.0 for step in told)
        is_moved = self.forecast is not None and (self.forecast.use.weeks > 0 or bool(told))
        return ForecastView(
            basis="you" if is_moved else "content",
            finished_steps=len(self.studied.finished),
            hours_per_hour=round(spent / typical, 2) if typical else None,
            pace=round(self.pace_factor, 2),
        )

    def _ways_on(self) -> WaysOnView | None:
        finish, forecast = self.shifted.schedule.finish_day, self.forecast
        if not self.days_behind or finish is None or forecast is None:
            return None
        other = change_pace(
            self.baseline,
            self.remaining,
            self.calendar,
            today=self.day.today.toordinal(),
            pace_factor=self.pace_factor,
        )
        return WaysOnView(
            shift=ShiftView(
                finish_on=_date(finish),
                days_later=self.shifted.days_later,
                forecast=_finish_view(forecast),
            ),
            replan=ReplanView(address=f"/api/v1/roadmaps/{self.timing.roadmap_id}/reanalysis"),
            change_pace=self._pace_view(other, forecast),
        )

    def _pace_view(self, change: PaceChange | None, forecast: Forecast) -> PaceChangeView | None:
        """The other pace, where it is one that can be chosen."""
        if change is None or change.hours_per_week > MOST_HOURS_A_WEEK:
            return None
        finish = change.schedule.finish_day
        if finish is None:
            return None
        faster = finish_with(
            forecast.pace,
            forecast.use,
            [item.left for item in self.studied.open_items],
            replace(self.calendar, hours_per_week=change.hours_per_week),
            today=self.day.today.toordinal(),
        )
        return PaceChangeView(
            hours_per_week=change.hours_per_week,
            finish_on=_date(finish),
            forecast=_finish_view(faster),
        )


def _finish_view(forecast: Forecast) -> FinishView:
    return FinishView(
        early=_date(forecast.early), typical=_date(forecast.typical), late=_date(forecast.late)
    )


def _date(day: int) -> date:
    return date.fromordinal(day)
