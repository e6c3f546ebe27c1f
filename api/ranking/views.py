"""From a profile to all roles to what goes over the wire."""

from msgspec import Struct

from api.analyses.views import self_rated
from api.catalog.current import Knowledge
from api.catalog.reader import CatalogReader, Document
from api.errors import FieldFault, InvalidFieldsError
from api.http.encoding import encode
from api.messages.text import Text
from api.ranking.schemas import (
    BandRefView,
    HeldRoleView,
    HelpedRoleView,
    RankedRoleView,
    RankingView,
    RankRequest,
    SharedSkillView,
    TransitionListView,
    TransitionView,
)
from engine import (
    ENGINE_VERSION,
    Profile,
    RankedRole,
    Role,
    RoleSlug,
    SharedSkill,
    UnknownVariantError,
    Variant,
    hold,
    holding_role,
    nearest_roles,
    shared_next_skills,
)

NEAR = 7
"""So many roles count as near."""
MOST_SHARED = 5


class HeldRole(Struct, frozen=True):
    """A role to take as held."""

    role: Role
    variant: Variant

    @classmethod
    def of(
        cls, knowledge: Knowledge, role: str | None, variant: str | None, *, asked_in: str
    ) -> "HeldRole | None":
        """What was asked for in `query` or in `$`, the body; None when nothing was.

        Raises:
            InvalidFieldsError: One without the other.
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
        """
        if role is None and variant is None:
            return None
        if role is None:
            said = "name the role that `fromVariant` belongs to"
            raise InvalidFieldsError(
                [FieldFault(path=f"{asked_in}.from", message=Text.verbatim(said))]
            )
        known = knowledge.role(role)
        if variant is None:
            said = f"say which: {', '.join(known.variants)}"
            raise InvalidFieldsError(
                [FieldFault(path=f"{asked_in}.fromVariant", message=Text.verbatim(said))]
            )
        if variant not in known.variants:
            raise UnknownVariantError(known.slug, Variant(variant), tuple(known.variants))
        return cls(known, Variant(variant))

    def view(self, knowledge: Knowledge) -> HeldRoleView:
        """Name it."""
        return HeldRoleView(role=knowledge.role_ref(self.role.slug), variant=self.variant)


def rank_for_anybody(knowledge: Knowledge, data: RankRequest) -> bytes:
    """Answer a stateless question.

    Raises:
        InvalidFieldsError: `from` without `fromVariant`, or the reverse.
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        UnknownSkillError: A rating of a skill that is not there.
        UnknownLevelError: A rating at a level that is not there.
    """
    held = HeldRole.of(knowledge, data.from_role, data.from_variant, asked_in="$")
    return encoded_ranking(knowledge, self_rated(data.ratings), held)


def encoded_ranking(knowledge: Knowledge, profile: Profile, held: HeldRole | None) -> bytes:
    """Encode a `RankingView`."""
    if held is not None:
        profile = holding_role(knowledge.graph, profile, held.role, held.variant)
    table = knowledge.ranking
    holdings = hold(knowledge.graph, profile)
    ranked = table.rank(holdings.levels)
    near = nearest_roles(ranked, most=NEAR)
    shared = shared_next_skills(table, holdings, near=near, most=MOST_SHARED)
    return encode(
        RankingView(
            knowledge_version=knowledge.version,
            engine_version=ENGINE_VERSION,
            held_role=None if held is None else held.view(knowledge),
            roles=[_ranked_view(knowledge, role) for role in ranked],
            shared_skills=[_shared_view(knowledge, skill) for skill in shared],
        )
    )


def transitions(catalog: CatalogReader, slug: str, variant: str) -> Document:
    """How far somebody who holds this role is from every other; kept with the knowledge.

    Raises:
        RoleNotFoundError: There is no such role.
        UnknownVariantError: The role has no such variant.
    """
    known = catalog.role_slug(slug)
    return catalog.kept(
        ("transitions", slug, variant), lambda knowledge: _transitions(knowledge, known, variant)
    )


def _transitions(knowledge: Knowledge, slug: RoleSlug, variant: str) -> TransitionListView:
    role = knowledge.role(slug)
    profile = holding_role(knowledge.graph, {}, role, Variant(variant))
    ranked = knowledge.ranking.rank(hold(knowledge.graph, profile).levels)
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
        text=_sentence(len(shared.roles), shared.near_of),
    )


def _sentence(helped: int, near: int) -> str:
    if near == 1:
        return "Brings you nearer to the one role that is left."
    share = "all" if helped == near else helped
    return f"Brings you nearer to {share} of your {near} nearest roles."
