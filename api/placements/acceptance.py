"""Acceptance: what was placed becomes ratings, all in one transaction, and the placement closes."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from msgspec import Struct

from api.catalog.current import CurrentKnowledge, Knowledge
from api.db.pool import Database, Session
from api.errors import MissingVersionError, NotFoundError, PlacementClosedError
from api.http.encoding import encode
from api.http.executor import BoundedExecutor
from api.placements import repository
from api.placements.acceptance_rules import check_corrections, corrected, judge
from api.placements.repository import PlacementFound
from api.placements.schemas import AcceptanceRequest, RatingChangeView
from api.placements.service import (
    PlacementRead,
    changed_since,
    check_open,
    find_placement,
    rated_now,
)
from api.placements.views import Standing, envelope_of, stand_again
from api.profiles.repository import ADD_EVENTS, NEXT_VERSION, SET_RATINGS, RatingFound
from api.profiles.service import rating_view


class Answer(Struct, frozen=True):
    """An `AcceptanceView` whose parts are encoded already."""

    placement: msgspec.Raw
    ratings: msgspec.Raw


class Proposal(Struct, frozen=True):
    """A placement worked out, and what the person says otherwise."""

    found: PlacementFound
    standing: Standing
    levels: dict[str, int]

    @property
    def knowledge(self) -> Knowledge:
        """What it was worked out with."""
        return self.standing.placing.knowledge


class AcceptanceService:
    """Closes placements."""

    def __init__(
        self, database: Database, knowledge: CurrentKnowledge, lanes: BoundedExecutor
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._lanes = lanes

    async def accept(
        self, user_id: UUID, placement_id: UUID, data: AcceptanceRequest, if_match: str | None
    ) -> PlacementRead:
        """Write what was placed, and what the person says otherwise, as ratings.

        The same acceptance again gets the same answer and writes nothing.

        Raises:
            NotFoundError: The person has no such placement.
            PlacementClosedError: It was accepted with other corrections.
            MissingVersionError: It is not said which state is accepted.
            StaleVersionError: The placement was answered since.
            UnknownSkillError: There is no such skill.
            UnknownLevelError: The skill has no such level.
            StepNotAskedError: A correction of what was not placed.
            PlacementStrandedError: Its role is not there any more.
            BusyError: Too much waits already.
        """
        knowledge = self._knowledge.now()
        async with self._database.statement() as session:
            found = await find_placement(session, user_id, placement_id)
            now = await rated_now(session, user_id)
        if if_match is None:
            raise MissingVersionError
        if found.status != "open":
            return _again(knowledge, found, data)
        check_open(found, if_match)
        standing = await self._lanes.run(stand_again, knowledge, found, now)
        check_corrections(standing.placing, data.levels)
        async with self._database.transaction() as session:
            locked = await session.one_or_none(
                repository.LOCK_PLACEMENT,
                user_id=user_id,
                placement_id=placement_id,
                read_version=found.version,
            )
            if locked is not None:
                return await _accept(session, user_id, Proposal(found, standing, data.levels))
            latest = await find_placement(session, user_id, placement_id)
            if latest.status != "open":
                return _again(knowledge, latest, data)
            raise await changed_since(session, user_id, placement_id)


def _again(knowledge: Knowledge, found: PlacementFound, data: AcceptanceRequest) -> PlacementRead:
    """Answer a repeated acceptance as before; another one is refused."""
    before = msgspec.json.decode(found.corrections or "{}", type=dict[str, int])
    if before != _by_id(knowledge, data.levels):
        raise PlacementClosedError(found.id)
    return _answer(found.accepted_view or "", found.accepted_ratings or "", found.version)


async def _accept(session: Session, user_id: UUID, proposal: Proposal) -> PlacementRead:
    """Write it all down; the profile is locked before its ratings are read."""
    found, standing, knowledge = proposal.found, proposal.standing, proposal.knowledge
    await session.one_or_none(NEXT_VERSION, user_id=user_id)
    now = await rated_now(session, user_id)
    verdict = corrected(
        knowledge,
        judge(standing.placing, standing.placed.result, begun=standing.begun, now=now),
        levels=proposal.levels,
        now=now,
    )
    written = await _write(session, user_id, knowledge, verdict.changes)
    version = found.version + 1
    envelope = envelope_of(found, version=version, status="accepted")
    view = encode(standing.view(envelope, verdict)).decode()
    ratings = encode([rating_view(knowledge, rating) for rating in written]).decode()
    closed = await session.one_or_none(
        repository.CLOSE_PLACEMENT,
        user_id=user_id,
        placement_id=found.id,
        read_version=found.version,
        new_corrections=encode(_by_id(knowledge, proposal.levels)).decode(),
        new_view=view,
        new_ratings=ratings,
    )
    if closed is None:
        raise NotFoundError(kind="placement")
    return _answer(view, ratings, version)


async def _write(
    session: Session, user_id: UUID, knowledge: Knowledge, changes: Sequence[RatingChangeView]
) -> list[RatingFound]:
    columns: dict[str, list[object]] = {
        "skill_id": [knowledge.skill_id(change.skill.slug) for change in changes],
        "level": [change.after for change in changes],
        "source": [change.source for change in changes],
        "confidence": [change.confidence for change in changes],
    }
    await session.run(ADD_EVENTS, user_id=user_id, **columns)
    written = await session.all(SET_RATINGS, user_id=user_id, **columns)
    return sorted(written, key=lambda rating: rating.skill_id)


def _by_id(knowledge: Knowledge, levels: dict[str, int]) -> dict[str, int]:
    return {knowledge.skill_id(skill): level for skill, level in levels.items()}


def _answer(view: str, ratings: str, version: int) -> PlacementRead:
    answer = Answer(msgspec.Raw(view.encode()), msgspec.Raw(ratings.encode()))
    return PlacementRead(encode(answer), version)
