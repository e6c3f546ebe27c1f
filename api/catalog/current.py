"""The knowledge in use: one value, swapped whole, so that no response mixes two versions."""

from collections.abc import Hashable
from functools import cached_property

import msgspec
from cachetools import LRUCache

from api.catalog.schemas import ResourceView
from api.messages.text import Text
from api.wire import RoleRefView, SkillRefView
from engine import (
    LikenessMatrix,
    RankingTable,
    Role,
    RoleSlug,
    RuleBook,
    SkillGraph,
    SkillSlug,
    Step,
    Variant,
)
from knowledge import Library

JUNIOR = Variant("junior")
"""The variant of a first job."""
MOST_FRAGMENTS = 20_000
"""Encoded gaps to remember; each takes about a kilobyte."""


class Knowledge:
    """One knowledge version as the API uses it; immutable.

    `gap_fragments` caches what was encoded of it already, and is forgotten with it.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.version: str = library.version
        self.hash: str = library.hash
        self.graph: SkillGraph = library.graph
        self.rules: RuleBook = library.rules
        self.gap_fragments: LRUCache[Hashable, msgspec.Raw] = LRUCache(MOST_FRAGMENTS)
        self._skill_refs = {
            slug: SkillRefView(slug=slug, title=skill.title)
            for slug, skill in library.graph.skills.items()
        }
        self._role_refs = {
            slug: RoleRefView(slug=slug, title=role.title) for slug, role in library.roles.items()
        }

    def role(self, slug: str) -> Role:
        """The role of that slug, or UnknownRoleError."""
        return self.library.role(RoleSlug(slug))

    def role_ref(self, slug: RoleSlug) -> RoleRefView:
        """The link to a role."""
        return self._role_refs[slug]

    def skill_ref(self, slug: SkillSlug) -> SkillRefView:
        """The link to a skill."""
        return self._skill_refs[slug]

    def skill_id(self, slug: str) -> str:
        """The id that outlives a rename, or UnknownSkillError."""
        return self.library.skill_id_of(SkillSlug(slug))

    def role_id(self, slug: RoleSlug) -> str:
        """The id that outlives a rename, or UnknownRoleError."""
        return self.library.role_id_of(slug)

    def skill_of_id(self, skill_id: str) -> SkillSlug | None:
        """The skill that an id means today; None when it was retired."""
        slug = SkillSlug(self.library.slug_of(skill_id) or "")
        return slug if slug in self.graph.skills else None

    def role_of_id(self, role_id: str) -> RoleSlug | None:
        """The role that an id means today; None when it was retired."""
        slug = RoleSlug(self.library.slug_of(role_id) or "")
        return slug if slug in self._role_refs else None

    def skill_ref_of_id(self, skill_id: str) -> SkillRefView:
        """The link to a stored skill; a retired one goes by its id."""
        slug = self.skill_of_id(skill_id)
        return SkillRefView(slug=skill_id, title=skill_id) if slug is None else self.skill_ref(slug)

    def role_ref_of_id(self, role_id: str) -> RoleRefView:
        """The link to a stored role; a retired one goes by its id."""
        slug = self.role_of_id(role_id)
        return RoleRefView(slug=role_id, title=role_id) if slug is None else self.role_ref(slug)

    def hours_note(self, role: RoleSlug, variant: Variant) -> Text:
        """What the hours of a variant do not include, and what they can be compared with."""
        zone = self.library.role_text(role).job_zone
        experience = "none" if variant == JUNIOR else "years"
        return Text("catalog.hours-note", experience=experience, zone=f"z{zone or 0}")

    def can_do(self, step: Step) -> list[str]:
        """What a person who holds the step can do."""
        return list(self.library.skill_text(step.skill).levels[step.level - 1].can_do)

    def resources(self, step: Step) -> list[ResourceView]:
        """Where to learn the step."""
        return [
            ResourceView(
                slug=text.slug,
                title=text.title,
                type=text.type,
                url=text.url,
                cost=text.cost,
                authors=list(text.authors),
            )
            for text in self.library.resources_of(step.skill, step.level)
        ]

    @cached_property
    def ranking(self) -> RankingTable:
        """The requirements of all roles, compiled when first used."""
        return RankingTable.of(self.graph, self.library.roles.values(), self.rules)

    @cached_property
    def likeness(self) -> LikenessMatrix:
        """What all roles require, compiled when first used, to tell how alike they are."""
        return LikenessMatrix.of(self.graph, self.ranking.requirements)

    @cached_property
    def level_names(self) -> dict[int, str]:
        """What the levels are called."""
        return {level.level: level.name for level in self.library.scale}


class CurrentKnowledge:
    """Holds the knowledge in use; a request takes it once and uses it to its end."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def now(self) -> Knowledge:
        """The knowledge in use."""
        return self._knowledge

    def swap(self, knowledge: Knowledge) -> None:
        """Use another version from the next request on."""
        self._knowledge = knowledge
