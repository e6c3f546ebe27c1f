"""The catalogue over the wire."""

from typing import Literal

from msgspec import field

from api.messages.text import Text
from api.wire import HoursView, OutputStruct, RoleRefView, SkillRefView
from knowledge import FormerSlug, Library

EdgeKindName = Literal["hard", "soft", "anyOf", "ladder"]


class CountsView(OutputStruct, frozen=True):
    """How much there is."""

    roles: int
    skills: int
    steps: int
    resources: int


class ScaleLevelView(OutputStruct, frozen=True):
    """A level of the scale that all skills share."""

    level: int
    name: str
    rubric: str


class FormerSlugView(OutputStruct, frozen=True):
    """A slug that is no longer in use, and the slugs that took its place.

    `renamed` and `merged` have one, `split` has several to choose from, `retired` has none.
    """

    slug: str
    change: Literal["renamed", "merged", "split", "retired"]
    to: list[str]

    @classmethod
    def of(cls, former: FormerSlug) -> "FormerSlugView":
        """Show where a slug leads."""
        return cls(slug=former.slug, change=former.change, to=list(former.to))


class FormerSlugsView(OutputStruct, frozen=True):
    """Every slug that an earlier version published and that is no longer in use."""

    skills: list[FormerSlugView]
    roles: list[FormerSlugView]

    @classmethod
    def of(cls, library: Library) -> "FormerSlugsView":
        """Show those of a knowledge version, by slug."""
        return cls(
            skills=[FormerSlugView.of(one) for one in library.former_skills],
            roles=[FormerSlugView.of(one) for one in library.former_roles],
        )


class KnowledgeView(OutputStruct, frozen=True):
    """Which knowledge is served here, and where slugs of earlier versions lead."""

    knowledge_version: str
    hash: str
    counts: CountsView
    levels: list[ScaleLevelView]
    licence: str
    former_slugs: FormerSlugsView


class DomainView(OutputStruct, frozen=True):
    """A domain of skills."""

    slug: str
    title: str
    summary: str
    subject: str | None
    skill_count: int


class GroupView(OutputStruct, frozen=True):
    """A subject of domains or a family of roles."""

    slug: str
    title: str
    summary: str


class DomainListView(OutputStruct, frozen=True):
    """All domains, and the subjects above them."""

    subjects: list[GroupView]
    items: list[DomainView]
    next_cursor: str | None
    knowledge_version: str


class VariantView(OutputStruct, frozen=True):
    """A seniority of a role; the hours are those from nothing, prerequisites included.

    `requirementCount` counts core and supporting requirements, `bonusCount` the others.
    `hoursNote` says what they do not include, and what they can be compared with.
    """

    variant: str
    title: str
    requirement_count: int
    bonus_count: int
    hours: HoursView
    hours_note: Text


class RoleSummaryView(OutputStruct, frozen=True):
    """A role in a list; `family` is the slug of its family."""

    slug: str
    title: str
    family: str | None
    summary: str
    variants: list[VariantView]


class RoleListView(OutputStruct, frozen=True):
    """All roles, and the families they belong to."""

    families: list[GroupView]
    items: list[RoleSummaryView]
    next_cursor: str | None
    knowledge_version: str


class RequirementTargetView(OutputStruct, frozen=True):
    """A skill that a requirement names, with its target level for each variant that has one."""

    skill: SkillRefView
    levels: dict[str, int]


class RequirementView(OutputStruct, frozen=True):
    """A requirement of a role: `choose` of the targets.

    `defining` says that without it the role's name would be untrue; `prefer` are the slugs of a
    choice's options, the most recommended first, and empty where nothing is recommended.
    """

    key: str
    label: str | None
    choose: int
    importance: Literal["core", "supporting", "bonus"]
    weight: int
    defining: bool
    prefer: list[str]
    targets: list[RequirementTargetView]


class MappingView(OutputStruct, frozen=True):
    """The same thing in a public classification."""

    system: str
    ref: str
    relation: str


class RoleView(OutputStruct, frozen=True):
    """A role with all its requirements."""

    slug: str
    title: str
    summary: str
    variants: list[VariantView]
    requirements: list[RequirementView]
    mappings: list[MappingView]
    knowledge_version: str


class GraphNodeView(OutputStruct, frozen=True):
    """A step that the role needs."""

    id: str
    skill: SkillRefView
    short_title: str
    level: int
    domain: str
    hours: HoursView
    is_target: bool


class GraphEdgeView(OutputStruct, frozen=True):
    """`from` comes before `to`."""

    from_id: str = field(name="from")
    to_id: str = field(name="to")
    kind: EdgeKindName
    why: str


class RoleGraphView(OutputStruct, frozen=True):
    """All steps that can lead to the targets of a role, as a graph."""

    role: RoleRefView
    variant: str
    variant_title: str
    nodes: list[GraphNodeView]
    edges: list[GraphEdgeView]
    knowledge_version: str


class SkillSummaryView(OutputStruct, frozen=True):
    """A skill in a list; `shortTitle` is for pictures."""

    slug: str
    title: str
    short_title: str
    summary: str
    domain: str
    aliases: list[str]
    top_level: int


class SkillListView(OutputStruct, frozen=True):
    """One page of skills."""

    items: list[SkillSummaryView]
    next_cursor: str | None
    knowledge_version: str


class NeededSkillView(OutputStruct, frozen=True):
    """A step that a level requires."""

    slug: str
    title: str
    level: int


class RequiresView(OutputStruct, frozen=True):
    """One prerequisite, in words and as steps."""

    text: Text
    strength: Literal["hard", "soft"]
    why: str
    skills: list[NeededSkillView]


class ResourceView(OutputStruct, frozen=True):
    """Something to learn from."""

    slug: str
    title: str
    type: str
    url: str | None
    cost: str
    authors: list[str]


class SkillLevelView(OutputStruct, frozen=True):
    """One level of a skill: what you can do, the hours, the prerequisites, where to learn it."""

    level: int
    name: str
    can_do: list[str]
    hours: HoursView
    requires: list[RequiresView]
    resources: list[ResourceView]


class SkillView(OutputStruct, frozen=True):
    """A skill with all its levels; `shortTitle` is for pictures."""

    slug: str
    title: str
    short_title: str
    summary: str
    domain: str
    aliases: list[str]
    levels: list[SkillLevelView]
    used_by: list[RoleRefView]
    knowledge_version: str
