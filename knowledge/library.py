"""The library: one immutable knowledge version with its graph, roles, rules and texts."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from engine import (
    EngineError,
    Measured,
    Outcomes,
    Project,
    Role,
    RoleSlug,
    RuleBook,
    Skill,
    SkillGraph,
    SkillSlug,
    Step,
    UnknownRoleError,
    UnknownSkillError,
)
from knowledge.artifact import (
    IncompleteCorpusError,
    UnreadableArtifactError,
    decode_artifact,
    encode_artifact,
    hash_of,
)
from knowledge.compile import table_of
from knowledge.corpus import Corpus
from knowledge.corpus.measured import measured_of
from knowledge.corpus.redirects import FormerSlug, Redirects, redirects_of
from knowledge.findings import count_errors
from knowledge.gate import BrokenKnowledgeError, check_folder, collection_paused
from knowledge.search import NameSearch
from knowledge.texts import (
    DomainText,
    GroupText,
    LevelText,
    ManifestText,
    ProjectText,
    ResourceText,
    RoleText,
    ScaleLevelText,
    SkillText,
    domains_of,
    families_of,
    scale_of,
    subjects_of,
)

LONGEST_NAME = 72
"""What the name of a phase may take [characters], where there is a choice."""


class Library:
    """One knowledge version; immutable, so that threads can share it.

    `version` is the semantic version of the content and `hash` names exactly
    these bytes. Drafts are left out. Everything is sorted by slug.
    """

    def __init__(self, corpus: Corpus, artifact: bytes) -> None:
        """Bind a corpus without errors; use `load` or `of_artifact`."""
        if corpus.manifest is None or corpus.scale is None or corpus.domains is None:
            raise IncompleteCorpusError
        self.artifact = artifact
        self.hash = hash_of(artifact)
        self.manifest = ManifestText.of(corpus.manifest.record)
        self.version = self.manifest.version
        self.scale: tuple[ScaleLevelText, ...] = scale_of(corpus.scale.record)
        self.domains: tuple[DomainText, ...] = domains_of(corpus.domains.record)
        self.subjects: tuple[GroupText, ...] = subjects_of(corpus.domains.record)
        self.families: tuple[GroupText, ...] = families_of(
            corpus.families.record if corpus.families else None
        )
        self.measured: Measured = measured_of(corpus.measured, corpus.current_skill)
        self.graph: SkillGraph = corpus.graph or SkillGraph.of(corpus.engine_skills)
        self.rules: RuleBook = RuleBook.of(table_of(table) for table in corpus.rules)
        self.roles: Mapping[RoleSlug, Role] = {
            role.slug: role for role in sorted(corpus.engine_roles, key=lambda role: role.slug)
        }
        self.skill_texts: Mapping[SkillSlug, SkillText] = {
            slug: SkillText.of(corpus.skill_by_slug[slug].record) for slug in self.graph.skills
        }
        self.role_texts: Mapping[RoleSlug, RoleText] = {
            slug: RoleText.of(corpus.role_by_slug[slug].record, corpus.current_skill)
            for slug in self.roles
        }
        self.resources: Mapping[str, ResourceText] = {
            slug: ResourceText.of(corpus.resource_by_slug[slug].record)
            for slug in sorted(corpus.resource_by_slug)
        }
        self.projects: Mapping[str, ProjectText] = {
            slug: ProjectText.of(
                corpus.project_by_slug[slug].record,
                current_skill=corpus.current_skill,
                current_role=corpus.current_role,
            )
            for slug in sorted(corpus.project_by_slug)
            if corpus.project_by_slug[slug].record.status != "draft"
        }
        self.skill_redirects: Redirects = redirects_of(
            "skill", (corpus.skill_by_slug[slug] for slug in self.graph.skills), corpus.redirects
        )
        self.role_redirects: Redirects = redirects_of(
            "role", (corpus.role_by_slug[slug] for slug in self.roles), corpus.redirects
        )
        self.former_skills: tuple[FormerSlug, ...] = self.skill_redirects.former
        self.former_roles: tuple[FormerSlug, ...] = self.role_redirects.former
        self._former_resources = corpus.current_resource

    @classmethod
    def load(cls, folder: Path) -> "Library":
        """Read, check and compile a content folder.

        Raises:
            BrokenKnowledgeError: The content has errors; it carries every finding.
        """
        with collection_paused():
            checked = check_folder(folder)
            if count_errors(checked.findings):
                raise BrokenKnowledgeError(checked.findings)
            return cls(checked.corpus, encode_artifact(checked.corpus))

    @classmethod
    def of_artifact(cls, artifact: bytes) -> "Library":
        """The library that `artifact` was taken from, or UnreadableArtifactError."""
        with collection_paused():
            corpus = decode_artifact(artifact)
            try:
                return cls(corpus, artifact)
            except (EngineError, ValueError) as error:
                raise UnreadableArtifactError(str(error)) from error

    def skill(self, slug: SkillSlug) -> Skill:
        """The skill with that slug, or UnknownSkillError; `suggest` finds similar ones."""
        return self.graph.skill(slug)

    def skill_text(self, slug: SkillSlug) -> SkillText:
        """The texts of a skill, or UnknownSkillError."""
        if slug not in self.skill_texts:
            raise UnknownSkillError(slug)
        return self.skill_texts[slug]

    def role(self, slug: RoleSlug) -> Role:
        """The role with that slug, present or former, or UnknownRoleError.

        `suggest_role` finds similar ones.
        """
        known = slug if slug in self.roles else self.current_role_slug(slug)
        if known is None:
            raise UnknownRoleError(slug)
        return self.roles[known]

    def role_text(self, slug: RoleSlug) -> RoleText:
        """The texts of a role, or UnknownRoleError."""
        if slug not in self.role_texts:
            raise UnknownRoleError(slug)
        return self.role_texts[slug]

    def resources_of(self, slug: SkillSlug, level: int) -> tuple[ResourceText, ...]:
        """The resources for a level of a skill, in the order the editor chose."""
        names = self.skill_text(slug).levels[level - 1].resources
        current = [self._former_resources.get(name, name) for name in names]
        return tuple(self.resources[name] for name in current)

    def current_slug(self, old: str) -> SkillSlug | None:
        """The present slug that a former slug of a skill surely means, or None."""
        slug = _renamed(self.skill_redirects, old)
        return None if slug is None else SkillSlug(slug)

    def current_role_slug(self, old: str) -> RoleSlug | None:
        """The present slug that a former slug of a role surely means, or None."""
        slug = _renamed(self.role_redirects, old)
        return None if slug is None else RoleSlug(slug)

    def skills_named(self, slugs: Iterable[str]) -> list[SkillSlug]:
        """The skills named by present or former slugs.

        Of one that was split, every part; one that was retired is left out, and a slug that
        never was is handed on as it is, to be refused where it is looked up.
        """
        found: dict[SkillSlug, None] = {}
        for slug in slugs:
            there = self.skill_redirects.of_slug(slug)
            found |= dict.fromkeys(map(SkillSlug, (slug,) if there is None else there.slugs))
        return list(found)

    def levels_named(self, levels: Mapping[str, int]) -> dict[SkillSlug, int]:
        """Levels given by present or former slugs, by present slug.

        Where several slugs name one skill today, the highest level counts. A level given by a
        former slug counts at most as the top level of what it means today.
        """
        found: dict[SkillSlug, int] = {}
        for slug, level in levels.items():
            for skill in self.skills_named((slug,)):
                counted = level
                if skill != slug:
                    counted = min(level, self.graph.skill(skill).top)
                found[skill] = max(counted, found.get(skill, counted))
        return found

    def skill_id_of(self, slug: SkillSlug) -> str:
        """The id that outlives a rename, or UnknownSkillError."""
        return self.skill_text(slug).id

    def role_id_of(self, slug: RoleSlug) -> str:
        """The id that outlives a rename, or UnknownRoleError."""
        return self.role_text(slug).id

    def search(self, query: str) -> tuple[SkillSlug, ...]:
        """Slugs of the skills that match a query, best first."""
        return self._skill_search.find(query)

    def search_roles(self, query: str) -> tuple[RoleSlug, ...]:
        """Slugs of the roles that match a query, best first."""
        return self._role_search.find(query)

    def suggest(self, name: str) -> tuple[SkillSlug, ...]:
        """Skills that may have been meant by an unknown name, best first, at most three.

        For a skill that was split, its parts.
        """
        there = self.skill_redirects.of_slug(name)
        parts = tuple(SkillSlug(slug) for slug in there.slugs) if there else ()
        return parts or self._skill_search.suggest(name)

    def suggest_role(self, name: str) -> tuple[RoleSlug, ...]:
        """Roles that may have been meant by an unknown name, best first, at most three.

        For a role that was split, its parts.
        """
        there = self.role_redirects.of_slug(name)
        parts = tuple(RoleSlug(slug) for slug in there.slugs) if there else ()
        return parts or self._role_search.suggest(name)

    @cached_property
    def used_by(self) -> Mapping[SkillSlug, tuple[RoleSlug, ...]]:
        """Skill → the roles that require it in any variant."""
        roles: dict[SkillSlug, set[RoleSlug]] = {}
        for role in self.roles.values():
            for requirements in role.variants.values():
                for requirement in requirements:
                    for target in requirement.targets:
                        roles.setdefault(target.skill, set()).add(role.slug)
        return {slug: tuple(sorted(roles.get(slug, ()))) for slug in self.graph.skills}

    @cached_property
    def outcomes(self) -> Outcomes:
        """What phases of a plan are named by: the projects, and what one can do after each step."""
        return Outcomes(
            projects=tuple(
                Project(one.slug, one.title, one.proves, frozenset(one.roles))
                for one in self.projects.values()
            ),
            abilities={
                Step(slug, level.level): _name_of(level)
                for slug, text in self.skill_texts.items()
                for level in text.levels
            },
        )

    @cached_property
    def projects_by_step(self) -> Mapping[Step, tuple[ProjectText, ...]]:
        """Step → the projects that prove it, by slug; steps without one are left out.

        A project that proves a level is listed for that level only, not for those below it.
        """
        proved: dict[Step, list[ProjectText]] = {}
        for project in self.projects.values():
            for step in project.proves:
                proved.setdefault(step, []).append(project)
        return {step: tuple(proved[step]) for step in sorted(proved)}

    @cached_property
    def _skill_search(self) -> NameSearch[SkillSlug]:
        return NameSearch(self.skill_texts)

    @cached_property
    def _role_search(self) -> NameSearch[RoleSlug]:
        variants = {variant for role in self.roles.values() for variant in role.variants}
        return NameSearch(self.role_texts, spare=variants)


def _renamed(redirects: Redirects, old: str) -> str | None:
    there = redirects.of_slug(old)
    return None if there is None or there.only == old else there.only


def _name_of(level: LevelText) -> str:
    """The first can_do that is short enough for the name of a phase, or the shortest."""
    short = (text for text in level.can_do if len(text) <= LONGEST_NAME)
    return next(short, min(level.can_do, key=len))
