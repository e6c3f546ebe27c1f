"""From plans side by side to what goes over the wire."""

from collections.abc import Sequence

from msgspec import Struct

from api.analyses.views import step_ref
from api.catalog.current import Knowledge
from api.errors import ApiError
from api.http.problems.table import described
from api.plans.planning import RoadmapQuery
from api.plans.proofs import certificate_view, limit_view, proof_view
from api.plans.views import choice_views, weeks_view
from api.what_if.schemas import CurvePointView, WhatIfDifferenceView, WhatIfProblemView, WhatIfView
from api.wire import HoursView, StepRefView
from engine import EngineError, Roadmap, RoadmapItem, Step


class PlannedVariant(Struct, frozen=True):
    """One of the plans: its query and what came out."""

    name: str
    query: RoadmapQuery
    roadmap: Roadmap


class RefusedVariant(Struct, frozen=True):
    """One of the plans that cannot be made."""

    name: str
    error: ApiError | EngineError


ComparedVariant = PlannedVariant | RefusedVariant


def variant_view(
    knowledge: Knowledge, variant: ComparedVariant, base: ComparedVariant | None
) -> WhatIfView:
    """Show a plan beside the base, or why it cannot be made."""
    if isinstance(variant, RefusedVariant):
        return _refused(knowledge, variant)
    query, roadmap = variant.query, variant.roadmap
    difference = None
    if isinstance(base, PlannedVariant):
        difference = _difference(knowledge, base.roadmap, roadmap)
    return WhatIfView(
        name=variant.name,
        hours=HoursView.of(roadmap.hours),
        weeks=weeks_view(roadmap.weeks),
        readiness_now=roadmap.readiness_now,
        readiness_then=roadmap.readiness_then,
        items=len(roadmap.items),
        limit=limit_view(query, roadmap),
        selection=proof_view(query, roadmap),
        order=certificate_view(roadmap.certificate),
        choices=choice_views(knowledge, query, roadmap),
        curve=_curve(roadmap),
        difference=difference,
        problem=None,
    )


def _refused(knowledge: Knowledge, variant: RefusedVariant) -> WhatIfView:
    problem = described(variant.error)
    return WhatIfView(
        name=variant.name,
        hours=None,
        weeks=None,
        readiness_now=None,
        readiness_then=None,
        items=None,
        limit=None,
        selection=None,
        order=None,
        choices=[],
        curve=[],
        difference=None,
        problem=WhatIfProblemView(
            slug=problem.row.slug,
            title=problem.title,
            detail=problem.detail,
            conflict=problem.conflict,
            nearest=problem.details.nearest,
            did_you_mean=problem.did_you_mean(knowledge.library),
        ),
    )


def _curve(roadmap: Roadmap) -> list[CurvePointView]:
    points = [CurvePointView(hours=0.0, readiness=roadmap.readiness_now)]
    hours = 0.0
    for item in roadmap.items:
        hours += item.hours.typical
        points.append(CurvePointView(hours=round(hours, 1), readiness=item.readiness_after))
    return points


def _difference(knowledge: Knowledge, base: Roadmap, other: Roadmap) -> WhatIfDifferenceView:
    before, after = ({item.step for item in plan.items} for plan in (base, other))

    def only(items: Sequence[RoadmapItem], *, without: set[Step]) -> list[StepRefView]:
        return [step_ref(knowledge, item.step) for item in items if item.step not in without]

    return WhatIfDifferenceView(
        hours=round(other.hours.typical - base.hours.typical, 1),
        weeks=other.weeks.typical - base.weeks.typical,
        readiness_then=round(other.readiness_then - base.readiness_then, 1),
        added=only(other.items, without=before),
        dropped=only(base.items, without=after),
    )
