"""What a placement takes from roles: choices to ask as one question, and holders to imagine."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from msgspec import Struct

from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement, Role, SkillSlug, Step, Variant
from engine.readiness.formula import requirements_of

_AIMED_SHARE = (1.0, 1.0)
"""The variants of the role aimed at: the one aimed at, and each other."""

_YEARS_A_VARIANT = 3.0
"""After so many years in a role the next variant is as probable as the one before [years]."""

_MOST_SURE = 0.7
"""Of those who name a role and years, so many hold the variant that the years suggest."""


class Use(StrEnum):
    """What a person says of an option of a choice: whether they use it; skipped says nothing."""

    YES = "yes"
    NO = "no"
    SKIP = "skip"


class RoleChoice(Struct, frozen=True):
    """A requirement that leaves a choice: `choose` of the options; `key` is the requirement's."""

    key: str
    options: tuple[SkillSlug, ...]
    choose: int


class Demand(Struct, frozen=True):
    """The targets of one requirement, of which `choose` are held."""

    targets: tuple[Step, ...]
    choose: int


class ImaginedRole(Struct, frozen=True):
    """A role in one variant that a person may hold; `share` says how probable beside others.

    `is_said` tells what the person said of themselves from the role they aim at.
    """

    share: float
    demands: tuple[Demand, ...]
    is_said: bool = False


class Worked(Struct, frozen=True):
    """A role that the person works or worked as, for so many years [years]."""

    role: Role
    years: float


def choices_of(requirements: Sequence[Requirement]) -> tuple[RoleChoice, ...]:
    """The role's choices, those of most weight first, bonus last, then as written."""
    choices = [r for r in requirements if r.is_choice]
    ranked = sorted(
        choices, key=lambda requirement: (not requirement.is_counted, -requirement.weight)
    )
    return tuple(RoleChoice(r.key, tuple(t.skill for t in r.targets), r.choose) for r in ranked)


def held_roles(role: Role, variant: Variant, worked: Worked | None) -> tuple[ImaginedRole, ...]:
    """Whose holders are imagined: every variant of the role aimed at, and of the role worked as.

    Raises:
        UnknownVariantError: The role does not come in this variant.
    """
    requirements_of(role, variant)
    aimed = [
        ImaginedRole(_AIMED_SHARE[0 if name == variant else 1], _demands(requirements))
        for name, requirements in role.variants.items()
    ]
    if worked is None:
        return tuple(aimed)
    shares = shares_of_years(len(worked.role.variants), worked.years)
    said = [
        ImaginedRole(share, _demands(requirements), is_said=True)
        for share, requirements in zip(shares, worked.role.variants.values(), strict=True)
    ]
    return (*aimed, *said)


def every_variant_of(role: Role) -> tuple[ImaginedRole, ...]:
    """The role in each of its variants, each as probable as the others; the shares sum to 1."""
    share = 1 / len(role.variants)
    return tuple(ImaginedRole(share, _demands(one)) for one in role.variants.values())


def shares_of_years(variants: int, years: float) -> tuple[float, ...]:
    """How probably each variant is held after so many years, juniors first; they sum to 1.

    Seven in ten hold the variant that the years suggest, one more every three years; of the
    others each step further off is half as probable.

    Example: two years, four years and ten years in a role of three variants.
        >>> [round(share, 2) for share in shares_of_years(3, 2)]
        [0.7, 0.2, 0.1]
        >>> [round(share, 2) for share in shares_of_years(3, 4)]
        [0.15, 0.7, 0.15]
        >>> [round(share, 2) for share in shares_of_years(3, 10)]
        [0.1, 0.2, 0.7]
    """
    likely = min(int(years / _YEARS_A_VARIANT), variants - 1)
    others = {i: 0.5 ** abs(i - likely) for i in range(variants) if i != likely}
    if not others:
        return (1.0,)
    rest = (1 - _MOST_SURE) / sum(others.values())
    return tuple(_MOST_SURE if i == likely else others[i] * rest for i in range(variants))


def optional_skills(
    graph: SkillGraph, requirements: Sequence[Requirement], about: Collection[SkillSlug]
) -> frozenset[SkillSlug]:
    """Skills asked about that the role can be met without: options, and ways to alternatives."""
    single = [t.step for r in requirements if not r.is_choice for t in r.targets]
    needed = {step.skill for step in graph.closure(single)}
    return frozenset(about) - needed


def _demands(requirements: Sequence[Requirement]) -> tuple[Demand, ...]:
    return tuple(
        Demand(tuple(target.step for target in r.targets), r.choose)
        for r in requirements
        if r.is_counted
    )
