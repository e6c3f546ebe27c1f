"""How ready a person is for a role, requirement by requirement.

Readiness is 100 * Σ weight · credit / Σ weight over core and supporting
requirements (`credit.py`); bands, classes and advice are rules of the content.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum
from math import fsum

from msgspec import Struct

from engine.credit import credit_of, effort, requirements_of, rounded_points, weighted_share
from engine.effort import NO_EFFORT, Effort
from engine.graph import SkillGraph
from engine.holdings import Holdings, Implied, hold, source_of
from engine.model import (
    Hours,
    Importance,
    Profile,
    RatingSource,
    Requirement,
    Role,
    RoleSlug,
    SkillSlug,
    SourceRef,
    Step,
    Target,
    Variant,
)
from engine.rules import Decision, FactValue, RuleBook, TableName


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
        """Whether the level asked for is held."""
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


class Band(Struct, frozen=True):
    """The name content gives to a range of readiness, and where that is written."""

    slug: str
    title: str
    text: str
    source: SourceRef


class Readiness(Struct, frozen=True):
    """`points` in 0..100 to one decimal; 0 and 100 stand only for exactly none and exactly all.

    `bonus_points` is the share of the bonus requirements met [0..100], or None
    when the role has none.
    """

    points: float
    is_core_met: bool
    bonus_points: float | None
    band: Band


class Advice(Struct, frozen=True):
    """What a rule advises, and where that rule stands."""

    slug: str
    title: str
    text: str
    source: SourceRef


class Analysis(Struct, frozen=True):
    """What a role asks, what the person holds of it, and what follows; gaps in the role's order.

    `hours_left` [h] are the gaps' own levels together; the roadmap adds what those stand on.
    """

    role: RoleSlug
    variant: Variant
    readiness: Readiness
    gaps: tuple[Gap, ...]
    implied: tuple[Implied, ...]
    hours_left: Hours
    advice: tuple[Advice, ...]


def analyze(
    graph: SkillGraph, role: Role, *, variant: Variant, profile: Profile, rules: RuleBook
) -> Analysis:
    """Hold a profile against a role.

    Raises:
        UnknownVariantError: The role does not come in this variant.
        UnknownSkillError: A rating for a skill that is not in the graph.
        UnknownLevelError: A rating outside the skill's levels.
        NoRuleFiredError: The rules leave a band or a class open.

    Complexity: linear in requirements plus the steps below the rated ones.
    """
    requirements = requirements_of(role, variant)
    person = _Person(graph, profile, hold(graph, profile))
    total = sum(requirement.weight for requirement in requirements if requirement.is_counted)
    classes = GapClasses(rules)
    gaps = tuple(_gap(person, requirement, total, classes) for requirement in requirements)
    readiness = _readiness(gaps, rules)
    facts = _gap_counts(gaps) | _person_facts(person)
    facts["readiness"] = readiness.points
    facts["core_met"] = readiness.is_core_met
    facts["variant"] = variant
    return Analysis(
        role=role.slug,
        variant=variant,
        readiness=readiness,
        gaps=gaps,
        implied=person.holdings.implied,
        hours_left=sum((person.effort_left(gap.targets) for gap in gaps), start=NO_EFFORT).hours,
        advice=tuple(_advice_of(d) for d in rules.collect(TableName.ADVICE, facts)),
    )


class _Person(Struct, frozen=True):
    """A profile on a graph, worked out once for all requirements."""

    graph: SkillGraph
    profile: Profile
    holdings: Holdings

    def credit(self, target: Target) -> float:
        return credit_of(self.graph, target, self.holdings.level(target.skill))

    def left(self, target: Target) -> Effort:
        held = self.holdings.level(target.skill)
        return effort(self.graph, target.skill, above=held, up_to=target.level)

    def effort_left(self, states: Iterable[TargetState]) -> Effort:
        counted = (self.left(state.target) for state in states if state.is_counted)
        return sum(counted, start=NO_EFFORT)


class GapClasses:
    """Asks the table of gap classes once for each credit that occurs."""

    def __init__(self, rules: RuleBook) -> None:
        self.rules = rules
        self.decided: dict[float, tuple[GapClass, SourceRef]] = {}

    def of(self, credit: float) -> tuple[GapClass, SourceRef]:
        """The class, and the rule that gave it."""
        if credit not in self.decided:
            decision = self.rules.decide(TableName.GAPS, {"credit": credit})
            self.decided[credit] = (GapClass(str(decision.then["gap_class"])), decision.source)
        return self.decided[credit]


def _gap(person: _Person, requirement: Requirement, total_weight: int, classes: GapClasses) -> Gap:
    states = _states(person, requirement)
    counted = [state for state in states if state.is_counted]
    credit = fsum(state.credit for state in counted) / requirement.choose
    gap_class, rule = classes.of(credit)
    possible = 100 * requirement.weight / total_weight if requirement.is_counted else 0.0
    return Gap(
        requirement=requirement,
        gap_class=gap_class,
        credit=credit,
        points=possible * credit,
        points_possible=possible,
        hours_left=person.effort_left(states).hours,
        targets=states,
        rule=rule,
    )


def _states(person: _Person, requirement: Requirement) -> tuple[TargetState, ...]:
    """The targets' states; of a choice the best credits count, then the fewest hours left."""
    earned = [person.credit(target) for target in requirement.targets]
    counted: Collection[int] = range(len(earned))
    if requirement.is_choice:
        counted = sorted(
            counted,
            key=lambda i: (-earned[i], person.left(requirement.targets[i]).typical, i),
        )[: requirement.choose]
    return tuple(
        TargetState(
            target=target,
            held=person.holdings.level(target.skill),
            source=source_of(person.profile, person.holdings, target.skill),
            credit=earned[i],
            is_counted=i in counted,
        )
        for i, target in enumerate(requirement.targets)
    )


