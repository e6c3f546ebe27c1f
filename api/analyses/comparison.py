"""Compares two analyses of a person, and says who or what changed the readiness."""

from msgspec import Struct
from msgspec.structs import replace

from api.analyses.repository import StoredAnalysis
from api.analyses.schemas import AnalysisResult, ComparisonView, GapChangeView
from api.analyses.stored import NewAnalysis, StoredInputs, read_stored_result
from api.analyses.views import analyze_profile, fresh_on, requirement_label
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


class ComparedAnalysis(Struct, frozen=True):
    """One side of a comparison; `labels` names its requirements by key."""

    role_id: str
    knowledge_version: str
    knowledge_hash: str
    inputs: StoredInputs
    analysis: Analysis
    labels: dict[str, str]

    @classmethod
    def of_stored(cls, stored: StoredAnalysis) -> "ComparedAnalysis":
        """A stored analysis."""
        result = read_stored_result(stored.result)
        return cls(
            stored.role_id,
            stored.knowledge_version,
            stored.knowledge_hash,
            StoredInputs.read(stored),
            _analysis_of(result),
            {gap.key: gap.label for gap in result.gaps},
        )

    @classmethod
    def of_new(cls, new: NewAnalysis) -> "ComparedAnalysis":
        """An analysis that was just made."""
        knowledge, analysis = new.knowledge, new.analysis
        return cls(
            knowledge.role_id(analysis.role),
            knowledge.version,
            knowledge.hash,
            new.inputs,
            analysis,
            {
                gap.requirement.key: requirement_label(knowledge, gap.requirement)
                for gap in analysis.gaps
            },
        )


def compare_analyses(
    before: ComparedAnalysis, after: ComparedAnalysis, *, knowledge: Knowledge
) -> ComparisonView:
    """Attribute the difference between two analyses.

    Args:
        before: The earlier analysis.
        after: The later one.
        knowledge: The knowledge of the later one.

    Raises:
        NotComparableError: They are of different roles or variants.
    """
    earlier, later = before.analysis, after.analysis
    if before.role_id != after.role_id or earlier.variant != later.variant:
        raise NotComparableError(earlier.role, earlier.variant, later.role, later.variant)
    first = replace(earlier, role=later.role)
    renewed, aged = _between(before, after, knowledge=knowledge, first=first)
    found = compare(first, renewed=renewed, aged=aged, after=later)
    labels = before.labels | after.labels
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


def _between(
    before: ComparedAnalysis, after: ComparedAnalysis, *, knowledge: Knowledge, first: Analysis
) -> tuple[Analysis, Analysis]:
    """The earlier profile under the later content: on the earlier day, and on the later one.

    Only what differs is analysed again.
    """
    rated = before.inputs.profile(knowledge)
    today, later_day = before.inputs.today, after.inputs.today
    then = rated if today is None else fresh_on(knowledge, rated, today)
    now = rated if later_day is None else fresh_on(knowledge, rated, later_day)
    renewed = first
    if before.knowledge_hash != after.knowledge_hash:
        renewed = analyze_profile(knowledge, first.role, variant=first.variant, profile=then)
    aged = renewed
    if now != then:
        aged = analyze_profile(knowledge, first.role, variant=first.variant, profile=now)
    return renewed, aged


def _analysis_of(result: AnalysisResult) -> Analysis:
    """What a comparison asks of an analysis, read back from its result."""
    readiness = result.readiness
    return Analysis(
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
