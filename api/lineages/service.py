"""Reads stored roadmaps whole: with their plans, and how they stand."""

from functools import cached_property
from uuid import UUID

from msgspec import Struct

from api.catalog.current import Knowledge
from api.db.pool import Session
from api.lineages.now import RoadmapNow
from api.lineages.repository import StoredRoadmap
from api.lineages.stored import find_roadmap, read_result
from api.plans.schemas import RoadmapResult
from api.profiles.held import HeldNow
from api.time_zones import PersonDay


class WholeRoadmap(Struct, frozen=True, dict=True):
    """A roadmap as it was read with its plan, and how it stands."""

    stored: StoredRoadmap
    now: RoadmapNow

    @classmethod
    def of(cls, knowledge: Knowledge, stored: StoredRoadmap, day: PersonDay) -> "WholeRoadmap":
        """Look at it with the ratings that were read with it."""
        held = HeldNow.read(knowledge, stored.ratings or "[]", day)
        return cls(stored, RoadmapNow.of(held, stored))

    @cached_property
    def result(self) -> RoadmapResult:
        """The plan as it was made."""
        return read_result(self.stored, self.now.items.values())


async def find_whole(
    session: Session, address: tuple[UUID, UUID], knowledge: Knowledge, day: PersonDay
) -> WholeRoadmap:
    """Read a roadmap with its plan.

    Args:
        session: Where to read.
        address: Whose, and which one.
        knowledge: The content in use.
        day: What day it is for the person.

    Raises:
        NotFoundError: The person has no such roadmap.
    """
    user_id, roadmap_id = address
    stored = await find_roadmap(session, user_id, roadmap_id, knowledge=knowledge)
    return WholeRoadmap.of(knowledge, stored, day)
