"""Progress: ticking items, and what that does to the profile."""

from datetime import datetime
from typing import cast
from uuid import UUID

from msgspec import UNSET

from api.db.pool import Database, Session
from api.errors import NotFoundError, RoadmapArchivedError
from api.http.preconditions import check_version
from api.profiles.service import follow_progress
from api.roadmaps import repository
from api.roadmaps.planned import item_view, progress_of
from api.roadmaps.repository import ItemFound, RoadmapFound
from api.roadmaps.schemas import (
    ItemProgressView,
    ProgressRequest,
    RoadmapStatus,
    RoadmapSummaryView,
)
from api.roadmaps.service import find_roadmap
from api.roadmaps.stored import read_stored_roadmap
from api.roadmaps.views import ready_now


class ProgressService:
    """Changes items."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def change(
        self,
        user_id: UUID,
        roadmap_id: UUID,
        item_id: str,
        data: ProgressRequest,
        if_match: str | None,
    ) -> ItemProgressView:
        """Change one item on the roadmap as it was read.

        Raises:
            NotFoundError: The person has no such roadmap, or it has no such item.
            RoadmapArchivedError: The roadmap is kept only to be read.
            MissingVersionError: It is not said which state the change is for.
            StaleVersionError: The roadmap was changed since.
        """
        if "\0" in item_id:  # PostgreSQL cannot even be asked for it.
            raise NotFoundError(kind="item")
        async with self._database.transaction() as session:
            await lock_active(session, user_id, roadmap_id, if_match)
            item = await session.one_or_none(
                repository.READ_ITEM, user_id=user_id, roadmap_id=roadmap_id, item_id=item_id
            )
            if item is None:
                raise NotFoundError(kind="item")
            changed = await _change(session, user_id, roadmap_id, item, data)
            if (item.status == "done") != (changed.status == "done"):
                await follow_progress(session, user_id, item.skill_id)
            await session.one_or_none(
                repository.NEXT_VERSION, user_id=user_id, roadmap_id=roadmap_id
            )
            found = await find_roadmap(session, user_id, roadmap_id)
            items = await session.all(repository.LIST_ITEMS, user_id=user_id, roadmap_id=roadmap_id)
        return _view(found, items, changed)


async def lock_active(
    session: Session, user_id: UUID, roadmap_id: UUID, if_match: str | None
) -> None:
    """Take a roadmap for this transaction alone, as it was read; raises as `change` does."""
    locked = await session.one_or_none(
        repository.LOCK_ROADMAP, user_id=user_id, roadmap_id=roadmap_id
    )
    if locked is None:
        raise NotFoundError(kind="roadmap")
    if locked.status != "active":
        raise RoadmapArchivedError(roadmap_id)
    check_version(if_match, locked.version)


async def _change(
    session: Session, user_id: UUID, roadmap_id: UUID, item: ItemFound, data: ProgressRequest
) -> ItemFound:
    is_done = data.status == "done"
    changed = await session.one_or_none(
        repository.CHANGE_ITEM,
        user_id=user_id,
        roadmap_id=roadmap_id,
        this_item=item.item_id,
        new_status=data.status,
        new_hours=item.hours_spent if data.hours_spent is UNSET else data.hours_spent,
        new_done_at=(item.done_at or await _moment(session)) if is_done else None,
    )
    if changed is None:
        raise NotFoundError(kind="item")
    return changed


async def _moment(session: Session) -> datetime:
    """The time by the database's clock, which is also that of what people say about skills."""
    moment = await session.one_or_none(repository.MOMENT)
    if moment is None:
        raise NotFoundError(kind="clock")
    return moment.at


def _view(found: RoadmapFound, items: list[ItemFound], changed: ItemFound) -> ItemProgressView:
    result = read_stored_roadmap(found.result)
    ready = ready_now(result, {item.item_id: item.status for item in items})
    planned = next(item for item in result.items if item.id == changed.item_id)
    return ItemProgressView(
        item=item_view(planned, changed, is_ready=changed.item_id in ready),
        roadmap=RoadmapSummaryView(
            id=found.id,
            status=cast("RoadmapStatus", found.status),
            created_at=found.created_at,
            archived_at=found.archived_at,
            role=result.role,
            variant=found.variant,
            hours_per_week=found.hours_per_week,
            version=found.version,
            progress=progress_of(items),
            knowledge_version=found.knowledge_version,
        ),
        ready_now=ready,
        knowledge_version=found.knowledge_version,
    )
