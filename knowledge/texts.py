"""What people read about skills, roles, projects and resources; all else is the engine's."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from engine import Hours, RoleSlug, SkillSlug, Step, Variant
from knowledge.compile import Current, requirement_key
from knowledge.reading.grouping_records import DomainsRecord, FamiliesRecord
from knowledge.reading.manifest_records import ManifestRecord, ScaleRecord
from knowledge.reading.project_records import ProjectRecord
from knowledge.reading.records import (
    DeprecationRecord,
    LevelRecord,
    MappingRecord,
    ResourceRecord,
    RoleRecord,
    SkillRecord,
)
from knowledge.variant_texts import VariantText, variants_of


class MappingText(Struct, frozen=True):
    """The same idea in a public classification."""

    system: str
    ref: str
    relation: str
    version: str


class DeprecationText(Struct, frozen=True):
    """Why something is deprecated, and which slugs replace it."""

    since: str
    reason: str
    replaced_by: tuple[str, ...]


class LevelText(Struct, frozen=True):
    """What one can do at a level, how to show it, and the slugs of resources to learn it from."""

    level: int
    can_do: tuple[str, ...]
    evidence: tuple[str, ...]
    resources: tuple[str, ...]


class SkillText(Struct, frozen=True):
    """The texts of a skill; `levels[0]` is level 1, and `short_title` is for pictures."""

    id: str
    slug: str
    title: str
    short_title: str
    summary: str
    domain: str
    status: str
    since: str
    aliases: tuple[str, ...]
    former_slugs: tuple[str, ...]
    levels: tuple[LevelText, ...]
    mappings: tuple[MappingText, ...]
    deprecation: DeprecationText | None

    @classmethod
    def of(cls, record: SkillRecord) -> "SkillText":
        """The texts of a record."""
        return cls(
            id=record.id,
            slug=record.slug,
            title=record.title,
            short_title=record.short_title or record.title,
            summary=record.summary,
            domain=record.domain,
            status=record.status,
            since=record.since,
            aliases=record.aliases,
            former_slugs=record.former_slugs,
            levels=tuple(_level_of(n, record.levels[n]) for n in sorted(record.levels)),
            mappings=_mappings_of(record.mappings),
            deprecation=_deprecation_of(record.deprecation),
        )


class PreferenceText(Struct, frozen=True):
    """Why the options of a choice are recommended in this order, and who says so.

    `source` is an https address, or "editors' judgement"; `seen_on` is when it was looked up.
    """

    why: str
    source: str
    seen_on: str


class RoleText(Struct, frozen=True):
    """The texts of a role; `preferences` are those of its choices, by the requirement's key.

    `family` is the slug of the family it belongs to, and `job_zone` from 1 to 5 is how long O*NET
    says that people prepare for its occupation; None where it says nothing and in older releases.
    """

    id: str
    slug: str
    title: str
    family: str | None
    job_zone: int | None
    summary: str
    status: str
    since: str
    aliases: tuple[str, ...]
    former_slugs: tuple[str, ...]
    mappings: tuple[MappingText, ...]
    deprecation: DeprecationText | None
    preferences: Mapping[str, PreferenceText]
    variants: Mapping[Variant, VariantText]

    @classmethod
    def of(cls, record: RoleRecord, current: Current) -> "RoleText":
        """The texts of a record; `current` leads from a former slug to the present one."""
        return cls(
            id=record.id,
            slug=record.slug,
            title=record.title,
            family=record.family or None,
            job_zone=record.job_zone or None,
            summary=record.summary,
            status=record.status,
            since=record.since,
            aliases=record.aliases,
            former_slugs=record.former_slugs,
            mappings=_mappings_of(record.mappings),
            deprecation=_deprecation_of(record.deprecation),
            preferences={
                requirement_key(one, current): PreferenceText(why.why, why.source, why.seen_on)
                for one in record.requirements
                if (why := one.because) is not None and one.prefer
            },
            variants=variants_of(record),
        )


class ResourceText(Struct, frozen=True):
    """Something to learn from; `url`, `year` and `publisher` are None where there is none."""

    id: str
    slug: str
    title: str
    type: str
    url: str | None
    authors: tuple[str, ...]
    year: int | None
    publisher: str | None
    cost: str
    language: str
    levels: tuple[int, ...]

    @classmethod
    def of(cls, record: ResourceRecord) -> "ResourceText":
        """The texts of a record."""
        return cls(
            id=record.id,
            slug=record.slug,
            title=record.title,
            type=record.type,
            url=record.url or None,
            authors=record.authors,
            year=record.year or None,
            publisher=record.publisher or None,
            cost=record.cost,
            language=record.language,
            levels=record.levels,
        )


class CriterionText(Struct, frozen=True):
    """What somebody else looks at, when it is met, and when it is more than met."""

    criterion: str
    meets: str
    exceeds: str


class ProjectText(Struct, frozen=True):
    """A task that proves steps; hours come on top of the steps' own [h].

    `proves` and `roles` name current slugs, in the order the editor chose.
    """

    id: str
    slug: str
    title: str
    status: str
    since: str
    proves: tuple[Step, ...]
    brief: str
    deliverable: str
    rubric: tuple[CriterionText, ...]
    hours: Hours
    roles: tuple[RoleSlug, ...]
    former_slugs: tuple[str, ...]

    @classmethod
    def of(
        cls,
        record: ProjectRecord,
        *,
        current_skill: Mapping[str, str],
        current_role: Mapping[str, str],
    ) -> "ProjectText":
        """The texts of a record; the mappings lead from former slugs to current ones."""
        hours = record.effort_hours
        return cls(
            id=record.id,
            slug=record.slug,
            title=record.title,
            status=record.status,
            since=record.since,
            proves=tuple(
                Step(SkillSlug(current_skill.get(one.skill, one.skill)), one.level)
                for one in record.proves
            ),
            brief=record.brief,
            deliverable=record.deliverable,
            rubric=tuple(
                CriterionText(one.criterion, one.meets, one.exceeds) for one in record.rubric
            ),
            hours=Hours(hours.low, hours.typical, hours.high),
            roles=tuple(RoleSlug(current_role.get(slug, slug)) for slug in record.roles),
            former_slugs=record.former_slugs,
        )


class DomainText(Struct, frozen=True):
    """A part of the field; `subject` is the larger part it belongs to, None in older releases."""

    slug: str
    title: str
    summary: str
    subject: str | None


class GroupText(Struct, frozen=True):
    """A subject of domains or a family of roles."""

    slug: str
    title: str
    summary: str


class ScaleLevelText(Struct, frozen=True):
    """What a level means in every skill; level 0 is none."""

    level: int
    name: str
    rubric: str


class SourceText(Struct, frozen=True):
    """A public classification that the content refers to, and its attribution."""

    name: str
    version: str
    licence: str
    attribution: str


class ManifestText(Struct, frozen=True):
    """What this content is and under which terms."""

    name: str
    version: str
    licence: str
    sources: tuple[SourceText, ...]

    @classmethod
    def of(cls, record: ManifestRecord) -> "ManifestText":
        """The texts of a record."""
        return cls(
            name=record.name,
            version=record.version,
            licence=record.licence,
            sources=tuple(
                SourceText(one.name, one.version, one.licence, one.attribution)
                for one in record.sources
            ),
        )


def domains_of(record: DomainsRecord) -> tuple[DomainText, ...]:
    """The domains in the order of the file, which is the order people see."""
    return tuple(
        DomainText(one.slug, one.title, one.summary, one.subject or None) for one in record.domains
    )


def subjects_of(record: DomainsRecord) -> tuple[GroupText, ...]:
    """The subjects in the order of the file; none in older releases."""
    return tuple(GroupText(one.slug, one.title, one.summary) for one in record.subjects)


def families_of(record: FamiliesRecord | None) -> tuple[GroupText, ...]:
    """The families of roles in the order of the file; none in older releases."""
    families = () if record is None else record.families
    return tuple(GroupText(one.slug, one.title, one.summary) for one in families)


def scale_of(record: ScaleRecord) -> tuple[ScaleLevelText, ...]:
    """The levels from 0 up."""
    return tuple(
        ScaleLevelText(number, record.levels[number].name, record.levels[number].rubric)
        for number in sorted(record.levels)
    )


def _level_of(number: int, record: LevelRecord) -> LevelText:
    return LevelText(number, record.can_do, record.evidence, record.resources)


def _mappings_of(records: Iterable[MappingRecord]) -> tuple[MappingText, ...]:
    return tuple(MappingText(one.system, one.ref, one.relation, one.version) for one in records)


def _deprecation_of(record: DeprecationRecord | None) -> DeprecationText | None:
    if record is None:
        return None
    return DeprecationText(record.since, record.reason, record.replaced_by)
