"""What roadmaps say over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType, field

from api.analyses.schemas import AnalysisView, ComparisonView
from api.catalog.schemas import ResourceView
from api.roadmaps.change_schemas import PlanChangesView
from api.roadmaps.limit_schemas import CertificateView, LimitedRequest, LimitView, ProofView
from api.wire import (
    HoursAWeek,
    HoursView,
    InputStruct,
    OutputStruct,
    RatingsBySkill,
    RoleRefView,
    SkillRefView,
    SlugText,
    StepRefView,
)

ItemStatus = Literal["todo", "doing", "done", "skipped"]
RoadmapStatus = Literal["active", "archived"]
HoursSpent = Annotated[float, Meta(ge=0, le=10_000, description="hours spent so far")]
Pins = Annotated[
    list[SlugText],
    Meta(max_length=50, description="skills to take where the role leaves a choice"),
]


class PlanRequest(LimitedRequest, frozen=True, kw_only=True):
    """A roadmap for anybody: nothing is kept."""

    role: SlugText
    variant: SlugText
    hours_per_week: HoursAWeek
    ratings: RatingsBySkill = field(default_factory=dict)
    pins: Pins = field(default_factory=list)


class RoadmapRequest(LimitedRequest, frozen=True, kw_only=True):
    """A roadmap for the person who asks; `pins` are preferred where a role leaves a choice."""

    role: SlugText
    variant: SlugText
    hours_per_week: HoursAWeek
    pins: Pins = field(default_factory=list)


class ProgressRequest(InputStruct, frozen=True):
    """A change of one item; hours that are left out stay, `null` takes them back."""

    status: ItemStatus
    hours_spent: HoursSpent | UnsetType | None = UNSET


class ReanalysisRequest(LimitedRequest, frozen=True, kw_only=True):
    """Whether the new roadmap starts with a clean slate, and what else is asked for now.

    With progress kept, the new roadmap stays near the old one. What is left out
    stays as it was asked for; a limit that is `null` is taken away.
    """

    reset_progress: bool
    hours_per_week: HoursAWeek | UnsetType = UNSET
    pins: Pins | UnsetType = UNSET


class WeeksView(OutputStruct, frozen=True):
    """How long it takes at the hours a week asked for."""

    low: int
    typical: int
    high: int


class ChoiceView(OutputStruct, frozen=True):
    """A choice the role leaves, and how it was settled."""

    key: str
    label: str | None
    chosen: list[SkillRefView]
    others: list[SkillRefView]
    is_pinned: bool
    text: str


class MilestoneView(OutputStruct, frozen=True):
    """What a person can do at the end of a phase."""

    text: str
    step: StepRefView


class PhaseView(OutputStruct, frozen=True):
    """A stretch of the roadmap."""

    number: int
    name: str
    milestone: MilestoneView
    hours: HoursView
    start_week: int
    end_week: int
    item_ids: list[str]


class ReasonView(OutputStruct, frozen=True):
    """Why an item is there, or stands where it stands."""

    kind: str
    text: str
    source: str | None


class RoadmapItemView(OutputStruct, frozen=True):
    """One step to learn, with its place in time and what it stands on."""

    id: str
    position: int
    phase: int
    skill: SkillRefView
    level: int
    level_name: str
    can_do: list[str]
    hours: HoursView
    start_week: int
    end_week: int
    is_ready_now: bool
    readiness_after: float
    depends_on: list[str]
    reasons: list[ReasonView]
    resources: list[ResourceView]
    status: ItemStatus
    hours_spent: float | None


class RoadmapResult(OutputStruct, frozen=True):
    """What to learn, in which order, how long it takes, and why."""

    knowledge_version: str
    engine_version: str
    role: RoleRefView
    variant: str
    hours_per_week: float
    hours: HoursView
    weeks: WeeksView
    readiness_now: float
    readiness_then: float
    limit: LimitView | None
    selection: ProofView
    order: CertificateView
    choices: list[ChoiceView]
    phases: list[PhaseView]
    items: list[RoadmapItemView]


class ProgressView(OutputStruct, frozen=True):
    """How much is done; skipped items count neither as done nor in the total."""

    done: int
    total: int
    hours_done: float
    hours_total: float


class RoadmapView(OutputStruct, frozen=True):
    """A kept roadmap; its ETag is what `If-Match` wants back."""

    id: UUID
    status: RoadmapStatus
    created_at: datetime
    archived_at: datetime | None
    analysis_id: UUID
    version: int
    progress: ProgressView
    result: RoadmapResult


class RoadmapSummaryView(OutputStruct, frozen=True):
    """A kept roadmap in a list."""

    id: UUID
    status: RoadmapStatus
    created_at: datetime
    archived_at: datetime | None
    role: RoleRefView
    variant: str
    hours_per_week: float
    version: int
    progress: ProgressView
    knowledge_version: str


class RoadmapListView(OutputStruct, frozen=True):
    """One page of roadmaps, newest first."""

    items: list[RoadmapSummaryView]
    next_cursor: str | None
    knowledge_version: str


class ItemProgressView(OutputStruct, frozen=True):
    """An item after a change, and what the roadmap looks like since."""

    item: RoadmapItemView
    roadmap: RoadmapSummaryView
    ready_now: list[str]
    knowledge_version: str


class ReanalysisView(OutputStruct, frozen=True):
    """The new analysis and roadmap, what changed, and where the old roadmap still stands.

    `changes` is `null` after a clean slate, which keeps nothing.
    """

    analysis: AnalysisView
    roadmap: RoadmapView
    comparison: ComparisonView
    changes: PlanChangesView | None
    archived_roadmap_id: UUID
