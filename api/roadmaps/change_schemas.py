"""What changed between two plans, over the wire."""

from typing import Literal

from api.wire import OutputStruct, StepRefView

ChangeKindName = Literal["kept", "moved", "added", "dropped"]


class PlanChangeView(OutputStruct, frozen=True):
    """What became of one step; positions count from 1 among the steps still to do."""

    kind: ChangeKindName
    step: StepRefView
    before: int | None
    after: int | None
    reason: str | None
    text: str


class PlanChangesView(OutputStruct, frozen=True):
    """What a new plan keeps of the old one, and what that costs at most.

    `keptOrder` is the share of pairs of steps whose order stayed, `loss` the share
    of the best study order that is given away for it [0..1].
    """

    kept: int
    moved: int
    added: int
    dropped: int
    kept_order: float
    loss: float
    text: str
    items: list[PlanChangeView]
