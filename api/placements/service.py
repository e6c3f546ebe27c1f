"""Placements that are stored: begun, answered, read and listed."""

from collections.abc import Mapping
from secrets import randbelow
from uuid import UUID

from msgspec import structs

from api.catalog.current import CurrentKnowledge, Knowledge
from api.catalog.releases import Releases
from api.db.pool import Database, Session
from api.errors import StepNotAskedError
from api.http.encoding import decode_stored, encode, version_tag
from api.http.executor import BoundedExecutor
from api.http.pagination import id_of, page_of
from api.idempotency.service import (
    IdempotencyService,
    IdempotentRequest,
    Rebuild,
    ResourcePointer,
    StoredResponse,
)
from api.placements import repository
from api.placements.repository import PlacementFound, changed_since, check_open, find_placement
from api.placements.schemas import (
    AnswerRequest,
    PlacementListView,
    PlacementRequest,
    PlacementView,
    ReplyName,
    UseName,
    UsesRequest,
    WorkedRequest,
)
from api.placements.stored import (
    ActivePlacement,
    StoredRatings,
    answers_of,
    begun_ratings,
    evaluate,
    evaluate_stored,
    stored_ratings,
    with_reply,
)
from api.placements.views import placement_view, summary_view
from api.profiles.held import profile_of
from api.profiles.repository import LIST_RATINGS
from engine import Variant, Worked, begin_placement

SEEDS = 2**32
Replies = Mapping[
    tuple[str, int], ReplyName | UseName | None
]  # Level 0: whether a skill is in use.


