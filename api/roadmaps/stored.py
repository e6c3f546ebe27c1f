"""Roadmaps as they are stored: what was requested, the plan, and the progress on its items."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from api.analyses.schemas import ComparisonView
from api.analyses.stored import EncodedAnalysis
from api.auth.principal import Principal
from api.catalog.current import Knowledge
from api.db.pool import Session
from api.errors import NotFoundError
from api.http.encoding import decode_stored, encode, encode_stored
from api.messages.text import Text
from api.plans.planning import PlanLimits, RoadmapQuery
from api.plans.schemas import (
    CertificateView,
    ChoiceView,
    HeldBy,
    ItemStatus,
    LimitView,
    PhaseProjectView,
    PhaseView,
    PlanChangesView,
    PreferenceView,
    ProofView,
    RoadmapItemView,
    RoadmapResult,
)
from api.plans.views import WHOLE_ROLE_PROVED
from api.profiles.repository import RatingFound
from api.roadmaps.creation_repository import READ_BASIS
from api.roadmaps.repository import READ_ROADMAP, StoredRoadmap
from api.roadmaps.schemas import RoadmapView
from engine import SkillSlug, Step
from knowledge import title_of_variant

StepKey = tuple[str, int]
"""A step by content id, as it was stored; it stays the same whatever becomes of the content."""

NO_CERTIFICATE = CertificateView(method="unknown", gap=1.0, text=Text("order.unknown"))


class StoredChoice(ChoiceView, frozen=True, kw_only=True, rename="camel"):
    """A stored choice; before options were recommended, no plan was longer for it."""

    preference_hours: float = 0.0
    because: PreferenceView | None = None


class StoredItemPlan(RoadmapItemView, frozen=True, kw_only=True, rename="camel"):
    """An item as it was planned; what follows from the person's progress is added when read."""

    hours_left: float = 0.0
    is_held: bool = False
    held_by: HeldBy | None = None
    done_on: date | None = None
    start_on: date | None = None
    end_on: date | None = None


class StoredPhase(PhaseView, frozen=True, kw_only=True, rename="camel"):
    """A stored phase; earlier ones end without a project."""

    project: PhaseProjectView | None = None


class StoredRoadmapResult(RoadmapResult, frozen=True, kw_only=True, rename="camel"):
    """A stored plan; what earlier versions did not say has the value that was true of them.

    Before there were limits, every choice of steps was proved to take the fewest hours. Newer
    plans leave `items` empty: each item holds its own.
    """

    variant_title: str = ""
    hours_note: Text = Text("catalog.hours-note", experience="years", zone="z0")
    limit: LimitView | None = None
    selection: ProofView = WHOLE_ROLE_PROVED
    order: CertificateView = NO_CERTIFICATE
    choices: list[StoredChoice]  # type: ignore[assignment]  # Stored values are only read.
    items: list[StoredItemPlan]  # type: ignore[assignment]
    phases: list[StoredPhase]  # type: ignore[assignment]


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


class ItemProgress(Struct, frozen=True):
    """The progress on an item, as a person reported it."""

    status: ItemStatus
    hours_spent: float | None = None


UNTOUCHED = ItemProgress("todo")


class StoredItem(ItemProgress, frozen=True, kw_only=True):
    """An item and the progress on it.

    `depends_on` and `planned` are None in older roadmaps, whose result holds all items, and
    `planned` also where only the progress was read.
    """

    item_id: str
    skill_id: str
    level: int
    hours_typical: float
    hours_low: float | None = None
    hours_high: float | None = None
    done_at: datetime | None = None
    held_at: datetime | None = None
    depends_on: list[str] | None = None
    planned: StoredItemPlan | None = None

    @property
    def key(self) -> StepKey:
        """The step."""
        return self.skill_id, self.level


class NewItem(StoredItem, frozen=True, kw_only=True):
    """An item to add."""

    position: int


class SkippedStep(Struct, frozen=True):
    """A step that a person skipped, by content id."""

    skill_id: str
    level: int


