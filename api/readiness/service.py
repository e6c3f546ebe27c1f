"""Reads the events of a profile and replays them."""

from msgspec import Struct

from api.auth.principal import Principal
from api.http.executor import BoundedExecutor
from api.profiles.service import ProfileReader
from api.readiness.repository import LIST_EVENTS
from api.readiness.schemas import ReadinessHistoryView
from api.readiness.views import history_view


class ReadinessQuery(Struct, frozen=True):
    """The role and variant that readiness is for."""

    role: str
    variant: str


async def readiness_over_time(
    profiles: ProfileReader, person: Principal, query: ReadinessQuery, executor: BoundedExecutor
) -> ReadinessHistoryView:
    """The readiness of a person over time, under the present content.

    Raises:
        UnknownRoleError: There is no such role.
        UnknownVariantError: The role has no such variant.
        BusyError: Too much work is waiting already.
    """
    found = await profiles.read(LIST_EVENTS, person)
    return await executor.run(
        history_view, found.knowledge, query.role, query.variant, found.rows, found.day
    )
