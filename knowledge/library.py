"""The library: one immutable knowledge version with its graph, roles, rules and texts."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from engine import (
    EngineError,
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
from knowledge.corpus.redirects import FormerSlug, former_slugs, slugs_of_former_ids
from knowledge.did_you_mean import closest
from knowledge.findings import count_errors
from knowledge.gate import BrokenKnowledgeError, check_folder, collection_paused
from knowledge.search import SkillSearch
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
        self._former_skills = {old: SkillSlug(new) for old, new in corpus.current_skill.items()}
        self._former_roles = {old: RoleSlug(new) for old, new in corpus.current_role.items()}
        self._former_resources = corpus.current_resource
        self.former_skills: tuple[FormerSlug, ...] = former_slugs(
            "skill", corpus.skills, corpus.redirects, living=self.graph.skills
        )
        self.former_roles: tuple[FormerSlug, ...] = former_slugs(
            "role", corpus.roles, corpus.redirects, living=self.roles
        )
        self._slugs_of_former_ids = slugs_of_former_ids(corpus.redirects)

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
        """The role with that slug, or UnknownRoleError; `suggest_role` finds similar ones."""
        if slug not in self.roles:
            raise UnknownRoleError(slug)
        return self.roles[slug]

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
        """The current slug for a former slug of a skill, or None when it never was one."""
        return self._former_skills.get(old)

    def current_role_slug(self, old: str) -> RoleSlug | None:
        """The current slug for a former slug of a role, or None when it never was one."""
        return self._former_roles.get(old)

    def skill_id_of(self, slug: SkillSlug) -> str:
        """The id that outlives a rename, or UnknownSkillError."""
        return self.skill_text(slug).id

    def role_id_of(self, slug: RoleSlug) -> str:
        """The id that outlives a rename, or UnknownRoleError."""
        return self.role_text(slug).id

    def slug_of(self, content_id: str) -> str | None:
        """The current slug of a skill's or role's id, redirects followed; None when it is gone."""
        return self._slug_of_id.get(content_id)

    def search(self, query: str) -> tuple[SkillSlug, ...]:
        """Slugs of the skills that match a query, best first."""
        return self._search.find(query)

    def suggest(self, name: str) -> tuple[SkillSlug, ...]:
        """Skills that may have been meant by an unknown name, best first, at most three."""
        return self._search.suggest(name)

    def suggest_role(self, name: str) -> tuple[RoleSlug, ...]:
        """Roles that may have been meant by an unknown name, best first, at most three."""
        names = {slug: slug for slug in self.roles}
        for slug, text in self.role_texts.items():
            for alias in (text.title, *text.aliases):
                names.setdefault(RoleSlug(alias.casefold().replace(" ", "-")), slug)
        near = closest(name.casefold().replace(" ", "-"), names, limit=6)
        return tuple(dict.fromkeys(names[RoleSlug(one)] for one in near))[:3]

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
    def _search(self) -> SkillSearch:
        return SkillSearch(self.skill_texts.values())

    @cached_property
    def _slug_of_id(self) -> Mapping[str, str]:
        current = {text.id: text.slug for text in self.skill_texts.values()}
        current |= {text.id: text.slug for text in self.role_texts.values()}
        return self._slugs_of_former_ids | current


def _name_of(level: LevelText) -> str:
    """The first can_do that is short enough for the name of a phase, or the shortest."""
    short = (text for text in level.can_do if len(text) <= LONGEST_NAME)
    return next(short, min(level.can_do, key=len))
