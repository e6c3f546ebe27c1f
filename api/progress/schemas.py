"""What a change of an item says over the wire."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from api.plans.schemas import ItemStatus, RoadmapItemView
from api.roadmaps.schemas import RoadmapSummaryView
from api.schedules.schemas import ScheduleView
from api.wire import InputStruct, OutputStruct

HoursSpent = Annotated[float, Meta(ge=0, le=10_000, description="hours spent so far")]


class ProgressRequest(InputStruct, frozen=True):
    """A change of one item; hours that are left out stay as they are, `null` removes them."""

    status: ItemStatus
    hours_spent: HoursSpent | UnsetType | None = UNSET


class ReadinessGainView(OutputStruct, frozen=True):
    """Readiness for the roadmap's role before and after a change [0..100]; `gained` in points."""

    before: float
    now: float
    gained: float


class ItemProgressView(OutputStruct, frozen=True):
    """An item after a change, and what that means for the roadmap.

    `readiness` is `null` once the role or variant is retired.
    """

    item: RoadmapItemView
    roadmap: RoadmapSummaryView
    ready_now: list[str]
    readiness: ReadinessGainView | None
    schedule: ScheduleView | None
    knowledge_version: str
