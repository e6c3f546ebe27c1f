"""Roadmaps as they are stored: what was requested, the plan, and the progress on its items."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from api.analyses.schemas import ComparisonView
from api.analyses.stored import EncodedAnalysis
from api.catalog.current import Knowledge
from api.db.pool import Session
from api.errors import NotFoundError, RoadmapExistsError
from api.http.encoding import decode_stored, encode, encode_stored
from api.messages.text import Text
from api.plans.planning import PlanLimits, RoadmapQuery
from api.plans.schemas import (
    CertificateView,
    ChoiceView,
    ItemStatus,
    LimitView,
    PlanChangesView,
    PreferenceView,
    ProofView,
    RoadmapItemView,
    RoadmapResult,
)
from api.plans.views import WHOLE_ROLE_PROVED
from api.profiles.repository import RatingFound
from api.roadmaps.repository import READ_BASIS, READ_ROADMAP, StoredRoadmap
from api.roadmaps.schemas import RoadmapView
from engine import SkillSlug, Step

NO_CERTIFICATE = CertificateView(method="unknown", gap=1.0, text=Text("order.unknown"))


class StoredChoice(ChoiceView, frozen=True, kw_only=True, rename="camel"):
    """A stored choice; before options were recommended, no plan was longer for it."""

    preference_hours: float = 0.0
    because: PreferenceView | None = None


class StoredRoadmapResult(RoadmapResult, frozen=True, kw_only=True, rename="camel"):
    """A stored plan; what earlier versions did not say has the value that was true of them.

    Before there were limits, every choice of steps was proved to take the fewest hours. Newer
    plans leave `items` empty: each item holds its own.
    """

    limit: LimitView | None = None
    selection: ProofView = WHOLE_ROLE_PROVED
    order: CertificateView = NO_CERTIFICATE
    choices: list[StoredChoice]  # type: ignore[assignment]  # Stored values are only read.


class StoredPlanOptions(Struct, frozen=True):
    """What was requested of a roadmap, by content id, to re-plan it with.

    Roadmaps from before there were limits have none.
    """

    pins: list[str]
    skipped: list[tuple[str, int]]
    limit: PlanLimits = PlanLimits()

    @classmethod
    def read(cls, inputs: str) -> "StoredPlanOptions":
        """The options of a stored roadmap."""
        return msgspec.json.decode(inputs, type=cls)


class CountedItem(Struct, frozen=True):
    """What counts of an item when progress is added up."""

    status: ItemStatus
    hours_typical: float


class ItemProgress(Struct, frozen=True):
    """The progress on an item, as a person reported it."""

    status: ItemStatus
    hours_spent: float | None = None


class StoredItem(ItemProgress, frozen=True, kw_only=True):
    """An item and the progress on it.

    `depends_on` and `planned` are None in older roadmaps, whose result holds all items, and
    `planned` also where only the progress was read.
    """

    item_id: str
    skill_id: str
    level: int
    hours_typical: float
    done_at: datetime | None = None
    depends_on: list[str] | None = None
    planned: RoadmapItemView | None = None


class NewItem(StoredItem, frozen=True, kw_only=True):
    """An item to add."""

    position: int


class SkippedStep(Struct, frozen=True):
    """A step that a person skipped, by content id."""

    skill_id: str
    level: int


class ActiveRoadmap(Struct, frozen=True):
    """What an active roadmap means for the next one: its options, and what was skipped in it."""

    id: UUID
    role_id: str
    inputs: StoredPlanOptions
    skipped: list[SkippedStep]


class PlanBasis(Struct, frozen=True):
    """What a new roadmap starts from: the person's ratings and active roadmaps."""

    ratings: list[RatingFound]
    roadmaps: list[ActiveRoadmap]

    def check_free(self, knowledge: Knowledge, role_id: str) -> None:
        """Raise RoadmapExistsError where a roadmap is active for what is this role today."""
        role = knowledge.role_of_id(role_id)
        for roadmap in self.roadmaps:
            if knowledge.role_of_id(roadmap.role_id) == role:
                raise RoadmapExistsError(roadmap.id)

    def skipped(self, knowledge: Knowledge) -> tuple[Step, ...]:
        """What was skipped in an active roadmap or in one before it, under this knowledge."""
        steps = {(s.skill_id, s.level) for roadmap in self.roadmaps for s in roadmap.skipped}
        steps |= {step for roadmap in self.roadmaps for step in roadmap.inputs.skipped}
        return known_steps(knowledge, sorted(steps))


class ItemAddress(Struct, frozen=True):
    """An item of a person's roadmap, and the version of the roadmap that a change is for."""

    user_id: UUID
    roadmap_id: UUID
    item_id: str
    if_match: str | None


