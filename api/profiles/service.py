"""The profile: read, rated by the person, and raised by finished roadmap items."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from msgspec import Struct

from api.auth.principal import Principal
from api.catalog.current import CurrentKnowledge, Knowledge
from api.db.pool import Database, Session
from api.db.statements import Statement
from api.errors import NotAuthenticatedError, SkillNotFoundError
from api.http.preconditions import check_version
from api.profiles.present_ratings import (
    NewRating,
    StoredLevel,
    leading_ids,
    stated_profile,
    superseded,
)
from api.profiles.repository import (
    LIST_RATINGS,
    NEXT_VERSION,
    READ_VERSION,
    WRITE_RATINGS,
    RatingFound,
)
from api.profiles.schemas import RatingListView, RatingsRequest, RatingView
from api.profiles.views import rating_view, rating_views
from api.time_zones import PersonDay
from engine import RatingSource, SkillSlug

Row = TypeVar("Row", bound=Struct)


class ProfileRead(Struct, frozen=True):
    """A profile and the version of it."""

    view: RatingListView
    version: int


class ProfileRows(Struct, Generic[Row], frozen=True):
    """Rows of a person's profile, their day, and the content in use."""

    rows: list[Row]
    day: PersonDay
    knowledge: Knowledge


class ProfileReader:
    """Reads what figures about a profile are worked out from."""

    def __init__(
        self, database: Database, knowledge: CurrentKnowledge, *, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._clock = clock

    async def read(self, statement: Statement[Row], person: Principal) -> ProfileRows[Row]:
        """The rows that a statement about a person finds."""
        async with self._database.statement() as session:
            rows = await session.all(statement, user_id=person.user_id)
        day = PersonDay.at(self._clock(), person.time_zone)
        return ProfileRows(rows, day, self._knowledge.now())


class ProfileService:
    """Reads and changes profiles."""

    def __init__(self, database: Database, knowledge: CurrentKnowledge) -> None:
        self._database = database
        self._knowledge = knowledge

    async def read(self, user_id: UUID) -> ProfileRead:
        """The whole profile."""
        knowledge = self._knowledge.now()
        async with self._database.transaction() as session:
            version = await session.one_or_none(READ_VERSION, user_id=user_id)
            number = version.profile_version if version else 1
            return await _read(session, user_id, knowledge, number)

    async def rate(self, user_id: UUID, skill: str, level: int) -> RatingView:
        """Write the person's own rating of one skill, by its present or a former slug.

        Raises:
            SkillNotFoundError: No one skill has or had this slug.
            UnknownLevelError: The skill has no such level.
        """
        knowledge = self._knowledge.now()
        known = knowledge.library.current_slug(skill) or skill
        if known not in knowledge.graph.skills:
            raise SkillNotFoundError(skill)
        own = own_ratings(knowledge, {skill: level}, {})
        async with self._database.transaction() as session:
            await lock_profile(session, user_id)
            (rated,) = await write_ratings(session, user_id, knowledge, own)
        return rating_view(knowledge, rated)

    async def rate_all(
        self, user_id: UUID, data: RatingsRequest, if_match: str | None
    ) -> ProfileRead:
        """Write several ratings, all or none, in the same number of statements for any number.

        Raises:
            MissingVersionError: The request does not say which version of the profile it is for.
            StaleVersionError: The profile was changed since.
            UnknownSkillError: There is no such skill.
            UnknownLevelError: A skill has no such level.
        """
        knowledge = self._knowledge.now()
        own = own_ratings(knowledge, data.ratings, data.placed)
        async with self._database.transaction() as session:
            version = await lock_profile(session, user_id)
            check_version(if_match, version - 1)
            await write_ratings(session, user_id, knowledge, own)
            return await _read(session, user_id, knowledge, version)


async def lock_profile(session: Session, user_id: UUID) -> int:
    """Begin a change of the profile, which waits for any other; returns its next version.

    Raises:
        NotAuthenticatedError: The account was deleted meanwhile.
    """
    row = await session.one_or_none(NEXT_VERSION, user_id=user_id)
    if row is None:
        raise NotAuthenticatedError
    return row.profile_version


async def write_ratings(
    session: Session, user_id: UUID, knowledge: Knowledge, ratings: Sequence[NewRating]
) -> list[RatingFound]:
    """Write ratings and an event for each in one statement; the profile has to be locked before.

    What older ids still say above them is lowered with them, so that they count.

    Returns:
        These ratings as they stand now, sorted by content id.
    """
    ids = {rating.skill_id for rating in ratings}
    if leading_ids(knowledge, ids):
        stored = await session.all(LIST_RATINGS, user_id=user_id)
        levels = [StoredLevel(one.skill_id, one.level, one.confidence) for one in stored]
        ratings = [*ratings, *superseded(knowledge, levels, ratings)]
    written = await session.all(
        WRITE_RATINGS,
        user_id=user_id,
        skill_id=[rating.skill_id for rating in ratings],
        level=[rating.level for rating in ratings],
        source=[rating.source for rating in ratings],
        confidence=[rating.confidence for rating in ratings],
    )
    return sorted((one for one in written if one.skill_id in ids), key=lambda one: one.skill_id)


def own_ratings(
    knowledge: Knowledge, ratings: Mapping[str, int], placed: Mapping[str, float]
) -> list[NewRating]:
    """The ratings of a request, by present or former slugs; retired skills are left out.

    What was rated by the slug of a skill that was split is to be confirmed for each part.

    Args:
        knowledge: The content of the moment.
        ratings: Levels, the person's own unless they were placed.
        placed: The confidence of those that a placement wrote, in (0, 1], by the same slug.

    Raises:
        UnknownSkillError: There is and was no such skill.
        UnknownLevelError: The skill has no such level.
    """
    own = []
    sure = {SkillSlug(knowledge.library.current_slug(slug) or slug) for slug in ratings}
    for skill, rating in stated_profile(knowledge, ratings, placed).items():
        knowledge.graph.check_level(skill, rating.level)
        source = rating.source if skill in sure else RatingSource.SPLIT
        own.append(
            NewRating(knowledge.skill_id(skill), rating.level, source.value, rating.confidence)
        )
    return own


async def _read(session: Session, user_id: UUID, knowledge: Knowledge, version: int) -> ProfileRead:
    found = await session.all(LIST_RATINGS, user_id=user_id)
    items = rating_views(knowledge, found)
    view = RatingListView(items=items, next_cursor=None, knowledge_version=knowledge.version)
    return ProfileRead(view, version)
