"""What a placement found: levels with probabilities, and what they make of readiness."""

from enum import StrEnum
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.model import Requirement, Role, SkillSlug, Step, Target
from engine.placement.answers import Reply
from engine.placement.belief import PlacementBelief
from engine.readiness.formula import credit_of, requirements_of, rounded_points


class PlacedLevel(Struct, frozen=True):
    """The level of one skill in the most probable state.

    `chances[n]` is the probability that exactly level n is held, up to the highest
    level asked about; they sum to 1.
    """

    skill: SkillSlug
    level: int
    chances: tuple[float, ...]


class InferenceKind(StrEnum):
    """Why a step was not asked about: what is known or unknown settles it, or it is just likely."""

    PREREQUISITE_OF_KNOWN = "stands_under"
    BUILDS_ON_UNKNOWN = "prerequisites"
    LIKELY = "likely"


class InferredStep(Struct, frozen=True):
    """A step not asked about: what is taken for granted of it, and the answers that say so.

    "Not asked, because you know `because`" for `PREREQUISITE_OF_KNOWN`; for `LIKELY` no
    single answer settles it.
    """

    step: Step
    is_known: bool
    chance: float
    kind: InferenceKind
    because: tuple[Step, ...]


class ReadinessRange(Struct, frozen=True):
    """Readiness [0..100] of the most probable state, and the range that holds the truth.

    `coverage` says how often it does, if people are as the prior has them.
    """

    low: float
    placed: float
    high: float
    coverage: float


class PlacementResult(Struct, frozen=True):
    """What a placement found, skills and steps sorted.

    `expected_right` is the share of the steps asked about, each counted by its relevance, that
    `state` is expected to have right, in 0..1.
    """

    levels: tuple[PlacedLevel, ...]
    state: tuple[Step, ...]
    expected_right: float
    readiness: ReadinessRange
    inferred: tuple[InferredStep, ...]


def placement_result(belief: PlacementBelief, role: Role) -> PlacementResult:
    """Read the result off a belief; `role` is the one the placement was begun for.

    Raises:
        UnknownVariantError: It is another role, without the placement's variant.
    """
    space = belief.space
    state = belief.most_probable
    return PlacementResult(
        levels=_levels(belief, state),
        state=tuple(sorted(step for i, step in enumerate(space.steps) if state[i])),
        expected_right=round(expected_right(belief), 6),
        readiness=_readiness(belief, role, state),
        inferred=_inferred(belief, state),
    )


def expected_right(belief: PlacementBelief) -> float:
    """The share of what matters that the most probable state is expected to have right, in 0..1.

    Every step counts by its relevance; where the role leaves no choice that is the share of steps.
    """
    right = np.where(belief.most_probable, belief.chances, 1 - belief.chances)
    matters = float(belief.relevance.sum())
    return float((right * belief.relevance).sum()) / matters if matters else 1.0


def _ladder(belief: PlacementBelief, skill: SkillSlug) -> list[int]:
    """Positions of the skill's steps, level 1 first."""
    index = belief.space.index
    found: list[int] = []
    while (position := index.get(Step(skill, len(found) + 1))) is not None:
        found.append(position)
    return found


def _levels(belief: PlacementBelief, state: NDArray[np.bool_]) -> tuple[PlacedLevel, ...]:
    placed = []
    for skill in sorted({step.skill for step in belief.space.steps}):
        ladder = _ladder(belief, skill)
        at_least = [1.0, *(float(belief.chances[i]) for i in ladder), 0.0]
        chances = tuple(round(a - b, 9) for a, b in pairwise(at_least))
        placed.append(PlacedLevel(skill, int(state[ladder].sum()), chances))
    return tuple(placed)


def _readiness(belief: PlacementBelief, role: Role, state: NDArray[np.bool_]) -> ReadinessRange:
    options = belief.placement.options
    columns = np.concatenate([belief.known, state[:, None]], axis=1)
    points = _points_of_all(belief, role, columns)
    placed, drawn = float(points[-1]), points[:-1]
    tail = (1 - options.coverage) / 2
    low = float(np.quantile(drawn, tail, method="lower"))
    high = float(np.quantile(drawn, 1 - tail, method="higher"))
    return ReadinessRange(
        low=rounded_points(min(low, placed)),
        placed=rounded_points(placed),
        high=rounded_points(max(high, placed)),
        coverage=options.coverage,
    )


def _points_of_all(
    belief: PlacementBelief, role: Role, known: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Readiness of every learner, unrounded."""
    counted = [r for r in requirements_of(role, belief.placement.variant) if r.is_counted]
    total = sum(requirement.weight for requirement in counted)
    points = np.zeros(known.shape[1])
    for requirement in counted:
        points += requirement.weight * _credits(belief, requirement, known)
    return 100 * points / total if total else points + 100.0


def _credits(
    belief: PlacementBelief, requirement: Requirement, known: NDArray[np.bool_]
) -> NDArray[np.float64]:
    earned = np.array([_target_credits(belief, t, known) for t in requirement.targets])
    best: NDArray[np.float64] = np.sort(earned, axis=0)[-requirement.choose :]
    return np.asarray(best.sum(axis=0) / requirement.choose)


def _target_credits(
    belief: PlacementBelief, target: Target, known: NDArray[np.bool_]
) -> NDArray[np.float64]:
    ladder = _ladder(belief, target.skill)[: target.level]
    graph = belief.space.graph
    table = np.array([credit_of(graph, target, level) for level in range(target.level + 1)])
    return np.asarray(table[known[ladder].sum(axis=0)])


def _inferred(belief: PlacementBelief, state: NDArray[np.bool_]) -> tuple[InferredStep, ...]:
    space, placement = belief.space, belief.placement
    yes = [space.index[s] for s, reply in placement.told.items() if reply is Reply.YES]
    no = [space.index[s] for s, reply in placement.told.items() if reply is Reply.NO]
    inferred = []
    for i, step in sorted(enumerate(space.steps), key=lambda pair: pair[1]):
        if step in placement.asked:
            continue
        is_known = bool(state[i])
        if is_known:
            kind, because = (
                InferenceKind.PREREQUISITE_OF_KNOWN,
                [y for y in yes if i in space.below[y]],
            )
        else:
            kind, because = InferenceKind.BUILDS_ON_UNKNOWN, [n for n in no if n in space.below[i]]
        inferred.append(
            InferredStep(
                step=step,
                is_known=is_known,
                chance=round(float(belief.chances[i]), 9),
                kind=kind if because else InferenceKind.LIKELY,
                because=tuple(sorted(space.steps[b] for b in because)),
            )
        )
    return tuple(inferred)
