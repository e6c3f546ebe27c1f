"""The format of content files, key by key; only the modules `*records.py` declare YAML keys.

Keys that are left out have the empty value of their type, so that no record
contains a null except where the format allows one.
"""

from typing import Annotated, Literal

from msgspec import Meta

from knowledge.reading.grouping_records import DomainsRecord, FamiliesRecord
from knowledge.reading.manifest_records import ManifestRecord, ScaleRecord
from knowledge.reading.measured_records import MeasuredRecord
from knowledge.reading.project_records import ProjectRecord
from knowledge.reading.redirect_records import RedirectsRecord
from knowledge.reading.rule_records import OPERATORS, ConditionRecord, RulesRecord
from knowledge.reading.value_types import (
    MOST_VARIANTS,
    ContentRecord,
    Date,
    HoursNumber,
    Language,
    LevelNumber,
    Name,
    ResourceId,
    RoleId,
    SkillId,
    Slug,
    Status,
    Version,
    Weight,
    Year,
)


class MappingRecord(ContentRecord, frozen=True):
    """The same concept in a public classification; the relation is theirs relative to ours."""

    system: Literal["esco", "onet_soc"]
    ref: str
    relation: Literal["exact", "close", "broad", "narrow"]
    version: str


class DeprecationRecord(ContentRecord, frozen=True):
    """Why something is deprecated, and what replaces it."""

    since: Version
    reason: str
    replaced_by: tuple[Slug, ...] = ()
    remove_after: Date = ""


class ReviewRecord(ContentRecord, frozen=True):
    """When this was last reviewed, when to review it next, and its sources."""

    reviewed_on: Date
    review_by: Date
    sources: tuple[str, ...] = ()


class NeedRecord(ContentRecord, frozen=True):
    """A skill at a level, or a group of these, inside a group."""

    skill: Slug = ""
    level: LevelNumber = 0
    any_of: Annotated[tuple["NeedRecord", ...], Meta(min_length=1)] = ()
    all_of: Annotated[tuple["NeedRecord", ...], Meta(min_length=1)] = ()


class RequireRecord(ContentRecord, frozen=True):
    """One entry under `requires`: what is needed, how strongly and why."""

    skill: Slug = ""
    level: LevelNumber = 0
    any_of: Annotated[tuple[NeedRecord, ...], Meta(min_length=1)] = ()
    all_of: Annotated[tuple[NeedRecord, ...], Meta(min_length=1)] = ()
    strength: Literal["hard", "soft"] = "hard"
    why: str = ""


class HoursRecord(ContentRecord, frozen=True):
    """Effort from the level below to this one [h]."""

    low: HoursNumber
    typical: HoursNumber
    high: HoursNumber


class LevelRecord(ContentRecord, frozen=True):
    """One level of a skill."""

    can_do: Annotated[tuple[str, ...], Meta(min_length=1, max_length=5)]
    effort_hours: HoursRecord
    requires: tuple[RequireRecord, ...] = ()
    evidence: tuple[str, ...] = ()
    resources: tuple[Slug, ...] = ()


class SkillRecord(ContentRecord, frozen=True):
    """skills/<domain>/<slug>.yaml

    `short_title` is for pictures; left out, it is the title. An elective skill is offered although
    no role requires it.
    """

    kind: Literal["skill"]
    id: SkillId
    slug: Slug
    title: Name
    status: Status
    since: Version
    domain: Slug
    summary: str
    levels: Annotated[dict[LevelNumber, LevelRecord], Meta(min_length=1)]
    short_title: Name = ""
    elective: bool = False
    former_slugs: tuple[Slug, ...] = ()
    aliases: tuple[Name, ...] = ()
    deprecation: DeprecationRecord | None = None
    mappings: tuple[MappingRecord, ...] = ()
    review: ReviewRecord | None = None


class BranchRecord(ContentRecord, frozen=True):
    """One of several skills that a role lets people choose from."""

    skill: Slug
    level: LevelNumber | dict[str, LevelNumber]


class PreferenceReasonRecord(ContentRecord, frozen=True):
    """Why the options of a choice are preferred in this order, and who says so.

    `source` is an https address, or `editors' judgement` where no survey or study exists.
    """

    why: str
    source: str
    seen_on: Date


