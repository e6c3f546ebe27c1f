"""What plans say over the wire: made for one request, compared with others, or stored."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType, field

from api.catalog.schemas import ResourceView
from api.messages.text import Text
from api.wire import (
    HoursAWeek,
    HoursView,
    InputStruct,
    NamedRole,
    NamedSkill,
    NamedVariant,
    OutputStruct,
    RatingsBySkill,
    RoleRefView,
    SkillRefView,
    StepRefView,
)

ItemStatus = Literal["todo", "doing", "done", "skipped"]
HeldBy = Literal["item", "roadmap", "rating", "placement", "implied"]
LimitKind = Literal["budget", "date", "readiness"]
Pins = Annotated[
    list[NamedSkill],
    Meta(max_length=50, description="skills to prefer where the role leaves a choice"),
]
TargetReadiness = Annotated[
    float, Meta(ge=0, le=100, description="the fewest hours to this readiness", examples=[75])
]
BudgetHours = Annotated[
    float,
    Meta(ge=0.1, le=100_000, description="the most readiness within these study hours"),
]
UntilDate = Annotated[date, Meta(description="the most readiness by this day at the hours a week")]


class LimitedRequest(InputStruct, frozen=True):
    """At most one limit; without one, or with `null`, the whole role is planned."""

    target_readiness: TargetReadiness | UnsetType | None = UNSET
    budget_hours: BudgetHours | UnsetType | None = UNSET
    until_date: UntilDate | UnsetType | None = UNSET


class RolePlanRequest(LimitedRequest, frozen=True, kw_only=True):
    """The role to plan for, and how; `pins` are preferred where the role leaves a choice."""

    role: NamedRole
    variant: NamedVariant
    hours_per_week: HoursAWeek
    pins: Pins = field(default_factory=list)


class PlanRequest(RolePlanRequest, frozen=True, kw_only=True):
    """A roadmap for these ratings; nothing is stored."""

    ratings: RatingsBySkill = field(default_factory=dict)


class LimitView(OutputStruct, frozen=True):
    """The limit of a plan; for a date, `hours` are the study hours until then."""

    kind: LimitKind
    hours: float | None
    until_date: str | None
    readiness: float | None
    text: Text


class ProofView(OutputStruct, frozen=True):
    """What is proved about the choice of steps.

    `bound` is in points under a budget or date, otherwise in hours; the plan is at most the
    share `gap` [0..1] worse than the best possible. Where recommendations make a plan longer, the
    best weighs them too, and `bound` is in hours of the shortest plan once it is proved.
    """

    method: Literal["exact", "certified"]
    status: Literal["proved", "time-limit", "solver-unavailable"]
    bound: float | None
    gap: float
    text: Text


class CertificateView(OutputStruct, frozen=True):
    """What is proved about the order: no valid one is more than the share `gap` [0..1] better."""

    method: str
    gap: float
    text: Text


class WeeksView(OutputStruct, frozen=True):
    """How long a plan takes at its hours a week."""

    low: int
    typical: int
    high: int


class PreferenceView(OutputStruct, frozen=True):
    """Why options are recommended in their order; `source` is an https address or the editors."""

    why: str
    source: str
    seen_on: str


class ChoiceView(OutputStruct, frozen=True):
    """A choice that the role leaves, and how it was made.

    `preferenceHours` are what recommendations add to the shortest plan, all together; it stands
    with each choice that the shortest plan makes otherwise.
    """

    key: str
    label: str | None
    chosen: list[SkillRefView]
    others: list[SkillRefView]
    is_pinned: bool
    text: Text
    preference_hours: float
    because: PreferenceView | None


class MilestoneView(OutputStruct, frozen=True):
    """What you can do at the end of a phase."""

    text: str
    step: StepRefView


class PhaseProjectView(OutputStruct, frozen=True):
    """A project that proves what a phase teaches: what to build and what to show."""

    slug: str
    title: str
    brief: str
    deliverable: str


class PhaseView(OutputStruct, frozen=True):
    """A part of the roadmap that ends with a milestone and, where there is one, a project."""

    number: int
    name: str
    milestone: MilestoneView
    hours: HoursView
    start_week: int
    end_week: int
    item_ids: list[str]
    project: PhaseProjectView | None


class ReasonView(OutputStruct, frozen=True):
    """Why an item is in the roadmap, or why it has its position."""

    kind: str
    text: Text
    source: str | None


class HeldInView(OutputStruct, frozen=True):
    """Another roadmap of yours in which a step was finished."""

    roadmap_id: UUID
    role: RoleRefView
    variant: str
    variant_title: str


class RoadmapItemView(OutputStruct, frozen=True):
    """One step to learn: its place in time, its prerequisites and why it is needed.

    `isHeld` says whether you hold the step now, whatever its own status, and `heldBy` by what:
    this item, another item of yours, your rating, a placement, or because something you hold
    requires it. `heldIn` are the other roadmaps in which you finished it, the latest first.
    `hoursLeft` are the typical hours less those spent, never less than a tenth of them; 0 once the
    step is held or skipped. `startOn` and `endOn` are its days in your schedule; `null` once it is
    held or skipped, and where nothing is stored.
    """

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
    hours_left: float
    is_held: bool
    held_by: HeldBy | None
    held_in: list[HeldInView]
    done_on: date | None
    start_on: date | None
    end_on: date | None


class RoadmapResult(OutputStruct, frozen=True):
    """What to learn, in which order, how long it takes, and why.

    `hoursNote` says what the hours do not include, and what they can be compared with.
    """

    knowledge_version: str
    engine_version: str
    role: RoleRefView
    variant: str
    variant_title: str
    hours_per_week: float
    hours: HoursView
    hours_note: Text
    weeks: WeeksView
    readiness_now: float
    readiness_then: float
    limit: LimitView | None
    selection: ProofView
    order: CertificateView
    choices: list[ChoiceView]
    phases: list[PhaseView]
    items: list[RoadmapItemView]
