"""What a new roadmap starts from and leaves behind, as it is stored."""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from api.analyses.schemas import ComparisonView
from api.analyses.stored import EncodedAnalysis
from api.catalog.current import Knowledge
from api.db.pool import Session
from api.http.encoding import decode_stored, encode, encode_stored
from api.lineages.stored import (
    UNTOUCHED,
    ItemProgress,
    StoredItem,
    StoredItemPlan,
    StoredPlanOptions,
    known_steps,
)
from api.plans.planning import RoadmapQuery
from api.plans.schemas import RoadmapResult
from api.profiles.repository import RatingFound
from api.roadmap_creation.repository import READ_BASIS
from api.roadmap_creation.schemas import PlanChangesView
from api.roadmaps.schemas import RoadmapView
from engine import Step


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


def stored_options(knowledge: Knowledge, query: RoadmapQuery) -> StoredPlanOptions:
    """What was requested of a plan, by content id."""
    return StoredPlanOptions(
        pins=[knowledge.skill_id(pin) for pin in query.pins],
        skipped=[(knowledge.skill_id(step.skill), step.level) for step in query.skipped],
        limit=query.limit,
    )


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


async def read_basis(session: Session, user_id: UUID) -> PlanBasis:
    """Read what a new roadmap starts from, in one statement."""
    stored = await session.one(READ_BASIS, user_id=user_id)
    return PlanBasis(
        msgspec.json.decode(stored.ratings, type=list[RatingFound]),
        msgspec.json.decode(stored.roadmaps, type=list[LivingRoadmap]),
    )
