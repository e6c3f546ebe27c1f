"""A person's own calendar: on which days they study, and how many hours a week then has.

Days are proleptic ordinals, as `datetime.date.toordinal` gives them; the engine reads no clock and
knows no time zone. Weeks start on Monday, whose ordinals leave 1 when divided by 7.
"""

from functools import cached_property
from math import ceil

from msgspec import Struct

DAYS = 7
"""Days of a week."""
ROUNDING = 1e-6
"""Days [or hours] nearer than this are meant to be equal: above all errors of floats."""
LAST_DAY = 3_652_059
"""31 December 9999, the last day that has a date: what would end later is said to end then."""


def monday(day: int) -> int:
    """The first day of the week in which a day lies.

    Example:
        >>> from datetime import date
        >>> [date.fromordinal(monday(date(2027, 1, day).toordinal())).isoformat() for day in (3, 4)]
        ['2026-12-28', '2027-01-04']
    """
    return day - (day - 1) % DAYS


class StudyCalendar(Struct, frozen=True, dict=True):
    """On which days a person studies, and at what pace.

    A week has `hours_per_week` [h/week, above 0], a seventh of them on each of its days. Days
    before `started_on`, in a week off (named by its first day; any other day of it does as well)
    and in a pause have none. The pause ends the day before `paused_until`, and begins on
    `paused_from`, or before everything where that is None. Pauses before it are `earlier_pauses`,
    each with its first day and the day after its last.
    """

    hours_per_week: float
    started_on: int
    weeks_off: frozenset[int] = frozenset()
    paused_until: int | None = None
    paused_from: int | None = None
    earlier_pauses: tuple[tuple[int, int], ...] = ()

    @cached_property
    def hours_per_day(self) -> float:
        """What a day of study holds [h]."""
        return self.hours_per_week / DAYS

    def study_days(self, first: int, end: int) -> int:
        """How many days from `first` to the day before `end` have hours."""
        first = max(first, self.started_on)
        off = sum(max(min(b, end) - max(a, first), 0) for a, b in self._gaps)
        return max(end - first, 0) - off

    def capacity(self, first: int, end: int) -> float:
        """The hours from `first` to the day before `end` [h].

        Example: a whole week, what Wednesday leaves of it, and the same in a week off:
            >>> from datetime import date
            >>> wednesday = date(2026, 12, 2).toordinal()
            >>> own = StudyCalendar(7, started_on=0)
            >>> own.capacity(monday(wednesday), wednesday + 5), own.capacity(wednesday, wednesday+5)
            (7.0, 5.0)
            >>> off = StudyCalendar(7, started_on=0, weeks_off=frozenset({monday(wednesday)}))
            >>> off.capacity(wednesday, wednesday + 5)
            0.0
        """
        return self.study_days(first, end) * self.hours_per_day

    def week_capacity(self, day: int, *, today: int) -> float:
        """The hours of the week in which a day lies, so far as it is not over today [h]."""
        return self.capacity(max(monday(day), today), monday(day) + DAYS)

    def study_day(self, start: int, count: int) -> int:
        """The day of study that follows `count` others from `start` on; at most `LAST_DAY`.

        Complexity: O(w) for w weeks off, after they were sorted once.
        """
        start = max(start, self.started_on)
        day = start + count
        for a, b in self._gaps:
            first = max(a, start)
            if first > day:
                break
            day += max(b - first, 0)
        return min(day, LAST_DAY)

    def day_reached(self, start: int, hours: float) -> int:
        """The day on which so many hours [h] are studied, from `start` on."""
        return self.study_day(start, max(ceil(hours / self.hours_per_day - ROUNDING) - 1, 0))

    @cached_property
    def _gaps(self) -> list[tuple[int, int]]:
        """The stretches without hours after the start, apart from each other, in order."""
        stretches = [(first, first + DAYS) for first in map(monday, self.weeks_off)]
        stretches += self.earlier_pauses
        if self.paused_until is not None:
            begin = self.started_on if self.paused_from is None else self.paused_from
            stretches.append((begin, self.paused_until))
        gaps: list[tuple[int, int]] = []
        reached = self.started_on
        for first, end in sorted(stretches):
            if end > reached and end > first:
                gaps.append((max(first, reached), end))
                reached = end
        return gaps
