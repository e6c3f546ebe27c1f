"""From a profile to all roles to what goes over the wire."""

from msgspec import Struct

from api.analyses.answer import analyze_profile, self_rated
from api.catalog.current import Knowledge
from api.catalog.reader import CatalogReader, Document
from api.edge.encoding import encode
from api.errors import FieldFault, InvalidFieldsError
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
    GapClass,
    Profile,
    RankingTable,
    Rating,
    Role,
    RoleSlug,
    Step,
    UnknownVariantError,
    Variant,
    hold,
)

NEAR = 7
"""So many roles count as near."""
MOST_SHARED = 5


class HeldRole(Struct, frozen=True):
    """A role to take as held."""

    role: Role
    variant: Variant

    @classmethod
    def of(cls, knowledge: Knowledge, role: str | None, variant: str | None) -> "HeldRole | None":
        """What was asked for, or None when nothing was.

        Raises:
            InvalidFieldsError: One without the other.
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
        """
        if role is None and variant is None:
            return None
        if role is None:
            raise InvalidFieldsError([FieldFault(path="$.from", message="is required with it")])
        known = knowledge.role(role)
        if variant is None:
            said = f"say which: {', '.join(known.variants)}"
            raise InvalidFieldsError([FieldFault(path="$.fromVariant", message=said)])
        if variant not in known.variants:
            raise UnknownVariantError(known.slug, Variant(variant), tuple(known.variants))
        return cls(known, Variant(variant))


def rank_for_anybody(knowledge: Knowledge, data: RankRequest) -> bytes:
    """Answer a stateless question.

    Raises:
        InvalidFieldsError: `from` without `fromVariant`, or the reverse.
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        UnknownSkillError: A rating of a skill that is not there.
        UnknownLevelError: A rating at a level that is not there.
    """
    held = HeldRole.of(knowledge, data.from_role, data.from_variant)
    return encoded_ranking(knowledge, self_rated(data.ratings), held)


def encoded_ranking(knowledge: Knowledge, profile: Profile, held: HeldRole | None) -> bytes:
    """Encode a `RankingView`."""
    whole = profile if held is None else _with(profile, held)
    return encode(
        RankingView(
            knowledge_version=knowledge.version,
            engine_version=ENGINE_VERSION,
            held_role=None
            if held is None
            else HeldRoleView(role=knowledge.role_ref(held.role.slug), variant=held.variant),
            roles=_ranked(knowledge, whole),
            shared_skills=_shared(knowledge, whole),
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
    held = HeldRole.of(knowledge, slug, variant)
    profile = {} if held is None else _with({}, held)
    return TransitionListView(
        role=knowledge.role_ref(slug),
        variant=variant,
        roles=[
            TransitionView(
                role=ranked.role,
                variant=ranked.variant,
                points=ranked.points,
                hours_left=ranked.hours_left,
            )
            for ranked in _ranked(knowledge, profile)
            if (ranked.role.slug, ranked.variant) != (slug, variant)
        ],
        knowledge_version=knowledge.version,
        engine_version=ENGINE_VERSION,
    )


def _with(profile: Profile, held: HeldRole) -> Profile:
    whole = dict(profile)
    for requirement in held.role.variants[held.variant]:
        for target in requirement.targets[: requirement.choose]:
            if target.level > whole.get(target.skill, Rating(0)).level:
                whole[target.skill] = Rating(target.level)
    return whole


def _ranked(knowledge: Knowledge, profile: Profile) -> list[RankedRoleView]:
    ranked = []
    for role in knowledge.library.roles.values():
        for variant in role.variants:
            found = analyze_profile(knowledge, role.slug, variant=variant, profile=profile)
            gaps = [gap for gap in found.gaps if gap.requirement.is_counted]
            classes = [gap.gap_class for gap in gaps]
            band = found.readiness.band
            ranked.append(
                RankedRoleView(
                    role=knowledge.role_ref(role.slug),
                    variant=variant,
                    points=found.readiness.points,
                    band=BandRefView(slug=band.slug, title=band.title),
                    hours_left=round(sum(gap.hours_left.typical for gap in gaps), 1),
                    is_ready=band.slug == "ready",
                    missing=classes.count(GapClass.MISSING),
                    weak=classes.count(GapClass.WEAK),
                    strong=classes.count(GapClass.STRONG),
                )
            )
    return sorted(ranked, key=lambda r: (-r.points, r.hours_left, r.role.slug))


def _shared(knowledge: Knowledge, profile: Profile) -> list[SharedSkillView]:
    table = RankingTable.of(knowledge.graph, knowledge.library.roles.values())
    levels = hold(knowledge.graph, profile).levels
    return [
        SharedSkillView(
            skill=knowledge.skill_ref(shared.skill),
            level=shared.level,
            points=shared.points,
            hours=knowledge.graph.hours(Step(shared.skill, shared.level)).typical,
            roles=[
                HelpedRoleView(role=knowledge.role_ref(slug), variant=variant, points=0.0)
                for slug, variant in shared.roles
            ],
            near_of=NEAR,
            text=f"Brings you nearer to {len(shared.roles)} of your {NEAR} nearest roles.",
        )
        for shared in table.shared_next_skills(levels, near=NEAR, most=MOST_SHARED)
    ]
