"""How ready a person is for a role, requirement by requirement.

Readiness is 100 * Σ weight · credit / Σ weight over core and supporting
requirements (`credit.py`); bands, classes and advice are rules of the content.
"""

from collections.abc import Sequence

from msgspec import Struct

from engine.graph.effort import Effort
from engine.graph.identity_key import IdentityKey
from engine.graph.skill_graph import SkillGraph
from engine.model import (
    Hours,
    Importance,
    Profile,
    RatingSource,
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
from engine.readiness.interval import ReadinessInterval, interval_of
from engine.rules.tables import Decision, FactValue, RuleBook, TableName


class Readiness(Struct, frozen=True):
    """`points` in 0..100 to one decimal; 0 and 100 mean exactly none and exactly all.

    Given how sure the ratings are, readiness lies from `low` to `high` with a chance of at least
    `coverage`; both are `points` where nothing is doubtful. `bonus_points` is the share of the
    bonus requirements met [0..100], or None when the role has none.
    """

    points: float
    low: float
    high: float
    coverage: float
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
    """What a role requires, what the person holds of it, and what follows; gaps as in the role.

    `hours_left` [h] are the own levels of the gaps that count for readiness, together: a bonus
    leaves none, and the roadmap adds the hours of prerequisites.
    """

    role: RoleSlug
    variant: Variant
    readiness: Readiness
    gaps: tuple[Gap, ...]
    implied: tuple[Implied, ...]
    hours_left: Hours
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
    rated = holdings.profile
    table = gap_table(graph, IdentityKey(requirements), IdentityKey(rules))
    found = table.gaps(_held_levels(rated, holdings))
    gaps = tuple([gap for gap, _ in found])
    counted = [gap for gap in gaps if gap.requirement.is_counted]
    points = rounded_points(_share(counted, table.total_weight))
    interval = interval_of(graph, requirements, profile=rated, holdings=holdings, points=points)
    readiness = _readiness(gaps, points, interval, rules)
    facts = _gap_counts(gaps) | _person_facts(graph, rated, holdings)
    facts["readiness"] = readiness.points
    facts["core_met"] = readiness.is_core_met
    facts["variant"] = variant
    return Analysis(
        role=role.slug,
        variant=variant,
        readiness=readiness,
        gaps=gaps,
        implied=holdings.implied,
        hours_left=Effort.total(left for gap, left in found if gap.requirement.is_counted).hours,
        advice=tuple(_advice_of(d) for d in rules.collect(TableName.ADVICE, facts)),
    )


def _held_levels(profile: Profile, holdings: Holdings) -> dict[SkillSlug, HeldLevel]:
    held_levels: dict[SkillSlug, HeldLevel] = {
        item.skill: (item.level, RatingSource.IMPLIED) for item in holdings.implied
    }
    for skill, rating in profile.items():
        held_levels[skill] = (rating.level, rating.source)
    return held_levels


def _readiness(
    gaps: Sequence[Gap], points: float, interval: ReadinessInterval, rules: RuleBook
) -> Readiness:
    bonus = [gap for gap in gaps if not gap.requirement.is_counted]
    verdict = BandFacts.of(gaps, points)
    bonus_weight = sum(gap.requirement.weight for gap in bonus)
    return Readiness(
        points=points,
        low=interval.low,
        high=interval.high,
        coverage=interval.coverage,
        is_core_met=verdict.is_core_met,
        bonus_points=rounded_points(_share(bonus, bonus_weight)) if bonus else None,
        band=band_of(rules, verdict),
    )


def _share(gaps: Sequence[Gap], weight: int) -> float:
    return weighted_share([gap.requirement.weight * gap.credit for gap in gaps], weight)


def _is_core(gap: Gap) -> bool:
    return gap.requirement.importance is Importance.CORE


def _gap_counts(gaps: Sequence[Gap]) -> dict[str, FactValue]:
    classes = [gap.gap_class for gap in gaps]
    core = [gap.gap_class for gap in gaps if _is_core(gap)]
    facts: dict[str, FactValue] = {
        gap_class.value: classes.count(gap_class) for gap_class in GapClass
    }
    facts["missing_core"] = core.count(GapClass.MISSING)
    facts["weak_core"] = core.count(GapClass.WEAK)
    return facts


def _person_facts(graph: SkillGraph, profile: Profile, holdings: Holdings) -> dict[str, FactValue]:
    """Unsupported is a skill of which the person said they lack a required prerequisite."""
    rated = [(skill, rating.level) for skill, rating in profile.items() if rating.level > 0]
    needs = [graph.bits.prerequisites_up_to(skill, level) for skill, level in rated]
    unsupported = [needed for needed in needs if needed & ~holdings.bits]
    faded = sum(rating.said is not None for rating in profile.values())
    return {
        "rated_skills": len(rated),
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