class RequirementRecord(ContentRecord, frozen=True):
    """What a role requires: one skill, or a number of several."""

    weight: Weight
    importance: Literal["core", "supporting", "bonus"]
    skill: Slug = ""
    level: LevelNumber | dict[str, LevelNumber] = 0
    choose: Annotated[int, Meta(ge=1, le=10)] = 0
    of: Annotated[tuple[BranchRecord, ...], Meta(min_length=1)] = ()
    label: str = ""
    defining: bool = False
    prefer: tuple[Slug, ...] = ()
    because: PreferenceReasonRecord | None = None


class VariantRecord(ContentRecord, frozen=True):
    """One stage of a role, with its title.

    `experienced` says that employers expect years in the job before it; of the stages after the
    first this is taken for granted.
    """

    slug: Slug
    title: Name
    experienced: bool = False


class RoleRecord(ContentRecord, frozen=True):
    """roles/<slug>.yaml

    `variants` are its stages from the first to the last; a stage with a title that follows from
    its slug is written as the slug alone. `job_zone` is that of its occupation in O*NET: how long
    people prepare for it, 1 to 5.
    """

    kind: Literal["role"]
    id: RoleId
    slug: Slug
    title: Name
    status: Status
    since: Version
    summary: str
    variants: Annotated[
        tuple[Slug | VariantRecord, ...], Meta(min_length=1, max_length=MOST_VARIANTS)
    ]
    requirements: Annotated[tuple[RequirementRecord, ...], Meta(min_length=1)]
    family: Slug = ""
    job_zone: Annotated[int, Meta(ge=1, le=5)] = 0
    former_slugs: tuple[Slug, ...] = ()
    aliases: tuple[Name, ...] = ()
    deprecation: DeprecationRecord | None = None
    mappings: tuple[MappingRecord, ...] = ()
    review: ReviewRecord | None = None

    @property
    def variant_slugs(self) -> tuple[str, ...]:
        """The slugs of its variants, from the first to the last."""
        return tuple(one if isinstance(one, str) else one.slug for one in self.variants)


class ResourceRecord(ContentRecord, frozen=True):
    """resources/<slug>.yaml"""

    kind: Literal["resource"]
    id: ResourceId
    slug: Slug
    title: Name
    type: Literal["documentation", "book", "course", "standard", "tutorial", "article", "tool"]
    cost: Literal["free", "paid", "mixed"]
    language: Language
    levels: Annotated[tuple[LevelNumber, ...], Meta(min_length=1)]
    url: str = ""
    authors: tuple[Name, ...] = ()
    year: Year = 0
    publisher: str = ""
    former_slugs: tuple[Slug, ...] = ()


Record = (
    SkillRecord
    | RoleRecord
    | ResourceRecord
    | ProjectRecord
    | DomainsRecord
    | FamiliesRecord
    | ScaleRecord
    | ManifestRecord
    | RedirectsRecord
    | RulesRecord
    | MeasuredRecord
)
AnyNeed = NeedRecord | RequireRecord
"""Both have skill and level, any_of and all_of."""

RECORDS: dict[str, type[Record]] = {
    "skill": SkillRecord,
    "role": RoleRecord,
    "resource": ResourceRecord,
    "project": ProjectRecord,
    "domains": DomainsRecord,
    "families": FamiliesRecord,
    "scale": ScaleRecord,
    "manifest": ManifestRecord,
    "redirects": RedirectsRecord,
    "rules": RulesRecord,
    "measured": MeasuredRecord,
}

Shape = tuple[tuple[str, ...], ...]
SHAPES: dict[type[ContentRecord], Shape] = {
    NeedRecord: (("skill", "level"), ("any_of",), ("all_of",)),
    RequireRecord: (("skill", "level"), ("any_of",), ("all_of",)),
    RequirementRecord: (("skill", "level"), ("choose", "of")),
    ConditionRecord: (
        ("all",),
        ("any",),
        ("not",),
        *(("fact", operator) for operator in OPERATORS),
    ),
}
"""Records of which exactly one group of keys must be written completely."""

KEY_ORDER: dict[str, tuple[str, ...]] = {
    "skill": (
        "kind", "id", "slug", "former_slugs", "title", "short_title", "aliases", "status",
        "since", "domain", "elective", "summary", "levels", "deprecation", "mappings", "review",
    ),
    "role": (
        "kind", "id", "slug", "former_slugs", "title", "aliases", "status", "since", "family",
        "job_zone", "summary", "mappings", "variants", "requirements", "deprecation", "review",
    ),
    "project": (
        "kind", "id", "slug", "former_slugs", "title", "status", "since", "proves", "brief",
        "deliverable", "rubric", "effort_hours", "roles",
    ),
}  # fmt: skip
"""The usual order of the keys of a file."""
