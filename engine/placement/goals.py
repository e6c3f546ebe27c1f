"""Imagined learners who studied towards a few goals, and know these with all their prerequisites.

Ability explains who knows the easy half of everything; it does not explain who knows one corner
of the graph to the bottom. Such a learner knows the union of the routes to some goals, but for
an odd step forgotten or picked up elsewhere. Goals are picked one after the other, each with the
odds of what it newly explains, so that the product of the sums picked from is the exact weight;
Gibbs moves then pick each goal anew, given the others.

Source: sequential importance sampling with Gibbs moves; noisy-or of the goals.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engine.placement.sampler import log_mean, resampled
from engine.placement.space import Floats, Grid, StepSpace

_MOST_GOALS = 12
"""Learners have one goal up to so many, each number as probable as any other."""

_ODD = 0.02
"""How often a step is not as the goals have it."""

_HEARD_FROM = 1e-3
"""Weaker pulls are not listened to [log odds]."""


class GoalSampler:
    """Draws learners of goals that fit the pulls; every draw comes from the seed."""

    def __init__(self, space: StepSpace, *, learners: int, seed: int) -> None:
        self.space = space
        self.learners = learners
        self.chance = np.random.Generator(np.random.PCG64([seed, 1]))

    def begin(self, pulls: Floats) -> float:
        """Draw learners that fit the pulls; gives the log of how well goals explain these."""
        self._heard = _Heard(self.space, pulls)
        goals = self.chance.integers(1, _MOST_GOALS + 1, self.learners)
        picks = np.full((_MOST_GOALS, self.learners), -1, dtype=np.intp)
        count = np.zeros((self.learners, len(self._heard.told)), dtype=np.float32)
        weight = np.full(self.learners, self._heard.log_odd)
        for row in range(_MOST_GOALS):
            active = np.flatnonzero(goals > row)
            picks[row, active], total = self._picked(count[active])
            count[active] += self._heard.covers[picks[row, active]]
            weight[active] += total
        chosen = resampled(weight, float(self.chance.random()))
        self._picks, self._count = picks[:, chosen], count[chosen]
        return log_mean(weight)

    def moved(self, rounds: int) -> Grid:
        """The learners begun with, after every goal was picked anew so often; steps by learners."""
        covers, count = self._heard.covers, self._count
        for _ in range(rounds):
            for row in self._picks:
                active = np.flatnonzero(row >= 0)
                without = count[active] - covers[row[active]]
                row[active], _ = self._picked(without)
                count[active] = without + covers[row[active]]
        return self._known()

    def _picked(self, count: Floats) -> tuple[NDArray[np.intp], Floats]:
        """A pattern for each learner by what it newly covers, and the log of the sum of odds."""
        heard = self._heard
        odds = (count < 0.5).astype(np.float32) @ heard.pull_of + heard.log_share
        top = odds.max(axis=1, keepdims=True)
        heaped = np.cumsum(np.exp(odds - top), axis=1)
        point = self.chance.random(len(count), dtype=np.float32) * heaped[:, -1]
        picked = np.minimum((heaped <= point[:, None]).sum(axis=1), heaped.shape[1] - 1)
        return picked, top[:, 0] + np.log(heaped[:, -1])

    def _known(self) -> Grid:
        """What the learners know: their goals' routes, set right where an answer says otherwise."""
        routes = self.space.routes.known
        known = np.zeros((self.learners, len(self.space)), dtype=np.bool_)
        for row in self._picks:
            active = np.flatnonzero(row >= 0)
            point = self.chance.random(len(active))
            known[active] |= routes[self._heard.route_of(row[active], point)]
        told = self._heard.told
        says = self.chance.random((self.learners, len(told))) < self._heard.chance(known[:, told])
        for column, position in enumerate(told):
            added = says[:, column] & ~known[:, position]
            known[added] |= routes[self._heard.best_route(int(position))]
        known[:, told] &= says
        return self.space.close(np.ascontiguousarray(known.T))[0]


class _Heard:
    """What was said, as goals hear it: routes that cover the same of it are one pattern."""

    def __init__(self, space: StepSpace, pulls: Floats) -> None:
        self.routes, self.pulls = space.routes, pulls
        self.told = np.flatnonzero(np.abs(pulls) > _HEARD_FROM)
        patterns, pattern = np.unique(self.routes.known[:, self.told], axis=0, return_inverse=True)
        self.covers = patterns.astype(np.float32)
        self._pattern = pattern.reshape(-1)
        likely = np.exp(pulls[self.told].astype(np.float64))
        self._covered, self._open = (1 - _ODD) * likely + _ODD, _ODD * likely + 1 - _ODD
        self._odds_of_yes = (1 - _ODD) * likely / self._covered, _ODD * likely / self._open
        self.log_odd = float(np.log(self._open).sum())
        weaker = np.log(self._covered / self._open).astype(np.float32)
        self.pull_of = np.ascontiguousarray((self.covers * weaker).T)
        share = np.bincount(self._pattern, weights=self.routes.share)
        self.log_share = np.log(share).astype(np.float32)

    def chance(self, covered: Grid) -> NDArray[np.float64]:
        """How probably each step told of is known, where the goals cover it and where not."""
        return np.where(covered, *self._odds_of_yes)

    @cached_property
    def _order(self) -> NDArray[np.intp]:
        return np.argsort(self._pattern, kind="stable")

    def route_of(self, patterns: NDArray[np.intp], points: NDArray[np.float64]) -> NDArray[np.intp]:
        """A route with each pattern, by its share; points in [0, 1)."""
        heap = np.cumsum(self.routes.share[self._order])
        ends = np.cumsum(np.bincount(self._pattern))
        edges = np.concatenate([[0.0], heap[ends - 1]])
        wanted = edges[patterns] + points * (edges[patterns + 1] - edges[patterns])
        places = np.searchsorted(heap, wanted, side="right")
        return np.asarray(self._order[np.minimum(places, ends[patterns] - 1)])

    def best_route(self, position: int) -> int:
        """Of the routes to a step the one that goes best with what was said."""
        ways = np.flatnonzero(self.routes.goal == position)
        fit = self.routes.known[ways] @ self.pulls
        return int(ways[int(np.argmax(fit))])
