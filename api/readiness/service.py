"""Reads the events of a profile and replays them."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from api.auth.principal import Principal
from api.catalog.current import CurrentKnowledge
from api.db.pool import Database
from api.readiness.repository import LIST_EVENTS
from api.readiness.schemas import ReadinessHistoryView
from api.readiness.views import history_view
from api.time_zones import PersonDay


class ReadinessQuery(Struct, frozen=True):
    """The role and variant that readiness is for."""

    role: str
    variant: str


class ReadinessService:
    """Tells how a person's readiness has developed."""

    def __init__(
        self, database: Database, knowledge: CurrentKnowledge, *, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._knowledge = knowledge
        self._clock = clock

    async def history(self, person: Principal, query: ReadinessQuery) -> ReadinessHistoryView:
        """The readiness of the person over time, under the present content.

        Raises:
            UnknownRoleError: There is no such role.
            UnknownVariantError: The role has no such variant.
        """
        async with self._database.statement() as session:
            events = await session.all(LIST_EVENTS, user_id=person.user_id)
        day = PersonDay.at(self._clock(), person.time_zone)
        knowledge = self._knowledge.now()
        return await asyncio.to_thread(
            history_view, knowledge, query.role, query.variant, events, day
        )
