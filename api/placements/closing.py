"""Acceptance: what was placed becomes ratings, all in one transaction, and the placement closes.

What is written and what is left open is decided in `engine/placement/acceptance.py`.
"""

from collections.abc import Mapping
from uuid import UUID

import msgspec
from msgspec import Struct, structs

from api.catalog.current import CurrentKnowledge, Knowledge
from api.db.pool import Database, Session
from api.errors import MissingVersionError, PlacementClosedError, StepNotAskedError
from api.http.encoding import decode_stored, encode, encode_stored
from api.http.executor import BoundedExecutor
from api.placements import repository
from api.placements.repository import (
    PlacementFound,
    changed_since,
    check_open,
    find_placement,
)
from api.placements.schemas import AcceptanceRequest, AcceptanceView, PlacementView
from api.placements.service import current_ratings
from api.placements.stored import (
    ActivePlacement,
    EvaluatedPlacement,
    acceptance_of,
    answers_of,
    evaluate_stored,
    step_of,
)
from api.placements.views import placement_view
from api.profiles.present_ratings import NewRating
from api.profiles.schemas import RatingView
from api.profiles.service import lock_profile, write_ratings
from api.profiles.views import rating_view
from api.statistics.service import count_replies, shares_statistics
from engine import Acceptance, SkillSlug

Levels = Mapping[SkillSlug, int]


class CorrectedPlacement(Struct, frozen=True):
    """An evaluated placement, and the levels that the person corrects."""

    found: PlacementFound
    evaluated: EvaluatedPlacement
    levels: Levels

    @property
    def knowledge(self) -> Knowledge:
        """What it was evaluated with."""
        return self.evaluated.active.knowledge


class AcceptanceService:
    """Closes placements."""

    def __init__(
        self, database: Database, knowledge: CurrentKnowledge, executor: BoundedExecutor
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._executor = executor

    async def accept(
        self, user_id: UUID, placement_id: UUID, data: AcceptanceRequest, if_match: str | None
    ) -> AcceptanceView:
        """Write what was placed, and what the person corrects, as ratings.

        The same acceptance again gets the same result and writes nothing.

        Raises:
            NotFoundError: The person has no such placement.
            PlacementClosedError: It was accepted with other corrections.
            MissingVersionError: The request does not say which version is accepted.
            StaleVersionError: The placement was answered since.
            UnknownSkillError: There is no such skill.
            UnknownLevelError: The skill has no such level.
            StepNotAskedError: A correction of a skill that was not placed.
            PlacementStrandedError: Its role no longer exists.
            BusyError: Too much work is waiting already.
        """
        knowledge = self._knowledge.now()
        levels = knowledge.levels_named(data.levels)
        async with self._database.statement() as session:
            found = await find_placement(session, user_id, placement_id)
            now = await current_ratings(session, user_id)
        if if_match is None:
            raise MissingVersionError
        if found.status != "open":
            return _accepted_before(knowledge, found, levels)
        check_open(found, if_match)
        evaluated = await self._executor.run(evaluate_stored, knowledge, found, now)
        check_corrections(evaluated.active, levels)
        async with self._database.transaction() as session:
            locked = await session.one_or_none(
                repository.LOCK_PLACEMENT,
                user_id=user_id,
                placement_id=placement_id,
                read_version=found.version,
            )
            if locked is not None:
                corrected = CorrectedPlacement(found, evaluated, levels)
                return await _accept(session, user_id, corrected)
            latest = await find_placement(session, user_id, placement_id)
            if latest.status != "open":
                return _accepted_before(knowledge, latest, levels)
            raise await changed_since(session, user_id, placement_id)


def check_corrections(active: ActivePlacement, levels: Levels) -> None:
    """Refuse corrections of what was not placed.

    Raises:
        UnknownSkillError: There is no such skill.
        UnknownLevelError: The skill has no such level.
        StepNotAskedError: The placement says nothing about the skill.
    """
    placed = {step.skill for step in active.placement.steps}
    for skill, level in levels.items():
        active.knowledge.graph.check_level(skill, level)
        if skill not in placed:
            raise StepNotAskedError(skill, level, ())


def _accepted_before(knowledge: Knowledge, found: PlacementFound, levels: Levels) -> AcceptanceView:
    """Repeat the result of an equal acceptance; one with other corrections is refused."""
    before = msgspec.json.decode(found.corrections or "{}", type=dict[str, int])
    if before != _by_id(knowledge, levels):
        raise PlacementClosedError(found.id)
    return AcceptanceView(
        placement=decode_stored(found.accepted_view or "", PlacementView),
        ratings=msgspec.json.decode(found.accepted_ratings or "", type=list[RatingView]),
    )


async def _accept(session: Session, user_id: UUID, corrected: CorrectedPlacement) -> AcceptanceView:
    """Write everything; the profile is locked before its ratings are read."""
    found, evaluated = corrected.found, corrected.evaluated
    await lock_profile(session, user_id)
    profile = await current_ratings(session, user_id)
    active, result = evaluated.active, evaluated.result
    acceptance = acceptance_of(active, result, profile).corrected(
        corrected.levels, now=active.profile(profile)
    )
    ratings = await _write(session, user_id, corrected.knowledge, acceptance)
    accepted = structs.replace(found, status="accepted", version=found.version + 1)
    view = placement_view(accepted, structs.replace(evaluated, acceptance=acceptance))
    await session.one(
        repository.CLOSE_PLACEMENT,
        user_id=user_id,
        placement_id=found.id,
        read_version=found.version,
        new_corrections=encode(_by_id(corrected.knowledge, corrected.levels)).decode(),
        new_view=encode_stored(view).decode(),
        new_ratings=encode(ratings).decode(),
    )
    await _count(session, user_id, corrected)
    return AcceptanceView(placement=view, ratings=ratings)


async def _count(session: Session, user_id: UUID, corrected: CorrectedPlacement) -> None:
    """Count the replies of a person who takes part, but none to a step they replied to before."""
    if not await shares_statistics(session, user_id):
        return
    knowledge, told = corrected.knowledge, corrected.evaluated.active.placement.told
    before = await session.all(
        repository.ACCEPTED_ANSWERS, user_id=user_id, placement_id=corrected.found.id
    )
    counted = {
        step_of(knowledge, one)
        for each in before
        for one in answers_of(each.answers)
        if one.reply != "skip"
    }
    new = {step: reply for step, reply in told.items() if step not in counted}
    await count_replies(session, knowledge, new)


async def _write(
    session: Session, user_id: UUID, knowledge: Knowledge, acceptance: Acceptance
) -> list[RatingView]:
    ratings = [
        NewRating(
            knowledge.skill_id(change.skill),
            change.after.level,
            change.after.source.value,
            change.after.confidence,
        )
        for change in acceptance.changes
    ]
    written = await write_ratings(session, user_id, knowledge, ratings)
    return [rating_view(knowledge, rating) for rating in written]


def _by_id(knowledge: Knowledge, levels: Levels) -> dict[str, int]:
    return {knowledge.skill_id(skill): level for skill, level in levels.items()}
