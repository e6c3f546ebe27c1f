"""Roadmaps as they are stored: what was requested, the plan, and the progress on its items."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Struct, field
from msgspec.structs import asdict

from api.catalog.current import Knowledge
from api.db.pool import Session
from api.errors import NotFoundError
from api.http.encoding import decode_stored
from api.lineages.repository import READ_ROADMAP, StoredRoadmap
from api.messages.text import Text
from api.plans.planning import PlanLimits
from api.plans.proofs import WHOLE_ROLE_PROVED
from api.plans.schemas import (
    CertificateView,
    ChoiceView,
    HeldBy,
    HeldInView,
    ItemStatus,
    LimitView,
    PhaseProjectView,
    PhaseView,
    PreferenceView,
    ProofView,
    RoadmapItemView,
    RoadmapResult,
)
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
    held_in: list[HeldInView] = field(default_factory=list)
    done_on: date | None = None
    start_on: date | None = None
    end_on: date | None = None


class StoredPhase(PhaseView, frozen=True, kw_only=True, rename="camel"):
    """A stored phase; earlier ones end without a project."""

    project: PhaseProjectView | None = None


class StoredProof(ProofView, frozen=True, kw_only=True, rename="camel"):
    """A stored proof; `solver-away` is what earlier versions called `solver-unavailable`."""

    status: Literal["proved", "time-limit", "solver-unavailable", "solver-away"]  # type: ignore[assignment]

    def read(self) -> ProofView:
        """As it is called now."""
        status = "solver-unavailable" if self.status == "solver-away" else self.status
        return ProofView(**(asdict(self) | {"status": status}))


class StoredRoadmapResult(RoadmapResult, frozen=True, kw_only=True, rename="camel"):
    """A stored plan; what earlier versions did not say has the value that was true of them.

    Before there were limits, every choice of steps was proved to take the fewest hours. Newer
    plans leave `items` empty: each item holds its own.
    """

    variant_title: str = ""
    hours_note: Text = Text("catalog.hours-note", experience="years", zone="z0")
    limit: LimitView | None = None
    selection: StoredProof = StoredProof(**asdict(WHOLE_ROLE_PROVED))
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
    changed = {"items": plan, "selection": stored.selection.read(), "variant_title": title}
    return RoadmapResult(**(asdict(stored) | changed))


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
