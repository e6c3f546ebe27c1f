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
from engine.readiness.formula import counted_targets, credit_of, effort
from engine.rules.tables import RuleBook, TableName

_MOST_TABLES = 512  # Variants of roles; content has about a hundred.
_MOST_HELD = 1_000  # Levels held, of one requirement; only choices have more than a few dozen.


class GapClass(StrEnum):
    """How far a requirement is met."""

    MISSING = "missing"
    WEAK = "weak"
    STRONG = "strong"


class TargetState(Struct, frozen=True):
    """Where a person stands towards one target.

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
    def is_met(self) -> bool:
        """Whether the target level is held."""
        return self.held >= self.target.level


class Gap(Struct, frozen=True):
    """One requirement, and how far the person meets it.

    `points` of `points_possible` readiness points are earned, both 0 for bonus;
    `hours_left` [h] are those of the missing levels of the counted skills alone.
    `rule` is the rule that gave the class.
    """

    requirement: Requirement
    gap_class: GapClass
    credit: float
    points: float
    points_possible: float
    hours_left: Hours
    targets: tuple[TargetState, ...]
    rule: SourceRef


class GapClasses:
    """Decides the class once for each credit that occurs."""

    def __init__(self, rules: RuleBook) -> None:
        self.rules = rules
        self.decided: dict[float, tuple[GapClass, SourceRef]] = {}

    def of(self, credit: float) -> tuple[GapClass, SourceRef]:
        """The class, and the rule that gave it."""
        if credit not in self.decided:
            decision = self.rules.decide(TableName.GAPS, {"credit": credit})
            self.decided[credit] = (GapClass(str(decision.then["gap_class"])), decision.source)
        return self.decided[credit]


HeldLevel = tuple[int, RatingSource | None]
"""The level held in a skill, and who says so."""

NOT_RATED: HeldLevel = (0, None)

HeldLevels = Mapping[SkillSlug, HeldLevel]
Found = tuple[Gap, Effort]
"""A gap with the effort of its missing levels."""


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

    def gaps(self, held_levels: HeldLevels) -> list[Found]:
        """The gap of every requirement, in the role's order.

        Raises:
            NoRuleFiredError: The rules leave a class open.
        """
        return [row.found(held_levels) for row in self._rows]


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

    def found(self, held_levels: HeldLevels) -> Found:
        return self._known(tuple([held_levels.get(skill, NOT_RATED) for skill in self._skills]))

    def _work_out(self, seen: tuple[HeldLevel, ...]) -> Found:
        requirement = self._requirement
        states = self._states(seen)
        counted = [state for state in states if state.is_counted]
        left = Effort.total(self._left(state.target, state.held) for state in counted)
        credit = fsum(state.credit for state in counted) / requirement.choose
        gap_class, rule = self._classes.of(credit)
        gap = Gap(
            requirement=requirement,
            gap_class=gap_class,
            credit=credit,
            points=self._worth * credit,
            points_possible=self._worth,
            hours_left=left.hours,
            targets=states,
            rule=rule,
        )
        return gap, left

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
