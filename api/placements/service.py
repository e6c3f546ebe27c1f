"""Placements that are kept: begun, answered, read and listed; and those for anybody."""

from collections.abc import Iterable
from secrets import randbelow
from uuid import UUID

from msgspec import Struct

from api.analyses.snapshot import StoredRating
from api.analyses.views import profile_of
from api.catalog.current import CurrentKnowledge
from api.db.pool import Database, Session
from api.errors import NotFoundError, PlacementClosedError, StaleVersionError
from api.http.encoding import encode, version_tag
from api.http.executor import BoundedExecutor
from api.http.pagination import cursor_of, id_of
from api.http.preconditions import check_version
from api.idempotency.service import IdempotencyService, IdempotentRequest, StoredResponse
from api.placements import repository
from api.placements.acceptance_rules import Rated
from api.placements.repository import PlacementFound
from api.placements.schemas import (
    AnswerRequest,
    PlacementListView,
    PlacementRequest,
)
from api.placements.stored import Placing, StoredAnswer, answers_of, changed
from api.placements.views import (
    Envelope,
    Standing,
    envelope_of,
    stand,
    stand_again,
    stand_answered,
    summary,
)
from api.profiles.repository import LIST_RATINGS, RatingFound
from engine import (
    DEFAULT_PLACEMENT_OPTIONS,
    ENGINE_VERSION,
    SkillSlug,
    Step,
    Variant,
    begin_placement,
)

SEEDS = 2**32


class PlacementRead(Struct, frozen=True):
    """An encoded placement and its version."""

    body: bytes
    version: int


