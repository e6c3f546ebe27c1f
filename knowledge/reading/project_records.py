"""The keys of project files: tasks with a deliverable and a rubric that prove steps."""

from typing import Annotated, Literal

from msgspec import Meta

from knowledge.reading.value_types import (
    ContentRecord,
    LevelNumber,
    Name,
    ProjectHoursNumber,
    ProjectId,
    Slug,
    Status,
    Version,
)


class ProvedStepRecord(ContentRecord, frozen=True):
    """A step that the finished project proves."""

    skill: Slug
    level: LevelNumber


class CriterionRecord(ContentRecord, frozen=True):
    """What somebody else looks at, when it is met, and when it is more than met."""

    criterion: str
    meets: str
    exceeds: str


class ProjectHoursRecord(ContentRecord, frozen=True):
    """Effort on top of the steps' own; 0 where the steps already contain the work [h]."""

    low: ProjectHoursNumber
    typical: ProjectHoursNumber
    high: ProjectHoursNumber


class ProjectRecord(ContentRecord, frozen=True):
    """projects/<slug>.yaml"""

    kind: Literal["project"]
    id: ProjectId
    slug: Slug
    title: Name
    status: Status
    since: Version
    proves: Annotated[tuple[ProvedStepRecord, ...], Meta(min_length=1)]
    brief: str
    deliverable: str
    rubric: Annotated[tuple[CriterionRecord, ...], Meta(min_length=1)]
    effort_hours: ProjectHoursRecord
    roles: Annotated[tuple[Slug, ...], Meta(min_length=1)]
    former_slugs: tuple[Slug, ...] = ()
