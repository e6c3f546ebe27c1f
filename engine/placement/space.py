"""The steps a placement asks about, compiled: clauses, difficulty, areas, ways to each step."""

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from math import log

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.graph.skill_graph import SkillGraph
from engine.model import SkillSlug, Step

Grid = NDArray[np.bool_]
"""Steps by learners: who knows what."""

Floats = NDArray[np.float32]

_WAYS = 4
"""How many ways to a step are imagined where alternatives leave several."""


class Routes(Struct, frozen=True):
    """What one who studied towards a single step knows, in ways that alternatives leave open.

    Attributes:
        known: Routes by steps; every route is closed under the prerequisites.
        share: How probable each route is: every goal as any other, and every way to it.
        goal: The position of the step that each route leads to.
    """

    known: Grid
    share: NDArray[np.float64]
    goal: NDArray[np.intp]


class StepSpace:
    """The steps asked about with what a placement needs to know of each; immutable.

    `steps` stand in rounds of reach, then by slug; every array follows that order.
    """

    def __init__(self, graph: SkillGraph, steps: Sequence[Step]) -> None:
        rounds = graph.attain(steps, given=frozenset())
        self.graph = graph
        self.steps: tuple[Step, ...] = tuple(sorted(rounds, key=lambda s: (rounds[s], s)))
        self.index: Mapping[Step, int] = {step: i for i, step in enumerate(self.steps)}
        self.clauses: tuple[tuple[tuple[tuple[int, ...], ...], ...], ...] = tuple(
            self._clauses_of(step) for step in self.steps
        )

    def _clauses_of(self, step: Step) -> tuple[tuple[tuple[int, ...], ...], ...]:
        """Each hard clause as the alternatives that lie inside the space."""
        return tuple(
            tuple(
                tuple(self.index[s] for s in alternative)
                for alternative in clause.alternatives
                if all(s in self.index for s in alternative)
            )
            for clause in self.graph.hard_clauses(step)
        )

    def __len__(self) -> int:
        return len(self.steps)

    @cached_property
    def below(self) -> tuple[frozenset[int], ...]:
        """For each step the positions of all it requires, itself left out."""
        found: list[frozenset[int]] = []
        for step in self.steps:
            needs = [self.index[needed] for needed in self.graph.required_steps(step)]
            found.append(frozenset(needs).union(*(found[need] for need in needs)))
        return tuple(found)

    @cached_property
    def routes(self) -> Routes:
        """The ways to every single step, sorted by it."""
        found = sorted({route for turn in range(_WAYS) for route in self._ways(turn)})
        goal = np.array([step for step, _ in found], dtype=np.intp)
        known = np.zeros((len(found), len(self)), dtype=np.bool_)
        for row, (_, route) in enumerate(found):
            known[row, list(route)] = True
        share = 1 / np.bincount(goal, minlength=len(self))[goal]
        return Routes(known, share / max(share.sum(), 1), goal)

    def _ways(self, turn: int) -> list[tuple[int, tuple[int, ...]]]:
        """One way to each step; of alternatives those that stand before it, taken in turn."""
        routes: list[set[int]] = []
        for i, clauses in enumerate(self.clauses):
            route = {i}
            for alternatives in clauses:
                before = [a for a in alternatives if all(position < i for position in a)]
                for position in before[turn % len(before)]:
                    route |= routes[position]
            routes.append(route)
        return [(i, tuple(sorted(route))) for i, route in enumerate(routes)]

    def within(self, skill: SkillSlug, level: int) -> tuple[int, ...]:
        """Positions of all steps of the space that go with holding a level of any skill."""
        if level < 1:
            return ()
        closure = self.graph.closure([Step(skill, level)])
        return tuple(sorted(self.index[step] for step in closure if step in self.index))

    @cached_property
    def centrality(self) -> tuple[int, ...]:
        """For each step how many of the others it requires or is required by."""
        above = [0] * len(self)
        for below in self.below:
            for position in below:
                above[position] += 1
        return tuple(a + len(b) for a, b in zip(above, self.below, strict=True))

    @cached_property
    def difficulty(self) -> Floats:
        """The step's level and, by half as much, the learning below it; mean 0, spread 1."""
        hours = [self.graph.hours(step).typical for step in self.steps]
        total = [
            step.level + log(1 + hours[i] + sum(hours[b] for b in self.below[i])) / 3
            for i, step in enumerate(self.steps)
        ]
        centred = np.array(total) - np.mean(total)
        spread = float(np.std(centred))
        return np.asarray(centred / spread if spread > 0 else centred, dtype=np.float32)

    @cached_property
    def areas(self) -> NDArray[np.intp]:
        """For each step the number of its skill's domain."""
        domains = [self.graph.skills[step.skill].domain for step in self.steps]
        numbers = {domain: i for i, domain in enumerate(sorted(set(domains)))}
        return np.array([numbers[domain] for domain in domains], dtype=np.intp)


@lru_cache(maxsize=32)  # The same for every person; a graph is told apart by identity.
def space_of(graph: SkillGraph, steps: tuple[Step, ...]) -> StepSpace:
    """The compiled space of some steps, cached for the next answer."""
    return StepSpace(graph, steps)
