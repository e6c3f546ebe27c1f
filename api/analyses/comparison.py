"""Compares two analyses of a person, and says who or what changed the readiness."""

from msgspec import Struct
from msgspec.structs import replace

from api.analyses.alignment import AlignedRequirements
from api.analyses.repository import StoredAnalysis
from api.analyses.schemas import ComparisonView, GapChangeView
from api.analyses.stored import NewAnalysis, StoredInputs, read_stored_result
from api.analyses.views import analyze_profile, fresh_on, requirement_label
from api.catalog.current import Knowledge
from engine import (
    Analysis,
    AnalysisOutcome,
    GapClass,
    GapOutcome,
    NotComparableError,
    Profile,
    RoleSlug,
    Variant,
    compare,
)


class ComparedAnalysis(Struct, frozen=True):
    """One side of a comparison; `labels` names its requirements by key."""

    role_id: str
    knowledge_version: str
    knowledge_hash: str
    inputs: StoredInputs
    outcome: AnalysisOutcome
    labels: dict[str, str]

    @classmethod
    def of_stored(cls, stored: StoredAnalysis) -> "ComparedAnalysis":
        """A stored analysis."""
        result = read_stored_result(stored.result)
        return cls(
            stored.role_id,
            stored.knowledge_version,
            stored.knowledge_hash,
            StoredInputs.read(stored.inputs),
            AnalysisOutcome(
                role=RoleSlug(result.role.slug),
                variant=Variant(result.variant),
                points=result.readiness.points,
                gaps={g.key: GapOutcome(GapClass(g.gap_class), g.points) for g in result.gaps},
            ),
            {gap.key: gap.label for gap in result.gaps},
        )

    def for_variant(self, knowledge: Knowledge, analysis: Analysis) -> "ComparedAnalysis":
        """The same ratings on the same day for the role and variant of a later analysis.

        They are analysed under the content of that one, so nothing is left to the content.
        """
        rated, today = self.inputs.profile(knowledge), self.inputs.today
        profile = rated if today is None else fresh_on(knowledge, rated, today)
        found = analyze_profile(knowledge, analysis.role, variant=analysis.variant, profile=profile)
        labels = {
            gap.requirement.key: requirement_label(knowledge, gap.requirement) for gap in found.gaps
        }
        return ComparedAnalysis(
            self.role_id,
            knowledge.version,
            knowledge.hash,
            self.inputs,
            AnalysisOutcome.of(found),
            labels,
        )

    @classmethod
    def of_new(cls, new: NewAnalysis) -> "ComparedAnalysis":
        """An analysis that was just made."""
        knowledge, analysis = new.knowledge, new.analysis
        requirements = [gap.requirement for gap in analysis.gaps]
        return cls(
            knowledge.role_id(analysis.role),
            knowledge.version,
            knowledge.hash,
            new.inputs,
            AnalysisOutcome.of(analysis),
            {each.key: requirement_label(knowledge, each) for each in requirements},
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
    earlier, later = before.outcome, after.outcome
    roles = [knowledge.role_of_id(side.role_id) or side.role_id for side in (before, after)]
    if roles[0] != roles[1]:
        raise NotComparableError(earlier.role, earlier.variant, later.role, later.variant)
    renewed, aged = _points_between(before, after, knowledge=knowledge)
    aligned = AlignedRequirements.of(before.labels, after.labels, knowledge=knowledge)
    found = compare(
        replace(earlier, role=later.role, gaps=aligned.merged(earlier.gaps)),
        replace(later, gaps=aligned.merged(later.gaps)),
        renewed=renewed,
        aged=aged,
    )
    return ComparisonView(
        before=found.before,
        after=found.after,
        by_person=found.by_person,
        by_time=found.by_time,
        by_content=found.by_content,
        changes=[
            GapChangeView(
                key=change.key,
                label=aligned.labels[change.key],
                before=None if change.before is None else change.before.value,
                after=None if change.after is None else change.after.value,
                points=change.points,
            )
            for change in found.changes
        ],
        knowledge_version=after.knowledge_version,
    )


def _points_between(
    before: ComparedAnalysis, after: ComparedAnalysis, *, knowledge: Knowledge
) -> tuple[float, float]:
    """Readiness of the earlier profile under the later content: on the earlier and the later day.

    Only what differs is analysed again.
    """
    rated = before.inputs.profile(knowledge)
    today, later_day = before.inputs.today, after.inputs.today
    then = rated if today is None else fresh_on(knowledge, rated, today)
    now = rated if later_day is None else fresh_on(knowledge, rated, later_day)

    def points_of(profile: Profile) -> float:
        role, variant = after.outcome.role, before.outcome.variant
        found = analyze_profile(knowledge, role, variant=variant, profile=profile)
        return found.readiness.points

    is_renewed = before.knowledge_hash != after.knowledge_hash
    renewed = points_of(then) if is_renewed else before.outcome.points
    return renewed, points_of(now) if now != then else renewed