class PlacementService:
    """Asks the engine what to ask next, and stores what was answered."""

    def __init__(
        self,
        database: Database,
        knowledge: CurrentKnowledge,
        idempotency: IdempotencyService,
        releases: Releases,
        executor: BoundedExecutor,
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._idempotency = idempotency
        self._releases = releases
        self._executor = executor

    async def create(
        self, user_id: UUID, data: PlacementRequest, key: str | None, language: str
    ) -> StoredResponse:
        """Begin with the person's profile as it is.

        Raises:
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
            BusyError: Too much work is waiting already.
        """
        request = IdempotentRequest.of(user_id, key, "createPlacement", data)
        rebuild = self._rebuild(user_id, language)
        before = await self._idempotency.find(request, rebuild)
        if before is not None:
            return before
        knowledge = self._knowledge.now()
        role = knowledge.role(data.role)
        async with self._database.statement() as session:
            ratings = await session.all(LIST_RATINGS, user_id=user_id)
        worked = worked_as(knowledge, data.worked)
        placement = begin_placement(
            knowledge.graph,
            role,
            Variant(data.variant),
            ratings=profile_of(knowledge, ratings),
            worked=worked,
            seed=randbelow(SEEDS),
        ).with_options(knowledge.library.measured.options)
        begun = stored_ratings(ratings)
        active = ActivePlacement(knowledge, role, placement, begun, worked=worked)
        evaluated = await self._executor.run(evaluate, active, begun)

        async def effect(session: Session) -> StoredResponse:
            view = placement_view(
                await session.one(repository.ADD_PLACEMENT, user_id=user_id, **active.columns()),
                evaluated,
            )
            return _created(view, language)

        return await self._idempotency.run(request, effect, rebuild, is_single=True)

    def _rebuild(self, user_id: UUID, language: str) -> Rebuild:
        """Makes the response to a creation again: all but the placement's row follows from it."""

        async def rebuild(session: Session, pointer: ResourcePointer) -> StoredResponse:
            found = (await find_placement(session, user_id, pointer.id)).as_begun()
            knowledge = await self._releases.of(found.knowledge_hash, session)
            evaluated = await self._executor.run(
                evaluate_stored, knowledge, found, begun_ratings(found)
            )
            return _created(placement_view(found, evaluated), language)

        return rebuild

    async def read(self, user_id: UUID, placement_id: UUID) -> PlacementView:
        """A placement as it stands; an accepted one as it was accepted.

        Raises:
            NotFoundError: The person has no such placement.
            PlacementStrandedError: It is open, and its role no longer exists.
            BusyError: Too much work is waiting already.
        """
        async with self._database.statement() as session:
            found = await find_placement(session, user_id, placement_id)
            if found.accepted_view is not None:
                return decode_stored(found.accepted_view, PlacementView)
            now = await current_ratings(session, user_id)
        evaluated = await self._executor.run(evaluate_stored, self._knowledge.now(), found, now)
        return placement_view(found, evaluated)

    async def answer(
        self, user_id: UUID, placement_id: UUID, data: AnswerRequest, if_match: str | None
    ) -> PlacementView:
        """Store a reply, change it or take it back, on the placement as it was read.

        Raises:
            NotFoundError: The person has no such placement.
            PlacementClosedError: It was accepted.
            MissingVersionError: The request does not say which version the reply is for.
            StaleVersionError: The placement was answered since.
            UnknownSkillError: There is no such skill.
            UnknownLevelError: The skill has no such level.
            StepNotAskedError: The placement does not ask about it.
            PlacementStrandedError: Its role no longer exists.
            BusyError: Too much work is waiting already.
        """
        replies: Replies = {(data.skill, data.level): data.reply}
        return await self._change(user_id, placement_id, replies, if_match)

    async def say_uses(
        self, user_id: UUID, placement_id: UUID, data: UsesRequest, if_match: str | None
    ) -> PlacementView:
        """Store which options of a choice are in use; raises as `answer` does."""
        replies: Replies = {(skill, 0): use for skill, use in sorted(data.uses.items())}
        return await self._change(user_id, placement_id, replies, if_match)

    async def _change(
        self, user_id: UUID, placement_id: UUID, replies: Replies, if_match: str | None
    ) -> PlacementView:
        async with self._database.statement() as session:
            found = await find_placement(session, user_id, placement_id)
            check_open(found, if_match)
            now = await current_ratings(session, user_id)
        knowledge = self._knowledge.now()
        answers, steps = answers_of(found.answers), []
        for (skill, level), reply in replies.items():
            step = knowledge.step_named(skill, level)
            if step is None:
                raise StepNotAskedError(skill, level, ())
            answers = with_reply(knowledge, answers, step, reply)
            steps.append(step)
        changed = structs.replace(found, answers=encode(answers).decode())
        evaluated = await self._executor.run(evaluate_stored, knowledge, changed, now, steps)
        return placement_view(await self._store(user_id, changed), evaluated)

    async def page(
        self, user_id: UUID, *, status: str | None, cursor: str | None, limit: int
    ) -> PlacementListView:
        """One page, newest first.

        Raises:
            InvalidCursorError: The cursor did not come from this list.
        """
        before = id_of(cursor, of="placements")
        async with self._database.statement() as session:
            found = await session.all(
                repository.LIST_PLACEMENTS,
                user_id=user_id,
                before=before,
                status=status,
                limit=limit + 1,
            )
        knowledge = self._knowledge.now()
        page = page_of(found, limit, lambda entry: summary_view(knowledge, entry), of="placements")
        return PlacementListView(
            items=page.items,
            next_cursor=page.next_cursor,
            knowledge_version=knowledge.version,
        )

    async def _store(self, user_id: UUID, changed: PlacementFound) -> PlacementFound:
        async with self._database.statement() as session:
            stored = await session.one_or_none(
                repository.SET_ANSWERS,
                user_id=user_id,
                placement_id=changed.id,
                read_version=changed.version,
                new_answers=changed.answers,
            )
            if stored is None:
                raise await changed_since(session, user_id, changed.id)
        return structs.replace(changed, version=stored.version)


def _created(view: PlacementView, language: str) -> StoredResponse:
    """The response about a new placement; its key points to it."""
    location = f"/api/v1/placements/{view.id}"
    headers = {"location": location, "etag": version_tag(view.version, language)}
    pointer = ResourcePointer("placement", view.id)
    return StoredResponse(encode(view, language), headers, resource=pointer)


def worked_as(knowledge: Knowledge, worked: WorkedRequest | None) -> Worked | None:
    """The role that a request names as the one worked as, or UnknownRoleError."""
    return None if worked is None else Worked(knowledge.role(worked.role), worked.years)


async def current_ratings(session: Session, user_id: UUID) -> StoredRatings:
    """The person's profile of the moment."""
    return stored_ratings(await session.all(LIST_RATINGS, user_id=user_id))
