"""Admins for tests, and what the audit events say of an account."""

from uuid import UUID

import asyncpg
import httpx
from people import Person, sign_up

Event = tuple[str, str | None, UUID | None]


async def sign_up_admin(client: httpx.AsyncClient, database: asyncpg.Connection) -> Person:
    """Somebody new who is an admin."""
    person = await sign_up(client)
    await database.execute("UPDATE users SET role = 'admin' WHERE id = $1", person.user_id)
    return person


async def events_of(database: asyncpg.Connection, account: UUID | None) -> list[Event]:
    """Action, subject and actor of every event of an account, the oldest first."""
    rows = await database.fetch(
        "SELECT action, subject, actor_id FROM audit_events "
        "WHERE user_id IS NOT DISTINCT FROM $1 ORDER BY id",
        account,
    )
    return [(row["action"], row["subject"], row["actor_id"]) for row in rows]
