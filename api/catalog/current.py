"""The knowledge in use: one value, swapped whole, so that no response mixes two versions."""

from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property

import msgspec
from cachetools import LRUCache
from msgspec import Struct

from api.catalog.schemas import ResourceView
from api.messages.text import Text
from api.wire import RoleRefView, SkillRefView
from engine import (
    AllOf,
    LikenessMatrix,
    Message,
    Need,
    RankingTable,
    Role,
    RoleSlug,
    RuleBook,
    SkillGraph,
    SkillSlug,
    Step,
    StepNeed,
    Variant,
    Workforce,
    step_message,
    workforce_of,
)
from knowledge import Destination, Library, title_of_variant

MOST_FRAGMENTS = 20_000
"""Encoded gaps to remember; each takes about a kilobyte."""


class Knowledge:
    """One knowledge version as the API uses it; immutable but for the names it remembers.

    `gap_fragments` caches what was encoded of it already, and is forgotten with it.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self.version: str = library.version
        self.hash: str = library.hash
        self.graph: SkillGraph = library.graph
        self.rules: RuleBook = library.rules
        self.gap_fragments: LRUCache[Hashable, msgspec.Raw] = LRUCache(MOST_FRAGMENTS)
        self._earlier: Mapping[str, Destination] = {}
        self._skill_refs = {
            slug: SkillRefView(slug=slug, title=skill.title)
            for slug, skill in library.graph.skills.items()
        }
        self._role_refs = {
            slug: RoleRefView(slug=slug, title=role.title) for slug, role in library.roles.items()
        }

    def role(self, slug: str) -> Role:
        """The role of that slug, present or former, or UnknownRoleError."""
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

    def skill_destination(self, skill_id: str) -> Destination:
        """What a stored id of a skill means today; a retired one keeps its last title."""
        return self.library.skill_redirects.of_id(skill_id) or self._last_known(skill_id)

    def role_destination(self, role_id: str) -> Destination:
        """What a stored id of a role means today; a retired one keeps its last title."""
        return self.library.role_redirects.of_id(role_id) or self._last_known(role_id)

    def skill_of_id(self, skill_id: str) -> SkillSlug | None:
        """The one skill that an id means today; None when it was split or retired."""
        slug = self.skill_destination(skill_id).only
        return None if slug is None else SkillSlug(slug)

    def steps_of_id(self, skill_id: str, level: int) -> tuple[Step, ...]:
        """What a stored step means today: one, those of all parts, or none of what is gone.

        A level above the skill's top counts as the top.
        """
        slugs = map(SkillSlug, self.skill_destination(skill_id).slugs)
        return tuple(Step(slug, min(level, self.graph.skills[slug].top)) for slug in slugs)

    def role_of_id(self, role_id: str) -> RoleSlug | None:
        """The one role that an id means today; None when it was split or retired."""
        slug = self.role_destination(role_id).only
        return None if slug is None else RoleSlug(slug)

    def skill_ref_of_id(self, skill_id: str) -> SkillRefView:
        """The link to a stored skill; one that was split or retired goes by its last title."""
        there = self.skill_destination(skill_id)
        if there.only is not None:
            return self.skill_ref(SkillSlug(there.only))
        return SkillRefView(slug=there.slug, title=self._title_of(skill_id, there))

    def role_ref_of_id(self, role_id: str) -> RoleRefView:
        """The link to a stored role; one that was split or retired goes by its last title."""
        there = self.role_destination(role_id)
        if there.only is not None:
            return self.role_ref(RoleSlug(there.only))
        return RoleRefView(slug=there.slug, title=self._title_of(role_id, there))

    def skills_named(self, slugs: Iterable[str]) -> list[SkillSlug]:
        """The skills that a request names by present or former slugs."""
        return self.library.skills_named(slugs)

    def levels_named(self, levels: Mapping[str, int]) -> dict[SkillSlug, int]:
        """Levels that a request gives by present or former slugs, by present slug."""
        return self.library.levels_named(levels)

    def step_named(self, slug: str, level: int) -> Step | None:
        """The step that a request names by a present or former slug.

        Returns:
            None where a former slug means no single step today, so that nothing is asked about it.

        Raises:
            UnknownSkillError: There is and was no such skill.
            UnknownLevelError: The present skill has no such level.
        """
        there = self.library.skill_redirects.of_slug(slug)
        if there is None or slug in self.graph.skills:
            self.graph.check_level(SkillSlug(slug), level)
            return Step(SkillSlug(slug), level)
        skill = there.only
        if skill is None or level > self.graph.skill(SkillSlug(skill)).top:
            return None
        return Step(SkillSlug(skill), level)

    def names(self) -> Mapping[str, Destination]:
        """Slug and title of everything that is or ever was known here, by content id."""
        library = self.library
        skills = {t.id: Destination((), t.slug, t.title) for t in library.skill_texts.values()}
        roles = {t.id: Destination((), t.slug, t.title) for t in library.role_texts.values()}
        return {**self._earlier, **skills, **roles}

    def remember(self, names: Mapping[str, Destination]) -> None:
        """Take over the names that earlier versions knew, for what this one no longer has."""
        self._earlier = {**names, **self._earlier}

    def _last_known(self, content_id: str) -> Destination:
        return self._earlier.get(content_id) or Destination((), content_id)

    def _title_of(self, content_id: str, there: Destination) -> str:
        earlier = self._earlier.get(content_id)
        return there.title or (there.slug if earlier is None else earlier.title)

    def hours_note(self, role: RoleSlug, variant: Variant) -> Text:
        """What the hours of a variant do not include, and what they can be compared with."""
        text = self.library.role_text(role)
        experience = "years" if text.variants[variant].experienced else "none"
        return Text("catalog.hours-note", experience=experience, zone=f"z{text.job_zone or 0}")

    def variant_title(self, role: RoleSlug | None, variant: str) -> str:
        """What a variant is called; one that the role no longer has is called by its slug."""
        variants = {} if role is None else self.library.role_text(role).variants
        found = variants.get(Variant(variant))
        return title_of_variant(variant) if found is None else found.title

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
    def workforce(self) -> Workforce:
        """People in all roles, imagined when first used; takes a quarter of a second."""
        return workforce_of(self.graph, self.library.roles.values())

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
        """Use another version from the next request on; it remembers the names of this one."""
        knowledge.remember(self._knowledge.names())
        self._knowledge = knowledge


class ContentVocabulary(Struct, frozen=True):
    """The skills, roles and variants of one knowledge version; former slugs are known, too."""

    knowledge: Knowledge

    def top_level(self, skill: str, /) -> int | None:
        """The highest level of a skill; None where there is no such skill."""
        slug = self.knowledge.library.current_slug(skill) or SkillSlug(skill)
        found = self.knowledge.graph.skills.get(slug)
        return None if found is None else found.top

    def variants(self, role: str | None, /) -> tuple[str, ...] | None:
        """The variants of a role; None where there is no such role."""
        library = self.knowledge.library
        slug = library.current_role_slug(role or "") or RoleSlug(role or "")
        found = library.roles.get(slug)
        return None if found is None else tuple(found.variants)

    def suggest(self, slug: str, /) -> tuple[str, ...]:
        """Skills of a similar name, best first."""
        return self.knowledge.library.suggest(slug)

    def suggest_role(self, slug: str, /) -> tuple[str, ...]:
        """Roles of a similar name, best first."""
        return self.knowledge.library.suggest_role(slug)


def need_message(knowledge: Knowledge, need: Need) -> Message:
    """A prerequisite in words: one step, all of several, or one of several."""
    if isinstance(need, StepNeed):
        return step_message(knowledge.graph, need.step)
    if len(need.of) == 1:
        return need_message(knowledge, need.of[0])
    needs = tuple(_branch_message(knowledge, branch) for branch in need.of)
    if isinstance(need, AllOf):
        return Message("catalog.need.all", {"needs": needs})
    if len(needs) == 2:
        return Message("catalog.need.either", {"first": needs[0], "second": needs[1]})
    return Message("catalog.need.one-of", {"needs": needs})


def _branch_message(knowledge: Knowledge, need: Need) -> Message:
    """A need within another one: in brackets, unless it is a single step."""
    inner = need_message(knowledge, need)
    return inner if len(steps_of(need)) == 1 else Message("catalog.need.group", {"need": inner})


def steps_of(need: Need) -> list[Step]:
    """All steps that a prerequisite names, in its order."""
    if isinstance(need, StepNeed):
        return [need.step]
    return [step for branch in need.of for step in steps_of(branch)]
