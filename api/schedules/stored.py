"""What is stored about the time of a roadmap: when the person studies, and the baseline.

The baseline are the dates they last agreed to. Everything else follows from today.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import msgspec
from msgspec import Struct

from engine import Hours, Step, StudiedStep, StudyCalendar

WEEK = timedelta(days=7)


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

    def since(self, today: date) -> "StoredCalendar":
        """Without the weeks and pauses that are over."""
        weeks = (week for week in self.weeks_off if week + WEEK > today)
        return StoredCalendar(tuple(weeks), tuple(p for p in self.pauses if p.end > today))

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
    """An item as its schedule needs it: its hours, and those left, 0 once it is held or skipped.

    `done_on` is set where the person finished it.
    """

    item_id: str
    step: Step
    hours: Hours
    left: Hours
    is_begun: bool
    is_open: bool
    spent: float | None
    done_on: date | None


class Studied(Struct, frozen=True):
    """All items of a roadmap in their order, and what was finished in it and in those before it.

    Of what was finished before, only steps whose hours were told belong to it.
    """

    items: tuple[StudyItem, ...]
    finished: tuple[StudiedStep, ...]

    @property
    def open_items(self) -> list[StudyItem]:
        """What is left in the order of study: what is under way comes first."""
        return sorted((item for item in self.items if item.is_open), key=lambda i: not i.is_begun)

    def finished_on(self, today: int) -> int:
        """The day on which the last item was finished, today at the latest."""
        days = [item.done_on.toordinal() for item in self.items if item.done_on is not None]
        return min(max(days, default=today), today)


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


def stored(value: StoredCalendar | StoredBaseline) -> str | None:
    """As it is stored; nothing where a calendar has no days off."""
    return None if value == NO_DAYS_OFF else msgspec.json.encode(value).decode()
