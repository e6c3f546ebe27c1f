"""From the library to the views of the catalogue."""

from collections.abc import Iterable

from api.catalog.current import Knowledge, need_message, steps_of
from api.catalog.schemas import (
    CountsView,
    DomainListView,
    DomainView,
    EdgeKindName,
    FormerSlugsView,
    GraphEdgeView,
    GraphNodeView,
    GroupView,
    KnowledgeView,
    MappingView,
    NeededSkillView,
    RequirementTargetView,
    RequirementView,
    RequiresView,
    RoleGraphView,
    RoleListView,
    RoleSummaryView,
    RoleView,
    ScaleLevelView,
    SkillLevelView,
    SkillSummaryView,
    SkillView,
    VariantView,
)
from api.messages.text import Text
from api.wire import HoursView
from engine import (
    EdgeKind,
    Prerequisite,
    Requirement,
    Role,
    RoleSlug,
    SkillSlug,
    Step,
    UnknownVariantError,
    Variant,
    plan_hours,
)
from knowledge import GroupText

_EDGE_KINDS: dict[EdgeKind, EdgeKindName] = {
    EdgeKind.HARD: "hard",
    EdgeKind.SOFT: "soft",
    EdgeKind.ANY_OF: "anyOf",
    EdgeKind.LADDER: "ladder",
}


def knowledge_view(knowledge: Knowledge) -> KnowledgeView:
    """Show which knowledge this is."""
    library = knowledge.library
    return KnowledgeView(
        knowledge_version=knowledge.version,
        hash=knowledge.hash,
        counts=CountsView(
            roles=len(library.roles),
            skills=len(knowledge.graph.skills),
            steps=len(knowledge.graph.steps),
            resources=len(library.resources),
        ),
        levels=[
            ScaleLevelView(level=entry.level, name=entry.name, rubric=entry.rubric)
            for entry in library.scale
        ],
        licence=library.manifest.licence,
        former_slugs=FormerSlugsView.of(library),
    )


def domains_view(knowledge: Knowledge) -> DomainListView:
    """Show the domains with the number of their skills."""
    skills = knowledge.graph.skills.values()
    return DomainListView(
        subjects=_groups(knowledge.library.subjects),
        items=[
            DomainView(
                slug=text.slug,
                title=text.title,
                summary=text.summary,
                subject=text.subject,
                skill_count=sum(skill.domain == text.slug for skill in skills),
            )
            for text in knowledge.library.domains
        ],
        next_cursor=None,
        knowledge_version=knowledge.version,
    )


def _groups(texts: Iterable[GroupText]) -> list[GroupView]:
    return [GroupView(slug=one.slug, title=one.title, summary=one.summary) for one in texts]


def role_list_view(knowledge: Knowledge) -> RoleListView:
    """Show all roles."""
    return RoleListView(
        families=_groups(knowledge.library.families),
        items=[role_summary(knowledge, slug) for slug in knowledge.library.roles],
        next_cursor=None,
        knowledge_version=knowledge.version,
    )


def role_summary(knowledge: Knowledge, slug: RoleSlug) -> RoleSummaryView:
    """Show a role in a list."""
    text = knowledge.library.role_text(slug)
    return RoleSummaryView(
        slug=slug,
        title=text.title,
        family=text.family,
        summary=text.summary,
        variants=_variants(knowledge, knowledge.role(slug)),
    )


def role_view(knowledge: Knowledge, slug: RoleSlug) -> RoleView:
    """Show a role with all its requirements."""
    role = knowledge.role(slug)
    text = knowledge.library.role_text(slug)
    return RoleView(
        slug=slug,
        title=text.title,
        summary=text.summary,
        variants=_variants(knowledge, role),
        requirements=_requirements(knowledge, role),
        mappings=[
            MappingView(system=entry.system, ref=entry.ref, relation=entry.relation)
            for entry in text.mappings
        ],
        knowledge_version=knowledge.version,
    )


