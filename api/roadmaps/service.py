"""Roadmaps of a person: made, read, listed, chosen, archived, and made again."""

import asyncio
from collections.abc import Mapping
from uuid import UUID

from msgspec import Raw

from api.analyses.repository import READ_ANALYSIS
from api.analyses.stored import EncodedAnalysis, NewAnalysis, encoded_analysis
from api.analyses.views import STORED
from api.auth.principal import Principal
from api.catalog.current import CurrentKnowledge
from api.db.pool import Database, Session
from api.errors import RoadmapArchivedError, RoadmapExistsError
from api.http.encoding import encode, version_tag
from api.http.pagination import id_of, page_of
from api.http.preconditions import check_version
from api.idempotency.service import (
    IdempotencyService,
    IdempotentRequest,
    Rebuild,
    ResourcePointer,
    StoredResponse,
)
from api.plans.planning import PlanningConfig, RoadmapQuery
from api.plans.views import plan_result
from api.roadmaps import repository
from api.roadmaps.creation import (
    NewRoadmap,
    archive_roadmap,
    first_view,
    one_a_role,
    refusal_of,
    store_roadmap,
)
from api.roadmaps.held import HeldNow
from api.roadmaps.now import RoadmapNow, WholeRoadmap
from api.roadmaps.reanalysis import PreviousRoadmap, Reanalysis, ReanalysisOperation
from api.roadmaps.repository import RoadmapSummary
from api.roadmaps.schedule import changed_columns
from api.roadmaps.schemas import (
    ReanalysisRequest,
    RoadmapChangeRequest,
    RoadmapListView,
    RoadmapRequest,
    RoadmapStatus,
    RoadmapView,
    RoadmapWhatIfView,
)
from api.roadmaps.stored import (
    EncodedReanalysis,
    ReanalysisExtras,
    RoadmapAddress,
    find_roadmap,
    read_basis,
)
from api.roadmaps.views import roadmap_view, summary_view

MOST_LIVING = 10_000
"""More roles than any content has."""