class PlacementService:
    """Asks the engine what to ask next, and keeps what was answered."""

    def __init__(
        self,
        database: Database,
        knowledge: CurrentKnowledge,
        repetition: IdempotencyService,
        lanes: BoundedExecutor,
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._repetition = repetition
        self._lanes = lanes

    async def create(
        self, user_id: UUID, data: PlacementRequest, key: str | None
    ) -> StoredResponse:
        """Begin with the person's profile as it is.

        Raises:
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
            BusyError: Too much waits already.
        """
        ask = IdempotentRequest.of(user_id, key, "createPlacement", data)
        before = await self._repetition.find(ask)
        if before is not None:
            return before
        knowledge = self._knowledge.now()
        role = knowledge.role(data.role)
        async with self._database.statement() as session:
            ratings = await session.all(LIST_RATINGS, user_id=user_id)
        begun = begin_placement(
            knowledge.graph,
            role,
            Variant(data.variant),
            ratings=profile_of(knowledge, ratings),
            seed=randbelow(SEEDS),
        )
        kept = _kept(ratings)
        placing = Placing(knowledge, role, begun, ())
        standing = await self._lanes.run(stand, placing, begun=kept, now=kept)

        async def effect(session: Session) -> StoredResponse:
            envelope = await _add(session, user_id, standing)
            location = f"/api/v1/placements/{envelope.id}"
            body = encode(standing.view(envelope))
            return StoredResponse(
                body, {"location": location, "etag": version_tag(envelope.version)}
            )

        return await self._repetition.run(ask, effect, is_single=True)

    async def read(self, user_id: UUID, placement_id: UUID) -> PlacementRead:
        """A placement as it stands; an accepted one as it was accepted, byte for byte.

        Raises:
            NotFoundError: The person has no such placement.
            PlacementStrandedError: It is open, and its role is not there any more.
            BusyError: Too much waits already.
        """
        async with self._database.statement() as session:
            found = await find_placement(session, user_id, placement_id)
            if found.accepted_view is not None:
                return PlacementRead(found.accepted_view.encode(), found.version)
            now = await rated_now(session, user_id)
        standing = await self._lanes.run(stand_again, self._knowledge.now(), found, now)
        envelope = envelope_of(found, version=found.version, status="open")
        return PlacementRead(encode(standing.view(envelope)), found.version)

    async def answer(
        self, user_id: UUID, placement_id: UUID, data: AnswerRequest, if_match: str | None
    ) -> PlacementRead:
        """Keep a reply, change it or take it back, on the placement as it was read.

        Raises:
            NotFoundError: The person has no such placement.
            PlacementClosedError: It was accepted.
            MissingVersionError: It is not said which state the reply is for.
            StaleVersionError: The placement was answered since.
            UnknownSkillError: There is no such skill.
            UnknownLevelError: The skill has no such level.
            StepNotAskedError: The placement does not ask about it.
            PlacementStrandedError: Its role is not there any more.
            BusyError: Too much waits already.
        """
        async with self._database.statement() as session:
            found = await find_placement(session, user_id, placement_id)
            check_open(found, if_match)
            now = await rated_now(session, user_id)
        knowledge = self._knowledge.now()
        step = Step(SkillSlug(data.skill), data.level)
        knowledge.graph.check_level(step.skill, step.level)
        answers = changed(knowledge, answers_of(found.answers), step, data.reply)
        standing = await self._lanes.run(
            stand_answered, knowledge, found, now, step=step, answers=answers
        )
        version = await self._keep(user_id, found, answers)
        envelope = envelope_of(found, version=version, status="open")
        return PlacementRead(encode(standing.view(envelope)), version)

    async def page(
        self, user_id: UUID, *, status: str | None, cursor: str | None, limit: int
    ) -> PlacementListView:
        """One page, newest first.

        Raises:
            InvalidCursorError: The cursor is none of ours.
        """
        before = id_of(cursor)
        async with self._database.statement() as session:
            found = await session.all(
                repository.LIST_PLACEMENTS,
                user_id=user_id,
                before=before,
                status=status,
                limit=limit + 1,
            )
        knowledge = self._knowledge.now()
        items = [summary(knowledge, entry) for entry in found[:limit]]
        return PlacementListView(
            items=items,
            next_cursor=cursor_of(str(items[-1].id)) if len(found) > limit else None,
            knowledge_version=knowledge.version,
        )

    async def _keep(self, user_id: UUID, found: PlacementFound, answers: list[StoredAnswer]) -> int:
        async with self._database.statement() as session:
            kept = await session.one_or_none(
                repository.KEEP_ANSWERS,
                user_id=user_id,
                placement_id=found.id,
                read_version=found.version,
                new_answers=encode(answers).decode(),
            )
            if kept is None:
                raise await changed_since(session, user_id, found.id)
        return kept.version


async def find_placement(session: Session, user_id: UUID, placement_id: UUID) -> PlacementFound:
    """Read a placement as it is kept, or NotFoundError."""
    found = await session.one_or_none(
        repository.READ_PLACEMENT, user_id=user_id, placement_id=placement_id
    )
    if found is None:
        raise NotFoundError(kind="placement")
    return found


async def rated_now(session: Session, user_id: UUID) -> Rated:
    """The person's profile of the moment."""
    return _kept(await session.all(LIST_RATINGS, user_id=user_id))


def check_open(found: PlacementFound, if_match: str | None) -> None:
    """Hold a change against what is kept; raises as `answer` does."""
    if found.status != "open":
        raise PlacementClosedError(found.id)
    check_version(if_match, found.version)


async def changed_since(
    session: Session, user_id: UUID, placement_id: UUID
) -> PlacementClosedError | StaleVersionError:
    """Why a placement is no longer as it was read; NotFoundError when it is gone."""
    found = await find_placement(session, user_id, placement_id)
    if found.status != "open":
        return PlacementClosedError(placement_id)
    return StaleVersionError(version_tag(found.version))


def _kept(ratings: Iterable[RatingFound]) -> Rated:
    return {r.skill_id: StoredRating(r.level, r.source, r.confidence) for r in ratings}


async def _add(session: Session, user_id: UUID, standing: Standing) -> Envelope:
    knowledge, placement = standing.placing.knowledge, standing.placing.placement
    added = await session.one_or_none(
        repository.ADD_PLACEMENT,
        user_id=user_id,
        role_id=knowledge.role_id(placement.role),
        variant=placement.variant,
        seed=placement.seed,
        wish=encode(DEFAULT_PLACEMENT_OPTIONS).decode(),
        ratings=encode(standing.begun).decode(),
        answers="[]",
        knowledge_version=knowledge.version,
        knowledge_hash=knowledge.hash,
        engine_version=ENGINE_VERSION,
    )
    if added is None:
        raise NotFoundError(kind="account")
    return Envelope(added.id, "open", 1, added.created_at, knowledge.version)