class LivingRoadmap(Struct, frozen=True):
    """What a roadmap that is not archived means for the next one: its options and its items."""

    id: UUID
    role_id: str
    inputs: StoredPlanOptions
    skipped: list[SkippedStep]
    items: list[StoredItem]


class PlanBasis(Struct, frozen=True):
    """What a new roadmap starts from: the person's ratings and roadmaps that are not archived."""

    ratings: list[RatingFound]
    roadmaps: list[LivingRoadmap]

    def living(self, knowledge: Knowledge, role_id: str) -> LivingRoadmap | None:
        """The roadmap for what is this role today; of roles that were merged, its own first."""
        role = knowledge.role_of_id(role_id)
        of_role = (one for one in self.roadmaps if knowledge.role_of_id(one.role_id) == role)
        return min(of_role, key=lambda one: one.role_id != role_id, default=None)

    def skipped(self, knowledge: Knowledge) -> tuple[Step, ...]:
        """What was skipped in one of them or in one before it, under this knowledge."""
        steps = {(s.skill_id, s.level) for roadmap in self.roadmaps for s in roadmap.skipped}
        steps |= {step for roadmap in self.roadmaps for step in roadmap.inputs.skipped}
        return known_steps(knowledge, sorted(steps))


class RoadmapAddress(Struct, frozen=True):
    """A person's roadmap, and the version of it that a change is for."""

    person: Principal
    roadmap_id: UUID
    if_match: str | None


class ItemAddress(Struct, frozen=True):
    """An item of a person's roadmap, and the version of the roadmap that a change is for."""

    person: Principal
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
    """What a response to a re-analysis needs beside the new analysis and roadmap."""

    archived_roadmap_id: UUID
    comparison: ComparisonView
    changes: PlanChangesView | None

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
    planned = [item.planned for item in items if item.planned is not None] or stored.items
    # Fields in the order of the wire, so that a response is the same byte for byte.
    plan = [RoadmapItemView(**asdict(item)) for item in planned]
    title = stored.variant_title or title_of_variant(stored.variant)
    return RoadmapResult(**(asdict(stored) | {"items": plan, "variant_title": title}))


def columns_of(
    knowledge: Knowledge,
    query: RoadmapQuery,
    result: RoadmapResult,
    carried: Mapping[str, ItemProgress],
) -> dict[str, object]:
    """The values of a new roadmap and its items, apart from its lineage and its analysis.

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
    items = new_items(knowledge, result, carried)
    return {
        "role_title": result.role.title,
        "hours_per_week": query.hours_per_week,
        "inputs": encode(options).decode(),
        "result": encode_stored(replace(result, items=[])).decode(),
        "items": encode_stored(items).decode(),
        "started_on": query.context.today,
    }


def new_items(
    knowledge: Knowledge, result: RoadmapResult, carried: Mapping[str, ItemProgress]
) -> list[NewItem]:
    """The items of a new plan with the progress they begin with, by their ids."""
    found = []
    for item in result.items:
        progress = carried.get(item.id, UNTOUCHED)
        found.append(
            NewItem(
                position=item.position,
                item_id=item.id,
                skill_id=knowledge.skill_id(item.skill.slug),
                level=item.level,
                hours_typical=item.hours.typical,
                hours_low=item.hours.low,
                hours_high=item.hours.high,
                status=progress.status,
                hours_spent=progress.hours_spent,
                depends_on=item.depends_on,
                planned=StoredItemPlan(**asdict(item)),
            )
        )
    return found


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
        msgspec.json.decode(stored.roadmaps, type=list[LivingRoadmap]),
    )


async def find_roadmap(
    session: Session, user_id: UUID, roadmap_id: UUID, *, knowledge: Knowledge
) -> StoredRoadmap:
    """Read a roadmap; `knowledge` is the one in use, whose day of publication is read as well.

    Raises:
        NotFoundError: The person has no such roadmap.
    """
    roadmap = await session.one_or_none(
        READ_ROADMAP,
        user_id=user_id,
        roadmap_id=roadmap_id,
        current_version=knowledge.version,
        current_hash=knowledge.hash,
    )
    if roadmap is None:
        raise NotFoundError(kind="roadmap")
    return roadmap
