"""All records of a content folder with their places: what the checks look at."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from engine import (
    Role,
    Skill,
    SkillGraph,
    UnattainableError,
    UnknownLevelError,
    UnknownSkillError,
)
from knowledge.compile import role_of, skill_of
from knowledge.corpus.redirects import redirects_of
from knowledge.corpus.references import (
    PrerequisiteReference,
    ProofReference,
    SlugReference,
    TargetReference,
    prerequisite_references_in,
    proof_references_in,
    replacement_references_in,
    resource_references_in,
    role_references_in,
    target_references_in,
)
from knowledge.corpus.role_plans import RolePlans
from knowledge.reading.grouping_records import DomainsRecord, FamiliesRecord
from knowledge.reading.located import AnyLocated, Located
from knowledge.reading.manifest_records import ManifestRecord, ScaleRecord
from knowledge.reading.measured_records import MeasuredRecord
from knowledge.reading.project_records import ProjectRecord
from knowledge.reading.records import (
    ResourceRecord,
    RoleRecord,
    SkillRecord,
)
from knowledge.reading.redirect_records import RedirectsRecord
from knowledge.reading.rule_records import RulesRecord

Slugged = TypeVar("Slugged", SkillRecord, RoleRecord, ResourceRecord, ProjectRecord)


class ReleasedEntry(Struct, frozen=True, order=True):
    """What an earlier release published: none of it may disappear without a redirect."""

    kind: str
    id: str
    slug: str


class Corpus(Struct, frozen=True, dict=True):
    """What a content folder holds.

    `failed` names what could not be read at all, as (kind, slug by file name),
    so that references to it are not reported as well. `today` is None when
    checks that depend on the day are left out; `released` is empty when
    no earlier release was given.
    """

    manifest: Located[ManifestRecord] | None = None
    scale: Located[ScaleRecord] | None = None
    domains: Located[DomainsRecord] | None = None
    families: Located[FamiliesRecord] | None = None
    redirects: Located[RedirectsRecord] | None = None
    measured: Located[MeasuredRecord] | None = None
    skills: tuple[Located[SkillRecord], ...] = ()
    roles: tuple[Located[RoleRecord], ...] = ()
    resources: tuple[Located[ResourceRecord], ...] = ()
    projects: tuple[Located[ProjectRecord], ...] = ()
    rules: tuple[Located[RulesRecord], ...] = ()
    failed: frozenset[tuple[str, str]] = frozenset()
    today: str | None = None
    released: tuple[ReleasedEntry, ...] = ()

    @cached_property
    def skill_by_slug(self) -> Mapping[str, Located[SkillRecord]]:
        """Of two files with one slug, the first by path."""
        return _by_slug(self.skills)

    @cached_property
    def role_by_slug(self) -> Mapping[str, Located[RoleRecord]]:
        """Of two files with one slug, the first by path."""
        return _by_slug(self.roles)

    @cached_property
    def resource_by_slug(self) -> Mapping[str, Located[ResourceRecord]]:
        """Of two files with one slug, the first by path."""
        return _by_slug(self.resources)

    @cached_property
    def project_by_slug(self) -> Mapping[str, Located[ProjectRecord]]:
        """Of two files with one slug, the first by path."""
        return _by_slug(self.projects)

    @cached_property
    def domain_slugs(self) -> frozenset[str]:
        """The closed list of domains."""
        return (
            frozenset(d.slug for d in self.domains.record.domains) if self.domains else frozenset()
        )

    @cached_property
    def current_skill(self) -> Mapping[str, str]:
        """Former slug of a skill → the slug it has now."""
        return redirects_of("skill", self.skills, self.redirects).renamed

    @cached_property
    def current_role(self) -> Mapping[str, str]:
        """Former slug of a role → the slug it has now."""
        return redirects_of("role", self.roles, self.redirects).renamed

    @cached_property
    def current_resource(self) -> Mapping[str, str]:
        """Former slug of a resource → the slug it has now."""
        return redirects_of("resource", self.resources, self.redirects).renamed

    @cached_property
    def current_project(self) -> Mapping[str, str]:
        """Former slug of a project → the slug it has now."""
        return redirects_of("project", self.projects, self.redirects).renamed

    @cached_property
    def prerequisite_references(self) -> tuple[PrerequisiteReference, ...]:
        """Every skill named as a prerequisite."""
        return tuple(one for skill in self.skills for one in prerequisite_references_in(skill))

    @cached_property
    def target_references(self) -> tuple[TargetReference, ...]:
        """Every skill that a role requires or offers."""
        return tuple(one for role in self.roles for one in target_references_in(role))

    @cached_property
    def proof_references(self) -> tuple[ProofReference, ...]:
        """Every step that a project proves."""
        return tuple(one for project in self.projects for one in proof_references_in(project))

    @cached_property
    def role_references(self) -> tuple[SlugReference, ...]:
        """Every role that a project is for."""
        return tuple(one for project in self.projects for one in role_references_in(project))

    @cached_property
    def resource_references(self) -> tuple[SlugReference, ...]:
        """Every resource that a level of a skill names."""
        return tuple(one for skill in self.skills for one in resource_references_in(skill))

    @cached_property
    def skill_references(self) -> tuple[SlugReference, ...]:
        """Every place where a skill is named: in requires, requirements, proofs, replacements."""
        named = [
            SlugReference(one.need.skill, one.owner, (*one.path, "skill"))
            for one in self.prerequisite_references
        ]
        named += [
            SlugReference(one.target.skill, one.owner, (*one.path, "skill"))
            for one in self.target_references
        ]
        named += [
            SlugReference(one.proved.skill, one.owner, (*one.path, "skill"))
            for one in self.proof_references
        ]
        named += [one for skill in self.skills for one in replacement_references_in(skill)]
        return tuple(named)

    @cached_property
    def engine_skills(self) -> tuple[Skill, ...]:
        """The skills that can go live, as the engine sees them; drafts stay out."""
        return tuple(
            skill_of(one, self.current_skill)
            for one in self.skill_by_slug.values()
            if one.record.status != "draft"
        )

    @cached_property
    def engine_roles(self) -> tuple[Role, ...]:
        """The roles that can go live, as the engine sees them; drafts stay out."""
        return tuple(
            role_of(one, self.current_skill)
            for one in self.role_by_slug.values()
            if one.record.status != "draft"
        )

    @cached_property
    def graph(self) -> SkillGraph | None:
        """The graph of the skills, or None while errors prevent building it."""
        try:
            return SkillGraph.of(self.engine_skills)
        except (UnattainableError, UnknownLevelError, UnknownSkillError):
            return None

    @property
    def plans(self) -> RolePlans:
        """What a beginner would learn for each role."""
        return RolePlans(self.graph)

    @property
    def titled(self) -> tuple[Located[SkillRecord] | Located[RoleRecord], ...]:
        """Skills and roles: what carries aliases, mappings and a review."""
        return (*self.skills, *self.roles)

    @property
    def entries(self) -> tuple[AnyLocated, ...]:
        """Everything with an id and a slug of its own."""
        return (*self.skills, *self.roles, *self.resources, *self.projects)


def _by_slug(filed: Iterable[Located[Slugged]]) -> dict[str, Located[Slugged]]:
    found: dict[str, Located[Slugged]] = {}
    for one in filed:
        if one.record.slug:
            found.setdefault(one.record.slug, one)
    return found
