"""."""

from collections.abc import Sequence

from api.catalog.current import Knowledge
from api.lineages.now import RoadmapNow
from api.ranking.views import ComparedRoles, near_view
from api.roadmaps.schemas import NextRolesView, NextVariantView, RetiredView, RoleVariantView
from engine import (
    Demands,
    RankedRole,
    RoleKey,
    SkillSlug,
    Variant,
    demands_of_levels,
    nearest_roles,
)

MOST_NEAR = 3
"""So many near roles are named."""


def retired_view(now: RoadmapNow) -> RetiredView | None:
    """The last title of a role or variant that is gone, and the nearest there is; else None.

    A variant that is gone leads to another one of its role. Nearest is what is most like the
    steps of the plan; between equals, what the person is readiest for.
    """
    if now.role is not None:
        return None
    knowledge = now.held.knowledge
    slug = knowledge.role_of_id(now.roadmap.role_id)
    title = now.roadmap.role_title if slug is None else knowledge.role_ref(slug).title
    ranked = [
        role
        for role in knowledge.ranking.rank(now.held.holdings)
        if slug is None or role.role == slug
    ]
    compared = knowledge.likeness.compared(_reference(now))
    ranked.sort(key=lambda role: -compared[role.key].score)
    nearest = ranked[0] if ranked else None
    return RetiredView(title, None if nearest is None else _ref(knowledge, nearest.key))


def next_view(now: RoadmapNow) -> NextRolesView | None:
    """Where to go from a roadmap that is completed or retired; None from any other."""
    if now.status != "completed" and now.role is not None:
        return None
    knowledge = now.held.knowledge
    ranked = knowledge.ranking.rank(now.held.holdings)
    slug = knowledge.role_of_id(now.roadmap.role_id)
    others = [role for role in ranked if role.role != slug]
    compared = ComparedRoles.of(knowledge, others, _reference(now))
    near = nearest_roles(others, most=MOST_NEAR, likenesses=compared.likenesses)
    by_key = {role.key: role for role in others}
    return NextRolesView(
        variant=_next_variant(now, ranked),
        near_roles=[
            near_view(knowledge, compared, by_key[key], "ranking.alike.roles") for key in near
        ],
    )


def _next_variant(now: RoadmapNow, ranked: Sequence[RankedRole]) -> NextVariantView | None:
    """The variant after this one, in the order of the role's content."""
    if now.role is None:
        return None
    variants = list(now.role.variants)
    later = variants[variants.index(Variant(now.roadmap.variant)) + 1 :]
    if not later:
        return None
    found = next(role for role in ranked if role.key == (now.role.slug, later[0]))
    return NextVariantView(
        variant=found.variant,
        variant_title=now.held.knowledge.variant_title(found.role, found.variant),
        points=found.points,
        hours_left=round(found.hours_left, 1),
    )


def _reference(now: RoadmapNow) -> Demands:
    """What the role requires; once it is retired, what its plan and lineage lead through."""
    knowledge = now.held.knowledge
    if now.role is not None:
        return knowledge.likeness.demands[now.role.slug, Variant(now.roadmap.variant)]
    levels: dict[SkillSlug, int] = {}
    for skill_id, level in [*now.lineage, *(item.key for item in now.items.values())]:
        for step in knowledge.steps_of_id(skill_id, level):
            levels[step.skill] = max(levels.get(step.skill, 0), step.level)
    return demands_of_levels(levels)


def _ref(knowledge: Knowledge, key: RoleKey) -> RoleVariantView:
    slug, variant = key
    return RoleVariantView(
        role=knowledge.role_ref(slug),
        variant=variant,
        variant_title=knowledge.variant_title(slug, variant),
    )