class EncodedReanalysis(Struct, frozen=True, rename="camel"):
    """A `ReanalysisView` whose analysis is already encoded."""

    analysis: EncodedAnalysis
    roadmap: RoadmapView
    comparison: ComparisonView
    changes: PlanChangesView | None
    archived_roadmap_id: UUID


class ReanalysisExtras(Struct, frozen=True):
    """What a response to a re-analysis needs beside the new analysis and roadmap.

    `carried` is the progress that items of the new roadmap began with, by their ids.
    """

    archived_roadmap_id: UUID
    comparison: ComparisonView
    changes: PlanChangesView | None
    carried: Mapping[str, ItemProgress]

    @classmethod
    def read(cls, extras: Mapping[str, object]) -> "ReanalysisExtras":
        """From what an idempotency key points to."""
        return decode_stored(encode(extras["reanalysis"]), cls)

    def stored(self) -> Mapping[str, object]:
        """For an idempotency key to point to."""
        return {"reanalysis": msgspec.Raw(encode_stored(self))}

    def view(self, roadmap: RoadmapView, analysis: EncodedAnalysis) -> EncodedReanalysis:
        """The whole response."""
        return EncodedReanalysis(
            analysis, roadmap, self.comparison, self.changes, self.archived_roadmap_id
        )


def read_items(items: str) -> list[StoredItem]:
    """Decode the items of a stored roadmap in their order."""
    return decode_stored(items, list[StoredItem])


def read_result(roadmap: StoredRoadmap, items: Iterable[StoredItem]) -> RoadmapResult:
    """Decode the plan of a stored roadmap, as it was made."""
    stored = decode_stored(roadmap.result, StoredRoadmapResult)
    planned = [item.planned for item in items if item.planned is not None]
    # Fields in the order of the wire, so that a response is the same byte for byte.
    return RoadmapResult(**(asdict(stored) | {"items": planned or stored.items}))


def columns_of(
    knowledge: Knowledge,
    query: RoadmapQuery,
    result: RoadmapResult,
    carried: Mapping[str, StoredItem],
) -> dict[str, object]:
    """The values of a new roadmap and its items, apart from those that its analysis has as well.

    Args:
        knowledge: What the plan was made with.
        query: What was requested.
        result: The plan, without any progress.
        carried: The progress to begin with, by the id of the new item.
    """
    options = StoredPlanOptions(
        pins=[knowledge.skill_id(pin) for pin in query.pins],
        skipped=[(knowledge.skill_id(step.skill), step.level) for step in query.skipped],
        limit=query.limit,
    )
    items = []
    for item in result.items:
        progress = carried.get(item.id)
        items.append(
            NewItem(
                position=item.position,
                item_id=item.id,
                skill_id=knowledge.skill_id(item.skill.slug),
                level=item.level,
                hours_typical=item.hours.typical,
                status="todo" if progress is None else progress.status,
                hours_spent=None if progress is None else progress.hours_spent,
                done_at=None if progress is None else progress.done_at,
                depends_on=item.depends_on,
                planned=item,
            )
        )
    return {
        "hours_per_week": query.hours_per_week,
        "inputs": encode(options).decode(),
        "result": encode_stored(replace(result, items=[])).decode(),
        "items": encode_stored(items).decode(),
    }


def known_steps(knowledge: Knowledge, steps: Iterable[tuple[str, int]]) -> tuple[Step, ...]:
    """Steps by content id under this knowledge, without those it no longer has.

    Of a skill that was split, that level of every part.
    """
    found = (
        Step(slug, level)
        for skill_id, level in steps
        for slug in map(SkillSlug, knowledge.skill_destination(skill_id).slugs)
        if level <= knowledge.graph.skill(slug).top
    )
    return tuple(dict.fromkeys(found))


async def read_basis(session: Session, user_id: UUID) -> PlanBasis:
    """Read what a new roadmap starts from, in one statement."""
    stored = await session.one(READ_BASIS, user_id=user_id)
    return PlanBasis(
        msgspec.json.decode(stored.ratings, type=list[RatingFound]),
        msgspec.json.decode(stored.roadmaps, type=list[ActiveRoadmap]),
    )


async def find_roadmap(session: Session, user_id: UUID, roadmap_id: UUID) -> StoredRoadmap:
    """Read a roadmap.

    Raises:
        NotFoundError: The person has no such roadmap.
    """
    roadmap = await session.one_or_none(READ_ROADMAP, user_id=user_id, roadmap_id=roadmap_id)
    if roadmap is None:
        raise NotFoundError(kind="roadmap")
    return roadmap