class RoadmapService:
    """Plans with the engine and stores the roadmaps."""

    def __init__(
        self,
        database: Database,
        knowledge: CurrentKnowledge,
        idempotency: IdempotencyService,
        planning: PlanningConfig,
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._idempotency = idempotency
        self._planning = planning

    async def create(
        self, person: Principal, data: RoadmapRequest, key: str | None, language: str
    ) -> StoredResponse:
        """Plan the way to a role from the person's profile.

        A completed roadmap for the role makes room, and the new one continues its lineage.

        Raises:
            RoadmapExistsError: The person has an active roadmap for this role.
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
            UnknownSkillError: A pin of a skill that does not exist.
            LimitsContradictError: More than one limit.
            DateInPastError: A date that leaves no day.
            PlanRefusedError: Nothing meets the request; it holds the nearest that can be met.
        """
        request = IdempotentRequest.of(person.user_id, key, "createRoadmap", data)
        rebuild = self._rebuild(person, language)
        earlier = await self._idempotency.find(request, rebuild)
        if earlier is not None:
            return earlier
        try:
            roadmap = await self._first(person, data)
        except RoadmapExistsError as refusal:
            return await self._idempotency.find_after(refusal, request, rebuild)

        async def effect(session: Session) -> StoredResponse:
            (stored,) = roadmap.new.encoded(STORED)
            view = await store_roadmap(session, person.user_id, roadmap, stored)
            return _created(view, view, language, roadmap.first(view))

        async with one_a_role(self._database, person.user_id, roadmap):
            return await self._idempotency.run(
                request, effect, rebuild, is_single=roadmap.previous is None
            )

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
                repository.LIST_ROADMAPS,
                **values,
                status="active" if is_living else status,
                limit=MOST_LIVING if is_living else limit + 1,
            )
        knowledge = self._knowledge.now()
        ratings = (rows[0].ratings if rows else None) or "[]"
        held = HeldNow.read(knowledge, ratings, self._planning.day(person.time_zone))
        views = [summary_view(RoadmapNow.of(held, row)) for row in rows]
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
                    repository.CHANGE_ROADMAP, **key, **columns, read_version=now.roadmap.version
                )
                if not touched:
                    raise await refusal_of(session, key)
            return roadmap_view(await self._whole(session, person, roadmap_id))

    async def reanalyse(
        self, person: Principal, operation: ReanalysisOperation, key: str | None, language: str
    ) -> StoredResponse:
        """Make the next roadmap from one, which is archived unless it was before.

        Raises:
            NotFoundError: The person has no such roadmap, or the role was retired.
            UnknownVariantError: The role has no such variant.
            RoadmapArchivedError: It is archived, and there is another one for the role.
            StaleVersionError: The roadmap was changed meanwhile.
            PlanRefusedError: Nothing meets the request; it holds the nearest that can be met.
        """
        request = IdempotentRequest.of(person.user_id, key, "reanalyseRoadmap", operation)

        async def rebuild(session: Session, pointer: ResourcePointer) -> StoredResponse:
            view = await self._first_view(session, person, pointer)
            analysis = await session.one(
                READ_ANALYSIS, user_id=person.user_id, analysis_id=view.analysis_id
            )
            extras = ReanalysisExtras.read(pointer.extras)
            body = extras.view(view, encoded_analysis(analysis, language))
            return _created(view, body, language, pointer.extras)

        earlier = await self._idempotency.find(request, rebuild)
        if earlier is not None:
            return earlier
        try:
            again = await self._reanalysis(person, operation.roadmap_id, operation.data)
        except RoadmapArchivedError as refusal:
            return await self._idempotency.find_after(refusal, request, rebuild)
        roadmap, extras = again.next, again.extras()

        async def effect(session: Session) -> StoredResponse:
            stored, said = roadmap.new.encoded(STORED, language)
            view = await store_roadmap(session, person.user_id, roadmap, stored)
            analysis = EncodedAnalysis(view.analysis_id, view.created_at, Raw(said))
            remembered = {**extras.stored(), **roadmap.first(view)}
            return _created(view, extras.view(view, analysis), language, remembered)

        async with one_a_role(self._database, person.user_id, roadmap):
            return await self._idempotency.run(request, effect, rebuild)

    async def preview(
        self, person: Principal, roadmap_id: UUID, data: ReanalysisRequest
    ) -> RoadmapWhatIfView:
        """What a re-analysis would make; nothing is stored.

        Raises: what `reanalyse` raises.
        """
        return (await self._reanalysis(person, roadmap_id, data)).preview()

    async def _first(self, person: Principal, data: RoadmapRequest) -> NewRoadmap:
        """Plan a roadmap that begins a lineage, or goes on from one that is completed."""
        knowledge, context = self._knowledge.now(), self._planning.context(person.time_zone)
        role_id = knowledge.role_id(knowledge.role(data.role).slug)
        async with self._database.statement() as session:
            basis = await read_basis(session, person.user_id)
        living = basis.living(knowledge, role_id)
        if living is not None:
            held = HeldNow.of(knowledge, basis.ratings, context.day)
            if not all(
                item.status == "skipped" or held.source_of(*item.key) for item in living.items
            ):
                raise RoadmapExistsError(living.id)
            return (await self._reanalysis(person, living.id, ReanalysisRequest.of(data))).next
        query = RoadmapQuery.of(knowledge, data, context, skipped=basis.skipped(knowledge))
        new = NewAnalysis.of(
            knowledge,
            data.role,
            variant=data.variant,
            ratings=basis.ratings,
            day=context.day,
        )
        result = await asyncio.to_thread(plan_result, knowledge, query, profile=new.holdings)
        held = HeldNow.known(knowledge, basis.ratings, new.holdings, context.day)
        return NewRoadmap(new, held, query, result, {})

    async def _reanalysis(
        self, person: Principal, roadmap_id: UUID, data: ReanalysisRequest
    ) -> Reanalysis:
        async with self._database.statement() as session:
            whole = await self._whole(session, person, roadmap_id)
            roadmap = whole.stored
            if roadmap.status == "archived" and roadmap.living_id is not None:
                raise RoadmapArchivedError(roadmap_id)
            analysis = await session.one(
                READ_ANALYSIS, user_id=person.user_id, analysis_id=roadmap.analysis_id
            )
        previous = PreviousRoadmap(whole, analysis)
        return await asyncio.to_thread(
            Reanalysis.of, previous, data, self._planning.context(person.time_zone)
        )

    async def _whole(self, session: Session, person: Principal, roadmap_id: UUID) -> WholeRoadmap:
        knowledge, day = self._knowledge.now(), self._planning.day(person.time_zone)
        stored = await find_roadmap(session, person.user_id, roadmap_id, knowledge=knowledge)
        return WholeRoadmap.of(knowledge, stored, day)

    async def _first_view(
        self, session: Session, person: Principal, pointer: ResourcePointer
    ) -> RoadmapView:
        """The view of a roadmap when it was created."""
        whole = await self._whole(session, person, pointer.id)
        return first_view(pointer, whole) or roadmap_view(whole)

    def _rebuild(self, person: Principal, language: str) -> Rebuild:
        async def rebuild(session: Session, pointer: ResourcePointer) -> StoredResponse:
            view = await self._first_view(session, person, pointer)
            return _created(view, view, language, pointer.extras)

        return rebuild


def _check_version(roadmap: RoadmapSummary, if_match: str | None) -> None:
    if roadmap.status == "archived":
        raise RoadmapArchivedError(roadmap.id)
    check_version(if_match, roadmap.version)


def _created(
    view: RoadmapView,
    body: RoadmapView | EncodedReanalysis,
    language: str,
    extras: Mapping[str, object],
) -> StoredResponse:
    """The response about a new roadmap; its key points to it."""
    return StoredResponse(
        encode(body, language),
        {
            "location": f"/api/v1/roadmaps/{view.id}",
            "etag": version_tag(view.version, language),
        },
        resource=ResourcePointer("roadmap", view.id, extras),
    )
