"""The crowd: learners of several kinds, imagined before any reply to a question.

Every learner holds a set of steps, and may hold each skill a level lower or higher than that:
prerequisites shape the crowd, but no learner is bound by them. The kinds are

* *by depth*: a general ability, one for each area, talents; what is easier is known first;
* *holders* of the role aimed at, in any variant, and of a role they work as: most of its targets,
  of each choice as many options as it requires, and all that these require;
* *by goals*: the ways to a few steps, and nothing else;
* *near-blank*: hardly anything.

Of what leaves a choice everyone takes as much as is required. Options that the person uses are the
ones taken, by whatever kind; options not taken say nothing about ability.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.model import SkillSlug
from engine.placement.bits import BitGrid, filled, packed, settled, unpacked
from engine.placement.measured import NOTHING_MEASURED, Measured, difficulty_of, with_missing
from engine.placement.roles import ImaginedRole, RoleChoice
from engine.placement.space import Floats, Grid, StepSpace

CROWD = 6144
"""How many learners are imagined; the replies leave a few dozen to hundreds of them."""

BLURS = (0.01, 0.04, 0.1, 0.25)
"""How often a skill is held at another level than the learner's steps have it."""

_BLUR_SHARES = (0.45, 0.3, 0.18, 0.07)
_MEAN_BLUR = sum(blur * share for blur, share in zip(BLURS, _BLUR_SHARES, strict=True))
_SHARES = {"holders": 0.4, "depth": 0.35, "goals": 0.15, "blank": 0.1}
_SAID_SHARE = 0.6
"""Of those who name a role they work as, so many are imagined to hold it."""
_MOST_GOALS = 30
"""Learners by goals have one to so many, twice as many half as probably."""
_EXTRA = 0.1
"""How often an option that is not needed is taken all the same."""


class CrowdQuery(Struct, frozen=True):
    """What the crowd depends on; equal ones give the same crowd."""

    choices: tuple[RoleChoice, ...]
    optional: tuple[SkillSlug, ...]
    roles: tuple[ImaginedRole, ...]
    used: frozenset[SkillSlug]
    unused: frozenset[SkillSlug]
    measured: Measured = NOTHING_MEASURED


class Crowd(Struct, frozen=True):
    """Learners of equal weight before any reply: steps by learners, and each one's blur."""

    known: Grid
    blur: NDArray[np.intp]


@lru_cache(maxsize=16)  # The same for every person who said the same of themselves.
def crowd_of(space: StepSpace, query: CrowdQuery) -> Crowd:
    """The crowd, drawn from a seed of its own.

    Complexity: O(steps · learners).
    """
    drawn = CrowdDraw(space, query)
    said = [role for role in query.roles if role.is_said]
    shares = {name: share * (1 - _SAID_SHARE if said else 1) for name, share in _SHARES.items()}
    counts = {name: round(share * CROWD) for name, share in shares.items()}
    counts["said"] = CROWD - sum(counts.values()) if said else 0
    counts["depth"] += CROWD - sum(counts.values())
    aimed = [role for role in query.roles if not role.is_said]
    known = np.concatenate(
        [
            drawn.holders(aimed, counts["holders"]),
            drawn.holders(said, counts["said"]),
            drawn.by_depth(counts["depth"]),
            drawn.by_goals(counts["goals"]),
            drawn.near_blank(counts["blank"]),
        ],
        axis=1,
    )
    if query.measured.edges:
        known = with_missing(space, known, query.measured.edges, already=_MEAN_BLUR)
    return Crowd(known, drawn.blur(known.shape[1]))


