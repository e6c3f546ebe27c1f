"""Ranks the kept profile."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from api.analyses.views import profile_of
from api.catalog.current import CurrentKnowledge
from api.db.pool import Database
from api.profiles.repository import LIST_RATINGS
from api.ranking.views import HeldRole, encoded_ranking


class RankingService:
    """Reads a profile and holds it against every role."""

    def __init__(
        self, database: Database, knowledge: CurrentKnowledge, *, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._clock = clock

    async def rank(self, user_id: UUID, role: str | None, variant: str | None) -> bytes:
        """Encode a `RankingView` of the person's profile, with that role's demands if one is given.

        Raises:
            InvalidFieldsError: A role without a variant, or a variant without a role.
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
        """
        knowledge = self._knowledge.now()
        held = HeldRole.of(knowledge, role, variant, asked_in="query")
        async with self._database.statement() as session:
            ratings = await session.all(LIST_RATINGS, user_id=user_id)
        profile = profile_of(knowledge, ratings, today=self._clock().date())
        return encoded_ranking(knowledge, profile, held)
