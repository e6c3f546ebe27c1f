"""Plans the base and its variants; one that cannot be planned affects no other."""

from collections.abc import Iterator

from msgspec import UNSET
from msgspec.structs import replace

from api.catalog.current import Knowledge
from api.errors import ApiError
from api.plans.planning import PlanContext, PlanLimits, RoadmapQuery, plan_roadmap
from api.plans.schemas import PlanRequest
from api.profiles.held import self_rated
from api.what_if.schemas import WhatIfRequest, WhatIfResult, WhatIfVariantRequest
from api.what_if.views import ComparedVariant, PlannedVariant, RefusedVariant, variant_view
from engine import ENGINE_VERSION, EngineError

BASE = "base"


def what_if(
    knowledge: Knowledge, data: WhatIfRequest, *, contexts: Iterator[PlanContext]
) -> WhatIfResult:
    """Plan the base and every variant; one that cannot be planned says why in its place.

    Args:
        knowledge: One version for all of them.
        data: The base and its variants.
        contexts: Of each single plan, the base first.
    """
    base = _planned(knowledge, BASE, data.base, PlanLimits.of(data.base), next(contexts))
    variants = [_variant(knowledge, data.base, each, next(contexts)) for each in data.variants]
    return WhatIfResult(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        base=variant_view(knowledge, base, None),
        variants=[variant_view(knowledge, variant, base) for variant in variants],
    )


def _variant(
    knowledge: Knowledge, base: PlanRequest, variant: WhatIfVariantRequest, context: PlanContext
) -> ComparedVariant:
    """Plan the base with what differs in a variant."""
    given = {
        name: value
        for name in ("role", "variant", "hours_per_week", "pins")
        if (value := getattr(variant, name)) is not UNSET
    }
    ratings = knowledge.levels_named(base.ratings)
    if variant.ratings is not UNSET:
        ratings |= knowledge.levels_named(variant.ratings)
    data = replace(base, ratings=ratings, **given)
    limit = PlanLimits.of(variant, otherwise=PlanLimits.of(base))
    return _planned(knowledge, variant.name, data, limit, context)


def _planned(
    knowledge: Knowledge, name: str, data: PlanRequest, limit: PlanLimits, context: PlanContext
) -> ComparedVariant:
    try:
        query = RoadmapQuery.of(knowledge, data, context, limit=limit)
        roadmap = plan_roadmap(knowledge, query, profile=self_rated(knowledge, data.ratings))
    except (ApiError, EngineError) as error:
        return RefusedVariant(name, error)
    return PlannedVariant(name, query, roadmap)
