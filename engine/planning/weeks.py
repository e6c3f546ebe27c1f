"""Hours laid over weeks: how long a plan takes at a pace, and in which weeks each step falls."""

from collections.abc import Iterable, Sequence
from math import ceil, floor

from msgspec import Struct

from engine.graph.skill_graph import SkillGraph
from engine.model import Hours, Step

_ROUNDING_ERROR = 1e-9  # Sums of half hours divided by a pace: far below any real difference.


class Weeks(Struct, frozen=True):
    """How long the hours take at a pace, in whole weeks rounded up."""

    low: int
    typical: int
    high: int

    @classmethod
    def of(cls, hours: Hours, hours_per_week: float) -> "Weeks":
        """Spread the hours over weeks.

        Example:
            >>> Weeks.of(Hours(10, 20, 31), 10)
            Weeks(low=1, typical=2, high=4)
        """
        low, typical, high = (
            ceil(h / hours_per_week - _ROUNDING_ERROR)
            for h in (hours.low, hours.typical, hours.high)
        )
        return cls(low, typical, high)


class Calendar(Struct, frozen=True):
    """The weeks in which each step of an order starts and ends, counted from 1."""

    hours_per_week: float
    start_weeks: tuple[int, ...]
    end_weeks: tuple[int, ...]

    @classmethod
    def of(cls, graph: SkillGraph, order: Sequence[Step], hours_per_week: float) -> "Calendar":
        """Study the steps one after another at their typical hours."""
        spans = week_spans([graph.hours(step).typical for step in order], hours_per_week)
        return cls(hours_per_week, tuple(s for s, _ in spans), tuple(e for _, e in spans))


def week_spans(hours: Iterable[float], hours_per_week: float) -> list[tuple[int, int]]:
    """The weeks, counted from 1, in which steps of these hours [h] start and end.

    Example: at 10 h a week the second step begins within the second week:
        >>> week_spans([12, 8, 3], 10)
        [(1, 2), (2, 2), (3, 3)]
    """
    spans: list[tuple[int, int]] = []
    done = 0.0
    for own in hours:
        start = floor(done / hours_per_week + _ROUNDING_ERROR) + 1
        done += own
        spans.append((start, max(ceil(done / hours_per_week - _ROUNDING_ERROR), start)))
    return spans
