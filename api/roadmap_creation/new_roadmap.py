"""A roadmap that is about to be stored, and its first response."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from types import MappingProxyType
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from api.analyses.stored import NewAnalysis
from api.http.encoding import decode_stored, encode, encode_stored
from api.idempotency.service import ResourcePointer
from api.lineages.lineage import LineageItem
from api.lineages.now import RoadmapNow
from api.lineages.repository import RoadmapSummary
from api.lineages.service import WholeRoadmap
from api.lineages.stored import UNTOUCHED, ItemProgress
from api.plans.planning import RoadmapQuery
from api.plans.schemas import RoadmapItemView, RoadmapResult
from api.profiles.held import HeldNow
from api.roadmap_creation.repository import CreatedRoadmap
from api.roadmap_creation.stored import NewItem, new_items, stored_options
from api.roadmaps.schedule import schedule_of
from api.roadmaps.schemas import RoadmapHeadView, RoadmapView
from api.roadmaps.views import head_view, with_result
from api.schedules.stored import BaselineItem, StoredBaseline, StoredCalendar, stored
from engine import Hours, RemainingEffort, hours_left_after, remaining_effort

FIRST = "first"
"""Under this name an idempotency key holds what of a roadmap's first view cannot be read again."""
Dates = Mapping[str, tuple[date, date]]
"""The first and last day of items, by their ids."""
NO_DATES: Dates = MappingProxyType({})
NOT_CREATED = CreatedRoadmap(
    UUID(int=0), UUID(int=0), datetime.min.replace(tzinfo=UTC), is_primary=False
)
"""What the database is still to give a new roadmap: its dates do not depend on it."""


class FirstView(Struct, frozen=True):
    """A roadmap as it was when created, without its plan, and the progress it began with."""

    head: RoadmapHeadView
    carried: Mapping[str, ItemProgress]
    dates: Dates


class NewRoadmap(Struct, frozen=True, dict=True):
    """An analysis and a plan that are not stored yet.

    `carried` is the progress that items begin with, by their ids; `previous` is the roadmap in
    whose place this one comes, whose lineage it continues unless it `is_fresh`.
    """

    new: NewAnalysis
    held: HeldNow
    query: RoadmapQuery
    result: RoadmapResult
    carried: Mapping[str, ItemProgress]
    previous: RoadmapNow | None = None
    is_fresh: bool = False

    @property
    def role_id(self) -> str:
        """Its role, by content id."""
        return self.new.knowledge.role_id(self.new.analysis.role)

    @property
    def continued(self) -> RoadmapNow | None:
        """The roadmap whose lineage it continues; None where a lineage begins."""
        return None if self.is_fresh else self.previous

    @property
    def chosen_at(self) -> datetime | None:
        """What keeps it the primary one where the roadmap before it was."""
        if self.previous is None or self.previous.roadmap.status == "archived":
            return None
        before = self.previous.roadmap
        if before.chosen_at is None and before.is_primary:
            return before.started_at
        return before.chosen_at

    def columns(self, result: bytes) -> dict[str, object]:
        """The values of its row and of that of its analysis, whose stored result is `result`."""
        before = self.continued
        roadmap = {
            "role_title": self.result.role.title,
            "hours_per_week": self.query.hours_per_week,
            "inputs": encode(stored_options(self.new.knowledge, self.query)).decode(),
            "result": encode_stored(replace(self.result, items=[])).decode(),
            "items": encode_stored(self.items).decode(),
            "started_on": self.query.context.today,
            "lineage_id": None if before is None else before.roadmap.lineage_id,
            "chosen_at": self.chosen_at,
            "study_calendar": self._study_calendar,
            "baseline": self._baseline,
        }
        return roadmap | self.new.columns(result)

    @cached_property
    def items(self) -> list[NewItem]:
        """Its items, with the progress they begin with."""
        return new_items(self.new.knowledge, self.result, self.carried)

    @property
    def _study_calendar(self) -> str | None:
        """The days off that are still to come, as they are stored."""
        if self.previous is None:
            return None
        calendar = StoredCalendar.read(self.previous.roadmap.study_calendar)
        return stored(calendar.since(self.query.context.today))

    @property
    def _baseline(self) -> str | None:
        """The hours that are left of each item, as they are stored, where some are spent."""
        if not any(progress.hours_spent for progress in self.carried.values()):
            return None
        agreed = []
        for item in self.result.items:
            spent = self.carried.get(item.id, UNTOUCHED).hours_spent
            agreed.append(BaselineItem(item.id, _left(item, spent).typical, spent or 0.0))
        return stored(StoredBaseline(self.query.context.today, tuple(agreed)))

    def view(self, created: CreatedRoadmap) -> RoadmapView:
        """The roadmap as it is when created."""
        now = self._now(created)
        schedule = schedule_of(now)
        dates = NO_DATES if schedule is None else schedule.dates
        head = head_view(now, schedule, released_at=None)
        return with_result(head, first_result(self.result, self.carried, dates))

    def preview(self) -> RoadmapResult:
        """The plan with the progress and the dates it would begin with."""
        return self.view(NOT_CREATED).result

    def _now(self, created: CreatedRoadmap) -> RoadmapNow:
        """How it stands at its creation."""
        before = self.continued
        first = None if before is None else before.roadmap
        roadmap = RoadmapSummary(
            id=created.id,
            lineage_id=created.id if first is None else first.lineage_id,
            analysis_id=created.analysis_id,
            role_id=self.role_id,
            role_title=self.result.role.title,
            variant=self.result.variant,
            hours_per_week=self.result.hours_per_week,
            status="active",
            version=1,
            knowledge_version=self.new.knowledge.version,
            created_at=created.created_at,
            archived_at=None,
            chosen_at=self.chosen_at,
            started_on=self.query.context.today,
            study_calendar=self._study_calendar,
            baseline=self._baseline,
            is_primary=created.is_primary,
            started_at=created.created_at if first is None else first.started_at,
            started_with=encode(self.new.inputs).decode() if first is None else first.started_with,
            lineage="[]",
            items="[]",
            ratings=None,
            elsewhere=None,
        )
        earlier = [] if before is None else handed_on(before, created.created_at)
        return RoadmapNow(self.held, roadmap, {item.item_id: item for item in self.items}, earlier)

    def first(self, view: RoadmapView) -> Mapping[str, object]:
        """What an idempotency key remembers of its first view."""
        fields = RoadmapHeadView.__struct_fields__
        head = RoadmapHeadView(**{name: getattr(view, name) for name in fields})
        days = ((item.id, item.start_on, item.end_on) for item in view.result.items)
        dates = {item_id: (start, end) for item_id, start, end in days if start and end}
        return {FIRST: msgspec.Raw(encode_stored(FirstView(head, self.carried, dates)))}


