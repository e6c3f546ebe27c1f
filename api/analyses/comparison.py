"""Holds two kept analyses against each other."""

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from api.analyses.repository import AnalysisInputs
from api.analyses.schemas import ComparisonView, GapChangeView
from api.analyses.snapshot import StoredInputs
from api.analyses.stored import read_stored_analysis
from api.analyses.views import analyze_profile, fresh_on
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


def compare_stored(
    before: AnalysisInputs, after: AnalysisInputs, *, content: Knowledge
) -> ComparisonView:
    """Say what changed, and how much of it the person, time and the content did.

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
    role = later.analysis.role
    first = replace(earlier.analysis, role=role)
    renewed, aged = _between(before, after, content=content, first=first)
    found = compare(first, renewed=renewed, aged=aged, after=later.analysis)
    labels = earlier.labels | later.labels
    return ComparisonView(
        before=found.before,
        after=found.after,
        by_person=found.by_person,
        by_time=found.by_time,
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
    result = read_stored_analysis(kept.result)
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


def _between(
    before: AnalysisInputs, after: AnalysisInputs, *, content: Knowledge, first: Analysis
) -> tuple[Analysis, Analysis]:
    """The earlier profile under the later content: on the earlier day, and on the later one.

    What need not be worked out anew is taken as it was kept.
    """
    inputs = msgspec.json.decode(before.inputs, type=StoredInputs)
    later_day = msgspec.json.decode(after.inputs, type=StoredInputs).today
    said = inputs.profile(content)
    then = said if inputs.today is None else fresh_on(content, said, inputs.today)
    now = said if later_day is None else fresh_on(content, said, later_day)
    renewed = first
    if before.knowledge_hash != after.knowledge_hash:
        renewed = analyze_profile(content, first.role, variant=before.variant, profile=then)
    aged = renewed
    if now != then:
        aged = analyze_profile(content, first.role, variant=before.variant, profile=now)
    return renewed, aged
