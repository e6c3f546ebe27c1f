"""Attempts by hand: what is counted under which key, and when it is one too many."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import asyncpg
import httpx
import pytest
from people import sign_up

from api.auth.attempt_limits import AttemptLimits
from api.errors import TooManyAttemptsError

EMAIL, ADDRESS = "ada@example.org", "192.0.2.7"


class CountedAttempts:
    """A database that says so many attempts were made, and notes the keys it is asked for."""

    def __init__(self, attempts: int, seconds_left: int = 60) -> None:
        self.found = SimpleNamespace(attempts=attempts, seconds_left=seconds_left)
        self.keys: list[bytes] = []

    @asynccontextmanager
    async def statement(self) -> AsyncIterator["CountedAttempts"]:
        yield self

    async def one(self, _: object, *, key: bytes) -> SimpleNamespace:
        self.keys.append(key)
        return self.found

    async def run(self, _: object, *, key: bytes) -> None:
        self.keys.append(key)


def limits(database: CountedAttempts) -> AttemptLimits:
    return AttemptLimits(cast("Any", database), signups_per_5_minutes=3)


async def test_signups_are_counted_by_address_and_logins_by_account_and_address() -> None:
    database = CountedAttempts(1)
    await limits(database).count_signup(ADDRESS)
    await limits(database).count_login(EMAIL, ADDRESS)
    await AttemptLimits.forget_logins(cast("Any", database), EMAIL, ADDRESS)
    signup, login = b"signup\0\x00192.0.2.7", b"login\0ada@example.org\x00192.0.2.7"
    assert database.keys == [sha256(key).digest() for key in (signup, login, login)]


@pytest.mark.parametrize(("seconds_left", "retry_after"), [(60, 60), (1, 1), (0, 1)])
async def test_one_attempt_too_many_is_refused(seconds_left: int, retry_after: int) -> None:
    await limits(CountedAttempts(10)).count_login(EMAIL, ADDRESS)
    await limits(CountedAttempts(3)).count_signup(ADDRESS)
    with pytest.raises(TooManyAttemptsError) as refused:
        await limits(CountedAttempts(11, seconds_left)).count_login(EMAIL, ADDRESS)
    assert refused.value.retry_after == retry_after
    with pytest.raises(TooManyAttemptsError):
        await limits(CountedAttempts(4)).count_signup(ADDRESS)


async def test_a_revoked_token_is_written_down(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    made = (await person.post("/me/tokens", {"name": "ci", "scopes": ["read"]})).json()
    await person.delete(f"/me/tokens/{made['apiToken']['id']}")
    rows = await database.fetch(
        "SELECT action, subject FROM audit_events WHERE user_id = $1 ORDER BY id",
        UUID(str(person.user_id)),
    )
    last = rows[-1]
    assert (last["action"], str(last["subject"])) == ("token.revoked", made["apiToken"]["id"])
