"""Where learners come from, in the form in which answers weigh them.

A learner of any source holds each level of a skill with some probability. Learners who share these
for a skill share a row of its table.
"""

from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.model import SkillSlug, Step
from engine.placement.crowd import BLURS, Crowd
from engine.placement.evidence import tops_of
from engine.placement.learnt import LearntClasses
from engine.placement.space import StepSpace

_FAR = 0.2
_UP = 0.5
_UP_FROM_NONE = 0.25
"""Of the blur: the share that falls further than a level; how much of it goes up."""

_NOT_ASKED_BEFORE = 0.5

Rows = NDArray[np.intp]


class Source(Protocol):
    """Learners, with the log of how probable each is among those of all sources."""

    @property
    def log_share(self) -> NDArray[np.float64]:
        """One for each learner."""

    @property
    def ladders(self) -> dict[SkillSlug, list[int]]:
        """Positions of every skill's steps, level 1 first."""

    def table(self, skill: SkillSlug) -> NDArray[np.float64]:
        """Rows by levels, 0 first: how probably each level is held; rows sum to 1."""

    def rows(self, skill: SkillSlug, /, who: Rows | None = None) -> Rows:
        """The table's row of each learner, or of some."""


class Imagined:
    """The crowd: the level that a learner's steps give, blurred."""

    def __init__(
        self,
        space: StepSpace,
        crowd: Crowd,
        *,
        share: float,
        log_weight: NDArray[np.float64] | float = 0.0,
    ) -> None:
        self._crowd = crowd
        self.ladders = ladders_of(space)
        learners = len(crowd.blur)
        self.log_share = np.full(learners, np.log(share / learners)) + log_weight

    def table(self, skill: SkillSlug) -> NDArray[np.float64]:
        """By blur and by the level that the steps give."""
        return blurred(len(self.ladders[skill]))

    def rows(self, skill: SkillSlug, /, who: Rows | None = None) -> Rows:
        """Blur, then level."""
        ladder, blur = self.ladders[skill], self._crowd.blur
        known = self._crowd.known[ladder]
        if who is not None:
            known, blur = known[:, who], blur[who]
        return np.asarray(blur * (len(ladder) + 1) + known.sum(axis=0))


class Learnt:
    """Classes of people who answered before; steps they were not asked about are left open."""

    def __init__(self, space: StepSpace, learnt: LearntClasses, *, share: float) -> None:
        self.ladders = ladders_of(space)
        self.log_share = np.log(share * learnt.weights)
        self._learnt = learnt
        self._column = {step: i for i, step in enumerate(learnt.steps)}

    def table(self, skill: SkillSlug) -> NDArray[np.float64]:
        """One row a class; a higher level is never more probable than a lower one."""
        classes = len(self._learnt.weights)
        at_least = [np.ones(classes)]
        for level in range(1, len(self.ladders[skill]) + 1):
            column = self._column.get(Step(skill, level))
            chances = self._learnt.chances[:, column] if column is not None else _NOT_ASKED_BEFORE
            at_least.append(np.minimum(at_least[-1], chances))
        return np.asarray(-np.diff(np.array([*at_least, np.zeros(classes)]), axis=0).T)

    def rows(self, _: SkillSlug, /, who: Rows | None = None) -> Rows:
        """The class itself."""
        return np.arange(len(self._learnt.weights)) if who is None else who


@lru_cache(maxsize=64)
def ladders_of(space: StepSpace) -> dict[SkillSlug, list[int]]:
    """Positions of every skill's steps, level 1 first."""
    tops = tops_of(space.steps)
    return {s: [space.index[Step(s, n)] for n in range(1, tops[s] + 1)] for s in sorted(tops)}


@lru_cache(maxsize=8)
def blurred(top: int) -> NDArray[np.float64]:
    """By blur and by the level that a learner's steps give: how probable each level is; read-only.

    Of the blur a fifth falls on any lower level and the rest on the one below; half as much goes
    up, and a quarter as much for who holds nothing.

    Example: a blur of 10 %, one level at most.
        >>> blurred(1)[2 * BLURS.index(0.1) :][:2].round(4).tolist()
        [[0.975, 0.025], [0.1, 0.9]]
    """
    found = np.zeros((len(BLURS) * (top + 1), top + 1))
    for number, blur in enumerate(BLURS):
        for base in range(top + 1):
            row = found[number * (top + 1) + base]
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
