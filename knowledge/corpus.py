"""All records of a content folder with their places: the world that the checks look at."""

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
from knowledge.reading.filed import AnyFiled, Filed
from knowledge.reading.records import (
    DomainsRecord,
    ManifestRecord,
    RedirectsRecord,
    ResourceRecord,
    RoleRecord,
    ScaleRecord,
    SkillRecord,
)
from knowledge.reading.rule_records import RulesRecord
from knowledge.references import (
    NeedMention,
    SkillMention,
    TargetMention,
    needs_of,
    replacements_of,
    targets_of,
)

Sluggish = TypeVar("Sluggish", SkillRecord, RoleRecord, ResourceRecord)


class Released(Struct, frozen=True, order=True):
    """What an earlier release gave out and nobody may take back."""

    kind: str
    id: str
    slug: str


class Corpus(Struct, frozen=True, dict=True):
    """What a content folder holds.

    `failed` names what could not be read at all, as (kind, slug by file name),
    so that references to it are not reported as well. `today` is None when
    nobody asked for checks that depend on the day; `released` is empty when
    no earlier release was given.
    """

    manifest: Filed[ManifestRecord] | None = None
    scale: Filed[ScaleRecord] | None = None
    domains: Filed[DomainsRecord] | None = None
    redirects: Filed[RedirectsRecord] | None = None
    skills: tuple[Filed[SkillRecord], ...] = ()
    roles: tuple[Filed[RoleRecord], ...] = ()
    resources: tuple[Filed[ResourceRecord], ...] = ()
    rules: tuple[Filed[RulesRecord], ...] = ()
    failed: frozenset[tuple[str, str]] = frozenset()
    today: str | None = None
    released: tuple[Released, ...] = ()

    @cached_property
    def skill_by_slug(self) -> Mapping[str, Filed[SkillRecord]]:
        """Of two files with one slug, the first by path."""
        return _by_slug(self.skills)

    @cached_property
    def role_by_slug(self) -> Mapping[str, Filed[RoleRecord]]:
        """Of two files with one slug, the first by path."""
        return _by_slug(self.roles)

    @cached_property
    def resource_by_slug(self) -> Mapping[str, Filed[ResourceRecord]]:
        """Of two files with one slug, the first by path."""
        return _by_slug(self.resources)

    @cached_property
    def domain_slugs(self) -> frozenset[str]:
        """The closed list of domains."""
        return (
            frozenset(d.slug for d in self.domains.record.domains) if self.domains else frozenset()
        )

    @cached_property
    def current_skill(self) -> Mapping[str, str]:
        """Former slug of a skill → the slug it has now."""
        return current_slugs("skill", self.skills, self.redirects)

    @cached_property
    def current_role(self) -> Mapping[str, str]:
        """Former slug of a role → the slug it has now."""
        return current_slugs("role", self.roles, self.redirects)

    @cached_property
    def current_resource(self) -> Mapping[str, str]:
        """Former slug of a resource → the slug it has now."""
        return current_slugs("resource", self.resources, self.redirects)

    @cached_property
    def needs(self) -> tuple[NeedMention, ...]:
        """Every skill mentioned as a prerequisite."""
        return tuple(mention for skill in self.skills for mention in needs_of(skill))

    @cached_property
    def targets(self) -> tuple[TargetMention, ...]:
        """Every skill that a role demands or offers."""
        return tuple(mention for role in self.roles for mention in targets_of(role))

    @cached_property
    def skill_mentions(self) -> tuple[SkillMention, ...]:
        """Every place where a skill is named: prerequisites, demands, replacements."""
        named = [SkillMention(m.need.skill, m.owner, (*m.path, "skill")) for m in self.needs]
        named += [SkillMention(m.target.skill, m.owner, (*m.path, "skill")) for m in self.targets]
        named += [mention for skill in self.skills for mention in replacements_of(skill)]
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
        """The graph of the skills, or None while errors keep it from being built."""
        try:
            return SkillGraph.of(self.engine_skills)
        except (UnattainableError, UnknownLevelError, UnknownSkillError):
            return None

    @property
    def titled(self) -> tuple[Filed[SkillRecord] | Filed[RoleRecord], ...]:
        """Skills and roles: what carries aliases, mappings and a review."""
        return (*self.skills, *self.roles)

    @property
    def entries(self) -> tuple[AnyFiled, ...]:
        """Everything with an id and a slug of its own."""
        return (*self.skills, *self.roles, *self.resources)


def _by_slug(filed: Iterable[Filed[Sluggish]]) -> dict[str, Filed[Sluggish]]:
    found: dict[str, Filed[Sluggish]] = {}
    for one in filed:
        if one.record.slug:
            found.setdefault(one.record.slug, one)
    return found


def current_slugs(
    kind: str, filed: Iterable[AnyFiled], redirects: Filed[RedirectsRecord] | None
) -> dict[str, str]:
    """Former slug → current slug, by `former_slugs` and by redirects that lead to one place."""
    entries = list(filed)
    now = {one.record.slug for one in entries}
    current = {old: one.record.slug for one in entries for old in one.record.former_slugs}
    for redirect in redirects.record.redirects if redirects else ():
        if redirect.of == kind and redirect.change in ("moved", "merged") and len(redirect.to) == 1:
            current.setdefault(redirect.slug, redirect.to[0])
    return {old: new for old, new in current.items() if old not in now and new in now}
