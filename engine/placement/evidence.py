"""What was said, as the likelihood of each level of each skill, and of each imagined learner.

How often a person slips or guesses is not known either: a few values of both are weighed by how
well they explain the replies, from a third of what the options say to twice that.
"""

from collections.abc import Mapping
from itertools import product

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.model import RatingSource, SkillSlug, Step
from engine.placement.answers import Placement, PlacementOptions, Reply

_FACTORS = ((1 / 3, 0.3), (1.0, 0.45), (2.0, 0.25))
"""How a rate may differ from what the options say, and how probably so."""

_EXACT = 1e-13
"""How often a reply taken as exact is wrong."""

_HINTS = {
    RatingSource.SELF: 0.8,
    RatingSource.IMPORT: 0.8,
    RatingSource.SPLIT: 0.4,
    RatingSource.EVIDENCE: 1.5,
    RatingSource.PLACEMENT: 2.0,
    RatingSource.ROADMAP: 2.0,
}
"""How much each level that a rating is off tells against it [log odds]."""

_USED_BY_WHO_HAS_NONE = 0.03
_UNUSED_BY_LEVEL = (1.0, 0.5, 0.25, 0.15, 0.1, 0.1)
"""How probably an option is not in use by who holds each level of it."""

Levels = NDArray[np.float64]
"""A likelihood for each level, 0 first."""


class Rates(Struct, frozen=True):
    """How often who knows a step does not say yes, how often who does not does, and how probable
    that pair is before any reply.
    """

    slip: float
    guess: float
    share: float


def rates_of(options: PlacementOptions) -> tuple[Rates, ...]:
    """The pairs of rates that are weighed.

    Example: a third of 10 %, 10 % and 20 % of slips; guesses are taken as exact.
        >>> found = rates_of(PlacementOptions(slip=0.1, guess=0.0))
        >>> [(round(r.slip, 3), r.guess, r.share) for r in found]
        [(0.033, 1e-13, 0.3), (0.1, 1e-13, 0.45), (0.2, 1e-13, 0.25)]
    """
    return tuple(
        Rates(slip, guess, slip_share * guess_share)
        for (slip, slip_share), (guess, guess_share) in product(
            _around(options.slip), _around(options.guess)
        )
    )


def _around(rate: float) -> list[tuple[float, float]]:
    if rate < _EXACT:
        return [(_EXACT, 1.0)]
    return [(rate * factor, share) for factor, share in _FACTORS]


def reply_levels(level: int, reply: Reply, rates: Rates, top: int) -> Levels:
    """How probable the reply about a level is for who holds each level, 0..top.

    "Partly" speaks half as loud as "no" against the level, and half as loud as "yes" for the
    level below.

    Example: level 2 of 2 with 10 % slips and 5 % guesses.
        >>> rates = Rates(0.1, 0.05, 1.0)
        >>> reply_levels(2, Reply.YES, rates, 2).tolist()
        [0.05, 0.05, 0.9]
        >>> reply_levels(2, Reply.NO, rates, 2).tolist()
        [0.95, 0.95, 0.1]
        >>> [round(float(v), 3) for v in reply_levels(2, Reply.PARTLY, rates, 2)]
        [0.218, 0.925, 0.3]
    """
    held = np.arange(top + 1) >= level
    if reply is Reply.YES:
        return np.where(held, 1 - rates.slip, rates.guess)
    if reply is Reply.NO:
        return np.where(held, rates.slip, 1 - rates.guess)
    if reply is Reply.PARTLY:
        no = np.sqrt(np.where(held, rates.slip, 1 - rates.guess))
        below = np.arange(top + 1) >= level - 1
        yes = np.sqrt(np.where(below, 1 - rates.slip, rates.guess))
        return np.asarray(no * yes)
    return np.ones(top + 1)


def told_levels(
    placement: Placement, tops: Mapping[SkillSlug, int], rates: Rates
) -> dict[SkillSlug, Levels]:
    """The likelihood of each level of the skills that the person answered about."""
    found: dict[SkillSlug, Levels] = {}
    for step, reply in sorted(placement.told.items()):
        levels = reply_levels(step.level, reply, rates, tops[step.skill])
        found[step.skill] = found.get(step.skill, 1.0) * levels
    for skill in sorted(placement.used & tops.keys()):
        levels = np.ones(tops[skill] + 1)
        levels[0] = _USED_BY_WHO_HAS_NONE
        found[skill] = found.get(skill, 1.0) * levels
    for skill in sorted(placement.unused & tops.keys()):
        found[skill] = found.get(skill, 1.0) * np.array(_UNUSED_BY_LEVEL[: tops[skill] + 1])
    return found


def rated_levels(placement: Placement, tops: Mapping[SkillSlug, int]) -> dict[SkillSlug, Levels]:
    """How well each level goes with the ratings that the placement began with."""
    return {
        skill: np.exp(
            -_HINTS.get(rating.source, 0.0)
            * rating.confidence
            * np.abs(np.arange(tops[skill] + 1) - min(rating.level, tops[skill]))
        )
        for skill, rating in placement.ratings
        if skill in tops
    }


def tops_of(steps: tuple[Step, ...]) -> dict[SkillSlug, int]:
    """The highest level asked about of each skill."""
    tops: dict[SkillSlug, int] = {}
    for step in steps:
        tops[step.skill] = max(tops.get(step.skill, 0), step.level)
    return tops
