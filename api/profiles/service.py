"""The profile: read, rated by the person, and raised by finished roadmap items."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from msgspec import Struct

from api.catalog.current import CurrentKnowledge, Knowledge
from api.db.pool import Database, Session
from api.errors import NotAuthenticatedError, SkillNotFoundError
from api.http.preconditions import check_version
from api.profiles import repository
from api.profiles.repository import RatingFound
from api.profiles.schemas import RatingListView, RatingView
from engine import RatingSource, SkillSlug, UnknownSkillError

SELF = RatingSource.SELF.value


class ProfileRead(Struct, frozen=True):
    """A profile and the version of it."""

    view: RatingListView
    version: int


class NewRating(Struct, frozen=True):
    """A rating to write; `source` says where it comes from."""

    skill_id: str
    level: int
    source: str
    confidence: float


class ProfileService:
    """Reads and changes profiles."""

    def __init__(self, database: Database, knowledge: CurrentKnowledge) -> None:
        self._database = database
        self._knowledge = knowledge

    async def read(self, user_id: UUID) -> ProfileRead:
        """The whole profile."""
        knowledge = self._knowledge.now()
        async with self._database.transaction() as session:
            version = await session.one_or_none(repository.READ_VERSION, user_id=user_id)
            number = version.profile_version if version else 1
            return await _read(session, user_id, knowledge, number)

    async def rate(self, user_id: UUID, skill: str, level: int) -> RatingView:
        """Write the person's own rating of one skill.

        Raises:
            SkillNotFoundError: There is no such skill.
            UnknownLevelError: The skill has no such level.
        """
        knowledge = self._knowledge.now()
        try:
            knowledge.graph.check_level(SkillSlug(skill), level)
        except UnknownSkillError:
            raise SkillNotFoundError(skill) from None
        own = _own_ratings(knowledge, {skill: level})
        async with self._database.transaction() as session:
            await lock_profile(session, user_id)
            (rated,) = await write_ratings(session, user_id, own)
        return rating_view(knowledge, rated)

    async def rate_all(
        self, user_id: UUID, ratings: Mapping[str, int], if_match: str | None
    ) -> ProfileRead:
        """Write several own ratings, all or none, in the same number of statements for any number.

        Raises:
            MissingVersionError: The request does not say which version of the profile it is for.
            StaleVersionError: The profile was changed since.
            UnknownSkillError: There is no such skill.
            UnknownLevelError: A skill has no such level.
        """
        knowledge = self._knowledge.now()
        for skill, level in ratings.items():
            knowledge.graph.check_level(SkillSlug(skill), level)
        own = _own_ratings(knowledge, ratings)
        async with self._database.transaction() as session:
            version = await lock_profile(session, user_id)
            check_version(if_match, version - 1)
            await write_ratings(session, user_id, own)
            return await _read(session, user_id, knowledge, version)


async def lock_profile(session: Session, user_id: UUID) -> int:
    """Begin a change of the profile, which waits for any other; returns its next version.

    Raises:
        NotAuthenticatedError: The account was deleted meanwhile.
    """
    row = await session.one_or_none(repository.NEXT_VERSION, user_id=user_id)
    if row is None:
        raise NotAuthenticatedError
    return row.profile_version


async def write_ratings(
    session: Session, user_id: UUID, ratings: Sequence[NewRating]
) -> list[RatingFound]:
    """Write ratings and an event for each in one statement; the profile has to be locked before.

    Returns:
        The ratings as they stand now, sorted by content id.
    """
    written = await session.all(
        repository.WRITE_RATINGS,
        user_id=user_id,
        skill_id=[rating.skill_id for rating in ratings],
        level=[rating.level for rating in ratings],
        source=[rating.source for rating in ratings],
        confidence=[rating.confidence for rating in ratings],
    )
    return sorted(written, key=lambda rating: rating.skill_id)


def rating_view(knowledge: Knowledge, found: RatingFound) -> RatingView:
    """Show a stored rating."""
    return RatingView(
        skill=knowledge.skill_ref_of_id(found.skill_id),
        level=found.level,
        source=found.source,
        confidence=found.confidence,
        updated_at=found.updated_at,
        version=found.version,
    )


def _own_ratings(knowledge: Knowledge, ratings: Mapping[str, int]) -> list[NewRating]:
    return [
        NewRating(knowledge.skill_id(skill), level, SELF, 1.0) for skill, level in ratings.items()
    ]


async def _read(session: Session, user_id: UUID, knowledge: Knowledge, version: int) -> ProfileRead:
    found = await session.all(repository.LIST_RATINGS, user_id=user_id)
    items = [rating_view(knowledge, entry) for entry in found]
    view = RatingListView(items=items, next_cursor=None, knowledge_version=knowledge.version)
    return ProfileRead(view, version)
