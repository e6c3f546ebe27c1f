"""Learners by goals, imagined after the replies: those whose goals explain what was answered.

Few learners of any crowd happen to have the very goals of a person who knows some corners to the
bottom and nothing else. So some are drawn towards the replies: for each step answered with yes that
is not covered yet, a way that goes through it and through nothing that was denied. Each pick counts
with the probability that one of a dozen goals would have been such a way.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.placement.crowd import Crowd
from engine.placement.space import StepSpace

LEARNERS = 512
_GOALS = 12
_SLIPPED = 0.05
"""How often a reply is not what the goals explain."""


class Guided(Struct, frozen=True):
    """Learners, and the log of how probable the picks of each were before the replies."""

    crowd: Crowd
    log_weight: NDArray[np.float64]


def guided_by(space: StepSpace, *, yes: Sequence[int], no: Sequence[int], seed: int) -> Guided:
    """Learners whose goals go with the replies.

    Args:
        space: The steps.
        yes: Positions of the steps answered with yes.
        no: Positions of those answered with no.
        seed: All chance comes from it.

    Complexity: O(replies · (ways + learners) · steps).
    """
    chance = np.random.Generator(np.random.PCG64([seed, 3]))
    routes = space.routes
    share = np.where(routes.known[:, list(no)].any(axis=1), 0.0, routes.share)
    known = np.zeros((LEARNERS, len(space)), dtype=np.bool_)
    weight = np.zeros(LEARNERS)
    for step in sorted(yes, reverse=True):
        fitting = np.where(routes.known[:, step], share, 0.0)
        total = float(fitting.sum())
        active = np.flatnonzero(~known[:, step] & (chance.random(LEARNERS) >= _SLIPPED))
        if total <= 0 or not len(active):
            continue
        point = chance.random(len(active)) * total
        picked = np.searchsorted(np.cumsum(fitting), point, side="right")
        known[active] |= routes.known[np.minimum(picked, len(fitting) - 1)]
        weight[active] += np.log(min(1.0, _GOALS * total))
    blur = np.zeros(LEARNERS, dtype=np.intp)
    return Guided(Crowd(np.ascontiguousarray(known.T), blur), weight)
