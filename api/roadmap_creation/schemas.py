"""What new roadmaps say over the wire, and what changes from one to the next."""

from typing import Literal
from uuid import UUID

from msgspec import UNSET, UnsetType

from api.analyses.schemas import AnalysisView, ComparisonView
from api.messages.text import Text
from api.plans.schemas import LimitedRequest, Pins, RoadmapResult, RolePlanRequest, WeeksView
from api.roadmaps.schemas import RoadmapView
from api.wire import HoursAWeek, HoursView, OutputStruct, SlugText, StepRefView


class RoadmapRequest(RolePlanRequest, frozen=True, kw_only=True):
    """A roadmap from your profile; `pins` are preferred where the role leaves a choice."""


class ReanalysisRequest(LimitedRequest, frozen=True, kw_only=True):
    """Whether to start over, and what to change about the plan.

    Without `resetProgress`, the new roadmap stays close to the previous one and continues its
    lineage. With it, a new lineage begins: progress starts at zero, and what was skipped or begun
    is forgotten. Ratings, and with them every step you hold, stay in either case. `variant` moves
    on to another variant of the role. What is left out stays as it was requested before; a limit
    that is `null` is removed.
    """

    reset_progress: bool
    variant: SlugText | UnsetType = UNSET
    hours_per_week: HoursAWeek | UnsetType = UNSET
    pins: Pins | UnsetType = UNSET

    @classmethod
    def of(cls, data: RoadmapRequest) -> "ReanalysisRequest":
        """What goes on from a completed roadmap as a new one was requested."""
        limits = {name: getattr(data, name) for name in LimitedRequest.__struct_fields__}
        unlimited = dict.fromkeys(limits)
        given = {name: limit for name, limit in limits.items() if limit is not UNSET}
        return cls(
            reset_progress=False,
            variant=data.variant,
            hours_per_week=data.hours_per_week,
            pins=data.pins,
            **(unlimited | given),
        )


ChangeKindName = Literal["kept", "moved", "added", "dropped"]


class PlanChangeView(OutputStruct, frozen=True):
    """What happened to one step; positions count from 1 among the steps still to do."""

    kind: ChangeKindName
    step: StepRefView
    before: int | None
    after: int | None
    reason: str | None
    text: Text


class PlanFiguresView(OutputStruct, frozen=True):
    """What is still to do, and the readiness it leads to."""

    hours: HoursView
    weeks: WeeksView
    readiness_then: float


class PlanChangesView(OutputStruct, frozen=True):
    """What a new plan keeps of the previous one, and what that costs at most.

    `keptOrder` is the share of pairs of steps in unchanged order, `loss` what that costs [0..1].
    """

    kept: int
    moved: int
    added: int
    dropped: int
    kept_order: float
    loss: float
    text: Text
    items: list[PlanChangeView]


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
