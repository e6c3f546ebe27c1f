"""Gaps: how far each requirement of a role is met, worked out once for every level that occurs."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from math import fsum

from msgspec import Struct

from engine.graph.effort import Effort
from engine.graph.identity_key import IdentityKey
from engine.graph.skill_graph import SkillGraph
from engine.model import Hours, RatingSource, Requirement, SkillSlug, SourceRef, Target
from engine.readiness.formula import counted_targets, credit_of, effort, open_places
from engine.rules.tables import RuleBook, TableName

_MOST_TABLES = 512  # Variants of roles; content has about a hundred.
_MOST_HELD = 1_000  # Levels held, of one requirement; only choices have more than a few dozen.


class GapClass(StrEnum):
    """How far a requirement is met; not told means that nothing is said of it and nothing implied.

    What is rated 0 is told, and missing.
    """

    NOT_TOLD = "not_told"
    MISSING = "missing"
    WEAK = "weak"
    STRONG = "strong"


class TargetState(Struct, frozen=True):
    """Where a person stands towards one target; without a source, nothing is said about it.

    `credit` is in 0..1; `is_counted` says whether the requirement's credit uses it.
    """

    target: Target
    held: int
    source: RatingSource | None
    credit: float
    is_counted: bool

    @property
    def is_implied(self) -> bool:
        """Whether the level held follows from other skills."""
        return self.source is RatingSource.IMPLIED

    @property
    def is_told(self) -> bool:
        """Whether the person rated the skill, 0 included, or its level follows from others."""
        return self.source is not None

    @property
    def is_met(self) -> bool:
        """Whether the target level is held."""
        return self.held >= self.target.level


class Gap(Struct, frozen=True):
    """One requirement, and how far the person meets it.

    `points` of `points_possible` readiness points are earned, both 0 for bonus;
    `told` in 0..1 is the share of its places that ratings fill or rule out (`open_places`).
    `hours_left` [h] are those of the missing levels of the counted skills alone: a part of the
    hours that a plan takes. `rule` is the rule that gave the class.
    """

    requirement: Requirement
    gap_class: GapClass
    credit: float
    told: float
    points: float
    points_possible: float
    hours_left: Hours
    targets: tuple[TargetState, ...]
    rule: SourceRef

    @property
    def is_told(self) -> bool:
        """Whether anything that counts is said or implied."""
        return self.told > 0


class GapClasses:
    """Decides the class once for each credit that occurs, told and not told."""

    def __init__(self, rules: RuleBook) -> None:
        self.rules = rules
        self.decided: dict[tuple[float, bool], tuple[GapClass, SourceRef]] = {}

    def of(self, credit: float, *, is_told: bool) -> tuple[GapClass, SourceRef]:
        """The class, and the rule that gave it."""
        known = self.decided.get((credit, is_told))
        if known is None:
            decision = self.rules.decide(TableName.GAPS, {"credit": credit, "told": is_told})
            known = GapClass(str(decision.then["gap_class"])), decision.source
            self.decided[credit, is_told] = known
        return known


HeldLevel = tuple[int, RatingSource | None]
"""The level held in a skill, and where that comes from; no source where nothing is told."""

NOT_TOLD: HeldLevel = (0, None)

HeldLevels = Mapping[SkillSlug, HeldLevel]


class GapTable:
    """The gaps of one variant of a role on one graph, computed once for each level held."""

    def __init__(
        self, graph: SkillGraph, requirements: Sequence[Requirement], rules: RuleBook
    ) -> None:
        self.total_weight = sum(r.weight for r in requirements if r.is_counted)
        classes = GapClasses(rules)
        self._rows = [_RequirementLevels(graph, r, self._worth(r), classes) for r in requirements]

    def _worth(self, requirement: Requirement) -> float:
        return 100 * requirement.weight / self.total_weight if requirement.is_counted else 0.0

    def gaps(self, held_levels: HeldLevels) -> tuple[Gap, ...]:
        """The gap of every requirement, in the role's order.

        Raises:
            NoRuleFiredError: The rules leave a class open.
        """
        return tuple([row.found(held_levels) for row in self._rows])


@lru_cache(maxsize=_MOST_TABLES)
def gap_table(
    graph: SkillGraph,
    requirements: IdentityKey[tuple[Requirement, ...]],
    rules: IdentityKey[RuleBook],
) -> GapTable:
    """The table of these requirements, the same object each time."""
    return GapTable(graph, requirements.value, rules.value)


class _RequirementLevels:
    """One requirement."""

    def __init__(
        self, graph: SkillGraph, requirement: Requirement, worth: float, classes: GapClasses
    ) -> None:
        self._graph = graph
        self._requirement = requirement
        self._worth = worth
        self._classes = classes
        self._skills = [target.skill for target in requirement.targets]
        self._known = lru_cache(maxsize=_MOST_HELD)(self._work_out)

    def found(self, held_levels: HeldLevels) -> Gap:
        return self._known(tuple([held_levels.get(skill, NOT_TOLD) for skill in self._skills]))

    def _work_out(self, seen: tuple[HeldLevel, ...]) -> Gap:
        requirement = self._requirement
        states = self._states(seen)
        counted = [state for state in states if state.is_counted]
        left = Effort.total(self._left(state.target, state.held) for state in counted)
        credit = fsum(state.credit for state in counted) / requirement.choose
        told = 1 - _open_of(requirement, states) / requirement.choose
        gap_class, rule = self._classes.of(credit, is_told=told > 0)
        return Gap(
            requirement=requirement,
            gap_class=gap_class,
            credit=credit,
            told=told,
            points=self._worth * credit,
            points_possible=self._worth,
            hours_left=left.hours,
            targets=states,
            rule=rule,
        )

    def _left(self, target: Target, held: int) -> Effort:
        return effort(self._graph, target.skill, above=held, up_to=target.level)

    def _states(self, seen: tuple[HeldLevel, ...]) -> tuple[TargetState, ...]:
        levels = [held for held, _ in seen]
        counted = counted_targets(self._graph, self._requirement, levels)
        return tuple(
            TargetState(target, held, source, credit_of(self._graph, target, held), i in counted)
            for i, (target, (held, source)) in enumerate(
                zip(self._requirement.targets, seen, strict=True)
            )
        )


def _open_of(requirement: Requirement, states: Sequence[TargetState]) -> int:
    told = sum(state.is_told for state in states)
    earning = sum(state.credit > 0 for state in states)
    return open_places(requirement, told=told, earning=earning)
