"""What a placement believes after its answers: imagined learners and what they agree on."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engine.graph.skill_graph import SkillGraph
from engine.model import SkillSlug
from engine.placement.answers import Placement, Reply
from engine.placement.crowd import CrowdQuery, crowd_of
from engine.placement.evidence import rated_levels, rates_of, told_levels, tops_of
from engine.placement.guided import Guided, guided_by
from engine.placement.learnt import LearntClasses
from engine.placement.measured import NOTHING_MEASURED, Measured
from engine.placement.relevance import relevance_of, wanted_by_use
from engine.placement.sources import Imagined, Learnt, Source
from engine.placement.space import Grid, StepSpace, space_of
from engine.placement.workforce import Workforce, crowd_within

_RATED_TRUST = 0.35
"""How much of what ratings say tells between learners; the rest tells of each skill alone."""

_GUIDED_SHARE = 0.05
"""How probably a person knows the ways to a few goals and nothing else."""

_ELSEWHERE_SHARE = 0.15
"""How probably a person holds a role of the content, any of them."""

_LEARNT_SHARE = 0.95
"""How probably a person is like those who answered before, before any answer of their own."""

_MEASURED_SHARE = 0.5
"""The same where only difficulties are known, and not what goes with what."""


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


def believe(
    graph: SkillGraph,
    placement: Placement,
    *,
    learnt: LearntClasses | None = None,
    workforce: Workforce | None = None,
    measured: Measured = NOTHING_MEASURED,
) -> PlacementBelief:
    """Work out what the answers say about every step.

    Equal placements give equal beliefs, whatever way led to them: the learners are drawn anew
    from the placement's seed.

    Args:
        graph: The content the placement was begun on.
        learnt: Learners learnt from people who answered about these steps before, if there
            are any; they stand beside those imagined, and the answers weigh both.
        workforce: People in every role of the content, for those who come from another field and
            do not say from which.
        measured: What was measured of replies to these steps; shapes those imagined, and where
            every step was measured, learners of it stand beside them as well.

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
        placement.choices,
        placement.optional,
        placement.roles,
        _taken(placement),
        placement.unused,
        measured,
    )
    guided = _guided(space, placement)
    share = _LEARNT_SHARE
    if learnt is None:
        learnt, share = measured.learnt(space.steps), _MEASURED_SHARE
    assumed = 1.0 if learnt is None else 1 - share
    elsewhere = 0.0 if workforce is None else _ELSEWHERE_SHARE
    crowd = assumed * (1 - _GUIDED_SHARE - elsewhere)
    sources: list[Source] = [
        Imagined(space, crowd_of(space, query), share=crowd),
        Imagined(space, guided.crowd, share=assumed * _GUIDED_SHARE, log_weight=guided.log_weight),
    ]
    if workforce is not None:
        sources.append(Imagined(space, crowd_within(workforce, space), share=assumed * elsewhere))
    if learnt is not None:
        sources.append(Learnt(space, learnt, share=share))
    return PlacementBelief(space, placement, _Posterior(space, placement, sources).draw())


def _guided(space: StepSpace, placement: Placement) -> Guided:
    yes, no = (
        [space.index[step] for step, said in placement.told.items() if said is reply]
        for reply in (Reply.YES, Reply.NO)
    )
    return guided_by(space, yes=yes, no=no, seed=placement.seed)


def _taken(placement: Placement) -> frozenset[SkillSlug]:
    """Options in use: said so, or answered with yes, or rated above none."""
    options = placement.choice_options
    yes = {step.skill for step, reply in placement.told.items() if reply is Reply.YES}
    rated = {skill for skill, rating in placement.ratings if rating.level}
    return placement.used | (options & (yes | rated) - placement.unused)


class _Posterior:
    """Weighs learners, imagined and learnt, and draws from them."""

    def __init__(self, space: StepSpace, placement: Placement, sources: Sequence[Source]) -> None:
        self.space, self.placement, self.sources = space, placement, sources
        self.chance = np.random.Generator(np.random.PCG64([placement.seed, 2]))
        self.tops = tops_of(space.steps)
        self.rates = rates_of(placement.options)
        self.told = [told_levels(placement, self.tops, rates) for rates in self.rates]
        self.rated = rated_levels(placement, self.tops)

    def _log_weight(self, source: Source) -> NDArray[np.float64]:
        """Pairs of rates by learners."""
        rated, rows = source.log_share, {}
        for skill in sorted({*self.told[0], *self.rated}):
            rows[skill] = source.rows(skill)
        for skill, levels in self.rated.items():
            fit = source.table(skill) @ levels
            rated = rated + _RATED_TRUST * np.log(fit)[rows[skill]]
        found = []
        for rates, told in zip(self.rates, self.told, strict=True):
            row = rated + np.log(rates.share)
            for skill, levels in told.items():
                fit = source.table(skill) @ levels
                row = row + np.log(fit)[rows[skill]]
            found.append(row)
        return np.array(found)

    def draw(self) -> Grid:
        """So many learners as the options say; steps by learners."""
        weight = np.concatenate([self._log_weight(source) for source in self.sources], axis=1)
        heap = np.cumsum(np.exp(weight - weight.max()))
        learners = self.placement.options.learners
        points = (np.arange(learners) + self.chance.random()) / learners
        picked = np.minimum(np.searchsorted(heap, points * heap[-1]), len(heap) - 1)
        rate, who = np.divmod(picked, weight.shape[1])
        known = np.zeros((len(self.space), learners), dtype=np.bool_)
        noise = {skill: self.chance.random(learners) for skill in sorted(self.tops)}
        first = 0
        for source in self.sources:
            count = len(source.log_share)
            mine = np.flatnonzero((who >= first) & (who < first + count))
            if len(mine):
                for skill, point in noise.items():
                    chances = self._at_least(source, skill, rate[mine], who[mine] - first)
                    known[np.ix_(np.array(source.ladders[skill]), mine)] = point[mine] < chances.T
            first += count
        return known

    def _at_least(
        self, source: Source, skill: SkillSlug, rate: NDArray[np.intp], who: NDArray[np.intp]
    ) -> NDArray[np.float64]:
        """Learners by levels: the chances of level 1, 2, … at least, once all is said."""
        is_told = skill in self.told[0]
        found = []
        for told in self.told if is_told else self.told[:1]:
            levels = source.table(skill) * told.get(skill, 1.0) * self.rated.get(skill, 1.0)
            levels = levels / levels.sum(axis=1, keepdims=True)
            found.append(np.cumsum(levels[:, ::-1], axis=1)[:, ::-1][:, 1:])
        return np.asarray(np.array(found)[rate if is_told else 0, source.rows(skill, who)])
