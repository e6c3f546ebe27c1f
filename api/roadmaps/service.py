"""Roadmaps of a person: made, read, listed, ticked, and made again."""

import asyncio
from collections.abc import Mapping
from uuid import UUID

from msgspec import UNSET, Raw
from msgspec.structs import replace

from api.analyses.repository import READ_ANALYSIS
from api.analyses.stored import EncodedAnalysis, NewAnalysis, encoded_analysis
from api.analyses.views import STORED
from api.catalog.current import CurrentKnowledge
from api.db.pool import Database, Session, UniqueViolationError
from api.errors import (
    NotFoundError,
    RoadmapArchivedError,
    RoadmapExistsError,
    StaleVersionError,
)
from api.http.encoding import encode, version_tag
from api.http.pagination import id_of, page_of
from api.http.preconditions import check_version
from api.idempotency.service import (
    NO_EXTRAS,
    IdempotencyService,
    IdempotentRequest,
    ResourcePointer,
    StoredResponse,
)
from api.plans.planning import PlanningConfig, RoadmapQuery
from api.plans.views import plan_result
from api.profiles.rating_from_progress import follow_progress
from api.profiles.repository import LIST_RATINGS
from api.roadmaps import repository
from api.roadmaps.reanalysis import PreviousRoadmap, Reanalysis, ReanalysisOperation
from api.roadmaps.schemas import (
    ItemProgressView,
    ProgressRequest,
    ReanalysisRequest,
    RoadmapListView,
    RoadmapRequest,
    RoadmapView,
    RoadmapWhatIfView,
)
from api.roadmaps.stored import (
    EncodedReanalysis,
    ItemAddress,
    ReanalysisExtras,
    columns_of,
    find_roadmap,
    read_basis,
    read_items,
    read_result,
)
from api.roadmaps.views import (
    first_view,
    item_progress_view,
    roadmap_view,
    summary_view,
    with_progress,
)


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
        self, user_id: UUID, data: RoadmapRequest, key: str | None, language: str
    ) -> StoredResponse:
        """Plan the way to a role from the person's profile.

        Raises:
            RoadmapExistsError: The person has an active roadmap for this role.
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
            UnknownSkillError: A pin of a skill that does not exist.
            LimitsContradictError: More than one limit.
            DateInPastError: A date that leaves no day.
            PlanRefusedError: Nothing meets the request; it holds the nearest that can be met.
        """
        request = IdempotentRequest.of(user_id, key, "createRoadmap", data)

        async def rebuild(session: Session, pointer: ResourcePointer) -> StoredResponse:
            roadmap = await find_roadmap(session, user_id, pointer.id)
            view = first_view(roadmap, read_result(roadmap, read_items(roadmap.items)))
            return _created(view, view, language)

        earlier = await self._idempotency.find(request, rebuild)
        if earlier is not None:
            return earlier
        knowledge = self._knowledge.now()
        role_id = knowledge.role_id(knowledge.role(data.role).slug)
        async with self._database.statement() as session:
            basis = await read_basis(session, user_id)
        try:
            basis.check_free(knowledge, role_id)
        except RoadmapExistsError as refusal:
            return await self._idempotency.find_after(refusal, request, rebuild)
        context = self._planning.context()
        query = RoadmapQuery.of(knowledge, data, context, skipped=basis.skipped(knowledge))
        ratings, today = basis.ratings, context.today
        new = NewAnalysis.of(
            knowledge, data.role, variant=data.variant, ratings=ratings, today=today
        )
        result = await asyncio.to_thread(plan_result, knowledge, query, profile=new.holdings)

        async def effect(session: Session) -> StoredResponse:
            (stored,) = new.encoded(STORED)
            columns = columns_of(knowledge, query, result, {}) | new.columns(stored)
            created = await session.one(repository.ADD_ROADMAP, user_id=user_id, **columns)
            view = first_view(created, result)
            return _created(view, view, language)

        try:
            return await self._idempotency.run(request, effect, rebuild, is_single=True)
        except UniqueViolationError:
            async with self._database.statement() as session:
                (await read_basis(session, user_id)).check_free(knowledge, role_id)
            raise

    async def read(self, user_id: UUID, roadmap_id: UUID) -> RoadmapView:
        """A roadmap with its progress.

        Raises:
            NotFoundError: The person has no such roadmap.
        """
        async with self._database.statement() as session:
            return roadmap_view(await find_roadmap(session, user_id, roadmap_id))

    async def page(
        self, user_id: UUID, *, status: str | None, cursor: str | None, limit: int
    ) -> RoadmapListView:
        """One page, newest first.

        Raises:
            InvalidCursorError: No response ever contained this cursor.
        """
        values = {"user_id": user_id, "before": id_of(cursor, of="roadmaps"), "status": status}
        async with self._database.statement() as session:
            rows = await session.all(repository.LIST_ROADMAPS, **values, limit=limit + 1)
        knowledge = self._knowledge.now()
        page = page_of(rows, limit, lambda row: summary_view(knowledge, row), of="roadmaps")
        return RoadmapListView(
            items=page.items, next_cursor=page.next_cursor, knowledge_version=knowledge.version
        )

    async def tick(self, address: ItemAddress, data: ProgressRequest) -> ItemProgressView:
        """Change the progress on one item of the roadmap as it was read.

        Raises:
            NotFoundError: The person has no such roadmap, or it has no such item.
            RoadmapArchivedError: The roadmap can only be read.
            MissingVersionError: The request does not say which version it is for.
            StaleVersionError: The roadmap was changed since.
        """
        user_id, roadmap_id, item_id = address.user_id, address.roadmap_id, address.item_id
        if "\0" in item_id:  # PostgreSQL cannot even be asked for it.
            raise NotFoundError(kind="item")
        item_key = {"user_id": user_id, "roadmap_id": roadmap_id, "item_id": item_id}
        async with self._database.transaction() as session:
            roadmap = await session.one_or_none(repository.LOCK_ROADMAP, **item_key)
            if roadmap is None:
                raise NotFoundError(kind="roadmap")
            _check_active(roadmap_id, roadmap.status)
            check_version(address.if_match, roadmap.version)
            items = {item.item_id: item for item in read_items(roadmap.items)}
            item = items.get(item_id)
            if item is None:
                raise NotFoundError(kind="item")
            hours = item.hours_spent if data.hours_spent is UNSET else data.hours_spent
            touched = await session.run(
                repository.CHANGE_ITEM,
                **item_key,
                read_status=item.status,
                new_status=data.status,
                new_hours=hours,
            )
            if not touched:  # Another change came between the reading and the lock.
                raise StaleVersionError(version_tag(roadmap.version))
            if (item.status == "done") != (data.status == "done"):
                await follow_progress(session, user_id, item.skill_id)
            older = None
            if item.depends_on is None:
                older = await find_roadmap(session, user_id, roadmap_id)
        items[item_id] = replace(item, status=data.status, hours_spent=hours)
        roadmap = replace(roadmap, version=roadmap.version + 1)
        return item_progress_view(self._knowledge.now(), roadmap, items, item_id, older=older)

    async def reanalyse(
        self, user_id: UUID, operation: ReanalysisOperation, key: str | None, language: str
    ) -> StoredResponse:
        """Archive a roadmap and make the next one.

        Raises:
            NotFoundError: The person has no such roadmap, or the role was retired.
            RoadmapArchivedError: The roadmap has a successor already.
            StaleVersionError: The roadmap was changed meanwhile.
            PlanRefusedError: Nothing meets the request; it holds the nearest that can be met.
        """
        roadmap_id = operation.roadmap_id
        request = IdempotentRequest.of(user_id, key, "reanalyseRoadmap", operation)

        async def rebuild(session: Session, pointer: ResourcePointer) -> StoredResponse:
            roadmap = await find_roadmap(session, user_id, pointer.id)
            analysis = await session.one(
                READ_ANALYSIS, user_id=user_id, analysis_id=roadmap.analysis_id
            )
            extras = ReanalysisExtras.read(pointer.extras)
            result = read_result(roadmap, read_items(roadmap.items))
            view = first_view(roadmap, with_progress(result, extras.carried))
            body = extras.view(view, encoded_analysis(analysis, language))
            return _created(view, body, language, pointer.extras)

        earlier = await self._idempotency.find(request, rebuild)
        if earlier is not None:
            return earlier
        try:
            again = await self._reanalysis(user_id, roadmap_id, operation.data)
        except RoadmapArchivedError as refusal:
            return await self._idempotency.find_after(refusal, request, rebuild)
        extras = again.extras()

        async def effect(session: Session) -> StoredResponse:
            previous = again.previous.roadmap
            touched = await session.run(
                repository.ARCHIVE_ROADMAP,
                user_id=user_id,
                roadmap_id=roadmap_id,
                read_version=previous.version,
            )
            if not touched:
                now = await find_roadmap(session, user_id, roadmap_id)
                _check_active(roadmap_id, now.status)
                raise StaleVersionError(version_tag(now.version))
            stored, said = again.new.encoded(STORED, language)
            columns = again.columns(stored)
            created = await session.one(repository.ADD_ROADMAP, user_id=user_id, **columns)
            view = first_view(created, with_progress(again.result, again.carried))
            analysis = EncodedAnalysis(created.analysis_id, created.created_at, Raw(said))
            return _created(view, extras.view(view, analysis), language, extras.stored())

        return await self._idempotency.run(request, effect, rebuild)

    async def preview(
        self, user_id: UUID, roadmap_id: UUID, data: ReanalysisRequest
    ) -> RoadmapWhatIfView:
        """What a re-analysis would make; nothing is stored.

        Raises:
            NotFoundError: The person has no such roadmap, or the role was retired.
            RoadmapArchivedError: The roadmap has a successor already.
            PlanRefusedError: Nothing meets the request; it holds the nearest that can be met.
        """
        return (await self._reanalysis(user_id, roadmap_id, data)).preview()

    async def _reanalysis(
        self, user_id: UUID, roadmap_id: UUID, data: ReanalysisRequest
    ) -> Reanalysis:
        async with self._database.statement() as session:
            roadmap = await find_roadmap(session, user_id, roadmap_id)
            _check_active(roadmap_id, roadmap.status)
            analysis = await session.one(
                READ_ANALYSIS, user_id=user_id, analysis_id=roadmap.analysis_id
            )
            ratings = await session.all(LIST_RATINGS, user_id=user_id)
        previous = PreviousRoadmap.of(roadmap, analysis)
        return await asyncio.to_thread(
            Reanalysis.of,
            self._knowledge.now(),
            previous,
            ratings,
            data,
            self._planning.context(),
        )


def _check_active(roadmap_id: UUID, status: str) -> None:
    if status != "active":
        raise RoadmapArchivedError(roadmap_id)


def _created(
    view: RoadmapView,
    body: RoadmapView | EncodedReanalysis,
    language: str,
    extras: Mapping[str, object] = NO_EXTRAS,
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
