"""What a placement found: levels with probabilities, and what they make of readiness."""

from bisect import bisect_left
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.graph.skill_graph import SkillGraph
from engine.model import Profile, Requirement, Role, SkillSlug, Step, Target, Variant
from engine.placement.acceptance import Acceptance, accept_placement
from engine.placement.answers import Reply
from engine.placement.belief import PlacementBelief
from engine.placement.levels import PlacedLevel
from engine.placement.sources import ladders_of
from engine.readiness.formula import (
    credit_of,
    requirement_credit,
    requirements_of,
    rounded_points,
    weighted_share,
)
from engine.readiness.holdings import hold

_LEAST_SURE = tuple(n / 100 for n in range(50, 96))
"""From which probability on a level is placed: the one that fits readiness as a whole best."""

_SURE_OF_OTHERS = 0.85
"""What only other skills require is placed from this probability on: readiness does not show it."""


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
    """Readiness [0..100] with what acceptance writes, and the range that holds the truth.

    `coverage` says how often it does, if people are as they are imagined.
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
    acceptance: Acceptance


def placement_result(
    belief: PlacementBelief,
    role: Role,
    *,
    begun: Profile | None = None,
    now: Profile | None = None,
) -> PlacementResult:
    """Read the result off a belief; `role` is the one the placement was begun for.

    Args:
        belief: What the answers say.
        role: Whose readiness is placed.
        begun: The ratings when the placement began; those it was given unless they are said.
        now: The ratings that acceptance would change; those it began with unless they are said.

    Raises:
        UnknownVariantError: It is another role, without the placement's variant.
    """
    begun = dict(belief.placement.ratings) if begun is None else begun
    now = begun if now is None else now
    placed = _Placed(belief, role)
    levels = placed.levels
    acceptance = accept_placement(belief.placement, levels, begun=begun, now=now)
    state = tuple(Step(p.skill, n) for p in levels for n in range(1, p.level + 1))
    return PlacementResult(
        levels=levels,
        state=state,
        expected_right=round(expected_right(belief), 6),
        readiness=placed.readiness(acceptance.profile(now)),
        inferred=_inferred(belief, frozenset(state)),
        acceptance=acceptance,
    )


def expected_right(belief: PlacementBelief) -> float:
    """The share of what matters that the more probable of known and not is expected to have right.

    Every step counts by its relevance; where the role leaves no choice that is the share of steps.
    """
    right = np.maximum(belief.chances, 1 - belief.chances)
    matters = float(belief.relevance.sum())
    return float((right * belief.relevance).sum()) / matters if matters else 1.0


def points_of(
    graph: SkillGraph, role: Role, variant: Variant, levels: Mapping[SkillSlug, int]
) -> float:
    """Readiness at these levels, unrounded [0..100]; the same arithmetic as an analysis."""
    counted = [r for r in requirements_of(role, variant) if r.is_counted]
    earned = [r.weight * requirement_credit(graph, r, levels) for r in counted]
    return weighted_share(earned, sum(r.weight for r in counted))


class _Placed:
    """Where every skill is placed, and the readiness that follows."""

    def __init__(self, belief: PlacementBelief, role: Role) -> None:
        self.belief, self.role = belief, role
        self.placement, self.graph = belief.placement, belief.space.graph

    @cached_property
    def ladders(self) -> dict[SkillSlug, list[int]]:
        """Positions of every skill's steps, level 1 first."""
        return ladders_of(self.belief.space)

    @cached_property
    def levels(self) -> tuple[PlacedLevel, ...]:
        """Every skill at the highest level that is sure enough, and below what was denied.

        How sure that is, from a half on, follows from readiness as a whole: each level that is
        more probable than not would make it too high where many may be missing, but not all.
        """
        mean = float(self.points.mean())
        place = bisect_left(_LEAST_SURE, -mean, key=lambda least: -self._points_from(least))
        near = _LEAST_SURE[max(place - 1, 0) : place + 1]
        least = min(near, key=lambda least: abs(self._points_from(least) - mean))
        return tuple(
            PlacedLevel(skill, level, self._chances(skill))
            for skill, level in self._levels_from(least).items()
        )

    def _levels_from(self, least: float) -> dict[SkillSlug, int]:
        denied = self.placement.denied
        chances = self.belief.chances
        found = {}
        for skill, ladder in self.ladders.items():
            sure = least if skill in self._counted else max(least, _SURE_OF_OTHERS)
            level = int((chances[ladder] >= sure).sum())
            found[skill] = min(level, denied.get(skill, level + 1) - 1)
        return found

    @cached_property
    def _counted(self) -> frozenset[SkillSlug]:
        """Skills that count towards readiness, or that the person was asked about."""
        requirements = requirements_of(self.role, self.placement.variant)
        targets = {t.skill for r in requirements if r.is_counted for t in r.targets}
        told = {step.skill for step in self.placement.told}
        return frozenset(targets | told | self.placement.used)

    def _points_from(self, least: float) -> float:
        unasked = self.placement.unasked_options
        levels = {s: n for s, n in self._levels_from(least).items() if s not in unasked}
        return points_of(self.graph, self.role, self.placement.variant, levels)

    def _chances(self, skill: SkillSlug) -> tuple[float, ...]:
        at_least = [1.0, *(float(self.belief.chances[i]) for i in self.ladders[skill]), 0.0]
        return tuple(round(a - b, 9) for a, b in pairwise(at_least))

    def readiness(self, profile: Profile) -> ReadinessRange:
        """Readiness of the profile that acceptance leaves, and the range of the learners'."""
        options = self.placement.options
        levels = hold(self.graph, profile).levels
        placed = points_of(self.graph, self.role, self.placement.variant, levels)
        tail = (1 - options.coverage) / 2
        low = float(np.quantile(self.points, tail, method="lower"))
        high = float(np.quantile(self.points, 1 - tail, method="higher"))
        return ReadinessRange(
            low=rounded_points(min(low, placed)),
            placed=rounded_points(placed),
            high=rounded_points(max(high, placed)),
            coverage=options.coverage,
        )

    @cached_property
    def points(self) -> NDArray[np.float64]:
        """Readiness of every learner, unrounded."""
        requirements = requirements_of(self.role, self.placement.variant)
        counted = [r for r in requirements if r.is_counted]
        total = sum(requirement.weight for requirement in counted)
        points = np.zeros(self.belief.learners)
        for requirement in counted:
            points += requirement.weight * self._credits(requirement)
        return 100 * points / total if total else points + 100.0

    def _credits(self, requirement: Requirement) -> NDArray[np.float64]:
        earned = np.array([self._target_credits(t) for t in requirement.targets])
        best: NDArray[np.float64] = np.sort(earned, axis=0)[-requirement.choose :]
        return np.asarray(best.sum(axis=0) / requirement.choose)

    def _target_credits(self, target: Target) -> NDArray[np.float64]:
        ladder = self.ladders[target.skill][: target.level]
        table = np.array([credit_of(self.graph, target, n) for n in range(target.level + 1)])
        return np.asarray(table[self.belief.known[ladder].sum(axis=0)])


def _inferred(belief: PlacementBelief, state: frozenset[Step]) -> tuple[InferredStep, ...]:
    space, placement = belief.space, belief.placement
    yes = [space.index[s] for s, reply in placement.told.items() if reply is Reply.YES]
    no = [space.index[s] for s, reply in placement.told.items() if reply is Reply.NO]
    inferred = []
    for i, step in sorted(enumerate(space.steps), key=lambda pair: pair[1]):
        if step in placement.asked:
            continue
        is_known = step in state
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
