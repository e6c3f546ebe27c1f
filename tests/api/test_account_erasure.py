"""Erasing an account beside every other write of its owner."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Mapping
from uuid import uuid4

import httpx
import pytest
from litestar import Litestar
from people import PASSWORD, Person, sign_up
from test_authorization import MATRIX, api_token, routes_of

from api.analyses.repository import READ_ANALYSIS
from api.db.pool import Database, NoRowError
from api.errors import NotAuthenticatedError
from api.settings import Settings

ROLE = {"role": "data-analyst", "variant": "junior"}
WEEKLY = {"hoursPerWeek": 8}
ROUNDS = 12


async def everything_at_once(client: httpx.AsyncClient) -> list[httpx.Response]:
    """One account, and each kind of write in parallel with its erasure."""
    person = await sign_up(client)
    made = await person.post("/roadmaps", ROLE | WEEKLY)
    path = f"/roadmaps/{made.json()['id']}"
    placement = await person.post("/placements", ROLE)
    assert (made.status_code, placement.status_code) == (201, 201)
    tag, where = placement.headers["etag"], f"/placements/{placement.json()['id']}"
    writes = [
        person.patch(f"{path}/items/sql:1", {"status": "done"}, if_match=made.headers["etag"]),
        person.put("/me/ratings/sql", {"level": 1}),
        person.post("/analyses", ROLE),
        person.post("/me/tokens", {"name": "t", "scopes": ["read"]}),
        person.post(f"{path}/reanalysis", {"resetProgress": False}),
        person.patch(path, {"isPrimary": True}, if_match=made.headers["etag"]),
        person.post(f"{path}/archive", None, if_match=made.headers["etag"]),
        person.post("/placements", ROLE),
        person.post(f"{where}/acceptance", {}, if_match=tag),
        refreshed(client, person),
        person.delete("/me"),
    ]
    return list(await asyncio.gather(*writes))


async def refreshed(client: httpx.AsyncClient, person: Person) -> httpx.Response:
    return await client.post("/api/v1/auth/refresh", json={"refreshToken": person.refresh_token})


async def test_an_account_is_gone_however_much_is_written_at_the_same_time(
    client: httpx.AsyncClient,
) -> None:
    statuses: Counter[int] = Counter()
    for _ in range(ROUNDS):
        answers = await everything_at_once(client)
        statuses.update(answer.status_code for answer in answers)
        assert answers[-1].status_code == 204, answers[-1].text
    assert [status for status in statuses if status >= 500] == []


async def test_a_row_that_went_with_its_account_is_no_fault_of_ours(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    person = await sign_up(client)
    database = Database(settings.database_url or "", connections=1)
    await database.open()
    gone: dict[str, object] = {"user_id": uuid4(), "analysis_id": uuid4()}
    async with database.statement() as session:
        with pytest.raises(NotAuthenticatedError):
            await session.one(READ_ANALYSIS, **gone)
        with pytest.raises(NoRowError):
            await session.one(READ_ANALYSIS, **gone | {"user_id": person.user_id})
    await database.close()


WRITING = sorted(
    name
    for name, access in MATRIX.items()
    if access.body is not None or access.who == "person" or name.startswith(("revoke", "end"))
)
"""Every route that writes for a person or may do so: new ones come by the table of access."""
ALSO = 3
"""So many more of the same request at the same time."""


async def objects_of(person: Person, path: str) -> Mapping[str, str]:
    """What the path names, made afresh."""
    found = {"{skill}": "sql", "{item_id}": "sql:1", "{account_id}": str(person.user_id)}
    if "{roadmap_id}" in path:
        found["{roadmap_id}"] = (await person.post("/roadmaps", ROLE | WEEKLY)).json()["id"]
    if "{placement_id}" in path:
        found["{placement_id}"] = (await person.post("/placements", ROLE)).json()["id"]
    if "{token_id}" in path:
        await api_token(person, ["read"])
        found["{token_id}"] = (await person.get("/me/tokens")).json()["items"][0]["id"]
    if "{session_id}" in path:
        found["{session_id}"] = (await person.get("/auth/sessions")).json()["items"][0]["id"]
    return found


def body_of(name: str, person: Person) -> object:
    """The body of a request about this very account."""
    own: Mapping[str, object] = {
        "signUp": {"email": person.email, "password": PASSWORD, "displayName": "A"},
        "logIn": {"email": person.email, "password": PASSWORD},
        "refreshSession": {"refreshToken": person.refresh_token},
        "changeAccount": {
            "displayName": "B",
            "password": {"current": PASSWORD, "new": f"{PASSWORD} tonight"},
        },
    }
    return own.get(name, MATRIX[name].body)


@pytest.mark.parametrize("is_erased_first", [True, False])
@pytest.mark.parametrize("name", WRITING)
async def test_no_write_beside_the_erasure_of_its_account_is_a_fault_of_ours(
    app: Litestar, client: httpx.AsyncClient, name: str, *, is_erased_first: bool
) -> None:
    route = next(one for one in routes_of(app) if one.name == name)
    person = await sign_up(client)
    path = route.path
    for place, value in (await objects_of(person, route.path)).items():
        path = path.replace(place, value)
    by_program = {"authorization": f"Bearer {await api_token(person, ['read', 'write'])}"}

    def write(number: int) -> Awaitable[httpx.Response]:
        own = {"if-match": '"v1"', "idempotency-key": f"key-{number // 2}"}
        sender = by_program if MATRIX[name].who == "writer" and number else person.headers
        return client.request(route.method, path, json=body_of(name, person), headers=sender | own)

    writes = [write(number) for number in range(1 + ALSO)]
    erasure = person.delete("/me")
    requests = [erasure, *writes] if is_erased_first else [*writes, erasure]
    for answer in await asyncio.gather(*requests):
        assert answer.status_code < 500, (name, answer.text)
    gone = await person.delete("/me")
    assert gone.status_code in {204, 401}
    assert (await person.get("/me")).status_code == 401
