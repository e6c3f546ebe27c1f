"""Makes roadmaps: new ones, and the next one from one there is."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from uuid import UUID

from msgspec import Raw

from api.analyses.repository import READ_ANALYSIS
from api.analyses.stored import EncodedAnalysis, NewAnalysis, encoded_analysis
from api.analyses.views import STORED
from api.auth.principal import Principal
from api.catalog.current import CurrentKnowledge
from api.db.pool import Database, Session, UniqueViolationError
from api.errors import RoadmapArchivedError, RoadmapExistsError
from api.http.encoding import encode, version_tag
from api.http.executor import BoundedExecutor
from api.idempotency.service import (
    IdempotencyService,
    IdempotentRequest,
    Rebuild,
    ResourcePointer,
    StoredResponse,
)
from api.lineages.service import WholeRoadmap, find_whole
from api.plans.planning import PlanningConfig, RoadmapQuery
from api.plans.views import plan_result
from api.profiles.held import HeldNow
from api.roadmap_creation.new_roadmap import NewRoadmap, first_view
from api.roadmap_creation.reanalysis import PreviousRoadmap, Reanalysis, ReanalysisOperation
from api.roadmap_creation.repository import ADD_ROADMAP
from api.roadmap_creation.schemas import ReanalysisRequest, RoadmapRequest, RoadmapWhatIfView
from api.roadmap_creation.stored import EncodedReanalysis, ReanalysisExtras, read_basis
from api.roadmaps.schemas import RoadmapView
from api.roadmaps.service import archive_roadmap
from api.roadmaps.views import roadmap_view


class RoadmapCreationService:
    """Plans with the engine and stores the roadmaps."""

    def __init__(
        self,
        database: Database,
        knowledge: CurrentKnowledge,
        idempotency: IdempotencyService,
        planning: PlanningConfig,
        executor: BoundedExecutor,
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._idempotency = idempotency
        self._planning = planning
        self._executor = executor

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
            BusyError: Too much work is waiting already.
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
            BusyError: Too much work is waiting already.
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
        new = await self._executor.run(
            NewAnalysis.of,
            knowledge,
            data.role,
            variant=data.variant,
            ratings=basis.ratings,
            day=context.day,
        )
        result = await self._executor.run(plan_result, knowledge, query, profile=new.holdings)
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
        return await self._executor.run(
            Reanalysis.of, previous, data, self._planning.context(person.time_zone)
        )

    async def _whole(self, session: Session, person: Principal, roadmap_id: UUID) -> WholeRoadmap:
        knowledge, day = self._knowledge.now(), self._planning.day(person.time_zone)
        return await find_whole(session, (person.user_id, roadmap_id), knowledge, day)

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


@asynccontextmanager
async def one_a_role(database: Database, user_id: UUID, roadmap: NewRoadmap) -> AsyncIterator[None]:
    """Refuse to add a roadmap where another request has added one for its role meanwhile.

    Raises:
        RoadmapExistsError: With the address of that one.
    """
    try:
        yield
    except UniqueViolationError:
        async with database.statement() as session:
            found = (await read_basis(session, user_id)).living(
                roadmap.new.knowledge, roadmap.role_id
            )
        if found is None:
            raise
        raise RoadmapExistsError(found.id) from None


async def store_roadmap(
    session: Session, user_id: UUID, roadmap: NewRoadmap, stored: bytes
) -> RoadmapView:
    """Archive the roadmap in whose place it comes, if that is not archived yet, and add it."""
    if roadmap.previous is not None and roadmap.previous.roadmap.status != "archived":
        await archive_roadmap(session, user_id, roadmap.previous)
    columns = roadmap.columns(stored)
    return roadmap.view(await session.one(ADD_ROADMAP, user_id=user_id, **columns))
