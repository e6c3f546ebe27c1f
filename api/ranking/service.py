"""Ranks all roles: for the stored profile, for ratings sent along, and for a role one holds."""

from msgspec import Struct

from api.auth.principal import Principal
from api.catalog.current import Knowledge
from api.catalog.service import CatalogDocument, CatalogService, role_slug
from api.errors import FieldFault, InvalidFieldsError
from api.http.executor import BoundedExecutor
from api.messages.text import Text
from api.profiles.held import profile_of, self_rated
from api.profiles.repository import LIST_RATINGS
from api.profiles.service import ProfileReader
from api.ranking.schemas import (
    HeldRoleView,
    RankingOrderName,
    RankingView,
    RankRequest,
    TransitionListView,
)
from api.ranking.views import ComparedRoles, RankingOutcome, ranking_view, transitions_view
from engine import (
    Demands,
    Profile,
    RankingOrder,
    Role,
    RoleKey,
    UnknownVariantError,
    Variant,
    demands_of_levels,
    hold,
    holding_role,
    nearest_roles,
    shared_next_skills,
)

NEAR = 7
"""So many roles count as near."""
MOST_SHARED = 5


class HeldRole(Struct, frozen=True):
    """A role that is taken as held."""

    role: Role
    variant: Variant

    @classmethod
    def of(
        cls, knowledge: Knowledge, role: str | None, variant: str | None, *, part: str
    ) -> "HeldRole | None":
        """The role that a request names; None when it names none.

        Args:
            knowledge: Where the role is looked up.
            role: Its slug.
            variant: Its variant.
            part: Where the request names it, for error messages: `query`, or `$` for the body.

        Raises:
            InvalidFieldsError: One without the other.
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
        """
        if role is None and variant is None:
            return None
        if role is None:
            fault = FieldFault(path=f"{part}.from", message=Text("ranking.from-missing"))
            raise InvalidFieldsError([fault])
        known = knowledge.role(role)
        if variant is None:
            text = Text("ranking.from-variant-missing", variants=tuple(known.variants))
            raise InvalidFieldsError([FieldFault(path=f"{part}.fromVariant", message=text)])
        if variant not in known.variants:
            raise UnknownVariantError(known.slug, Variant(variant), tuple(known.variants))
        return cls(known, Variant(variant))

    @property
    def key(self) -> RoleKey:
        """Role and variant."""
        return self.role.slug, self.variant

    def view(self, knowledge: Knowledge) -> HeldRoleView:
        """Show it."""
        return HeldRoleView(
            role=knowledge.role_ref(self.role.slug),
            variant=self.variant,
            variant_title=knowledge.variant_title(self.role.slug, self.variant),
        )


class RankingQuery(Struct, frozen=True):
    """What the caller asks for besides the own profile: a role to hold, and an order."""

    role: str | None = None
    variant: str | None = None
    sort: RankingOrderName | None = None


async def rank_profile(
    profiles: ProfileReader, person: Principal, query: RankingQuery, executor: BoundedExecutor
) -> RankingView:
    """All roles for a person's profile, with the skills of a held role added if one is given.

    Raises:
        InvalidFieldsError: A role without a variant, or a variant without a role.
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
    """
    found = await profiles.read(LIST_RATINGS, person)
    knowledge = found.knowledge
    held = HeldRole.of(knowledge, query.role, query.variant, part="query")
    profile = profile_of(knowledge, found.rows, day=found.day)
    return await executor.run(_rank, knowledge, profile, held, query.sort)


def rank_stateless(knowledge: Knowledge, data: RankRequest) -> RankingView:
    """All roles for the ratings of a request.

    Raises:
        InvalidFieldsError: `from` without `fromVariant`, or the reverse.
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        UnknownSkillError: A rating of a skill that does not exist.
        UnknownLevelError: A rating at a level that does not exist.
    """
    held = HeldRole.of(knowledge, data.from_role, data.from_variant, part="$")
    return _rank(knowledge, self_rated(knowledge, data.ratings), held, data.sort)


def transitions(
    catalog: CatalogService, knowledge: Knowledge, held: tuple[str, str], sort: RankingOrderName
) -> CatalogDocument:
    """How far a person who holds this role is from every other; cached with the knowledge.

    Raises:
        RoleNotFoundError: There is no such role.
        UnknownVariantError: The role has no such variant.
    """
    slug, variant = held
    role = knowledge.role(role_slug(knowledge, slug))

    def make(knowledge: Knowledge) -> TransitionListView:
        profile = holding_role(knowledge.graph, {}, role, Variant(variant))
        ranked = knowledge.ranking.rank(hold(knowledge.graph, profile))
        key = role.slug, Variant(variant)
        compared = ComparedRoles.of(knowledge, ranked, knowledge.likeness.demands[key])
        return transitions_view(knowledge, key, compared, RankingOrder(sort))

    return catalog.cached(knowledge, ("transitions", slug, variant, sort), make)


def _rank(
    knowledge: Knowledge, profile: Profile, held: HeldRole | None, sort: RankingOrderName | None
) -> RankingView:
    if held is not None:
        profile = holding_role(knowledge.graph, profile, held.role, held.variant)
    holdings = hold(knowledge.graph, profile)
    ranked = knowledge.ranking.rank(holdings)
    if held is None:
        reference: Demands = demands_of_levels(holdings.levels)
        order = RankingOrder.READINESS
    else:
        reference = knowledge.likeness.demands[held.key]
        order = RankingOrder.LIKENESS
    compared = ComparedRoles.of(knowledge, ranked, reference)
    near = nearest_roles(ranked, most=NEAR, likenesses=compared.likenesses)
    outcome = RankingOutcome(
        compared=compared,
        order=order if sort is None else RankingOrder(sort),
        near=near,
        shared=shared_next_skills(knowledge.ranking, holdings, near=near, most=MOST_SHARED),
        held=None if held is None else held.view(knowledge),
    )
    return ranking_view(knowledge, outcome)
