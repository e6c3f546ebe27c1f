"""A new secret is taken into use while people are logged in; an old one ends with its tokens."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256

import asyncpg
import httpx
import pytest
from applications import real_clocks, started, transport_of
from msgspec.structs import replace
from people import Person, sign_up

from api.app import create_app
from api.auth.tokens import SessionTokens, hash_of
from api.catalog.current import CurrentKnowledge, Knowledge
from api.settings import Settings
from knowledge import Library

OLD = "the secret that was in use until today, and longer"
NEW = "another secret, which is taken into use from now on"


class Servers:
    """Applications on one database, each with secrets of its own."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self._settings = settings
        self._library = library

    @asynccontextmanager
    async def with_secrets(self, *secrets: str) -> AsyncIterator[httpx.AsyncClient]:
        application = create_app(
            replace(self._settings, secrets=secrets),
            CurrentKnowledge(Knowledge(self._library)),
            clocks=real_clocks(),
        )
        async with (
            started(application),
            httpx.AsyncClient(
                transport=transport_of(application), base_url="http://testserver"
            ) as client,
        ):
            yield client


@pytest.fixture(scope="module")
def servers(settings: Settings, library: Library) -> Servers:
    return Servers(settings, library)


async def refreshed(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post("/api/v1/auth/refresh", json={"refreshToken": token})


async def status_of(client: httpx.AsyncClient, access_token: str) -> int:
    header = {"authorization": f"Bearer {access_token}"}
    return (await client.get("/api/v1/me", headers=header)).status_code


async def test_a_session_survives_the_rotation_of_secrets(servers: Servers) -> None:
    async with servers.with_secrets(OLD) as before:
        person = await sign_up(before)
    async with servers.with_secrets(NEW, OLD) as meanwhile:
        assert await status_of(meanwhile, person.access_token) == 200
        first = (await refreshed(meanwhile, person.refresh_token)).json()
        again = (await refreshed(meanwhile, person.refresh_token)).json()
        assert first["refreshToken"] == again["refreshToken"]
    async with servers.with_secrets(NEW) as after:
        assert await status_of(after, first["accessToken"]) == 200
        assert (await refreshed(after, first["refreshToken"])).status_code == 200
        assert await status_of(after, person.access_token) == 401


async def test_a_retry_across_the_rotation_gets_the_successor_there_is(servers: Servers) -> None:
    async with servers.with_secrets(OLD) as before:
        person = await sign_up(before)
        successor = (await refreshed(before, person.refresh_token)).json()["refreshToken"]
    async with servers.with_secrets(NEW, OLD) as meanwhile:
        retried = (await refreshed(meanwhile, person.refresh_token)).json()["refreshToken"]
        assert retried == successor
        assert (await refreshed(meanwhile, successor)).status_code == 200


async def person_of_the_old_secret(servers: Servers) -> Person:
    async with servers.with_secrets(OLD) as before:
        return await sign_up(before)


async def test_a_removed_secret_ends_its_tokens(servers: Servers) -> None:
    person = await person_of_the_old_secret(servers)
    async with servers.with_secrets(NEW) as after:
        assert await status_of(after, person.access_token) == 401
        assert (await refreshed(after, person.refresh_token)).status_code == 401


async def test_a_refresh_token_that_is_bound_to_no_secret_would_outlive_it(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: what is stored is the plain hash, as it once was."""
    monkeypatch.setattr(SessionTokens, "hashes_of", lambda _, token: (hash_of(token),))
    person = await person_of_the_old_secret(servers)
    async with servers.with_secrets(NEW) as after:
        assert (await refreshed(after, person.refresh_token)).status_code == 200


async def test_a_token_from_before_tokens_were_bound_to_a_secret_works_once_more(
    servers: Servers, database: asyncpg.Connection
) -> None:
    person = await person_of_the_old_secret(servers)
    await database.execute(
        "UPDATE refresh_tokens SET token_hash = $1 WHERE user_id = $2",
        sha256(person.refresh_token.encode()).digest(),
        person.user_id,
    )
    async with servers.with_secrets(OLD) as now:
        successor = (await refreshed(now, person.refresh_token)).json()["refreshToken"]
    async with servers.with_secrets(NEW) as after:
        assert (await refreshed(after, successor)).status_code == 401
