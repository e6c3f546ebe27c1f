"""What changed between two analyses, and what changed it: the person, time or the content.

The difference is taken in steps, each from the one before it: first the content
changes, then the days pass, then the person learns. Another order could attribute the
difference otherwise; this one leaves to the person what neither of the others did.
"""

from collections.abc import Mapping

from msgspec import Struct

from engine.errors import NotComparableError
from engine.model import RoleSlug, Variant
from engine.readiness.analysis import Analysis
from engine.readiness.gaps import GapClass


class GapOutcome(Struct, frozen=True):
    """How far one requirement is met: its class and the readiness it earns [points]."""

    gap_class: GapClass
    points: float


class AnalysisOutcome(Struct, frozen=True):
    """What a comparison needs of an analysis: its readiness [points], and each gap by its key."""

    role: RoleSlug
    variant: Variant
    points: float
    gaps: Mapping[str, GapOutcome]

    @classmethod
    def of(cls, analysis: Analysis) -> "AnalysisOutcome":
        """The outcome of an analysis; a requirement that is listed twice counts as listed last."""
        gaps = {g.requirement.key: GapOutcome(g.gap_class, g.points) for g in analysis.gaps}
        return cls(analysis.role, analysis.variant, analysis.readiness.points, gaps)


class GapChange(Struct, frozen=True):
    """One requirement whose class or points changed; None where it did not exist on that side."""

    key: str
    before: GapClass | None
    after: GapClass | None
    points: float


class Comparison(Struct, frozen=True):
    """Readiness before and after, and the three parts of the difference [points].

    `before + by_person + by_time + by_content == after` holds exactly in tenths of a point.
    """

    before: float
    after: float
    by_person: float
    by_time: float
    by_content: float
    changes: tuple[GapChange, ...]


def compare(
    before: AnalysisOutcome, after: AnalysisOutcome, *, renewed: float, aged: float
) -> Comparison:
    """Attribute the difference of two analyses of one role and variant.

    Args:
        before: The earlier profile under the earlier content on the earlier day.
        after: The later profile under the later content on the later day.
        renewed: Readiness of the earlier profile under the later content on the earlier day.
        aged: Readiness of the earlier profile under the later content on the later day.

    Raises:
        NotComparableError: The analyses are of different roles or variants.

    Example:
        >>> role, junior = RoleSlug("analyst"), Variant("junior")
        >>> weak = {"sql": GapOutcome(GapClass.WEAK, 20.0)}
        >>> strong = {"sql": GapOutcome(GapClass.STRONG, 50.0)}
        >>> found = compare(
        ...     AnalysisOutcome(role, junior, 40.0, weak),
        ...     AnalysisOutcome(role, junior, 70.0, strong),
        ...     renewed=43.5,
        ...     aged=41.0,
        ... )
        >>> found.by_content, found.by_time, found.by_person
        (3.5, -2.5, 29.0)
        >>> [(change.key, change.points) for change in found.changes]
        [('sql', 30.0)]
    """
    if (before.role, before.variant) != (after.role, after.variant):
        raise NotComparableError(before.role, before.variant, after.role, after.variant)
    tenths = [round(points * 10) for points in (before.points, renewed, aged, after.points)]
    return Comparison(
        before=before.points,
        after=after.points,
        by_person=(tenths[3] - tenths[2]) / 10,
        by_time=(tenths[2] - tenths[1]) / 10,
        by_content=(tenths[1] - tenths[0]) / 10,
        changes=_changes(before.gaps, after.gaps),
    )


def _changes(
    before: Mapping[str, GapOutcome], after: Mapping[str, GapOutcome]
) -> tuple[GapChange, ...]:
    keys = dict.fromkeys([*after, *before])
    changes = [_change(key, before.get(key), after.get(key)) for key in keys]
    return tuple(c for c in changes if c.points or c.before is not c.after)


def _change(key: str, before: GapOutcome | None, after: GapOutcome | None) -> GapChange:
    points = (after.points if after else 0.0) - (before.points if before else 0.0)
    return GapChange(
        key=key,
        before=before.gap_class if before else None,
        after=after.gap_class if after else None,
        points=round(points, 1),
    )
