"""What stored roadmaps say over the wire."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import UNSET, UnsetType, field

from api.plans.schemas import RoadmapResult
from api.ranking.schemas import NearRoleView
from api.schedules.schemas import ScheduleSummaryView, ScheduleView, TimingRequest
from api.wire import OutputStruct, RoleRefView, SkillRefView

RoadmapStatus = Literal["active", "completed", "archived"]


class RoadmapChangeRequest(TimingRequest, frozen=True, kw_only=True):
    """What to change about a roadmap without planning again; its steps and order stay.

    What is left out stays as it is. Weeks off and a pause make no one late. `shift` gives the steps
    that are left new dates from today on, and so does another number of hours a week: you are on
    time again then. `isPrimary` makes it your primary roadmap in place of another.
    """

    is_primary: Literal[True] | UnsetType = UNSET


class ProgressView(OutputStruct, frozen=True):
    """How much of the lineage is done; skipped items count neither as done nor in the total.

    Every step counts once: those finished in earlier roadmaps of the lineage, and the items of
    this one, which are done when they are ticked or held. Hours are typical ones, but for
    `hoursSpent`, which adds up what you reported.
    """

    done: int
    total: int
    hours_done: float
    hours_total: float
    hours_spent: float


class RoadmapReadinessView(OutputStruct, frozen=True):
    """Readiness for the role and variant under the present content [0..100].

    `start` is that of the ratings with which the lineage began, `now` that of your profile today,
    `then` that of your profile once the open items are done, too.
    """

    start: float
    now: float
    then: float


class LineageStepView(OutputStruct, frozen=True):
    """A step finished in an earlier roadmap of the lineage; `title` is what it was called then."""

    skill: SkillRefView
    level: int
    title: str
    done_on: date
    hours_typical: float
    hours_spent: float | None
    roadmap_id: UUID


class LineageView(OutputStruct, frozen=True):
    """The roadmaps made one from the other.

    `done` are the steps finished in earlier ones that are no items of this one.
    """

    id: UUID
    started_on: date
    done: list[LineageStepView]


class NewerContentView(OutputStruct, frozen=True):
    """The content in use now."""

    version: str
    released_on: date | None


class RoadmapContentView(OutputStruct, frozen=True):
    """The content the roadmap was planned with, and the newer one, if there is any."""

    version: str
    newer: NewerContentView | None


class RoleVariantView(OutputStruct, frozen=True):
    """A role in one of its variants."""

    role: RoleRefView
    variant: str
    variant_title: str


class RetiredView(OutputStruct, frozen=True):
    """A role or variant that the content no longer has: its last title, and what is nearest."""

    title: str
    nearest: RoleVariantView | None


class NextVariantView(OutputStruct, frozen=True):
    """The next variant of the role, and how ready you are for it."""

    variant: str
    variant_title: str
    points: float
    hours_left: float


class NextRolesView(OutputStruct, frozen=True):
    """What leads on from here: the next variant of the role, and the roles most like it."""

    variant: NextVariantView | None
    near_roles: list[NearRoleView]


class RoadmapHeadView(OutputStruct, frozen=True):
    """All about a roadmap but its plan.

    `status` is `completed` while every item is held or skipped. `readiness` is `null` once the
    role or variant is retired, and `next` unless the roadmap is completed or retired. `schedule`
    is `null` once it is archived.
    """

    id: UUID
    status: RoadmapStatus
    is_primary: bool
    created_at: datetime
    completed_at: datetime | None
    archived_at: datetime | None
    analysis_id: UUID
    version: int
    progress: ProgressView
    readiness: RoadmapReadinessView | None
    schedule: ScheduleView | None
    lineage: LineageView
    content: RoadmapContentView
    retired: RetiredView | None
    next_roles: NextRolesView | None = field(name="next")


class RoadmapView(RoadmapHeadView, frozen=True):
    """A stored roadmap; send its ETag back as `If-Match` to change it.

    `status` is `completed` while every item is held or skipped. `readiness` is `null` once the
    role or variant is retired, and `next` unless the roadmap is completed or retired. `schedule`
    is `null` once it is archived.
    """

    result: RoadmapResult


class RoadmapSummaryView(OutputStruct, frozen=True):
    """A stored roadmap in a list."""

    id: UUID
    status: RoadmapStatus
    is_primary: bool
    created_at: datetime
    completed_at: datetime | None
    archived_at: datetime | None
    role: RoleRefView
    variant: str
    variant_title: str
    hours_per_week: float
    version: int
    progress: ProgressView
    readiness: RoadmapReadinessView | None
    schedule: ScheduleSummaryView | None
    retired: RetiredView | None
    knowledge_version: str


class RoadmapListView(OutputStruct, frozen=True):
    """One page of roadmaps, newest first."""

    items: list[RoadmapSummaryView]
    next_cursor: str | None
    knowledge_version: str
