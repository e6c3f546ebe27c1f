"""What was measured of real replies: how hard steps are, how far prerequisites can be relied on.

The numbers come from counts that are anonymous, and content carries them with their source. Without
them a placement imagines: every step as hard as its level and hours, every prerequisite held.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from engine.model import Step
from engine.placement.answers import DEFAULT_PLACEMENT_OPTIONS, PlacementOptions
from engine.placement.learnt import LearntClasses, classes_of_ability
from engine.placement.space import Floats, Grid, StepSpace

_CROWD_MEAN, _CROWD_SPREAD = 0.2, 1.6
"""The ability of those who are imagined by depth, on the scale of a step's difficulty."""


class MeasuredEdge(Struct, frozen=True, order=True):
    """How often who holds `step` holds its prerequisite `needs`, in (0, 1]."""

    needs: Step
    step: Step
    held: float


class Measured(Struct, frozen=True):
    """Measured numbers; whatever is missing is imagined.

    Attributes:
        slip: How often who knows a step does not say yes.
        guess: How often who does not know a step says yes.
        difficulties: The ability at which one in two holds a step, where the ability of those who
            were asked has mean 0 and spread 1; sorted by step.
        sharpness: How steeply holding a step follows ability around its difficulty.
        edges: Sorted.
    """

    slip: float | None = None
    guess: float | None = None
    difficulties: tuple[tuple[Step, float], ...] = ()
    sharpness: float = 1.7
    edges: tuple[MeasuredEdge, ...] = ()

    @property
    def options(self) -> PlacementOptions:
        """The default options with what was measured of slips and guesses.

        Example:
            >>> Measured(slip=0.06).options.slip, Measured(slip=0.06).options.guess
            (0.06, 0.1)
        """
        usual = DEFAULT_PLACEMENT_OPTIONS
        return structs.replace(
            usual,
            slip=usual.slip if self.slip is None else self.slip,
            guess=usual.guess if self.guess is None else self.guess,
        )

    def learnt(self, steps: Sequence[Step]) -> LearntClasses | None:
        """Learners whose ability decides what they hold; None unless every step was measured."""
        known = dict(self.difficulties)
        if not all(step in known for step in steps):
            return None
        difficulties = np.array([known[step] for step in steps])
        weights, chances = classes_of_ability(difficulties, self.sharpness)
        return LearntClasses(tuple(steps), weights, chances)


NOTHING_MEASURED = Measured()


def difficulty_of(space: StepSpace, measured: Measured) -> Floats:
    """How hard each step is to those imagined by depth: as measured, or else as imagined."""
    if not measured.difficulties:
        return space.difficulty
    found = space.difficulty.copy()
    for step, difficulty in measured.difficulties:
        if step in space.index:
            found[space.index[step]] = _CROWD_MEAN + _CROWD_SPREAD * difficulty
    return found


def with_missing(
    space: StepSpace, known: Grid, edges: Sequence[MeasuredEdge], *, already: float
) -> Grid:
    """Take prerequisites from learners who hold what requires them, as often as was measured.

    Args:
        space: The steps asked about.
        known: Steps by learners.
        edges: What was measured; edges to steps outside the space change nothing.
        already: How often a learner lacks a step by chance; no more than the rest is taken.
    """
    inside = [edge for edge in edges if edge.needs in space.index and edge.step in space.index]
    found, chance = known.copy(), np.random.Generator(np.random.PCG64(len(inside)))
    for edge in sorted(inside, key=lambda edge: (space.index[edge.needs], edge)):
        missed = max(0.0, 1 - edge.held / (1 - already))
        holds = found[space.index[edge.step]] & found[space.index[edge.needs]]
        lost: NDArray[np.bool_] = holds & (chance.random(holds.shape) < missed)
        for step, position in space.index.items():
            if step.skill == edge.needs.skill and step.level >= edge.needs.level:
                found[position] &= ~lost
    return found