def _readiness(gaps: tuple[Gap, ...], rules: RuleBook) -> Readiness:
    bonus = [gap for gap in gaps if not gap.requirement.is_counted]
    points = rounded_points(_share([gap for gap in gaps if gap.requirement.is_counted]))
    is_core_met = all(
        gap.credit == 1.0 for gap in gaps if gap.requirement.importance is Importance.CORE
    )
    return Readiness(
        points=points,
        is_core_met=is_core_met,
        bonus_points=rounded_points(_share(bonus)) if bonus else None,
        band=band_of(rules, points, is_core_met=is_core_met),
    )


def band_of(rules: RuleBook, points: float, *, is_core_met: bool) -> Band:
    """What the content calls this readiness [0..100], or NoRuleFiredError."""
    decision = rules.decide(TableName.BANDS, {"readiness": points, "core_met": is_core_met})
    return Band(
        slug=str(decision.then["band"]),
        title=str(decision.then["title"]),
        text=str(decision.then["text"]),
        source=decision.source,
    )


def _share(gaps: list[Gap]) -> float:
    weight = sum(gap.requirement.weight for gap in gaps)
    return weighted_share([gap.requirement.weight * gap.credit for gap in gaps], weight)


def _gap_counts(gaps: tuple[Gap, ...]) -> dict[str, FactValue]:
    core = [gap for gap in gaps if gap.requirement.importance is Importance.CORE]
    facts: dict[str, FactValue] = {
        gap_class.value: sum(1 for gap in gaps if gap.gap_class is gap_class)
        for gap_class in GapClass
    }
    facts["missing_core"] = sum(1 for gap in core if gap.gap_class is GapClass.MISSING)
    facts["weak_core"] = sum(1 for gap in core if gap.gap_class is GapClass.WEAK)
    return facts


def _person_facts(person: _Person) -> dict[str, FactValue]:
    rated = [skill for skill, rating in person.profile.items() if rating.level > 0]
    return {
        "rated_skills": len(rated),
        "unsupported_skills": sum(1 for skill in rated if _is_unsupported(person, skill)),
    }


def _is_unsupported(person: _Person, skill: SkillSlug) -> bool:
    """Whether the person holds the skill, but said they lack something it surely stands on."""
    held = person.holdings.steps
    levels = range(1, person.profile[skill].level + 1)
    needed = (s for level in levels for s in person.graph.sure_needs(Step(skill, level)))
    return any(step not in held for step in needed)


def _advice_of(decision: Decision) -> Advice:
    return Advice(
        slug=decision.rule,
        title=str(decision.then["title"]),
        text=str(decision.then["text"]),
        source=decision.source,
    )
