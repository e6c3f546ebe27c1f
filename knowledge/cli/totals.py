"""How much content there is, and how many hours it takes from nothing."""

from collections import defaultdict
from collections.abc import Iterator
from statistics import quantiles

from msgspec import Struct

from engine import (
    AllOf,
    AnyOf,
    Hours,
    Importance,
    Need,
    PlanOptions,
    PlanQuery,
    Prerequisite,
    Role,
    RoleSlug,
    Step,
    Strength,
    Variant,
    plan,
)
from knowledge.cli.teaching_counts import TeachingCounts, count_teaching
from knowledge.library import Library

ANY_PACE = PlanOptions(hours_per_week=10.0)
"""Totals do not depend on the pace."""


class EdgeCounts(Struct, frozen=True):
    """Prerequisites between skills; that a level requires the one below it is not counted.

    Every skill named under `requires` is one edge: of kind `any_of` when it is
    a branch of a group, else hard or soft. `any_of_groups` are those groups.
    """

    hard: int
    soft: int
    any_of: int
    any_of_groups: int


class MappingCounts(Struct, frozen=True):
    """Links into public classifications."""

    skills_to_esco: int
    roles_to_esco: int
    roles_to_onet: int


class ProjectCounts(Struct, frozen=True):
    """Projects, and how far they go: which core steps of first jobs one of them proves.

    A core step is a skill at the very level that a core requirement of a variant names, and
    counts once for each such variant; every branch of a choice counts.
    """

    projects: int
    junior_core_steps: int
    junior_core_steps_proved: int


class Counts(Struct, frozen=True):
    """What is live: drafts are not counted. `requirements` covers all variants of a role."""

    roles: int
    variants: int
    requirements: int
    choices: int
    skills: int
    steps: int
    can_do: int
    edges: EdgeCounts
    resources: int
    projects: ProjectCounts
    mappings: MappingCounts
    teaching: TeachingCounts


class RoleTotal(Struct, frozen=True):
    """What a variant of a role takes from nothing: its requirements, steps and hours [h].

    Bonus requirements are counted as requirements; the planner plans no steps for them.
    """

    role: RoleSlug
    title: str
    variant: Variant
    requirements: int
    steps: int
    hours: Hours


class LevelHours(Struct, frozen=True):
    """Typical hours of one level over the skills of a domain: quartiles and median [h]."""

    domain: str
    level: int
    skills: int
    lower_quartile: float
    median: float
    upper_quartile: float


def count(library: Library) -> Counts:
    """Count what a library holds."""
    edges = [kind for prerequisite in _prerequisites(library) for kind in _kinds(prerequisite)]
    requirements = [
        {
            requirement.key: requirement
            for required in role.variants.values()
            for requirement in required
        }
        for role in library.roles.values()
    ]
    levels = [level for text in library.skill_texts.values() for level in text.levels]
    return Counts(
        roles=len(library.roles),
        variants=sum(len(role.variants) for role in library.roles.values()),
        requirements=sum(len(of_role) for of_role in requirements),
        choices=sum(key.startswith("choose:") for of_role in requirements for key in of_role),
        skills=len(library.graph.skills),
        steps=len(levels),
        can_do=sum(len(level.can_do) for level in levels),
        edges=EdgeCounts(
            hard=edges.count("hard"),
            soft=edges.count("soft"),
            any_of=edges.count("any_of"),
            any_of_groups=sum(_groups(one.need) for one in _prerequisites(library)),
        ),
        resources=len(library.resources),
        projects=_count_projects(library),
        mappings=_count_mappings(library),
        teaching=count_teaching(library),
    )


def total_roles(library: Library) -> tuple[RoleTotal, ...]:
    """What every variant of every role takes from nothing, roles by slug."""
    return tuple(
        _total_of(library, role, variant)
        for role in library.roles.values()
        for variant in role.variants
    )


def total_levels(library: Library) -> tuple[LevelHours, ...]:
    """Typical hours per domain and level, domains in the order of domains.yaml."""
    hours: dict[tuple[str, int], list[float]] = defaultdict(list)
    for skill in library.graph.skills.values():
        for number, level in enumerate(skill.levels, start=1):
            hours[skill.domain, number].append(level.hours.typical)
    ranks = {domain.slug: rank for rank, domain in enumerate(library.domains)}
    keys = sorted(hours, key=lambda key: (ranks[key[0]], key[1]))
    return tuple(_quartiles_of(*key, hours[key]) for key in keys)


def _total_of(library: Library, role: Role, variant: Variant) -> RoleTotal:
    roadmap = plan(
        PlanQuery.of(library.graph, role, variant=variant, profile={}, options=ANY_PACE),
        rules=library.rules,
    )
    return RoleTotal(
        role=role.slug,
        title=role.title,
        variant=variant,
        requirements=len(role.variants[variant]),
        steps=len(roadmap.items),
        hours=_to_tenths(roadmap.hours),
    )


def _to_tenths(hours: Hours) -> Hours:
    return Hours(round(hours.low, 1), round(hours.typical, 1), round(hours.high, 1))


def _quartiles_of(domain: str, level: int, hours: list[float]) -> LevelHours:
    doubled = hours if len(hours) > 1 else hours * 2
    lower, median, upper = quantiles(doubled, method="inclusive")
    return LevelHours(domain, level, len(hours), lower, median, upper)


def _prerequisites(library: Library) -> Iterator[Prerequisite]:
    for skill in library.graph.skills.values():
        for level in skill.levels:
            yield from level.requires


def _kinds(prerequisite: Prerequisite) -> Iterator[str]:
    """`hard`, `soft` or `any_of` for each skill that the prerequisite names."""
    kind = "soft" if prerequisite.strength is Strength.SOFT else "hard"
    return _kinds_in(prerequisite.need, kind)


def _kinds_in(need: Need, kind: str) -> Iterator[str]:
    if isinstance(need, AnyOf):
        for branch in need.of:
            yield from _kinds_in(branch, "any_of")
    elif isinstance(need, AllOf):
        for part in need.of:
            yield from _kinds_in(part, kind)
    else:
        yield kind


def _groups(need: Need) -> int:
    """How many any_of groups a need contains."""
    if isinstance(need, AnyOf):
        return 1 + sum(_groups(branch) for branch in need.of)
    if isinstance(need, AllOf):
        return sum(_groups(part) for part in need.of)
    return 0


def core_steps_of(role: Role, variant: Variant) -> tuple[Step, ...]:
    """The steps that the core requirements of a variant name, sorted; none when it has none."""
    steps = {
        target.step
        for requirement in role.variants.get(variant, ())
        if requirement.importance is Importance.CORE
        for target in requirement.targets
    }
    return tuple(sorted(steps))


def _count_projects(library: Library) -> ProjectCounts:
    steps = [
        step
        for role in library.roles.values()
        for variant, text in library.role_texts[role.slug].variants.items()
        if not text.experienced
        for step in core_steps_of(role, variant)
    ]
    return ProjectCounts(
        projects=len(library.projects),
        junior_core_steps=len(steps),
        junior_core_steps_proved=sum(step in library.projects_by_step for step in steps),
    )


def _count_mappings(library: Library) -> MappingCounts:
    of_roles = [m.system for text in library.role_texts.values() for m in text.mappings]
    return MappingCounts(
        skills_to_esco=sum(len(text.mappings) for text in library.skill_texts.values()),
        roles_to_esco=of_roles.count("esco"),
        roles_to_onet=of_roles.count("onet_soc"),
    )