def first_view(pointer: ResourcePointer, roadmap: WholeRoadmap) -> RoadmapView | None:
    """The view of a roadmap when it was created; None for keys of earlier versions."""
    if FIRST not in pointer.extras:
        return None
    first = decode_stored(encode(pointer.extras[FIRST]), FirstView)
    return with_result(first.head, first_result(roadmap.result, first.carried, first.dates))


def first_result(
    result: RoadmapResult, carried: Mapping[str, ItemProgress], dates: Dates
) -> RoadmapResult:
    """A new plan with the progress and dates it begins with; nothing of it is held yet."""
    items = []
    for item in result.items:
        progress = carried.get(item.id, UNTOUCHED)
        start, end = dates.get(item.id, (None, None))
        items.append(
            replace(
                item,
                status=progress.status,
                hours_spent=progress.hours_spent,
                hours_left=round(_left(item, progress.hours_spent).typical, 1),
                start_on=start,
                end_on=end,
            )
        )
    return replace(result, items=items)


def left_with(result: RoadmapResult, carried: Mapping[str, ItemProgress]) -> RemainingEffort:
    """What a new plan leaves to do after the hours it begins with."""
    left = [_left(item, carried.get(item.id, UNTOUCHED).hours_spent) for item in result.items]
    return remaining_effort(left, hours_per_week=result.hours_per_week)


def _left(item: RoadmapItemView, spent: float | None) -> Hours:
    """What is left of an item after the hours it begins with."""
    hours = Hours(item.hours.low, item.hours.typical, item.hours.high)
    return hours_left_after(hours, spent=spent)


def handed_on(now: RoadmapNow, at: datetime) -> list[LineageItem]:
    """What the next roadmap of the lineage knows of a roadmap, if it takes its place `at`."""
    found = []
    for item_id, item in now.items.items():
        finished_at = item.done_at if item.status == "done" else item.held_at
        if finished_at is None and item_id in now.held_open:
            finished_at = at
        if finished_at is not None or item.hours_spent:
            title = None if item.planned is None else item.planned.skill.title
            found.append(
                LineageItem(
                    now.roadmap.id,
                    item.skill_id,
                    item.level,
                    title,
                    item.hours_typical,
                    item.hours_low,
                    item.hours_high,
                    item.hours_spent,
                    finished_at,
                )
            )
    return [*now.earlier, *found]
