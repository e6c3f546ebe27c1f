"""From a ranking of all roles to what goes over the wire."""

from collections.abc import Sequence

from api.catalog.current import Knowledge
from api.messages.text import Text
from api.ranking.schemas import (
    BandRefView,
    HeldRoleView,
    HelpedRoleView,
    RankedRoleView,
    RankingView,
    SharedSkillView,
    TransitionListView,
    TransitionView,
)
from engine import ENGINE_VERSION, RankedRole, RoleSlug, SharedSkill, Variant


def ranking_view(
    knowledge: Knowledge,
    ranked: Sequence[RankedRole],
    shared: Sequence[SharedSkill],
    held: HeldRoleView | None,
) -> RankingView:
    """Show all roles, and the skills that several of the nearest share."""
    return RankingView(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        held_role=held,
        roles=[_ranked_view(knowledge, role) for role in ranked],
        shared_skills=[_shared_view(knowledge, skill) for skill in shared],
    )


def transitions_view(
    knowledge: Knowledge, slug: RoleSlug, variant: Variant, ranked: Sequence[RankedRole]
) -> TransitionListView:
    """Show how far a role is from every other."""
    return TransitionListView(
        role=knowledge.role_ref(slug),
        variant=variant,
        roles=[
            TransitionView(
                role=knowledge.role_ref(found.role),
                variant=found.variant,
                points=found.points,
                hours_left=round(found.hours_left, 1),
            )
            for found in ranked
            if found.key != (slug, variant)
        ],
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
    )


def _ranked_view(knowledge: Knowledge, ranked: RankedRole) -> RankedRoleView:
    return RankedRoleView(
        role=knowledge.role_ref(ranked.role),
        variant=ranked.variant,
        points=ranked.points,
        band=BandRefView(slug=ranked.band.slug, title=ranked.band.title),
        hours_left=round(ranked.hours_left, 1),
        is_ready=ranked.is_ready,
        missing=ranked.missing,
        weak=ranked.weak,
        strong=ranked.strong,
    )


def _shared_view(knowledge: Knowledge, shared: SharedSkill) -> SharedSkillView:
    return SharedSkillView(
        skill=knowledge.skill_ref(shared.skill),
        level=shared.level,
        points=shared.points,
        hours=round(shared.hours, 1),
        roles=[
            HelpedRoleView(
                role=knowledge.role_ref(helped.role), variant=helped.variant, points=helped.points
            )
            for helped in shared.roles
        ],
        near_of=shared.near_of,
        text=_why_shared(len(shared.roles), shared.near_of),
    )


def _why_shared(helped: int, near: int) -> Text:
    if near == 1:
        return Text("ranking.shared.only-one")
    if helped == near:
        return Text("ranking.shared.all", near=near)
    return Text("ranking.shared.some", helped=helped, near=near)
