"""Roadmaps of a person: read, listed, chosen, dated anew, and archived."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from api.auth.principal import Principal
from api.catalog.current import CurrentKnowledge
from api.db.pool import Database, Session
from api.errors import ApiError, NotFoundError, RoadmapArchivedError, StaleVersionError
from api.http.encoding import version_tag
from api.http.pagination import id_of, page_of
from api.http.preconditions import check_version
from api.lineages.now import RoadmapNow
from api.lineages.repository import RoadmapSummary
from api.lineages.service import WholeRoadmap, find_whole
from api.plans.planning import PlanningConfig
from api.profiles.held import HeldNow
from api.roadmaps.repository import ARCHIVE_ROADMAP, CHANGE_ROADMAP, LIST_ROADMAPS, READ_VERSION
from api.roadmaps.schedule import changed_columns, schedule_of
from api.roadmaps.schemas import RoadmapChangeRequest, RoadmapListView, RoadmapStatus, RoadmapView
from api.roadmaps.views import roadmap_view, summary_view

MOST_LIVING = 10_000
"""More roles than any content has."""


class RoadmapAddress(Struct, frozen=True):
    """A person's roadmap, and the version of it that a change is for."""

    person: Principal
    roadmap_id: UUID
    if_match: str | None


class RoadmapService:
    """Reads roadmaps and changes when they are studied; nothing is planned here."""

    def __init__(
        self,
        database: Database,
        knowledge: CurrentKnowledge,
        planning: PlanningConfig,
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._planning = planning

    async def read(self, person: Principal, roadmap_id: UUID) -> RoadmapView:
        """A roadmap with its progress.

        Raises:
            NotFoundError: The person has no such roadmap.
        """
        async with self._database.statement() as session:
            return roadmap_view(await self._whole(session, person, roadmap_id))

    async def page(
        self, person: Principal, *, status: RoadmapStatus | None, cursor: str | None, limit: int
    ) -> RoadmapListView:
        """One page, newest first.

        Whether a roadmap is completed follows from what the person holds, so all that are not
        archived are read where only some are asked for; there is one a role at most.

        Raises:
            InvalidCursorError: No response ever contained this cursor.
        """
        is_living = status in {"active", "completed"}
        values = {"user_id": person.user_id, "before": id_of(cursor, of="roadmaps")}
        async with self._database.statement() as session:
            rows = await session.all(
                LIST_ROADMAPS,
                **values,
                status="active" if is_living else status,
                limit=MOST_LIVING if is_living else limit + 1,
            )
        knowledge = self._knowledge.now()
        ratings = (rows[0].ratings if rows else None) or "[]"
        held = HeldNow.read(knowledge, ratings, self._planning.day(person.time_zone))
        roadmaps = (RoadmapNow.of(held, row) for row in rows)
        views = [summary_view(now, schedule_of(now)) for now in roadmaps]
        shown = [view for view in views if status is None or view.status == status]
        page = page_of(shown, limit, lambda view: view, of="roadmaps")
        return RoadmapListView(
            items=page.items, next_cursor=page.next_cursor, knowledge_version=knowledge.version
        )

    async def archive(self, address: RoadmapAddress) -> RoadmapView:
        """Put a roadmap away for good; it stays readable.

        Raises:
            NotFoundError: The person has no such roadmap.
            RoadmapArchivedError: It is archived already.
            MissingVersionError: The request does not say which version it is for.
            StaleVersionError: The roadmap was changed since.
        """
        person, roadmap_id = address.person, address.roadmap_id
        async with self._database.transaction() as session:
            now = (await self._whole(session, person, roadmap_id)).now
            _check_version(now.roadmap, address.if_match)
            await archive_roadmap(session, person.user_id, now)
            return roadmap_view(await self._whole(session, person, roadmap_id))

    async def change(self, address: RoadmapAddress, data: RoadmapChangeRequest) -> RoadmapView:
        """Make a roadmap the primary one, or date it anew; raises as `archive` does.

        Raises:
            InvalidFieldsError: Days off that no calendar has, or that are over.
        """
        person, roadmap_id = address.person, address.roadmap_id
        key = {"user_id": person.user_id, "roadmap_id": roadmap_id}
        async with self._database.transaction() as session:
            now = (await self._whole(session, person, roadmap_id)).now
            _check_version(now.roadmap, address.if_match)
            columns = changed_columns(now, data)
            if columns is not None:
                touched = await session.run(
                    CHANGE_ROADMAP, **key, **columns, read_version=now.roadmap.version
                )
                if not touched:
                    raise await refusal_of(session, key)
            return roadmap_view(await self._whole(session, person, roadmap_id))

    async def _whole(self, session: Session, person: Principal, roadmap_id: UUID) -> WholeRoadmap:
        knowledge, day = self._knowledge.now(), self._planning.day(person.time_zone)
        return await find_whole(session, (person.user_id, roadmap_id), knowledge, day)


def _check_version(roadmap: RoadmapSummary, if_match: str | None) -> None:
    if roadmap.status == "archived":
        raise RoadmapArchivedError(roadmap.id)
    check_version(if_match, roadmap.version)


async def archive_roadmap(session: Session, user_id: UUID, now: RoadmapNow) -> None:
    """Archive a roadmap as it was read.

    Raises:
        RoadmapArchivedError: Another request was first.
        StaleVersionError: The roadmap was changed meanwhile.
    """
    address = {"user_id": user_id, "roadmap_id": now.roadmap.id}
    touched = await session.run(
        ARCHIVE_ROADMAP,
        **address,
        read_version=now.roadmap.version,
        held=sorted(now.held_open),
    )
    if not touched:
        raise await refusal_of(session, address)


async def refusal_of(session: Session, address: Mapping[str, UUID]) -> ApiError:
    """Why a roadmap could not be changed as it was read: another request was first."""
    found = await session.one_or_none(READ_VERSION, **address)
    if found is None:
        return NotFoundError(kind="roadmap")
    if found.status == "archived":
        return RoadmapArchivedError(address["roadmap_id"])
    return StaleVersionError(version_tag(found.version))
