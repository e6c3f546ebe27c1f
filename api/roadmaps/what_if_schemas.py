"""What-if and planning anew over the wire: several plans side by side, and what changed."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from api.messages.text import Text
from api.roadmaps.change_schemas import PlanChangesView
from api.roadmaps.limit_schemas import CertificateView, LimitedRequest, LimitView, ProofView
from api.roadmaps.schemas import ChoiceView, Pins, PlanRequest, RoadmapResult, WeeksView
from api.wire import (
    HoursAWeek,
    HoursView,
    InputStruct,
    OutputStruct,
    RatingsBySkill,
    SlugText,
    StepRefView,
)

MOST_VARIANTS = 8
VariantName = Annotated[str, Meta(min_length=1, max_length=80, examples=["ten hours a week"])]


class WhatIfVariantRequest(LimitedRequest, frozen=True, kw_only=True):
    """What differs from the base; `ratings` are laid over the base's, a limit replaces its limit.

    A limit that is `null` takes the base's limit away.
    """

    name: VariantName
    role: SlugText | UnsetType = UNSET
    variant: SlugText | UnsetType = UNSET
    hours_per_week: HoursAWeek | UnsetType = UNSET
    ratings: RatingsBySkill | UnsetType = UNSET
    pins: Pins | UnsetType = UNSET


class WhatIfRequest(InputStruct, frozen=True):
    """A plan, and up to eight others to hold against it."""

    base: PlanRequest
    variants: Annotated[list[WhatIfVariantRequest], Meta(min_length=1, max_length=MOST_VARIANTS)]


class WhatIfDifferenceView(OutputStruct, frozen=True):
    """What a variant has more (or less, below zero) than the base, and which steps."""

    hours: float
    weeks: int
    readiness_then: float
    added: list[StepRefView]
    dropped: list[StepRefView]


class WhatIfProblemView(OutputStruct, frozen=True):
    """Why a variant cannot be planned, as the problem that it would be if it were asked alone."""

    slug: str
    title: Text
    detail: Text
    conflict: Text | None
    nearest: dict[str, float | str | list[str] | None] | None
    did_you_mean: list[str]


class CurvePointView(OutputStruct, frozen=True):
    """The readiness after so many typical study hours."""

    hours: float
    readiness: float


class WhatIfView(OutputStruct, frozen=True):
    """One plan in figures; of an impossible one all but `name` and `problem` is empty.

    `curve` begins at the readiness of today and has a point after every step.
    """

    name: str
    hours: HoursView | None
    weeks: WeeksView | None
    readiness_now: float | None
    readiness_then: float | None
    items: int | None
    limit: LimitView | None
    selection: ProofView | None
    order: CertificateView | None
    choices: list[ChoiceView]
    curve: list[CurvePointView]
    difference: WhatIfDifferenceView | None
    problem: WhatIfProblemView | None


class WhatIfResult(OutputStruct, frozen=True):
    """The base and its variants, in the order asked."""

    knowledge_version: str
    engine_version: str
    base: WhatIfView
    variants: list[WhatIfView]


class PlanFiguresView(OutputStruct, frozen=True):
    """What is still to do, in figures; `readinessThen` is where that alone leads."""

    hours: HoursView
    weeks: WeeksView
    readiness_then: float


class RoadmapWhatIfView(OutputStruct, frozen=True):
    """The roadmap that a re-analysis would make; nothing of it is kept.

    `before` is what is still to do of the roadmap as it is; `changes` is `null` after
    a clean slate, which keeps nothing.
    """

    knowledge_version: str
    changes: PlanChangesView | None
    before: PlanFiguresView
    after: PlanFiguresView
    result: RoadmapResult
