"""What no placement can beat by much: inference handed the very recipe that drew the learners.

Many learners are drawn by the recipe itself and weighed by how well they fit the answers;
the question asked is the one after which the fewest steps are expected to be misplaced. What is
left to lose is chance in the recipe that so few answers cannot tell, and looking only one
question ahead.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.simulated_learners import ABILITY, Population, State
from engine.placement.space import StepSpace

Grid = NDArray[np.bool_]
_AT_ONCE = 5_000
_LOOKED_AT = 3_000
_CANDIDATES = 48


def crowd(
    space: StepSpace, population: Population, count: int, chance: np.random.Generator
) -> Grid:
    """As `draw_learner`, of all kinds in equal shares and many at once; steps by learners."""
    batches = [_batch(space, population, chance) for _ in range(-(-count // _AT_ONCE))]
    return np.concatenate(batches, axis=1)[:, :count]


def limit(
    learners: Grid, states: Sequence[State], *, questions: int, noise: float
) -> dict[str, float]:
    """Mean share of steps right after so many questions, and how many learners were left."""
    chance = np.random.Generator(np.random.PCG64(21))
    right, left = [], []
    for state in states:
        weights = _weights_after(learners, state, questions, noise, chance)
        counts = np.flatnonzero(weights > weights.max() * 1e-4)
        chances = learners[:, counts] @ weights[counts] / weights[counts].sum()
        right.append(((chances > 0.5) == state).mean())
        left.append(1 / (weights**2).sum())
    return {
        "right": round(float(np.mean(right)), 4),
        "learners_left": round(float(np.median(left))),
    }


def _weights_after(
    learners: Grid, state: State, questions: int, noise: float, chance: np.random.Generator
) -> NDArray[np.float64]:
    weights = np.full(learners.shape[1], 1 / learners.shape[1])
    asked: list[int] = []
    for _ in range(questions):
        points = (np.arange(_LOOKED_AT) + chance.random()) / _LOOKED_AT
        picked = np.minimum(np.searchsorted(np.cumsum(weights), points), len(weights) - 1)
        asked.append(_least_misplaced(learners[:, picked].astype(np.float32), asked, noise))
        says_yes = bool(state[asked[-1]]) ^ bool(chance.random() < noise)
        agrees = learners[asked[-1]] == says_yes
        fitting = weights * np.where(agrees, 1 - noise, noise)
        if fitting.sum() > 0:
            weights = fitting / fitting.sum()
    return weights


def _least_misplaced(seen: NDArray[np.float32], asked: list[int], noise: float) -> int:
    chances = seen.mean(axis=1)
    openness = np.minimum(chances, 1 - chances)
    openness[asked] = -1
    candidates = np.argsort(-openness, kind="stable")[:_CANDIDATES]
    joint = seen[candidates] @ seen.T / seen.shape[1]
    own = chances[candidates][:, None]
    says_yes = (1 - noise) * own + noise * (1 - own)
    yes = (1 - noise) * joint + noise * (chances - joint)
    no = chances - yes
    misplaced = np.minimum(yes, says_yes - yes) + np.minimum(no, 1 - says_yes - no)
    return int(candidates[int(misplaced.sum(axis=1).argmin())])


def _batch(space: StepSpace, population: Population, chance: np.random.Generator) -> Grid:
    names = sorted({step.skill for step in space.steps})
    of_step = np.array([names.index(step.skill) for step in space.steps])
    levels = np.array([step.level for step in space.steps], dtype=float)
    kinds, areas = list(ABILITY), int(space.areas.max()) + 1
    kind = chance.integers(0, len(kinds), _AT_ONCE)
    general = np.array([ABILITY[name] for name in kinds])[kind] + chance.normal(0, 0.3, _AT_ONCE)
    ability = general + chance.normal(0, population.areas, (areas, _AT_ONCE))
    drawn = np.argsort(chance.random((areas, _AT_ONCE)), axis=0) < max(1, areas // 4)
    ability[drawn & (kind == kinds.index("specialist"))] = 2.0
    talents = population.talents * np.where(kind == kinds.index("patchy"), 3, 1)
    own = talents * chance.normal(0, 1, (len(names), _AT_ONCE))
    own -= chance.normal(0, population.shifts, own.shape)
    margin = ability[space.areas] + own[of_step] - (levels - 2)[:, None]
    mastered = chance.random(margin.shape) < 1 / (1 + np.exp(-population.slope * margin))
    return space.close(mastered)[0]