class CrowdDraw:
    """Draws the kinds one after the other."""

    def __init__(self, space: StepSpace, query: CrowdQuery) -> None:
        self.space, self.query = space, query
        self.chance = np.random.Generator(np.random.PCG64([len(space), len(query.roles)]))
        skills = sorted({step.skill for step in space.steps})
        self.skill_number = {skill: i for i, skill in enumerate(skills)}
        self.of_step = np.array([self.skill_number[s.skill] for s in space.steps], dtype=np.intp)

    def blur(self, learners: int) -> NDArray[np.intp]:
        """Which of the blurs each has."""
        return np.asarray(self.chance.choice(len(BLURS), learners, p=_BLUR_SHARES))

    def taken(self, learners: int) -> Grid:
        """Skills by learners: what each takes up; all that is not optional, and options."""
        chance, number = self.chance, self.skill_number
        taken = np.ones((len(number), learners), dtype=np.bool_)
        optional = [number[skill] for skill in self.query.optional if skill in number]
        taken[optional] = chance.random((len(optional), learners)) < _EXTRA
        for choice in self.query.choices:
            options = [s for s in choice.options if s in number]
            for row, skill in zip(self._picked(choice, options, learners), options, strict=True):
                taken[number[skill]] |= row
        for skill in self.query.used & number.keys():
            taken[number[skill]] = True
        for step in self.space.steps:
            self._take_required(taken, step.skill)
        return taken

    def _take_required(self, taken: Grid, skill: SkillSlug) -> None:
        """Who takes up an option takes up the skills that it requires."""
        if skill in self.query.optional:
            for needed in self._required_skills.get(skill, ()):
                taken[needed] |= taken[self.skill_number[skill]]

    @property
    def _required_skills(self) -> dict[SkillSlug, tuple[int, ...]]:
        return _required_skills(self.space)

    def _picked(self, choice: RoleChoice, options: Sequence[SkillSlug], learners: int) -> Grid:
        """Options by learners: as many as are required, those in use first, unused ones last."""
        order = self.chance.random((len(options), learners))
        for row, skill in enumerate(options):
            order[row] += 2 * (skill in self.query.unused) - 2 * (skill in self.query.used)
        rank = order.argsort(axis=0).argsort(axis=0)
        said = self.query.used | self.query.unused
        wanted = 0 if said.issuperset(options) else choice.choose
        return (rank < wanted) | np.isin(np.array(options), list(self.query.used & set(options)))[
            :, None
        ]

    def by_depth(self, learners: int) -> Grid:
        """Those whose knowledge follows ability: what is easier is known first."""
        chance, space = self.chance, self.space
        difficulty = difficulty_of(space, self.query.measured)
        areas = int(space.areas.max()) + 1 if len(space) else 0
        general = 0.2 + 1.4 * _normal(chance, learners)
        spread = np.exp(np.log(0.5) + 0.6 * _normal(chance, learners))
        ability = general + spread * _normal(chance, areas, learners)
        talents = 0.7 * chance.random(learners, dtype=np.float32)
        own = talents * _normal(chance, len(self.skill_number), learners)
        sharpness = np.exp(np.log(3.3) + 0.5 * _normal(chance, learners))
        margin = ability[space.areas] + own[self.of_step] - difficulty[:, None]
        would = chance.random(margin.shape, dtype=np.float32) < _logistic(sharpness * margin)
        would &= self.taken(learners)[self.of_step]
        return settled(space, would, chance)

    def near_blank(self, learners: int) -> Grid:
        """Those who know next to nothing: a few steps that require little."""
        share = 0.12 * self.chance.random(learners) ** 2
        first = np.array([not below for below in self.space.below], dtype=np.bool_)
        drawn = self.chance.random((len(self.space), learners)) < share
        drawn &= (first | (self.chance.random(len(self.space)) < 0.3))[:, None]
        return filled(self.space, packed(drawn), learners, self.chance)

    def by_goals(self, learners: int) -> Grid:
        """Those who know the ways to a few steps, and nothing else."""
        routes = self.space.routes
        known = np.zeros((learners, len(self.space)), dtype=np.bool_)
        if not len(routes.share):
            return known.T
        goals = np.floor(np.exp(self.chance.random(learners) * np.log(_MOST_GOALS + 1))).astype(int)
        heap = np.cumsum(routes.share)
        for number in range(_MOST_GOALS):
            active = np.flatnonzero(goals > number)
            point = self.chance.random(len(active)) * heap[-1]
            known[active] |= routes.known[np.minimum(np.searchsorted(heap, point), len(heap) - 1)]
        return np.ascontiguousarray(known.T)

    def holders(self, roles: Sequence[ImaginedRole], learners: int) -> Grid:
        """Those who hold one of the roles: most of its targets and what these require."""
        if not roles or not learners:
            return np.zeros((len(self.space), 0), dtype=np.bool_)
        total = sum(role.share for role in roles)
        edges = np.round(np.cumsum([r.share / total for r in roles]) * learners).astype(int)
        counts = np.diff(edges, prepend=0)
        parts = [self._holders_of(r, int(n)) for r, n in zip(roles, counts, strict=True) if n]
        known = packed(np.concatenate(parts, axis=1))
        return filled(self.space, known, learners, self.chance)

    def _holders_of(self, role: ImaginedRole, learners: int) -> Grid:
        chance, space = self.chance, self.space
        taken = self.taken(learners)
        share = 1 - 0.35 * chance.random(learners) ** 2.5
        known: BitGrid = [0] * len(space)
        for demand in role.demands:
            order = chance.random((len(demand.targets), learners))
            for row, target in enumerate(demand.targets):
                number = self.skill_number.get(target.skill)
                if number is not None and len(demand.targets) > demand.choose:
                    order[row] -= 2 * taken[number]
                    is_said = target.skill in self.query.used
                    order[row] -= 2 * is_said - 2 * (target.skill in self.query.unused)
            rank = order.argsort(axis=0).argsort(axis=0)
            for row, target in enumerate(demand.targets):
                fate = chance.random(learners)
                picked = rank[row] < demand.choose
                full = picked & (fate < share)
                lower = picked & ~full & (fate < share + 0.6 * (1 - share))
                self._hold(known, target.skill, target.level, full)
                self._hold(known, target.skill, target.level - 1, lower)
        return unpacked(known, learners)

    def _hold(self, known: BitGrid, skill: SkillSlug, level: int, who: NDArray[np.bool_]) -> None:
        if level < 1 or not who.any():
            return
        mask = packed(who[None])[0]
        for position in steps_within(self.space, skill, level):
            known[position] |= mask


@lru_cache(maxsize=65_536)  # Every target of every role, in the spaces that are in use.
def steps_within(space: StepSpace, skill: SkillSlug, level: int) -> tuple[int, ...]:
    """Positions of the steps that holding a level always goes with, those in the space."""
    return space.within(skill, level)


@lru_cache(maxsize=64)
def _required_skills(space: StepSpace) -> dict[SkillSlug, tuple[int, ...]]:
    """For each skill the numbers of the skills that its steps always require."""
    skills = sorted({step.skill for step in space.steps})
    number = {skill: i for i, skill in enumerate(skills)}
    found: dict[SkillSlug, set[int]] = {}
    for i, step in enumerate(space.steps):
        needed = {number[space.steps[b].skill] for b in space.below[i]}
        found.setdefault(step.skill, set()).update(needed)
    return {skill: tuple(sorted(needed)) for skill, needed in found.items()}


def _normal(chance: np.random.Generator, *shape: int) -> Floats:
    return chance.standard_normal(shape, dtype=np.float32)


def _logistic(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))))
