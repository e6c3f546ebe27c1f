"""Compares two stored analyses."""

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
    AnalysisOutcome,
    GapClass,
    GapOutcome,
    NotComparableError,
    Profile,
    RoleSlug,
    Variant,
    compare,
)


class Side(Struct, frozen=True):
    """One side of a comparison, and what its requirements are called."""

    outcome: AnalysisOutcome
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
            earlier.outcome.role,
            earlier.outcome.variant,
            later.outcome.role,
            later.outcome.variant,
        )
    first = replace(earlier.outcome, role=later.outcome.role)
    renewed, aged = _between(before, after, content=content, first=first)
    found = compare(first, later.outcome, renewed=renewed, aged=aged)
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


def _side(stored: AnalysisInputs) -> Side:
    """Read back what a comparison needs of an analysis."""
    result = read_stored_analysis(stored.result)
    outcome = AnalysisOutcome(
        role=RoleSlug(result.role.slug),
        variant=Variant(result.variant),
        points=result.readiness.points,
        gaps={gap.key: GapOutcome(GapClass(gap.gap_class), gap.points) for gap in result.gaps},
    )
    return Side(outcome, {gap.key: gap.label for gap in result.gaps})


def _between(
    before: AnalysisInputs, after: AnalysisInputs, *, content: Knowledge, first: AnalysisOutcome
) -> tuple[float, float]:
    """Readiness of the earlier profile under the later content: on the earlier and the later day.

    What need not be worked out anew is taken as it was stored.
    """
    inputs = msgspec.json.decode(before.inputs, type=StoredInputs)
    later_day = msgspec.json.decode(after.inputs, type=StoredInputs).today
    said = inputs.profile(content)
    then = said if inputs.today is None else fresh_on(content, said, inputs.today)
    now = said if later_day is None else fresh_on(content, said, later_day)

    def points_of(profile: Profile) -> float:
        found = analyze_profile(content, first.role, variant=before.variant, profile=profile)
        return found.readiness.points

    is_renewed = before.knowledge_hash != after.knowledge_hash
    renewed = points_of(then) if is_renewed else first.points
    return renewed, points_of(now) if now != then else renewed
