"""What limits say over the wire: less than a whole role, and what is proved of a plan."""

from datetime import date
from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from api.wire import InputStruct, OutputStruct

TargetReadiness = Annotated[
    float, Meta(ge=0, le=100, description="as few hours as this readiness takes", examples=[75])
]
BudgetHours = Annotated[
    float,
    Meta(ge=0.1, le=100_000, description="as much readiness as these study hours bring"),
]
UntilDate = Annotated[
    date, Meta(description="as much readiness as the hours a week bring until this day")
]
LimitKind = Literal["budget", "date", "readiness"]


class LimitedRequest(InputStruct, frozen=True):
    """At most one limit; without any, or with `null`, the whole role is planned for."""

    target_readiness: TargetReadiness | UnsetType | None = UNSET
    budget_hours: BudgetHours | UnsetType | None = UNSET
    until_date: UntilDate | UnsetType | None = UNSET


class LimitView(OutputStruct, frozen=True):
    """The limit that was asked for; of a date, `hours` are those until then."""

    kind: LimitKind
    hours: float | None
    until_date: str | None
    readiness: float | None
    text: str


class ProofView(OutputStruct, frozen=True):
    """What is proved of the choice of steps.

    `bound` is in points under a budget or date, otherwise in hours; the plan is
    at most the share `gap` [0..1] worse than the best there is.
    """

    method: Literal["exact", "certified"]
    status: Literal["proved", "time-limit", "solver-away"]
    bound: float | None
    gap: float
    text: str


class CertificateView(OutputStruct, frozen=True):
    """What is proved of the order: no valid one is more than the share `gap` [0..1] better."""

    method: str
    gap: float
    text: str
