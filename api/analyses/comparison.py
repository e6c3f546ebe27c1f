"""Holds two kept analyses against each other."""

import msgspec
from msgspec import Struct

from api.analyses.answer import analyze_profile, requirement_label
from api.analyses.kept_result import kept_analysis
from api.analyses.repository import AnalysisInputs
from api.analyses.schemas import ComparisonView, GapChangeView
from api.analyses.snapshot import InputsKept
from api.catalog.current import Knowledge
from engine import (
    NO_HOURS,
    NOWHERE,
    Analysis,
    Band,
    Gap,
    GapClass,
    Hours,
    Importance,
    NotComparableError,
    Profile,
    Rating,
    RatingSource,
    Readiness,
    Requirement,
    RoleSlug,
    SkillSlug,
    Target,
    Variant,
    compare,
)


class Side(Struct, frozen=True):
    """One side of a comparison, and what its requirements are called."""

    analysis: Analysis
    labels: dict[str, str]


def compare_kept(
    before: AnalysisInputs, after: AnalysisInputs, *, content: Knowledge
) -> ComparisonView:
    """Say what changed, and how much of it the person and the content did.

    Args:
        before: The earlier analysis.
        after: The later one.
        content: The knowledge the later one stands on.

    Raises:
        NotComparableError: They are of different roles or variants.
    """
    earlier, later = _side(before), _side(after)
    if before.role_id != after.role_id or before.variant != after.variant:
        raise NotComparableError(
            earlier.analysis.role,
            earlier.analysis.variant,
            later.analysis.role,
            later.analysis.variant,
        )
    between = earlier
    if before.knowledge_hash != after.knowledge_hash:
        between = _under(content, before, role=later.analysis.role)
    role = later.analysis.role
    found = compare(
        msgspec.structs.replace(earlier.analysis, role=role),
        msgspec.structs.replace(between.analysis, role=role),
        later.analysis,
    )
    labels = earlier.labels | later.labels
    return ComparisonView(
        before=found.before,
        after=found.after,
        by_person=found.by_person,
        by_content=found.by_content,
        changes=[
            GapChangeView(
                key=change.key,
                label=labels.get(change.key, change.key),
                before=None if change.before is None else change.before.value,
                after=None if change.after is None else change.after.value,
                points=change.points,
            )
            for change in found.changes
        ],
        knowledge_version=after.knowledge_version,
    )


def _side(kept: AnalysisInputs) -> Side:
    """Read an analysis back from the answer it became: all that a comparison asks for is in it."""
    result = kept_analysis(kept.result)
    readiness = result.readiness
    analysis = Analysis(
        role=RoleSlug(result.role.slug),
        variant=Variant(result.variant),
        readiness=Readiness(
            points=readiness.points,
            low=readiness.low,
            high=readiness.high,
            coverage=readiness.coverage,
            is_core_met=readiness.is_core_met,
            bonus_points=readiness.bonus_points,
            band=Band(readiness.band.slug, readiness.band.title, readiness.band.text, NOWHERE),
        ),
        gaps=tuple(
            Gap(
                requirement=Requirement(
                    key=gap.key,
                    targets=tuple(
                        Target(SkillSlug(target.skill.slug), target.target_level)
                        for target in gap.targets
                    ),
                    choose=1,
                    weight=gap.weight,
                    importance=Importance(gap.importance),
                    label=gap.label,
                ),
                gap_class=GapClass(gap.gap_class),
                credit=0.0,
                points=gap.points,
                points_possible=gap.points_possible,
                hours_left=Hours(gap.hours_left.low, gap.hours_left.typical, gap.hours_left.high),
                targets=(),
                rule=NOWHERE,
            )
            for gap in result.gaps
        ),
        implied=(),
        hours_left=NO_HOURS,
        advice=(),
    )
    return Side(analysis, {gap.key: gap.label for gap in result.gaps})


def _under(content: Knowledge, kept: AnalysisInputs, *, role: RoleSlug) -> Side:
    """The earlier profile under the later content."""
    inputs = msgspec.json.decode(kept.inputs, type=InputsKept)
    profile: dict[SkillSlug, Rating] = {}
    for skill_id, rating in inputs.ratings.items():
        slug = content.skill_of_id(skill_id)
        if slug is not None:
            level = min(rating.level, content.graph.skill(slug).top)
            profile[slug] = Rating(level, RatingSource(rating.source), rating.confidence)
    asked: Profile = profile
    analysis = analyze_profile(content, role, variant=kept.variant, profile=asked)
    labels = {
        gap.requirement.key: requirement_label(content, gap.requirement) for gap in analysis.gaps
    }
    return Side(analysis, labels)
