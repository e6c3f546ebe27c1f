"""Progress on a roadmap: an item is ticked, begun, skipped or taken back, and its rating follows.

A rating is the higher of what was last said about the skill and of what was finished in any
roadmap since. Ticks therefore never overwrite what was said, and taking one back loses nothing.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import UNSET, Struct
from msgspec.structs import replace

from api.auth.principal import Principal
from api.catalog.current import CurrentKnowledge
from api.clocks import Clocks
from api.db.pool import Database, Session
from api.errors import NotFoundError, RoadmapArchivedError, StaleVersionError
from api.http.encoding import version_tag
from api.http.preconditions import check_version
from api.lineages.now import RoadmapNow
from api.lineages.stored import StoredItem, find_roadmap, read_items
from api.profiles.held import HeldNow
from api.profiles.repository import RatingFound
from api.progress.repository import CHANGE_ITEM, FOLLOW_PROGRESS, LOCK_ROADMAP, LockedRoadmap
from api.progress.schemas import ItemProgressView, ProgressRequest
from api.progress.views import item_progress_view
from api.statistics.service import count_hours
from api.time_zones import PersonDay


class ItemAddress(Struct, frozen=True):
    """An item of a person's roadmap, and the version of the roadmap that a change is for."""

    person: Principal
    roadmap_id: UUID
    item_id: str
    if_match: str | None


class RatingsAround(Struct, frozen=True):
    """The person's ratings before and after a change of an item, and when that was finished."""

    before: list[RatingFound]
    after: list[RatingFound]
    done_at: datetime | None


class ProgressService:
    """Changes items; ratings follow."""

    def __init__(self, database: Database, knowledge: CurrentKnowledge, clocks: Clocks) -> None:
        self._database = database
        self._knowledge = knowledge
        self._clocks = clocks

    async def tick(self, address: ItemAddress, data: ProgressRequest) -> ItemProgressView:
        """Change the progress on one item of the roadmap as it was read.

        What is the case already changes nothing, not even the version. A step that was done but is
        no longer held, because it was rated lower or has faded, is finished anew.

        Raises:
            NotFoundError: The person has no such roadmap, or it has no such item.
            RoadmapArchivedError: The roadmap can only be read.
            MissingVersionError: The request does not say which version it is for.
            StaleVersionError: The roadmap was changed since.
        """
        knowledge, item_id = self._knowledge.now(), address.item_id
        day = PersonDay.at(self._clocks.now(), address.person.time_zone)
        if "\0" in item_id:  # PostgreSQL cannot even be asked for it.
            raise NotFoundError(kind="item")
        older = None
        async with self._database.transaction() as session:
            roadmap = await _lock(session, address)
            items = {item.item_id: item for item in read_items(roadmap.items)}
            item = items.get(item_id)
            if item is None:
                raise NotFoundError(kind="item")
            hours = item.hours_spent if data.hours_spent is UNSET else data.hours_spent
            changed = replace(item, status=data.status, hours_spent=hours)
            found = _ratings(roadmap.ratings or "[]")
            if item.status == changed.status == "done":
                is_held = HeldNow.of(knowledge, found, day).source_of(*item.key) is not None
                changed = changed if is_held else replace(changed, done_at=None)
            if changed == item:
                ratings = RatingsAround(found, found, item.done_at)
            else:
                ratings = await _change(session, address, (item, changed), roadmap.version)
                if changed.status == "done" and changed.hours_spent is not None:
                    await count_hours(session, roadmap.knowledge_version, _key(address))
                roadmap = replace(roadmap, version=roadmap.version + 1)
            if item.depends_on is None:
                older = await find_roadmap(
                    session, address.person.user_id, address.roadmap_id, knowledge=knowledge
                )
        items[item_id] = replace(changed, done_at=ratings.done_at)
        before, after = (
            HeldNow.of(knowledge, each, day) for each in (ratings.before, ratings.after)
        )
        now = RoadmapNow.of(after, roadmap, items.values())
        return item_progress_view(before, now, roadmap, item_id, older=older)


async def _lock(session: Session, address: ItemAddress) -> LockedRoadmap:
    """Read the roadmap in the version that the change is for, and keep others from changing it."""
    roadmap = await session.one_or_none(LOCK_ROADMAP, **_key(address))
    if roadmap is None:
        raise NotFoundError(kind="roadmap")
    if roadmap.status == "archived":
        raise RoadmapArchivedError(address.roadmap_id)
    check_version(address.if_match, roadmap.version)
    return roadmap


async def _change(
    session: Session, address: ItemAddress, change: tuple[StoredItem, StoredItem], version: int
) -> RatingsAround:
    """Write the change of an item from what it was to what it is to be.

    Raises:
        StaleVersionError: Another change came between the reading and the lock.
    """
    item, changed = change
    written = await session.one_or_none(
        CHANGE_ITEM,
        **_key(address),
        read_status=item.status,
        read_done_at=changed.done_at,
        new_status=changed.status,
        new_hours=changed.hours_spent,
    )
    if written is None:
        raise StaleVersionError(version_tag(version))
    before = after = _ratings(written.ratings)
    is_finished = changed.status == "done" and changed.done_at is None
    if is_finished or item.status == "done" != changed.status:
        rating = await follow_progress(session, address.person.user_id, item.skill_id)
        after = [each for each in before if each.skill_id != item.skill_id]
        if rating is not None:
            after.append(rating)
    return RatingsAround(before, after, written.done_at)


def _key(address: ItemAddress) -> Mapping[str, UUID | str]:
    return {
        "user_id": address.person.user_id,
        "roadmap_id": address.roadmap_id,
        "item_id": address.item_id,
    }


def _ratings(ratings: str) -> list[RatingFound]:
    return msgspec.json.decode(ratings, type=list[RatingFound])


async def follow_progress(session: Session, user_id: UUID, skill_id: str) -> RatingFound | None:
    """Bring a rating in line with ticks; the profile has to be locked before.

    Returns:
        The rating now; None where nothing supports one any more.
    """
    return await session.one_or_none(FOLLOW_PROGRESS, user_id=user_id, skill_id=skill_id)
