"""What is stored about the time of a roadmap: when the person studies, and the baseline.

The baseline are the dates they last agreed to. Everything else follows from today.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct

from engine import Hours, Step, StudyCalendar

LEAST_LEFT = 0.1
"""A step under way has at least this share of its typical hours left, whatever was spent on it."""


class StoredPause(Struct, frozen=True):
    """A pause: its first day, and the day on which studying goes on."""

    first: date
    end: date


class StoredCalendar(Struct, frozen=True, omit_defaults=True):
    """What a person said about when they study: weeks off by their Mondays, and every pause."""

    weeks_off: tuple[date, ...] = ()
    pauses: tuple[StoredPause, ...] = ()

    @classmethod
    def read(cls, text: str | None) -> "StoredCalendar":
        """From its column; nothing was said where it is empty."""
        return NO_DAYS_OFF if text is None else msgspec.json.decode(text, type=cls)

    def pause_on(self, today: date) -> StoredPause | None:
        """The pause that is not over."""
        return next((pause for pause in self.pauses if pause.end > today), None)


NO_DAYS_OFF = StoredCalendar()


class BaselineItem(Struct, frozen=True, array_like=True):
    """An item with the hours it was to take [h], and what had been spent on it by then [h]."""

    item_id: str
    hours: float
    spent: float = 0.0


class StoredBaseline(Struct, frozen=True):
    """What the person last agreed to: the items then left, and the day they were dated."""

    laid_on: date
    items: tuple[BaselineItem, ...]


class StudyItem(Struct, frozen=True):
    """An item as its schedule needs it; `done_on` is set where the person finished it."""

    item_id: str
    step: Step
    hours: Hours
    status: str
    is_passed: bool
    spent: float | None
    done_on: date | None

    @property
    def hours_left(self) -> float:
        """The typical hours that are still to do [h]."""
        if self.is_passed:
            return 0.0
        return max(self.hours.typical - (self.spent or 0.0), LEAST_LEFT * self.hours.typical)

    @property
    def left(self) -> Hours:
        """All three hours, less what was spent [h]."""
        share = self.hours_left / self.hours.typical if self.hours.typical else 0.0
        return Hours(*(share * h for h in (self.hours.low, self.hours.typical, self.hours.high)))


class Timing(Struct, frozen=True):
    """What is stored about the time of a roadmap; without a baseline it is as it was made."""

    roadmap_id: UUID
    hours_per_week: float
    started_on: date
    calendar: StoredCalendar
    baseline: StoredBaseline | None

    @property
    def laid_on(self) -> date:
        """The day on which the baseline was dated."""
        return self.started_on if self.baseline is None else self.baseline.laid_on

    def baseline_items(self, items: Sequence[StudyItem]) -> tuple[BaselineItem, ...]:
        """The items of the baseline that the roadmap still has."""
        if self.baseline is None:
            return tuple(BaselineItem(item.item_id, item.hours.typical) for item in items)
        known = {item.item_id for item in items}
        return tuple(item for item in self.baseline.items if item.item_id in known)

    def study_calendar(self, today: date) -> StudyCalendar:
        """The calendar as the engine takes it; it begins with the baseline."""
        pause = self.calendar.pause_on(today)
        earlier = (p for p in self.calendar.pauses if p != pause)
        return StudyCalendar(
            self.hours_per_week,
            started_on=self.laid_on.toordinal(),
            weeks_off=frozenset(week.toordinal() for week in self.calendar.weeks_off),
            paused_from=None if pause is None else pause.first.toordinal(),
            paused_until=None if pause is None else pause.end.toordinal(),
            earlier_pauses=tuple((p.first.toordinal(), p.end.toordinal()) for p in earlier),
        )


def first_baseline(items: Sequence[StudyItem], today: date) -> StoredBaseline | None:
    """The baseline of a new roadmap that takes progress over; None where it begins with none."""
    if not any(item.is_passed or item.spent for item in items):
        return None
    left = (item for item in items if not item.is_passed)
    agreed = (BaselineItem(item.item_id, item.hours_left, item.spent or 0.0) for item in left)
    return StoredBaseline(today, tuple(agreed))
