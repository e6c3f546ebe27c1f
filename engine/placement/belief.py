"""What a placement believes after its answers: imagined learners and what they agree on."""

from functools import cached_property
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from engine.graph.skill_graph import SkillGraph
from engine.placement.answers import Placement, pulls_of
from engine.placement.goals import GoalSampler
from engine.placement.relevance import relevance_of
from engine.placement.sampler import DEFAULT_PRIOR, AbilityPrior, BeliefSampler
from engine.placement.space import Floats, Grid, StepSpace, space_of

_ROUNDS = 2
"""Moves of every learner; ten times as many brought half a step in a hundred more right."""

_TRUST = 0.5
"""How much of the lead of one kind of learner counts; neither kind is quite what people are."""


class PlacementBelief:
    """Learners of equal weight who fit a placement's answers; immutable.

    `known` is steps by learners, steps as in `space`; every learner's steps are closed
    under the prerequisites.
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
        return relevance_of(self.space, self.placement.wanted)

    @cached_property
    def chances(self) -> NDArray[np.float64]:
        """For each step the probability that it is known."""
        return np.asarray(self.known.sum(axis=1) / self.learners)

    @cached_property
    def most_probable(self) -> NDArray[np.bool_]:
        """The closed state expected to have most steps right.

        Without alternatives that is every step more probable than not. With them it is the
        best of that, cut or filled up until it is closed, and of all learners.
        """
        likely = self.chances > 0.5
        cut = self.space.close(likely[:, None])[0]
        if (cut[:, 0] == likely).all():
            return likely
        states = np.concatenate([cut, self._filled(likely)[:, None], self.known], axis=1)
        value = np.where(states, 2 * self.chances[:, None] - 1, 0.0).sum(axis=0)
        return np.asarray(states[:, int(np.argmax(np.round(value, 9)))])

    def _filled(self, likely: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Each unsatisfied clause gets its least improbable alternative, the last step first."""
        state = likely.copy()
        missing_cost = np.maximum(1 - 2 * self.chances, 0)
        for i in reversed(range(len(state))):
            if not state[i]:
                continue
            for alternatives in self.space.clauses[i]:
                costs = [sum(missing_cost[p] for p in a if not state[p]) for a in alternatives]
                state[list(alternatives[costs.index(min(costs))])] = True
        return np.asarray(self.space.close(state[:, None])[0][:, 0])


def believe(
    graph: SkillGraph, placement: Placement, *, prior: AbilityPrior = DEFAULT_PRIOR
) -> PlacementBelief:
    """Work out what the answers say about every step.

    Equal placements give equal beliefs, whatever way led to them: everything is drawn anew from
    the placement's seed.

    Args:
        graph: The content the placement was begun on.
        prior: How people's abilities are spread before they are asked.

    Raises:
        UnknownSkillError: The graph does not know a skill asked about.
        UnknownLevelError: It does not know a level asked about.

    Complexity: O(rounds · steps · learners).
    Example:
        >>> from engine.model import Hours, Level, Role, RoleSlug, Skill, SkillSlug, Step, Variant
        >>> from engine.placement.answers import Reply, answer, begin_placement
        >>> from engine.model import Importance, Requirement, Target
        >>> ladder = tuple(Level(Hours(1, 2, 3)) for _ in range(3))
        >>> graph = SkillGraph.of([Skill(SkillSlug("sql"), "SQL", "data", ladder)])
        >>> target = Target(SkillSlug("sql"), 3)
        >>> required = Requirement("sql", (target,), 1, 1, Importance.CORE)
        >>> role = Role(RoleSlug("analyst"), "Analyst", {Variant("junior"): (required,)})
        >>> begun = begin_placement(graph, role, Variant("junior"), ratings={}, seed=7)
        >>> told = answer(begun, Step(SkillSlug("sql"), 2), Reply.YES)
        >>> [str(step) for step in believe(graph, told).space.steps]
        ['sql:1', 'sql:2', 'sql:3']
        >>> bool(believe(graph, told).chances[0] > 0.9)
        True
    """
    for step in placement.steps:
        graph.check_level(step.skill, step.level)
    space = space_of(graph, placement.steps)
    pulls = pulls_of(placement)
    by_position = np.array([pulls[step] for step in space.steps], dtype=np.float32)
    return PlacementBelief(space, placement, _imagined(space, placement, prior, by_position))


def _imagined(space: StepSpace, placement: Placement, prior: AbilityPrior, pulls: Floats) -> Grid:
    """Learners of both kinds, each kind in the share in which it explains what was said."""
    learners, seed = placement.options.learners, placement.seed
    able = BeliefSampler(space, prior, learners=learners, seed=seed)
    if prior.goal_driven <= 0 or not len(space):
        return able.draw(pulls, rounds=_ROUNDS)
    driven = GoalSampler(space, learners=-(-learners // 2), seed=seed)
    lead = _TRUST * (driven.begin(pulls) - able.begin(pulls)) + log(prior.goal_driven)
    share = 1 / (1 + (1 - prior.goal_driven) * exp(-max(min(lead, 60.0), -60.0)))
    by_goals = round(share * learners)
    kinds = []
    if by_goals < learners:
        kinds.append(_spread(able.moved(_ROUNDS), learners - by_goals))
    if by_goals:
        kinds.append(_spread(driven.moved(_ROUNDS), by_goals))
    return np.concatenate(kinds, axis=1)


def _spread(known: Grid, count: int) -> Grid:
    """So many of the learners, evenly taken."""
    return np.asarray(known[:, (np.arange(count) * known.shape[1]) // count])
