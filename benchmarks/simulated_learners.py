"""Simulated learners for the placement benchmark, drawn by another recipe than the engine's prior.

The prior takes difficulty from level and the hours below a step, one ability for each
domain, and one sharpness a person. Learners here have a difficulty of their own for every
skill (its level, shifted at random), a talent or gap for every skill, and a fixed slope; those
of single-level graphs follow depth, have studied towards a few goals, did so and forgot some and
picked up odd things, or wandered from each concept to its neighbours. The prior too knows learners
of goals; those who forget and those who wander are there because it does not know them.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine import (
    Hours,
    Level,
    Placement,
    Prerequisite,
    Profile,
    Rating,
    Skill,
    SkillGraph,
    SkillSlug,
    Step,
    StepNeed,
    Strength,
)
from engine.placement.space import Grid, StepSpace

_ODD_SKILLS = 0.3
"""Skills that the role can be met without are taken up by so many."""

State = NDArray[np.bool_]


class Population(Struct, frozen=True):
    """How much people differ beyond their general level, in units of one level of a skill."""

    slope: float
    areas: float
    talents: float
    shifts: float


POPULATIONS: Mapping[str, Population] = {
    "structured": Population(slope=6.0, areas=0.25, talents=0.15, shifts=0.15),
    "idiosyncratic": Population(slope=4.0, areas=0.5, talents=0.3, shifts=0.3),
}

ABILITY = {
    "beginner": -0.9,
    "junior": 0.0,
    "mid": 0.9,
    "senior": 2.0,
    "specialist": -0.6,
    "patchy": 0.6,
}
"""Kinds of learners by general ability; 0 masters most of levels 1 and 2."""


def draw_learner(
    space: StepSpace,
    kind: str,
    population: Population,
    chance: np.random.Generator,
    untaken: Collection[SkillSlug] = (),
) -> State:
    """The steps one learner knows, closed under the prerequisites; none of the skills untaken."""
    skills = {slug: i for i, slug in enumerate(sorted({step.skill for step in space.steps}))}
    of_step = np.array([skills[step.skill] for step in space.steps])
    areas = int(space.areas.max()) + 1
    ability = ABILITY[kind] + chance.normal(0, 0.3) + chance.normal(0, population.areas, areas)
    if kind == "specialist":
        ability[chance.choice(areas, max(1, areas // 4), replace=False)] = 2.0
    talents = population.talents * (3 if kind == "patchy" else 1)
    own = chance.normal(0, talents, len(skills)) - chance.normal(0, population.shifts, len(skills))
    margin = ability[space.areas] + own[of_step] - (_levels(space) - 2)
    chances = 1 / (1 + np.exp(-population.slope * margin))
    taken = np.array([step.skill not in untaken for step in space.steps])
    return _closed(space, (chance.random(len(space)) < chances) & taken)


def untaken_options(placement: Placement, chance: np.random.Generator) -> frozenset[SkillSlug]:
    """What someone never took up: of each choice all but as many as are required, and most of the
    other skills that the role can be met without.
    """
    taken = {skill for skill in placement.optional if chance.random() < _ODD_SKILLS}
    for choice in placement.choices:
        order = chance.permutation(len(choice.options))
        taken |= {choice.options[i] for i in order[: choice.choose]}
        taken -= {choice.options[i] for i in order[choice.choose :]}
    return frozenset(placement.optional) - taken


def draw_student(space: StepSpace, kind: str, chance: np.random.Generator) -> State:
    """One learner of a graph of single-level concepts: by depth, by goals, or by wandering."""
    if kind == "wanderer":
        return _wandered(space, chance)
    if kind in ("goals", "forgetful"):
        goals = chance.choice(len(space), int(chance.integers(2, 9)), replace=False)
        known = np.zeros(len(space), dtype=np.bool_)
        for goal in goals:
            known[[int(goal), *space.below[int(goal)]]] = True
        if kind == "goals":
            return known
        forgot, odd = chance.random((2, len(space))) < 0.05
        return _closed(space, (known & ~forgot) | odd)
    depth = _depths(space)
    middle = {"low": 0.25, "middle": 0.5, "high": 0.75}[kind] * depth.max()
    margin = middle + chance.normal(0, 1) - depth + chance.normal(0, 0.5, len(space))
    return _closed(space, chance.random(len(space)) < 1 / (1 + np.exp(-3.0 * margin)))


def self_ratings(space: StepSpace, state: State, chance: np.random.Generator) -> Profile:
    """Ratings of seven in ten skills, four in ten of them a level off."""
    levels: dict[SkillSlug, int] = {}
    for step in space.steps:
        levels[step.skill] = levels.get(step.skill, 0) + int(state[space.index[step]])
    said: dict[SkillSlug, Rating] = {}
    for step in sorted(space.steps):
        if step.level == 1 and chance.random() < 0.7:
            off = int(chance.choice([-1, 1])) if chance.random() < 0.4 else 0
            top = space.graph.skills[step.skill].top
            said[step.skill] = Rating(min(max(levels[step.skill] + off, 0), top))
    return said


def _wandered(space: StepSpace, chance: np.random.Generator) -> State:
    """Learn one concept after the other, rather near those learnt last than anywhere."""
    known = np.zeros(len(space), dtype=np.bool_)
    near = np.zeros((len(space), len(space)))
    for i, clauses in enumerate(space.clauses):
        needed = [p for alternatives in clauses for a in alternatives for p in a]
        near[i, needed] = near[needed, i] = 1
    warmth = np.zeros(len(space))
    for _ in range(int(chance.integers(len(space) // 10, 6 * len(space) // 10))):
        within = close(space, np.stack([known, known], axis=1))[1][:, 0] & ~known
        pull = np.where(within, 1 + 8 * warmth, 0)
        learnt = int(chance.choice(len(space), p=pull / pull.sum()))
        known[learnt] = True
        warmth = 0.9 * warmth + near[learnt]
    return known


def _levels(space: StepSpace) -> NDArray[np.float64]:
    return np.array([float(step.level) for step in space.steps])


def _depths(space: StepSpace) -> NDArray[np.float64]:
    depth = np.zeros(len(space))
    for i, clauses in enumerate(space.clauses):
        needed = [position for alternatives in clauses for position in alternatives[0]]
        depth[i] = 1 + max((depth[n] for n in needed), default=0.0)
    return depth


def _closed(space: StepSpace, mastered: State) -> State:
    return close(space, mastered[:, None])[0][:, 0]


def close(space: StepSpace, mastered: Grid) -> tuple[Grid, Grid]:
    """What learners know of what they would master, and what is within their reach; steps by
    learners. A learner knows what they can reach from nothing within what they would master.
    """
    known = np.zeros_like(mastered)
    while True:
        before, reach = known.copy(), np.ones_like(mastered)
        for i, clauses in enumerate(space.clauses):
            for ways in clauses:
                reach[i] &= np.any([known[list(way)].all(axis=0) for way in ways], axis=0)
            known[i] = reach[i] & mastered[i]
        if (before == known).all():
            return known, reach


def concept_graph(names: Sequence[str], edges: Sequence[Sequence[str]]) -> SkillGraph:
    """Concepts of one level and one hour each; edges run from prerequisite to concept."""
    needs: dict[str, list[str]] = {name: [] for name in names}
    for before, after in edges:
        needs[after].append(before)
    return SkillGraph.of(
        Skill(SkillSlug(name), name, "published", (Level(Hours(1, 1, 1), _hard(needs[name])),))
        for name in names
    )


def _hard(names: list[str]) -> tuple[Prerequisite, ...]:
    return tuple(
        Prerequisite(StepNeed(Step(SkillSlug(n), 1)), Strength.HARD, "published") for n in names
    )
