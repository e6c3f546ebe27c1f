"""From a ranking of all roles to what goes over the wire."""

from collections.abc import Sequence

from msgspec import Struct

from api.catalog.current import Knowledge
from api.messages.text import Text
from api.ranking.schemas import (
    BandRefView,
    HeldRoleView,
    HelpedRoleView,
    NearRoleView,
    RankedRoleView,
    RankingView,
    SharedSkillView,
    TransitionListView,
    TransitionView,
)
from engine import (
    ENGINE_VERSION,
    Demands,
    Likeness,
    RankedRole,
    RankingOrder,
    RoleKey,
    SharedSkill,
    skills_in_common,
    sorted_ranking,
)

_NAMED = 3
"""So many skills in common are named."""


class ComparedRoles(Struct, frozen=True):
    """Every role and variant beside a role or a person, which the `reference` describes.

    Without a reference there are no likenesses.
    """

    ranked: Sequence[RankedRole]
    reference: Demands
    likenesses: dict[RoleKey, Likeness]

    @classmethod
    def of(
        cls, knowledge: Knowledge, ranked: Sequence[RankedRole], reference: Demands
    ) -> "ComparedRoles":
        """Compare them."""
        likenesses = knowledge.likeness.compared(reference) if reference else {}
        return cls(ranked, reference, likenesses)

    def sorted_by(self, order: RankingOrder) -> tuple[RankedRole, ...]:
        """The roles in this order."""
        return sorted_ranking(self.ranked, order, self.likenesses)

    def why_alike(self, knowledge: Knowledge, key: RoleKey, code: str) -> Text:
        """The sentence of this code with the skills in common, or that there are none."""
        skills = skills_in_common(self.reference, knowledge.likeness.demands[key], most=_NAMED)
        if not skills:
            return Text("ranking.alike.nothing")
        return Text(code, skills=tuple(knowledge.skill_ref(slug).title for slug in skills))


class RankingOutcome(Struct, frozen=True):
    """What a ranking consists of: all roles, the near ones, and the skills these share."""

    compared: ComparedRoles
    order: RankingOrder
    near: Sequence[RoleKey]
    shared: Sequence[SharedSkill]
    held: HeldRoleView | None


def ranking_view(knowledge: Knowledge, outcome: RankingOutcome) -> RankingView:
    """Show all roles, the nearest, and the skills that several of the nearest share."""
    compared = outcome.compared
    ranked = {role.key: role for role in compared.ranked}
    code = "ranking.alike.person" if outcome.held is None else "ranking.alike.roles"
    return RankingView(
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
        held_role=outcome.held,
        sort=outcome.order.value,
        roles=[
            _ranked_view(knowledge, role, compared.likenesses.get(role.key))
            for role in compared.sorted_by(outcome.order)
        ],
        near=[near_view(knowledge, compared, ranked[key], code) for key in outcome.near],
        shared_skills=[_shared_view(knowledge, skill) for skill in outcome.shared],
    )


def transitions_view(
    knowledge: Knowledge, held: RoleKey, compared: ComparedRoles, order: RankingOrder
) -> TransitionListView:
    """Show how far a role is from every other."""
    slug, variant = held
    return TransitionListView(
        role=knowledge.role_ref(slug),
        variant=variant,
        variant_title=knowledge.variant_title(slug, variant),
        sort=order.value,
        roles=[
            TransitionView(
                role=knowledge.role_ref(found.role),
                variant=found.variant,
                variant_title=knowledge.variant_title(found.role, found.variant),
                points=found.points,
                hours_left=round(found.hours_left, 1),
                likeness=compared.likenesses[found.key].score,
                shared_steps=compared.likenesses[found.key].shared_steps,
                text=compared.why_alike(knowledge, found.key, "ranking.alike.roles"),
            )
            for found in compared.sorted_by(order)
            if found.key != held
        ],
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
    )


def _ranked_view(
    knowledge: Knowledge, ranked: RankedRole, likeness: Likeness | None
) -> RankedRoleView:
    band = ranked.band
    return RankedRoleView(
        role=knowledge.role_ref(ranked.role),
        variant=ranked.variant,
        variant_title=knowledge.variant_title(ranked.role, ranked.variant),
        points=ranked.points,
        told_share=round(ranked.told_share, 4),
        band=None if band is None else BandRefView(slug=band.slug, title=band.title),
        hours_left=round(ranked.hours_left, 1),
        is_ready=ranked.is_ready,
        not_told=ranked.not_told,
        missing=ranked.missing,
        weak=ranked.weak,
        strong=ranked.strong,
        likeness=None if likeness is None else likeness.score,
        shared_steps=None if likeness is None else likeness.shared_steps,
    )


def near_view(
    knowledge: Knowledge, compared: ComparedRoles, ranked: RankedRole, code: str
) -> NearRoleView:
    """Show a near role; `code` is the sentence that says what makes it alike."""
    likeness = compared.likenesses.get(ranked.key)
    is_alike = likeness is not None and likeness.score > 0
    return NearRoleView(
        role=knowledge.role_ref(ranked.role),
        variant=ranked.variant,
        variant_title=knowledge.variant_title(ranked.role, ranked.variant),
        points=ranked.points,
        hours_left=round(ranked.hours_left, 1),
        likeness=None if likeness is None else likeness.score,
        text=compared.why_alike(knowledge, ranked.key, code) if is_alike else None,
    )


def _shared_view(knowledge: Knowledge, shared: SharedSkill) -> SharedSkillView:
    return SharedSkillView(
        skill=knowledge.skill_ref(shared.skill),
        level=shared.level,
        points=shared.points,
        hours=round(shared.hours, 1),
        roles=[
            HelpedRoleView(
                role=knowledge.role_ref(helped.role),
                variant=helped.variant,
                variant_title=knowledge.variant_title(helped.role, helped.variant),
                points=helped.points,
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
