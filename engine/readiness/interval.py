"""How sure readiness is: the interval that ratings leave which may be wrong.

A level rated with confidence c is right with probability c, else one lower or
one higher with equal chance; at 0 and at the top the missing side stays put.
Ratings err independently of each other. An implied level errs like a rating,
with the confidence of the surest rating it follows from.
"""

from collections.abc import Mapping, Sequence
from math import ceil, floor, fsum

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.graph.skill_graph import SkillGraph
from engine.model import Profile, Requirement, SkillSlug, Target
from engine.readiness.formula import credit_of
from engine.readiness.holdings import Holdings

COVERAGE = 0.9
"""The share of cases that the interval holds at least, as much left out below as above."""

_GRID = 500  # Cells a point; every requirement is rounded down to them.
_MOST_WAYS = 2_000  # Ways the best of a choice may come out that are told apart.
_ROUNDING_ERROR = 1e-6  # Tenths of points and cells nearer than this are meant.
_SAME_CHANCE = 1e-9

Chances = dict[float, float]
"""Value → its chance."""


class ReadinessInterval(Struct, frozen=True):
    """From `low` to `high` [0..100, to one decimal] with a chance of at least `coverage`."""

    low: float
    high: float
    coverage: float


class _Part(Struct, frozen=True):
    """What may be earned on top of the least that is sure, in whole cells.

    The truth lies at most `lost` cells above.
    """

    cells: Mapping[int, float]
    lost: float


def interval_of(
    graph: SkillGraph,
    requirements: Sequence[Requirement],
    *,
    profile: Profile,
    holdings: Holdings,
    points: float,
) -> ReadinessInterval:
    """The interval of readiness around its points; the points themselves where nothing is doubted.

    It is rounded outwards, by at most a five-hundredth of a point for each
    requirement and then to a tenth. A skill that several requirements name is
    taken as rated for each of them on its own.

    Args:
        graph: Where the skills stand.
        requirements: All of the variant; bonus does not count.
        profile: What the person rated, with confidences in (0, 1].
        holdings: What follows from it.
        points: Readiness as it is shown [0..100].

    Complexity: O(doubtful requirements · cells), none where every rating is certain.
    Source: docs/decisions, honest intervals.
    """
    doubts = _doubts(profile, holdings)
    counted = [r for r in requirements if r.is_counted] if doubts else []
    total = sum(requirement.weight for requirement in counted)
    drawn = _Drawn(graph, holdings, doubts)
    sure: list[float] = []
    parts: list[_Part] = []
    for requirement in counted:
        for least, part in drawn.parts(requirement, 100 * requirement.weight / total):
            sure.append(least)
            parts.append(part)
    if all(len(part.cells) == 1 and not part.lost for part in parts):
        return ReadinessInterval(points, points, COVERAGE)
    low, high = _quantiles(parts)
    least = fsum(sure)
    return ReadinessInterval(
        low=max(min(floor((least + low) * 10 + _ROUNDING_ERROR) / 10, points), 0.0),
        high=min(max(ceil((least + high) * 10 - _ROUNDING_ERROR) / 10, points), 100.0),
        coverage=COVERAGE,
    )


def _doubts(profile: Profile, holdings: Holdings) -> dict[SkillSlug, float]:
    """The confidence of every level held that may be wrong."""
    if all(rating.confidence >= 1 for rating in profile.values()):
        return {}
    sureness = {skill: rating.confidence for skill, rating in profile.items()}
    for implied in holdings.implied:
        sureness[implied.skill] = max(profile[step.skill].confidence for step in implied.because)
    return {skill: confidence for skill, confidence in sureness.items() if confidence < 1}


class _Drawn:
    """The levels a person may really hold, and what each requirement earns with them."""

    def __init__(
        self, graph: SkillGraph, holdings: Holdings, doubts: Mapping[SkillSlug, float]
    ) -> None:
        self._graph = graph
        self._holdings = holdings
        self._doubts = doubts

    def parts(self, requirement: Requirement, worth: float) -> list[tuple[float, _Part]]:
        """What the requirement earns for sure [points], and what may come on top of it."""
        credits_ = [self._credits(target) for target in requirement.targets]
        share = worth / requirement.choose
        if not requirement.is_choice:
            return [_part(earned, share) for earned in credits_]
        best = _best(credits_, requirement.choose)
        if best is not None:
            return [_part(best, share)]
        worst = fsum(sorted(map(min, credits_))[-requirement.choose :])
        most = fsum(sorted(map(max, credits_))[-requirement.choose :])
        return [(share * worst, _Part({0: 1.0}, share * (most - worst) * _GRID))]

    def _credits(self, target: Target) -> Chances:
        level = self._holdings.level(target.skill)
        confidence = self._doubts.get(target.skill, 1.0)
        if confidence >= 1:
            return {credit_of(self._graph, target, level): 1.0}
        earned: Chances = {}
        slip = (1 - confidence) / 2
        top = self._graph.skill(target.skill).top
        for held, chance in ((level, confidence), (level - 1, slip), (level + 1, slip)):
            credit = credit_of(self._graph, target, min(max(held, 0), top))
            earned[credit] = earned.get(credit, 0.0) + chance
        return earned


def _best(credits_: Sequence[Chances], choose: int) -> Chances | None:
    """The sum of the best credits; None where they may come out in too many ways."""
    ways: dict[tuple[float, ...], float] = {(): 1.0}
    for earned in credits_:
        following: dict[tuple[float, ...], float] = {}
        for best, chance in ways.items():
            for credit, its in earned.items():
                now = tuple(sorted((*best, credit))[-choose:])
                following[now] = following.get(now, 0.0) + chance * its
        ways = following
        if len(ways) > _MOST_WAYS:
            return None
    sums: Chances = {}
    for best, chance in ways.items():
        total = fsum(best)
        sums[total] = sums.get(total, 0.0) + chance
    return sums


def _part(earned: Chances, share: float) -> tuple[float, _Part]:
    """Credits as points: the least of them, and the rest rounded down to cells above it."""
    least = min(earned)
    cells: dict[int, float] = {}
    lost = 0.0
    for credit, chance in earned.items():
        exact = share * (credit - least) * _GRID
        cell = floor(exact)
        cells[cell] = cells.get(cell, 0.0) + chance
        lost = max(lost, exact - cell)
    return share * least, _Part(cells, lost)


def _quantiles(parts: Sequence[_Part]) -> tuple[float, float]:
    """Where the sum of all parts lies but for the tails [points], rounded outwards."""
    chances: NDArray[np.float64] = np.ones(1)
    for part in sorted(parts, key=lambda part: max(part.cells)):
        longer = np.zeros(len(chances) + max(part.cells))
        for cell, chance in part.cells.items():
            longer[cell : cell + len(chances)] += chance * chances
        chances = longer
    tail = (1 - COVERAGE) / 2
    reached = np.cumsum(chances)
    low = int(np.searchsorted(reached, tail + _SAME_CHANCE, side="right"))
    high = int(np.searchsorted(reached, 1 - tail - _SAME_CHANCE, side="left"))
    return low / _GRID, (high + fsum(part.lost for part in parts)) / _GRID
