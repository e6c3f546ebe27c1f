"""Attempts by hand: what is counted under which key, and when it is one too many."""

from collections.abc import AsyncIterator, Callable
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
KEYS = {
    kind: sha256(key).digest()
    for kind, key in {
        "signup": b"signup\x00192.0.2.7",
        "login": b"login\0ada@example.org\x00192.0.2.7",
        "account": b"account\0ada@example.org",
        "subscriber": b"subscriber\x00192.0.2.7",
    }.items()
}


class CountedAttempts:
    """A database that has counted so many attempts, and notes the keys it is asked for."""

    def __init__(self, seconds_left: int = 60, **attempts: int) -> None:
        """Args: attempts by the kind of key: signup, login, account, subscriber."""
        self._counts = {KEYS[kind]: count for kind, count in attempts.items()}
        self._seconds_left = seconds_left
        self.asked: list[list[bytes]] = []

    @asynccontextmanager
    async def statement(self) -> AsyncIterator["CountedAttempts"]:
        yield self

    async def all(self, _: object, *, keys: list[bytes]) -> list[SimpleNamespace]:
        self.asked.append(keys)
        return [
            SimpleNamespace(
                key=key, attempts=self._counts.get(key, 1), seconds_left=self._seconds_left
            )
            for key in keys
        ]

    async def run(self, _: object, *, keys: list[bytes], forgotten: bytes) -> None:
        self.asked += [keys, [forgotten]]


def limits(database: CountedAttempts, clock: Callable[[], float] = lambda: 0.0) -> AttemptLimits:
    return AttemptLimits(cast("Any", database), signups_per_5_minutes=3, clock=clock)


async def refused(database: CountedAttempts) -> int | None:
    """After how many seconds a log-in may be tried again; None where it may now."""
    try:
        await limits(database).count_login(EMAIL, ADDRESS)
    except TooManyAttemptsError as error:
        return error.retry_after
    return None


async def test_what_is_counted_under_which_key() -> None:
    database = CountedAttempts()
    await limits(database).count_signup(ADDRESS)
    await limits(database).count_login(EMAIL, ADDRESS)
    await AttemptLimits.forget_login(cast("Any", database), EMAIL, ADDRESS)
    signup, login, forgotten, pair = database.asked
    assert signup == [KEYS["signup"]]
    assert login == sorted([KEYS["login"], KEYS["account"], KEYS["subscriber"]])
    assert sorted(forgotten) == login
    assert pair == [KEYS["login"]]


@pytest.mark.parametrize(
    ("attempts", "retry_after"),
    [
        ({"login": 10}, None),
        ({"login": 11}, 60),
        ({"login": 10, "account": 50}, None),
        ({"login": 2, "account": 51}, None),
        ({"login": 3, "account": 51}, 60),
        ({"login": 1, "subscriber": 100}, None),
        ({"login": 1, "subscriber": 101}, 60),
        ({"login": 11, "seconds_left": 0}, 1),
        ({"login": 11, "seconds_left": 1}, 1),
    ],
)
async def test_one_attempt_too_many_is_refused(
    attempts: dict[str, int], retry_after: int | None
) -> None:
    assert await refused(CountedAttempts(**attempts)) == retry_after


async def test_one_sign_up_too_many_is_refused() -> None:
    await limits(CountedAttempts(signup=3)).count_signup(ADDRESS)
    with pytest.raises(TooManyAttemptsError):
        await limits(CountedAttempts(signup=4)).count_signup(ADDRESS)


async def test_a_refusal_is_remembered_as_long_as_the_database_said() -> None:
    now = [1000.0]
    database = CountedAttempts(seconds_left=30, login=11)
    remembering = limits(database, clock=lambda: now[0])
    waits = []
    for moment in (1000.0, 1000.5, 1029.5, 1030.0):
        now[0] = moment
        with pytest.raises(TooManyAttemptsError) as error:
            await remembering.count_login(EMAIL, ADDRESS)
        waits.append((error.value.retry_after, len(database.asked)))
    assert waits == [(30, 1), (30, 1), (1, 1), (30, 2)]


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
