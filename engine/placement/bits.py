"""What many learners know as one whole number a step, one bit a learner.

So many learners are settled under the prerequisites with a few bit operations a step.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.placement.space import Grid, StepSpace

BitGrid = list[int]
"""For each step the learners who know it, the first in the lowest byte's highest bit."""

Ways = tuple[tuple[int, ...], ...]


def packed(grid: Grid) -> BitGrid:
    """Steps by learners as whole numbers."""
    rows = np.packbits(grid, axis=1)
    return [int.from_bytes(row.tobytes(), "little") for row in rows]


def unpacked(rows: Sequence[int], learners: int) -> Grid:
    """The way back from `packed`."""
    width = -(-learners // 8)
    joined = b"".join(row.to_bytes(width, "little") for row in rows)
    bits = np.frombuffer(joined, dtype=np.uint8).reshape(len(rows), width)
    return np.unpackbits(bits, axis=1, count=learners).view(np.bool_)


def settled(space: StepSpace, would: Grid, chance: np.random.Generator) -> Grid:
    """What learners know of what they would: with all that it always requires, and some way.

    A step is known only with what it always requires; of alternatives, those who have none learn
    one, rather one they have begun.
    """
    learners = would.shape[1]
    known = packed(would)
    for i, clauses in enumerate(space.clauses):
        for ways in clauses:
            if len(ways) == 1:
                for position in ways[0]:
                    known[i] &= known[position]
    return filled(space, known, learners, chance)


def filled(space: StepSpace, known: BitGrid, learners: int, chance: np.random.Generator) -> Grid:
    """The learners with all that the steps they know require, of alternatives one.

    Complexity: O(clauses · learners / 64) a pass; two passes, more where alternatives go round.
    """
    known = list(known)
    before: BitGrid = []
    while before != known:
        before = list(known)
        for i in reversed(range(len(known))):
            for ways in space.clauses[i]:
                if known[i]:
                    _satisfy(space, known, known[i], ways, learners, chance)
    return unpacked(known, learners)


def _satisfy(  # noqa: PLR0913
    space: StepSpace,
    known: BitGrid,
    who: int,
    ways: Ways,
    learners: int,
    chance: np.random.Generator,
) -> None:
    """Make every one of the learners hold one of the ways."""
    if len(ways) == 1:
        for position in ways[0]:
            known[position] |= who
        return
    lacking = who
    for way in ways:
        lacking &= ~_holding(known, way, who)
    for begun in (True, False):
        for way in _in_any_order(ways, chance):
            if not lacking:
                return
            these = (
                lacking & _begun(space, known, way) if begun else lacking & _some(learners, chance)
            )
            for position in way:
                known[position] |= these
            lacking &= ~these
    for position in ways[0]:
        known[position] |= lacking


def _holding(known: BitGrid, way: Sequence[int], who: int) -> int:
    for position in way:
        who &= known[position]
    return who


def _begun(space: StepSpace, known: BitGrid, way: Sequence[int]) -> int:
    """Who holds a lower level of a skill of the way."""
    found = 0
    for position in way:
        step = space.steps[position]
        found |= known[space.index[type(step)(step.skill, 1)]]
    return found


def _in_any_order(ways: Ways, chance: np.random.Generator) -> list[tuple[int, ...]]:
    return [ways[i] for i in chance.permutation(len(ways))]


def _some(learners: int, chance: np.random.Generator) -> int:
    """Half of the learners."""
    drawn: NDArray[np.bool_] = chance.random((1, learners)) < 0.5
    return packed(drawn)[0]
