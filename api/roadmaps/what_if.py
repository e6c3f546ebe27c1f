"""What if: several plans for one person side by side, each held against the first."""

from collections.abc import Iterator, Sequence

from msgspec import UNSET, Struct
from msgspec.structs import replace

from api.analyses.views import self_rated, step_ref
from api.catalog.current import Knowledge
from api.errors import ApiError
from api.http.problems.table import described
from api.roadmaps.planning import plan_roadmap
from api.roadmaps.proofs import certificate_view, limit_view, proof_view
from api.roadmaps.query import PlanContext, PlanLimits, RoadmapQuery
from api.roadmaps.schemas import PlanRequest
from api.roadmaps.views import choice_views, weeks_view
from api.roadmaps.what_if_schemas import (
    CurvePointView,
    WhatIfDifferenceView,
    WhatIfProblemView,
    WhatIfRequest,
    WhatIfResult,
    WhatIfVariantRequest,
    WhatIfView,
)
from api.wire import HoursView, StepRefView
from engine import ENGINE_VERSION, EngineError, Roadmap, RoadmapItem, Step

BASE = "base"


class Drawn(Struct, frozen=True):
    """One of the plans: how it was asked for, and what came out."""

    name: str
    query: RoadmapQuery
    roadmap: Roadmap


class Refused(Struct, frozen=True):
    """One of the plans that cannot be."""

    name: str
    error: ApiError | EngineError


Outcome = Drawn | Refused


def what_if(
    knowledge: Knowledge, data: WhatIfRequest, *, context: Iterator[PlanContext]
) -> WhatIfResult:
    """Plan the base and every variant; what is impossible is told in its place.

    Args:
        knowledge: One version for all of them.
        data: The base and its variants.
        context: Those of each single plan, the base first.
    """
    base = _outcome(knowledge, BASE, data.base, None, next(context))
    variants = [_outcome(knowledge, v.name, data.base, v, next(context)) for v in data.variants]
    return WhatIfResult(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        base=_view(knowledge, base, None),
        variants=[_view(knowledge, variant, base) for variant in variants],
    )


def _outcome(
    knowledge: Knowledge,
    name: str,
    base: PlanRequest,
    variant: WhatIfVariantRequest | None,
    context: PlanContext,
) -> Outcome:
    try:
        limit = PlanLimits.of(base)
        asked = base
        if variant is not None:
            limit = PlanLimits.of(variant, otherwise=limit)
            asked = _laid_over(base, variant)
        query = RoadmapQuery(
            asked.role,
            asked.variant,
            asked.hours_per_week,
            tuple(asked.pins),
            (),
            limit,
            context,
        )
        roadmap = plan_roadmap(knowledge, query, profile=self_rated(asked.ratings))
    except (ApiError, EngineError) as error:
        return Refused(name, error)
    return Drawn(name, query, roadmap)


def _laid_over(base: PlanRequest, variant: WhatIfVariantRequest) -> PlanRequest:
    """The base with what differs."""
    ratings = base.ratings if variant.ratings is UNSET else base.ratings | variant.ratings
    return replace(
        base,
        role=base.role if variant.role is UNSET else variant.role,
        variant=base.variant if variant.variant is UNSET else variant.variant,
        hours_per_week=(
            base.hours_per_week if variant.hours_per_week is UNSET else variant.hours_per_week
        ),
        ratings=ratings,
        pins=base.pins if variant.pins is UNSET else variant.pins,
    )


def _view(knowledge: Knowledge, outcome: Outcome, base: Outcome | None) -> WhatIfView:
    if isinstance(outcome, Refused):
        return _refused(knowledge, outcome)
    query, roadmap = outcome.query, outcome.roadmap
    difference = None
    if isinstance(base, Drawn):
        difference = _difference(knowledge, base.roadmap, roadmap)
    return WhatIfView(
        name=outcome.name,
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


def _refused(knowledge: Knowledge, outcome: Refused) -> WhatIfView:
    problem = described(outcome.error)
    return WhatIfView(
        name=outcome.name,
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
