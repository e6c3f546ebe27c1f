"""How ready a person is for a role, requirement by requirement.

Readiness is 100 * Σ weight · credit / Σ weight over core and supporting
requirements (`formula.py`); bands, classes and advice are rules of the content.
"""

from collections.abc import Sequence

from msgspec import Struct

from engine.graph.identity_key import IdentityKey
from engine.graph.skill_graph import SkillGraph
from engine.model import (
    Importance,
    Profile,
    RatingSource,
    Requirement,
    Role,
    RoleSlug,
    SkillSlug,
    SourceRef,
    Variant,
)
from engine.readiness.bands import Band, BandFacts, band_of
from engine.readiness.formula import requirements_of, rounded_points, weighted_share
from engine.readiness.gaps import Gap, GapClass, HeldLevel, gap_table
from engine.readiness.holdings import Holdings, Implied
from engine.readiness.interval import interval_of
from engine.readiness.told import NextQuestion, highest_points, next_question
from engine.rules.tables import Decision, Facts, FactValue, RuleBook, TableName


class Readiness(Struct, frozen=True):
    """`points` in 0..100 to one decimal; 0 and 100 mean exactly none and exactly all.

    `points` counts what is known. Given how sure the ratings are, readiness lies from `low` to
    `high` with a chance of at least `coverage`; `high` counts everything that is not told as met.
    Both are `points` where nothing is doubtful and everything is told. `told_share` in 0..1 is the
    share of the weight that is told. With less than half of it there is no band, but the question
    that would tell most. `bonus_points` is the share of the
    bonus requirements met [0..100], or None when the role has none.
    """

    points: float
    low: float
    high: float
    coverage: float
    told_share: float
    is_core_met: bool
    bonus_points: float | None
    band: Band | None
    next_question: NextQuestion | None


class Advice(Struct, frozen=True):
    """What a rule advises, and where that rule stands."""

    slug: str
    title: str
    text: str
    source: SourceRef


class Analysis(Struct, frozen=True):
    """What a role requires, what the person holds of it, and what follows; gaps as in the role.

    The hours left are those of a plan (`plan_hours`).
    """

    role: RoleSlug
    variant: Variant
    readiness: Readiness
    gaps: tuple[Gap, ...]
    implied: tuple[Implied, ...]
    advice: tuple[Advice, ...]


def analyze(
    graph: SkillGraph, role: Role, *, variant: Variant, profile: Profile | Holdings, rules: RuleBook
) -> Analysis:
    """Compare a profile with what a role requires.

    Args:
        graph: Where the skills stand.
        role: The role.
        variant: Its seniority.
        profile: What the person rated, or its holdings where they are known already.
        rules: The tables of bands, gap classes and advice.

    Raises:
        UnknownVariantError: The role does not come in this variant.
        UnknownSkillError: A rating for a skill that is not in the graph.
        UnknownLevelError: A rating outside the skill's levels.
        NoRuleFiredError: The rules leave a band or a class open.

    Complexity: linear in requirements plus the steps below the rated ones.
    """
    requirements = requirements_of(role, variant)
    holdings = Holdings.of(graph, profile)
    table = gap_table(graph, IdentityKey(requirements), IdentityKey(rules))
    gaps = table.gaps(_held_levels(holdings))
    readiness = _readiness(graph, requirements, gaps, holdings, rules)
    facts = advice_facts(graph, variant, readiness=readiness, gaps=gaps, holdings=holdings)
    return Analysis(
        role=role.slug,
        variant=variant,
        readiness=readiness,
        gaps=gaps,
        implied=holdings.implied,
        advice=tuple(_advice_of(d) for d in rules.collect(TableName.ADVICE, facts)),
    )


def _held_levels(holdings: Holdings) -> dict[SkillSlug, HeldLevel]:
    held_levels: dict[SkillSlug, HeldLevel] = {
        item.skill: (item.level, RatingSource.IMPLIED) for item in holdings.implied
    }
    for skill, rating in holdings.profile.items():
        held_levels[skill] = (rating.level, rating.source)
    return held_levels


def _readiness(
    graph: SkillGraph,
    requirements: tuple[Requirement, ...],
    gaps: tuple[Gap, ...],
    holdings: Holdings,
    rules: RuleBook,
) -> Readiness:
    counted = [gap for gap in gaps if gap.requirement.is_counted]
    bonus = [gap for gap in gaps if not gap.requirement.is_counted]
    points = rounded_points(_share(counted))
    interval = interval_of(
        graph, requirements, profile=holdings.profile, holdings=holdings, points=points
    )
    facts = BandFacts.of(gaps, points)
    return Readiness(
        points=points,
        low=interval.low,
        high=highest_points(gaps, points=points, high=interval.high),
        coverage=interval.coverage,
        told_share=facts.told_share,
        is_core_met=facts.is_core_met,
        bonus_points=rounded_points(_share(bonus)) if bonus else None,
        band=band_of(rules, facts),
        next_question=None if facts.is_enough_told else next_question(graph, requirements, gaps),
    )


def _share(gaps: Sequence[Gap]) -> float:
    weight = sum(gap.requirement.weight for gap in gaps)
    return weighted_share([gap.requirement.weight * gap.credit for gap in gaps], weight)


def _is_core(gap: Gap) -> bool:
    return gap.requirement.importance is Importance.CORE


def advice_facts(
    graph: SkillGraph,
    variant: Variant,
    *,
    readiness: Readiness,
    gaps: Sequence[Gap],
    holdings: Holdings,
) -> Facts:
    """The facts that the table of advice decides on."""
    return {
        **_gap_counts(gaps),
        **_person_facts(graph, holdings),
        "readiness": readiness.points,
        "told_share": readiness.told_share,
        "core_met": readiness.is_core_met,
        "variant": variant,
    }


def _gap_counts(gaps: Sequence[Gap]) -> dict[str, FactValue]:
    classes = [gap.gap_class for gap in gaps]
    core = [gap.gap_class for gap in gaps if _is_core(gap)]
    facts: dict[str, FactValue] = {
        gap_class.value: classes.count(gap_class) for gap_class in GapClass
    }
    facts["missing_core"] = core.count(GapClass.MISSING)
    facts["weak_core"] = core.count(GapClass.WEAK)
    facts["not_told_core"] = core.count(GapClass.NOT_TOLD)
    return facts


def _person_facts(graph: SkillGraph, holdings: Holdings) -> dict[str, FactValue]:
    """Unsupported is a skill of which the person said they lack a required prerequisite."""
    profile = holdings.profile
    rated = [(skill, rating.level) for skill, rating in profile.items() if rating.level > 0]
    needs = [graph.bits.prerequisites_up_to(skill, level) for skill, level in rated]
    unsupported = [needed for needed in needs if needed & ~holdings.bits]
    faded = sum(rating.said is not None for rating in profile.values())
    return {
        "rated_skills": len(profile),
        "unsupported_skills": len(unsupported),
        "faded_skills": faded,
    }


def _advice_of(decision: Decision) -> Advice:
    return Advice(
        slug=decision.rule,
        title=str(decision.then["title"]),
        text=str(decision.then["text"]),
        source=decision.source,
    )
