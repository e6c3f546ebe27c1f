"""What changed between two analyses, and who changed it: the person, time or the content.

The difference is taken in steps, each from the analysis before it: first the content
changes, then the days pass, then the person learns. Another order could share the
difference out otherwise; this one leaves to the person what neither of the others did.
"""

from msgspec import Struct

from engine.errors import NotComparableError
from engine.readiness.analysis import Analysis
from engine.readiness.gaps import Gap, GapClass


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


def compare(before: Analysis, *, renewed: Analysis, aged: Analysis, after: Analysis) -> Comparison:
    """Attribute the difference of two analyses of one role and variant.

    Args:
        before: The earlier profile under the earlier content on the earlier day.
        renewed: The earlier profile under the later content on the earlier day.
        aged: The earlier profile under the later content on the later day.
        after: The later profile under the later content on the later day.

    Raises:
        NotComparableError: The analyses are of different roles or variants.
    """
    if len({(a.role, a.variant) for a in (before, renewed, aged, after)}) > 1:
        raise NotComparableError(before.role, before.variant, after.role, after.variant)
    tenths = [round(a.readiness.points * 10) for a in (before, renewed, aged, after)]
    return Comparison(
        before=before.readiness.points,
        after=after.readiness.points,
        by_person=(tenths[3] - tenths[2]) / 10,
        by_time=(tenths[2] - tenths[1]) / 10,
        by_content=(tenths[1] - tenths[0]) / 10,
        changes=_changes(before, after),
    )


def _changes(before: Analysis, after: Analysis) -> tuple[GapChange, ...]:
    earlier = {gap.requirement.key: gap for gap in before.gaps}
    later = {gap.requirement.key: gap for gap in after.gaps}
    changes = [
        _change(key, earlier.get(key), later.get(key)) for key in dict.fromkeys([*later, *earlier])
    ]
    return tuple(c for c in changes if c.points or c.before is not c.after)


def _change(key: str, before: Gap | None, after: Gap | None) -> GapChange:
    points = (after.points if after else 0.0) - (before.points if before else 0.0)
    return GapChange(
        key=key,
        before=before.gap_class if before else None,
        after=after.gap_class if after else None,
        points=round(points, 1),
    )