def graph_view(knowledge: Knowledge, slug: RoleSlug, variant: str) -> RoleGraphView:
    """Show all steps that can lead to the targets of a role.

    Raises:
        UnknownVariantError: The role has no such variant.
    """
    role = knowledge.role(slug)
    if variant not in role.variants:
        raise UnknownVariantError(slug, Variant(variant), tuple(role.variants))
    graph = knowledge.graph
    requirements = role.variants[Variant(variant)]
    targets = {target.step for requirement in requirements for target in requirement.targets}
    nodes = sorted(graph.reach(targets, given=frozenset()))
    known = frozenset(nodes)
    return RoleGraphView(
        role=knowledge.role_ref(slug),
        variant=variant,
        variant_title=knowledge.variant_title(role.slug, variant),
        nodes=[
            GraphNodeView(
                id=str(step),
                skill=knowledge.skill_ref(step.skill),
                short_title=knowledge.library.skill_text(step.skill).short_title,
                level=step.level,
                domain=graph.skill(step.skill).domain,
                hours=HoursView.of(graph.hours(step)),
                is_target=step in targets,
            )
            for step in nodes
        ],
        edges=[
            GraphEdgeView(
                from_id=str(edge.before),
                to_id=str(edge.after),
                kind=_EDGE_KINDS[edge.kind],
                why=edge.why,
            )
            for edge in graph.edges
            if edge.before in known and edge.after in known
        ],
        knowledge_version=knowledge.version,
    )


def skill_summary(knowledge: Knowledge, slug: SkillSlug) -> SkillSummaryView:
    """Show a skill in a list."""
    text = knowledge.library.skill_text(slug)
    return SkillSummaryView(
        slug=slug,
        title=text.title,
        short_title=text.short_title,
        summary=text.summary,
        domain=text.domain,
        aliases=list(text.aliases),
        top_level=knowledge.graph.skill(slug).top,
    )


def skill_view(knowledge: Knowledge, slug: SkillSlug) -> SkillView:
    """Show a skill with all its levels."""
    text = knowledge.library.skill_text(slug)
    skill = knowledge.graph.skill(slug)
    return SkillView(
        slug=slug,
        title=text.title,
        short_title=text.short_title,
        summary=text.summary,
        domain=text.domain,
        aliases=list(text.aliases),
        levels=[
            SkillLevelView(
                level=number,
                name=knowledge.level_names[number],
                can_do=knowledge.can_do(Step(slug, number)),
                hours=HoursView.of(level.hours),
                requires=[_requires(knowledge, entry) for entry in level.requires],
                resources=knowledge.resources(Step(slug, number)),
            )
            for number, level in enumerate(skill.levels, start=1)
        ],
        used_by=[knowledge.role_ref(role) for role in knowledge.library.used_by[slug]],
        knowledge_version=knowledge.version,
    )


def _variants(knowledge: Knowledge, role: Role) -> list[VariantView]:
    graph = knowledge.graph
    return [
        VariantView(
            variant=variant,
            title=knowledge.variant_title(role.slug, variant),
            requirement_count=sum(one.is_counted for one in requirements),
            bonus_count=sum(not one.is_counted for one in requirements),
            hours=HoursView.of(plan_hours(graph, role, variant=variant, profile={})),
            hours_note=knowledge.hours_note(role.slug, variant),
        )
        for variant, requirements in role.variants.items()
    ]


def _requirements(knowledge: Knowledge, role: Role) -> list[RequirementView]:
    """One entry a requirement, with the levels of every variant side by side."""
    first: dict[str, Requirement] = {}
    levels: dict[str, dict[SkillSlug, dict[str, int]]] = {}
    prefer: dict[str, tuple[SkillSlug, ...]] = {}
    for variant, requirements in role.variants.items():
        for one in requirements:
            first.setdefault(one.key, one)
            prefer[one.key] = max(prefer.get(one.key, ()), one.prefer, key=len)
            skills = levels.setdefault(one.key, {})
            for target in one.targets:
                skills.setdefault(target.skill, {})[variant] = target.level
    return [
        RequirementView(
            key=key,
            label=requirement.label,
            choose=requirement.choose,
            importance=requirement.importance.value,
            weight=requirement.weight,
            defining=requirement.is_defining,
            prefer=list(prefer[key]),
            targets=[
                RequirementTargetView(skill=knowledge.skill_ref(skill), levels=asked)
                for skill, asked in levels[key].items()
            ],
        )
        for key, requirement in first.items()
    ]


def _requires(knowledge: Knowledge, prerequisite: Prerequisite) -> RequiresView:
    return RequiresView(
        text=Text.of(need_message(knowledge, prerequisite.need)),
        strength=prerequisite.strength.value,
        why=prerequisite.why,
        skills=[
            NeededSkillView(
                slug=step.skill, title=knowledge.skill_ref(step.skill).title, level=step.level
            )
            for step in steps_of(prerequisite.need)
        ],
    )
