"""The profile: read, rated by the person, and raised by finished roadmap items."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from msgspec import Struct

from api.catalog.current import CurrentKnowledge, Knowledge
from api.db.pool import Database, Session
from api.errors import NotFoundError, SkillNotFoundError
from api.http.preconditions import check_version
from api.profiles import repository
from api.profiles.repository import RatingFound
from api.profiles.schemas import RatingListView, RatingView
from engine import SkillSlug, UnknownSkillError

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
ROADMAP = "roadmap"


class ProfileRead(Struct, frozen=True):
    """A profile and the version of it."""

    view: RatingListView
    version: int


class ProfileService:
    """Reads and changes profiles."""

    def __init__(self, database: Database, knowledge: CurrentKnowledge) -> None:
        self._database = database
        self._knowledge = knowledge

    async def read(self, user_id: UUID) -> ProfileRead:
        """The whole profile."""
        async with self._database.transaction() as session:
            return await self._read(session, user_id)

    async def rate(self, user_id: UUID, skill: str, level: int) -> RatingView:
        """Keep the person's own rating of one skill.

        Raises:
            SkillNotFoundError: There is no such skill.
            UnknownLevelError: The skill has no such level.
        """
        knowledge = self._knowledge.now()
        try:
            knowledge.graph.check_level(SkillSlug(skill), level)
        except UnknownSkillError:
            raise SkillNotFoundError(skill) from None
        async with self._database.transaction() as session:
            await session.one_or_none(repository.NEXT_VERSION, user_id=user_id)
            rated = await _say(session, user_id, knowledge.skill_id(skill), level)
        return rating_view(knowledge, rated)

    async def rate_all(
        self, user_id: UUID, ratings: Mapping[str, int], if_match: str | None
    ) -> ProfileRead:
        """Keep several own ratings, all or none.

        Raises:
            MissingVersionError: It is not said which state of the profile they are for.
            StaleVersionError: The profile was changed since.
            UnknownSkillError: There is no such skill.
            UnknownLevelError: A skill has no such level.
        """
        knowledge = self._knowledge.now()
        for skill, level in ratings.items():
            knowledge.graph.check_level(SkillSlug(skill), level)
        async with self._database.transaction() as session:
            version = await session.one_or_none(repository.NEXT_VERSION, user_id=user_id)
            if version is None:
                raise NotFoundError(kind="profile")
            check_version(if_match, version.profile_version - 1)
            for skill, level in ratings.items():
                await _say(session, user_id, knowledge.skill_id(skill), level)
            return await self._read(session, user_id)

    async def _read(self, session: Session, user_id: UUID) -> ProfileRead:
        knowledge = self._knowledge.now()
        version = await session.one_or_none(repository.READ_VERSION, user_id=user_id)
        found = await session.all(repository.LIST_RATINGS, user_id=user_id)
        items = [rating_view(knowledge, entry) for entry in found]
        return ProfileRead(
            RatingListView(items=items, next_cursor=None, knowledge_version=knowledge.version),
            version.profile_version if version else 1,
        )


async def follow_progress(session: Session, user_id: UUID, skill_id: str) -> None:
    """Bring a rating in line after an item was finished or taken back.

    A rating is the higher of what was last said about the skill and of what
    was finished in roadmaps since; nothing said is ever lost by ticking.
    """
    await session.one_or_none(repository.NEXT_VERSION, user_id=user_id)
    said = await session.one_or_none(repository.LAST_SAID, user_id=user_id, skill_id=skill_id)
    since = said.recorded_at if said else LONG_AGO
    finished = await session.one_or_none(
        repository.FINISHED_SINCE, user_id=user_id, skill_id=skill_id, since=since
    )
    level = finished.level if finished else None
    values: dict[str, object] = {"user_id": user_id, "skill_id": skill_id, "confidence": 1.0}
    if level is not None and (said is None or level > said.level):
        values |= {"level": level, "source": ROADMAP}
    elif said is not None:
        values |= {"level": said.level, "source": said.source, "confidence": said.confidence}
    else:
        await session.run(repository.DROP_RATING, user_id=user_id, skill_id=skill_id)
        await session.run(repository.ADD_EVENT, **values, level=None, source=ROADMAP)
        return
    await session.one_or_none(repository.SET_RATING, **values)
    await session.run(repository.ADD_EVENT, **(values | {"source": ROADMAP}))


async def _say(session: Session, user_id: UUID, skill_id: str, level: int) -> RatingFound:
    values: dict[str, object] = {
        "user_id": user_id,
        "skill_id": skill_id,
        "level": level,
        "source": "self",
        "confidence": 1.0,
    }
    await session.run(repository.ADD_EVENT, **values)
    rated = await session.one_or_none(repository.SET_RATING, **values)
    if rated is None:
        raise NotFoundError(kind="profile")
    return rated


def rating_view(knowledge: Knowledge, found: RatingFound) -> RatingView:
    """Show a kept rating."""
    return RatingView(
        skill=knowledge.skill_ref_of_id(found.skill_id),
        level=found.level,
        source=found.source,
        confidence=found.confidence,
        updated_at=found.updated_at,
        version=found.version,
    )
