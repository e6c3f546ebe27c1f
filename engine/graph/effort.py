"""Study hours of several steps: what they come to together, and how far that may stray.

A person is not lucky at every step, nor unlucky at every step; but a quick learner
is quick at most of them. So a total's interval lies between all-low to all-high
and that of independent steps, as `COMMON_PACE` says.
"""

from collections.abc import Iterable
from math import fsum, sqrt

from msgspec import Struct

from engine.model import Hours

COMMON_PACE = 0.5
"""The share of the spread of hours, as variance, that a person's own pace gives to all steps."""


class Effort(Struct, frozen=True):
    """Hours of some steps added up [h], and the squares of what each may stray [h²].

    `low` and `high` are plain sums: every step at its best, every step at its worst.
    """

    low: float
    typical: float
    high: float
    squares_below: float
    squares_above: float

    @classmethod
    def of(cls, step: Hours) -> "Effort":
        """One step alone."""
        below, above = step.typical - step.low, step.high - step.typical
        return cls(step.low, step.typical, step.high, below * below, above * above)

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(
            self.low + other.low,
            self.typical + other.typical,
            self.high + other.high,
            self.squares_below + other.squares_below,
            self.squares_above + other.squares_above,
        )

    @classmethod
    def total(cls, parts: Iterable["Effort"]) -> "Effort":
        """All of them together, the same in any order."""
        every = list(parts)
        return cls(
            fsum([part.low for part in every]),
            fsum([part.typical for part in every]),
            fsum([part.high for part in every]),
            fsum([part.squares_below for part in every]),
            fsum([part.squares_above for part in every]),
        )

    @property
    def hours(self) -> Hours:
        """The hours of the steps together [h]; of one step alone its own.

        Source: docs/decisions, honest intervals.
        """
        below = _stray(self.typical - self.low, self.squares_below)
        above = _stray(self.high - self.typical, self.squares_above)
        low = max(self.typical - below, self.low)
        high = min(self.typical + above, self.high)
        return Hours(low, self.typical, high)


NO_EFFORT = Effort(0.0, 0.0, 0.0, 0.0, 0.0)


def combined_hours(parts: Iterable[Hours]) -> Hours:
    """The hours of several steps together [h]: typical ones add up, low and high stray less.

    Args:
        parts: The hours of each step.

    Example:
        >>> combined_hours([Hours(2.5, 4, 8)])
        Hours(low=2.5, typical=4.0, high=8.0)
        >>> together = combined_hours([Hours(2, 4, 8)] * 9)
        >>> together.typical, round(together.low, 1), round(together.high, 1)
        (36.0, 22.6, 62.8)
    """
    return Effort.total(map(Effort.of, parts)).hours


def _stray(together: float, squares: float) -> float:
    """Between the root of the squares (steps on their own) and their sum (all steps alike)."""
    return sqrt((1 - COMMON_PACE) * squares + COMMON_PACE * together * together)
