"""What a comparison of plans says over the wire."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from msgspec import UNSET, Meta, UnsetType

from api.messages.characters import name_fault
from api.messages.text import Text
from api.plans.schemas import (
    CertificateView,
    ChoiceView,
    LimitedRequest,
    LimitView,
    Pins,
    PlanRequest,
    ProofView,
    WeeksView,
)
from api.wire import (
    CheckedStruct,
    HoursAWeek,
    HoursView,
    InputStruct,
    NamedRole,
    NamedVariant,
    OutputStruct,
    RatingsBySkill,
    StepRefView,
    TextCheck,
)

MOST_VARIANTS = 8
VariantName = Annotated[str, Meta(min_length=1, max_length=80, examples=["ten hours a week"])]


class WhatIfVariantRequest(LimitedRequest, CheckedStruct, frozen=True, kw_only=True):
    """What differs from the base: `ratings` add to the base's, a limit replaces the base's.

    A limit that is `null` removes the base's limit.
    """

    checks: ClassVar[Mapping[str, TextCheck]] = {"name": name_fault}

    name: VariantName
    role: NamedRole | UnsetType = UNSET
    variant: NamedVariant | UnsetType = UNSET
    hours_per_week: HoursAWeek | UnsetType = UNSET
    ratings: RatingsBySkill | UnsetType = UNSET
    pins: Pins | UnsetType = UNSET


class WhatIfRequest(InputStruct, frozen=True):
    """A plan, and up to eight others to compare with it."""

    base: PlanRequest
    variants: Annotated[list[WhatIfVariantRequest], Meta(min_length=1, max_length=MOST_VARIANTS)]


class WhatIfDifferenceView(OutputStruct, frozen=True):
    """How a variant differs from the base; figures below zero mean less than the base."""

    hours: float
    weeks: int
    readiness_then: float
    added: list[StepRefView]
    dropped: list[StepRefView]


class WhatIfProblemView(OutputStruct, frozen=True):
    """Why a variant cannot be planned: the problem that a request for it alone would get."""

    slug: str
    title: Text
    detail: Text
    conflict: Text | None
    nearest: dict[str, float | str | list[str] | None] | None
    did_you_mean: list[str]


class CurvePointView(OutputStruct, frozen=True):
    """The readiness after this many typical study hours."""

    hours: float
    readiness: float


class WhatIfView(OutputStruct, frozen=True):
    """One plan in figures; if it cannot be planned, only `name` and `problem` have values.

    `curve` starts at today's readiness and has a point after every step.
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
    """The base and its variants, in the order requested."""

    knowledge_version: str
    engine_version: str
    base: WhatIfView
    variants: list[WhatIfView]
