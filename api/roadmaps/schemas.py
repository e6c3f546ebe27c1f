"""What stored roadmaps say over the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from api.analyses.schemas import AnalysisView, ComparisonView
from api.plans.schemas import (
    ItemStatus,
    LimitedRequest,
    Pins,
    PlanChangesView,
    PlanFiguresView,
    RoadmapItemView,
    RoadmapResult,
    RolePlanRequest,
)
from api.wire import HoursAWeek, InputStruct, OutputStruct, RoleRefView

RoadmapStatus = Literal["active", "archived"]
HoursSpent = Annotated[float, Meta(ge=0, le=10_000, description="hours spent so far")]


class RoadmapRequest(RolePlanRequest, frozen=True, kw_only=True):
    """A roadmap from your profile; `pins` are preferred where the role leaves a choice."""


class ProgressRequest(InputStruct, frozen=True):
    """A change of one item; hours that are left out stay as they are, `null` removes them."""

    status: ItemStatus
    hours_spent: HoursSpent | UnsetType | None = UNSET


class ReanalysisRequest(LimitedRequest, frozen=True, kw_only=True):
    """Whether to start over, and what to change about the plan.

    Without `resetProgress`, the new roadmap stays close to the previous one. What is left out
    stays as it was requested before; a limit that is `null` is removed.
    """

    reset_progress: bool
    hours_per_week: HoursAWeek | UnsetType = UNSET
    pins: Pins | UnsetType = UNSET


class ProgressView(OutputStruct, frozen=True):
    """How much is done; skipped items count neither as done nor in the total."""

    done: int
    total: int
    hours_done: float
    hours_total: float


class RoadmapView(OutputStruct, frozen=True):
    """A stored roadmap; send its ETag back as `If-Match` to change it."""

    id: UUID
    status: RoadmapStatus
    created_at: datetime
    archived_at: datetime | None
    analysis_id: UUID
    version: int
    progress: ProgressView
    result: RoadmapResult


class RoadmapSummaryView(OutputStruct, frozen=True):
    """A stored roadmap in a list."""

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
    """An item after a change, and what that means for the roadmap."""

    item: RoadmapItemView
    roadmap: RoadmapSummaryView
    ready_now: list[str]
    knowledge_version: str


class ReanalysisView(OutputStruct, frozen=True):
    """The new analysis and roadmap, what changed, and the id of the previous roadmap.

    `changes` is `null` when you start over, because no progress is carried over then.
    """

    analysis: AnalysisView
    roadmap: RoadmapView
    comparison: ComparisonView
    changes: PlanChangesView | None
    archived_roadmap_id: UUID


class RoadmapWhatIfView(OutputStruct, frozen=True):
    """The roadmap that a re-analysis would create; nothing is stored.

    `before` is what is still to do of the present roadmap; `changes` is `null` when you start
    over, because no progress is carried over then.
    """

    knowledge_version: str
    changes: PlanChangesView | None
    before: PlanFiguresView
    after: PlanFiguresView
    result: RoadmapResult
