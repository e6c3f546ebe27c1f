"""."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from api.analyses.stored import StoredInputs
from api.lineages.lineage import FinishedElsewhere, LineageItem, each_step_once, without_continued
from api.lineages.repository import RoadmapSummary
from api.lineages.stored import StepKey, StoredItem, known_steps, read_items
from api.plans.schemas import HeldBy
from api.profiles.held import HeldNow
from api.time_zones import day_in
from engine import (
    CountedStep,
    Holdings,
    Hours,
    ItemState,
    Profile,
    RatingSource,
    RoadmapProgress,
    Role,
    Step,
    Variant,
    hours_left_after,
    is_ready,
    readiness_after,
    ready_items,
    sum_progress,
)

HELD_BY: Mapping[RatingSource, HeldBy] = {
    RatingSource.SELF: "rating",
    RatingSource.EVIDENCE: "rating",
    RatingSource.IMPORT: "rating",
    RatingSource.SPLIT: "rating",
    RatingSource.PLACEMENT: "placement",
    RatingSource.ROADMAP: "roadmap",
    RatingSource.IMPLIED: "implied",
}


class LiveReadiness(Struct, frozen=True):
    """Readiness at the start of the lineage, now, and once the open items are done [points]."""

    start: float
    now: float
    then: float


class RoadmapNow(Struct, frozen=True, dict=True):
    """A stored roadmap and what a person holds; `items` are in their order, by id.

    `earlier` are the items of the earlier roadmaps of its lineage, in the order of those, and
    `elsewhere` those finished in any other roadmap, the latest first.
    """

    held: HeldNow
    roadmap: RoadmapSummary
    items: Mapping[str, StoredItem]
    earlier: Sequence[LineageItem]
    elsewhere: Sequence[FinishedElsewhere] = ()

    @classmethod
    def of(
        cls, held: HeldNow, roadmap: RoadmapSummary, items: Iterable[StoredItem] | None = None
    ) -> "RoadmapNow":
        """Look at a roadmap; `items` take the place of those that were read with it."""
        found = read_items(roadmap.items) if items is None else items
        earlier = msgspec.json.decode(roadmap.lineage, type=list[LineageItem])
        elsewhere = msgspec.json.decode(roadmap.elsewhere or "[]", type=list[FinishedElsewhere])
        return cls(held, roadmap, {item.item_id: item for item in found}, earlier, elsewhere)

    def day_of(self, moment: datetime) -> date:
        """On which day of the person it happened."""
        return day_in(moment, self.held.day.time_zone)

    @cached_property
    def sources(self) -> Mapping[str, RatingSource | None]:
        """By what each item is held."""
        return {item_id: self.held.source_of(*item.key) for item_id, item in self.items.items()}

    def is_held(self, item_id: str) -> bool:
        """Whether the person holds the step of an item, whatever the item's own status."""
        return self.sources[item_id] is not None

    def held_by(self, item_id: str) -> HeldBy | None:
        """By what an item is held."""
        source = self.sources[item_id]
        if source is None:
            return None
        return "item" if self.items[item_id].status == "done" else HELD_BY[source]

    def held_in(self, item_id: str) -> list[FinishedElsewhere]:
        """The other roadmaps in which the step of an item was finished, the latest first.

        None where it is held by something else than a roadmap.
        """
        if self.held_by(item_id) != "roadmap":
            return []
        steps = self._steps[item_id]
        knowledge = self.held.knowledge
        found: dict[UUID, FinishedElsewhere] = {}
        for one in self.elsewhere:
            reached = knowledge.steps_of_id(one.skill_id, one.level)
            if any(
                own.skill == step.skill and own.level >= step.level
                for own in reached
                for step in steps
            ):
                found.setdefault(one.roadmap_id, one)
        return list(found.values())

    def is_open(self, item_id: str) -> bool:
        """Whether an item is still to do: neither held nor skipped."""
        return not self.is_held(item_id) and self.items[item_id].status != "skipped"

    @cached_property
    def status(self) -> Literal["active", "completed", "archived"]:
        """A roadmap is completed while nothing of it is open."""
        if self.roadmap.status == "archived":
            return "archived"
        return "active" if any(map(self.is_open, self.items)) else "completed"

    @property
    def completed_at(self) -> datetime | None:
        """When the last of its items was finished or rated; None unless it is completed."""
        if self.status != "completed":
            return None
        moments = [
            item.done_at or self.held.since(*item.key)
            for item_id, item in self.items.items()
            if self.is_held(item_id)
        ]
        known = [moment for moment in moments if moment is not None]
        return max([self.roadmap.created_at, *known])

    def hours_left(self, item_id: str, hours: Hours) -> Hours:
        """What is left of an item of these hours [h]."""
        item = self.items[item_id]
        if not self.is_open(item_id):
            return Hours(0.0, 0.0, 0.0)
        return hours_left_after(hours, spent=None if item.status == "done" else item.hours_spent)

    def ready(self, depends_on: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        """The open items whose prerequisites are held or skipped, in their order.

        Those that the plan names are enough, and so is any other way to meet what the step
        requires: the branch of an alternative, say, that was learned elsewhere.

        Args:
            depends_on: What each item requires of the others in the plan.
        """
        graph, passed = self.held.knowledge.graph, self._passed
        planned = set(
            ready_items(depends_on, passed={one for one in depends_on if not self.is_open(one)})
        )
        return tuple(
            item_id
            for item_id in depends_on
            if item_id in planned
            or (
                self.is_open(item_id)
                and (steps := self._steps[item_id])
                and all(is_ready(graph, step, passed=passed) for step in steps)
            )
        )

    @cached_property
    def _steps(self) -> Mapping[str, tuple[Step, ...]]:
        """The step of each item under this knowledge.

        Of a skill that was split, those of all parts; of what is gone, none.
        """
        knowledge = self.held.knowledge
        return {item_id: known_steps(knowledge, [item.key]) for item_id, item in self.items.items()}

    @cached_property
    def _passed(self) -> frozenset[Step]:
        """Every step that is held, or skipped here."""
        skipped = (
            self._steps[item_id] for item_id, item in self.items.items() if item.status == "skipped"
        )
        return self.held.holdings.steps.union(*skipped)

    @cached_property
    def lineage(self) -> Mapping[StepKey, LineageItem]:
        """What was finished or begun in earlier roadmaps, each step once."""
        mine = {step for steps in self._steps.values() for step in steps}
        return each_step_once(without_continued(self.earlier, mine, self.held.knowledge))

    @cached_property
    def finished_before(self) -> list[LineageItem]:
        """The steps finished in earlier roadmaps that are no items of this one."""
        mine = {item.key for item in self.items.values()}
        return [
            item
            for item in self.lineage.values()
            if item.finished_at is not None and item.key not in mine
        ]

    @property
    def progress(self) -> RoadmapProgress:
        """How much of the lineage is done; what was finished once counts, and counts once."""
        mine = {item.key: item_id for item_id, item in self.items.items()}
        steps = [
            CountedStep(
                ItemState.SKIPPED if earlier.finished_at is None else ItemState.DONE,
                earlier.hours_typical,
                earlier.hours_spent,
            )
            for earlier in self.lineage.values()
            if earlier.finished_at is not None or earlier.key not in mine
        ]
        finished = {key for key, earlier in self.lineage.items() if earlier.finished_at is not None}
        for key, item_id in mine.items():
            item = self.items[item_id]
            state = ItemState.SKIPPED if key in finished else ItemState(item.status)
            is_done = self._is_done(item_id)
            steps.append(CountedStep(state, item.hours_typical, item.hours_spent, is_done))
        return sum_progress(steps)

    def _is_done(self, item_id: str) -> bool:
        """Whether an item counts as done without a tick; in an archived roadmap, as it ended.

        What fades is to be refreshed, and open again, but stays done: time takes no progress away.
        """
        item = self.items[item_id]
        if self.roadmap.status == "archived":
            return item.held_at is not None
        return self.held.was_reached(*item.key)

    @cached_property
    def role(self) -> Role | None:
        """The role as it is now; None once it or the variant is retired."""
        slug = self.held.knowledge.role_of_id(self.roadmap.role_id)
        if slug is None:
            return None
        role = self.held.knowledge.role(slug)
        return role if self.roadmap.variant in role.variants else None

    @cached_property
    def readiness(self) -> LiveReadiness | None:
        """Readiness for the role; None once it or the variant is retired."""
        first, now = self._first_profile(), self._points(self.held.holdings)
        start = now if first == self.held.holdings.profile else self._points(first)
        then = self._points(self.held.holdings, self.open_steps)
        if start is None or now is None or then is None:
            return None
        return LiveReadiness(start, now, then)

    @cached_property
    def held_open(self) -> frozenset[str]:
        """The items that are done without a tick; archiving notes which these are."""
        if self.roadmap.status == "archived":
            return frozenset()
        return frozenset(
            item_id
            for item_id, item in self.items.items()
            if item.status in {"todo", "doing"} and self._is_done(item_id)
        )

    @property
    def open_steps(self) -> list[Step]:
        """The steps that are still to do, as the knowledge has them now."""
        open_items = (steps for item_id, steps in self._steps.items() if self.is_open(item_id))
        return [step for steps in open_items for step in steps]

    def points_of(self, held: HeldNow) -> float | None:
        """Readiness of a person who holds this for the role [points]; None once it is retired."""
        return self._points(held.holdings)

    def _points(self, profile: Profile | Holdings, steps: Sequence[Step] = ()) -> float | None:
        if self.role is None:
            return None
        return readiness_after(
            self.held.knowledge.graph,
            self.role,
            variant=Variant(self.roadmap.variant),
            profile=profile,
            steps=steps,
        )

    def _first_profile(self) -> Profile:
        """The profile with which the lineage began, under this knowledge."""
        inputs = StoredInputs.read(self.roadmap.started_with)
        return inputs.counted(self.held.knowledge, inputs.today)
