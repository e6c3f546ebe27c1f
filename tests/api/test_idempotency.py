"""The same request twice, many at once, and changes that meet."""

import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import httpx
import pytest
from people import Person, problem, sign_up

from api.analyses.schemas import AnalysisRequest
from api.db.pool import Database, Session
from api.errors import KeyReusedError
from api.idempotency.service import (
    IdempotencyService,
    IdempotentRequest,
    NoRebuildError,
    Rebuild,
    ResourcePointer,
    StoredResponse,
)

ROLE = {"role": "data-analyst", "variant": "junior"}
PLAN = ROLE | {"hoursPerWeek": 8}


async def test_a_repeated_request_has_one_effect_and_one_answer(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    first = await person.post("/analyses", ROLE, idempotency_key="k1")
    again = await person.post("/analyses", ROLE, idempotency_key="k1")
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert first.headers["location"] == again.headers["location"]
    assert len((await person.get("/analyses")).json()["items"]) == 1
    other = await person.post("/analyses", ROLE | {"variant": "senior"}, idempotency_key="k1")
    problem(other, 422, "key-reused")


async def test_a_repeated_roadmap_is_answered_as_before_though_one_is_active(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    first = await person.post("/roadmaps", PLAN, idempotency_key="k1")
    again = await person.post("/roadmaps", PLAN, idempotency_key="k1")
    assert first.content == again.content
    address = f"/roadmaps/{first.json()['id']}/reanalysis"
    renewed = await person.post(address, {"resetProgress": False}, idempotency_key="k2")
    repeated = await person.post(address, {"resetProgress": False}, idempotency_key="k2")
    assert renewed.status_code == 201
    assert renewed.content == repeated.content


async def test_a_request_that_was_overtaken_by_its_twin_gets_the_same_response(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin committed between the first lookup of the key and the look at what is there."""
    person = await sign_up(client)
    find = IdempotencyService.find

    def overtaken() -> None:
        lookups = iter([True])

        async def blind_once(
            self: IdempotencyService, request: IdempotentRequest, rebuild: Rebuild | None = None
        ) -> StoredResponse | None:
            return None if next(lookups, False) else await find(self, request, rebuild)

        monkeypatch.setattr(IdempotencyService, "find", blind_once)

    first = await person.post("/roadmaps", PLAN, idempotency_key="k1")
    overtaken()
    again = await person.post("/roadmaps", PLAN, idempotency_key="k1")
    assert (again.status_code, again.content) == (201, first.content)
    address = f"/roadmaps/{first.json()['id']}/reanalysis"
    renewed = await person.post(address, {"resetProgress": False}, idempotency_key="k2")
    overtaken()
    repeated = await person.post(address, {"resetProgress": False}, idempotency_key="k2")
    assert (repeated.status_code, repeated.content) == (201, renewed.content)


async def test_fifty_at_once_have_exactly_one_effect(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    answers = await asyncio.gather(
        *[person.post("/analyses", ROLE, idempotency_key="k1") for _ in range(50)]
    )
    bodies = {answer.content for answer in answers if answer.status_code == 201}
    others = [answer for answer in answers if answer.status_code != 201]
    assert len(bodies) == 1
    for answer in others:
        problem(answer, 409, "key-in-flight")
    assert len((await person.get("/analyses")).json()["items"]) == 1


async def test_a_key_belongs_to_one_person(client: httpx.AsyncClient) -> None:
    one, two = await sign_up(client), await sign_up(client)
    first = await one.post("/analyses", ROLE, idempotency_key="same")
    second = await two.post("/analyses", ROLE, idempotency_key="same")
    assert first.json()["id"] != second.json()["id"]


async def test_a_secret_is_shown_once_even_to_a_repetition(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    body = {"name": "t", "scopes": ["read"]}
    first = await person.post("/me/tokens", body, idempotency_key="k1")
    assert first.status_code == 201
    again = await person.post("/me/tokens", body, idempotency_key="k1")
    problem(again, 409, "secret-shown-once")
    assert len((await person.get("/me/tokens")).json()["items"]) == 1
    stored = await database.fetchval(
        "SELECT count(*) FROM idempotency_keys WHERE user_id = $1 AND body IS NOT NULL",
        person.user_id,
    )
    assert stored == 0


async def test_many_roadmaps_at_once_leave_one_active(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    answers = await asyncio.gather(*[person.post("/roadmaps", PLAN) for _ in range(12)])
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 11
    made = next(answer for answer in answers if answer.status_code == 201)
    for answer in answers:
        if answer is not made:
            said = problem(answer, 409, "roadmap-exists")
            assert said["roadmap"] == made.headers["location"]


async def tick(person: Person, roadmap: str, hours: int) -> None:
    """Read and change until it is taken, as two browser tabs do."""
    while True:
        read = await person.get(f"/roadmaps/{roadmap}")
        item = next(i for i in read.json()["result"]["items"] if i["id"] == "sql:1")
        answer = await person.patch(
            f"/roadmaps/{roadmap}/items/sql:1",
            {"status": "doing", "hoursSpent": (item["hoursSpent"] or 0) + hours},
            if_match=read.headers["etag"],
        )
        if answer.status_code == 200:
            return
        problem(answer, 412, "stale-version")


async def test_no_update_is_lost_when_writers_meet(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    roadmap = (await person.post("/roadmaps", PLAN)).json()["id"]
    await asyncio.gather(*[tick(person, roadmap, 1) for _ in range(20)])
    items = (await person.get(f"/roadmaps/{roadmap}")).json()["result"]["items"]
    assert next(item["hoursSpent"] for item in items if item["id"] == "sql:1") == 20


async def test_ratings_and_ticks_at_once_never_fail(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    roadmap = await person.post("/roadmaps", PLAN)
    answers = await asyncio.gather(
        *[person.put("/me/ratings/sql", {"level": number % 3}) for number in range(20)],
        person.patch(
            f"/roadmaps/{roadmap.json()['id']}/items/sql:1",
            {"status": "done"},
            if_match=roadmap.headers["etag"],
        ),
    )
    assert {answer.status_code for answer in answers} == {200}


async def test_pages_stay_stable_while_things_are_added(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    for _ in range(5):
        await person.post("/analyses", ROLE)
    seen: list[str] = []
    cursor = ""
    while True:
        page = (await person.get(f"/analyses?limit=2{cursor}")).json()
        seen += [item["id"] for item in page["items"]]
        await person.post("/analyses", ROLE)
        if page["nextCursor"] is None:
            break
        cursor = f"&cursor={page['nextCursor']}"
    assert len(seen) == len(set(seen)) == 5
    assert seen == sorted(seen, reverse=True)


@pytest.fixture
async def idempotency(address: str) -> AsyncIterator[IdempotencyService]:
    """The service alone, on the database of this module."""
    store = Database(address, connections=1)
    await store.open()
    yield IdempotencyService(store)
    await store.close()


def question_of(person: Person, key: str, *, variant: str = "junior") -> IdempotentRequest:
    data = AnalysisRequest(role="data-analyst", variant=variant)
    return IdempotentRequest.of(person.user_id, key, "test", data)


async def test_a_response_about_a_resource_is_rebuilt_from_its_pointer(
    client: httpx.AsyncClient, database: asyncpg.Connection, idempotency: IdempotencyService
) -> None:
    person = await sign_up(client)
    pointer = ResourcePointer("roadmap", uuid4(), {"analysis": "a", "done": ["sql:1"]})
    effects: list[ResourcePointer] = []
    rebuilt: list[ResourcePointer] = []

    def response(of: ResourcePointer) -> StoredResponse:
        body = f"roadmap {of.id} of {of.extras}".encode()
        return StoredResponse(body, {"location": f"/{of.id}"}, resource=of)

    async def effect(_: Session) -> StoredResponse:
        effects.append(pointer)
        return response(pointer)

    async def rebuild(_: Session, of: ResourcePointer) -> StoredResponse:
        rebuilt.append(of)
        return response(of)

    request = question_of(person, "k1")
    assert await idempotency.find(request, rebuild) is None
    first = await idempotency.run(request, effect, rebuild)
    again = await idempotency.run(request, effect, rebuild)
    assert first == again == await idempotency.find(request, rebuild)
    assert (effects, rebuilt) == ([pointer], [pointer, pointer])
    row = await database.fetchrow(
        "SELECT body, resource_kind, resource_id FROM idempotency_keys WHERE user_id = $1",
        person.user_id,
    )
    assert tuple(row) == (None, "roadmap", pointer.id)
    with pytest.raises(NoRebuildError, match="roadmap"):
        await idempotency.find(request)


async def test_a_response_that_was_stored_whole_stays_readable(
    client: httpx.AsyncClient, database: asyncpg.Connection, idempotency: IdempotencyService
) -> None:
    person = await sign_up(client)
    request = question_of(person, "k1")
    await database.execute(
        "INSERT INTO idempotency_keys (user_id, key, fingerprint, status, headers, body)"
        " VALUES ($1, 'k1', $2, 201, $3, $4)",
        person.user_id,
        request.fingerprint,
        '{"location": "/7"}',
        '{"as": "it was"}',
    )

    async def never(*_: object) -> StoredResponse:
        raise AssertionError

    found = await idempotency.run(request, never, never)
    assert found == StoredResponse(b'{"as": "it was"}', {"location": "/7"}, 201)
    other = question_of(person, "k1", variant="senior")
    with pytest.raises(KeyReusedError):
        await idempotency.run(other, never, never)
