"""What a placement believes after its answers: imagined learners and what they agree on."""

from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.graph.skill_graph import SkillGraph
from engine.model import SkillSlug, Step
from engine.placement.answers import Placement
from engine.placement.crowd import BLURS, Crowd, CrowdQuery, crowd_of
from engine.placement.evidence import (
    Levels,
    Rates,
    rated_levels,
    rates_of,
    told_levels,
    tops_of,
)
from engine.placement.relevance import relevance_of, wanted_by_use
from engine.placement.space import Grid, StepSpace, space_of

_RATED_TRUST = 0.35
"""How much of what ratings say tells between learners; the rest tells of each skill alone."""

_FAR = 0.2
_UP = 0.5
_UP_FROM_NONE = 0.25
"""Of the blur: the share that falls further than a level; how much of it goes up."""


class PlacementBelief:
    """Learners of equal weight who fit a placement's answers; immutable.

    `known` is steps by learners, steps as in `space`; with a step every learner knows the lower
    levels of its skill.
    """

    def __init__(self, space: StepSpace, placement: Placement, known: Grid) -> None:
        self.space = space
        self.placement = placement
        self.known = known

    @property
    def learners(self) -> int:
        """How many learners were imagined."""
        return int(self.known.shape[1])

    @property
    def relevance(self) -> NDArray[np.float64]:
        """For each step how much it matters to the role, in (0, 1]."""
        placement = self.placement
        wanted = wanted_by_use(
            placement.wanted, placement.choices, used=placement.used, unused=placement.unused
        )
        return relevance_of(self.space, wanted)

    @cached_property
    def chances(self) -> NDArray[np.float64]:
        """For each step the probability that it is known."""
        return np.asarray(self.known.sum(axis=1) / self.learners)


def believe(graph: SkillGraph, placement: Placement) -> PlacementBelief:
    """Work out what the answers say about every step.

    Equal placements give equal beliefs, whatever way led to them: the learners are drawn anew
    from the placement's seed.

    Args:
        graph: The content the placement was begun on.

    Raises:
        UnknownSkillError: The graph does not know a skill asked about.
        UnknownLevelError: It does not know a level asked about.

    Complexity: O(answers · crowd + steps · learners), and once O(steps · crowd).
    """
    for step in placement.steps:
        graph.check_level(step.skill, step.level)
    space = space_of(graph, placement.steps)
    if not len(space):
        return PlacementBelief(space, placement, np.zeros((0, 1), dtype=np.bool_))
    query = CrowdQuery(
        placement.choices, placement.optional, placement.roles, _taken(placement), placement.unused
    )
    return PlacementBelief(
        space, placement, _Posterior(space, placement, crowd_of(space, query)).draw()
    )


def _taken(placement: Placement) -> frozenset[SkillSlug]:
    """Options in use: said so, or answered with yes, or rated above none."""
    options = placement.choice_options
    yes = {step.skill for step, reply in placement.told.items() if reply.value == "yes"}
    rated = {skill for skill, rating in placement.ratings if rating.level}
    return placement.used | (options & (yes | rated) - placement.unused)


class _Posterior:
    """Weighs the crowd, and draws learners from it."""

    def __init__(self, space: StepSpace, placement: Placement, crowd: Crowd) -> None:
        self.space, self.placement, self.crowd = space, placement, crowd
        self.chance = np.random.Generator(np.random.PCG64([placement.seed, 2]))
        self.tops = tops_of(space.steps)
        self.rates = rates_of(placement.options)
        self.told = [told_levels(placement, self.tops, rates) for rates in self.rates]
        self.rated = rated_levels(placement, self.tops)

    def _positions(self, skill: SkillSlug) -> list[int]:
        return [self.space.index[Step(skill, n)] for n in range(1, self.tops[skill] + 1)]

    @cached_property
    def _base(self) -> dict[SkillSlug, NDArray[np.intp]]:
        """The level that each learner's steps give of the skills that something is known of."""
        skills = sorted({*self.told[0], *self.rated})
        return {s: self.crowd.known[self._positions(s)].sum(axis=0) for s in skills}

    def _log_weight(self) -> NDArray[np.float64]:
        """Pairs of rates by learners."""
        rated = np.zeros(len(self.crowd.blur))
        for skill, levels in self.rated.items():
            fit = blurred(self.tops[skill]) @ levels
            rated += _RATED_TRUST * np.log(fit[self.crowd.blur, self._base[skill]])
        rows = []
        for rates, told in zip(self.rates, self.told, strict=True):
            row = rated + np.log(rates.share)
            for skill, levels in told.items():
                fit = blurred(self.tops[skill]) @ levels
                row = row + np.log(fit[self.crowd.blur, self._base[skill]])
            rows.append(row)
        return np.array(rows)

    def draw(self) -> Grid:
        """So many learners as the options say; steps by learners."""
        weight = self._log_weight()
        weights = np.exp(weight - weight.max()).reshape(-1)
        learners = self.placement.options.learners
        points = (np.arange(learners) + self.chance.random()) / learners
        heap = np.cumsum(weights)
        picked = np.minimum(np.searchsorted(heap, points * heap[-1]), len(heap) - 1)
        rate, who = np.divmod(picked, weight.shape[1])
        known = np.zeros((len(self.space), learners), dtype=np.bool_)
        blur = self.crowd.blur[who]
        for skill in sorted(self.tops):
            positions = self._positions(skill)
            base = self.crowd.known[positions][:, who].sum(axis=0)
            table = self._at_least(skill)
            chances = table[rate if len(table) > 1 else 0, blur, base]
            point = self.chance.random(learners)
            known[positions] = point < chances.T
        return known

    def _at_least(self, skill: SkillSlug) -> NDArray[np.float64]:
        """By rates (one row where nothing was answered), blur and base level: the chances of
        level 1, 2, … at least.
        """
        prior = blurred(self.tops[skill])
        found = []
        for told in self.told:
            levels = prior * told.get(skill, 1.0) * self.rated.get(skill, 1.0)
            levels = levels / levels.sum(axis=2, keepdims=True)
            found.append(np.cumsum(levels[:, :, ::-1], axis=2)[:, :, ::-1][:, :, 1:])
            if skill not in told:
                break
        return np.array(found)


@lru_cache(maxsize=8)
def blurred(top: int) -> NDArray[np.float64]:
    """By blur and by the level that a learner's steps give: how probable each level is; read-only."""
    found = np.zeros((len(BLURS), top + 1, top + 1))
    for number, blur in enumerate(BLURS):
        for base in range(top + 1):
            row = found[number, base]
            if base:
                row[base - 1] += blur * (1 - _FAR)
                row[:base] += blur * _FAR / base
            up = blur * (_UP if base else _UP_FROM_NONE)
            if base < top:
                row[base + 1] += up * (1 - _FAR)
                row[base + 1 :] += up * _FAR / (top - base)
            row[base] = 1 - row.sum()
    found.setflags(write=False)
    return found
