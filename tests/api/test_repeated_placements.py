"""A repeated creation of a placement: the key holds a pointer, and the response is made again."""

from collections.abc import AsyncIterator

import asyncpg
import httpx
import pytest
from changing_content import SECOND_ROLE, Content, client_with
from people import sign_up
from small_content import PROJECT_PATH, ROLE_PATH, Fault, whole_content

from api.settings import Settings
from knowledge import Library

PLACEMENT = {
    "role": "data-analyst",
    "variant": "senior",
    "worked": {"role": "data-storyteller", "years": 2},
}
WITHOUT_ANALYST = (
    SECOND_ROLE,
    Fault(ROLE_PATH, whole_content()[ROLE_PATH], ""),
    Fault(PROJECT_PATH, "roles: [data-analyst]", "roles: [data-storyteller]"),
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Content:
    content = Content(tmp_path_factory.mktemp("published"), library)
    content.publish(SECOND_ROLE)
    return content


@pytest.fixture(scope="module")
async def client(settings: Settings, published: Content) -> AsyncIterator[httpx.AsyncClient]:
    async with client_with(settings, published) as talking:
        yield talking


async def test_a_key_points_to_its_placement_and_the_response_stays_the_first(
    client: httpx.AsyncClient, published: Content, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    await person.put("/me/ratings/sql", {"level": 1})
    await person.put("/me/ratings/git", {"level": 1})
    first = await person.post("/placements", PLACEMENT, idempotency_key="k")
    assert first.status_code == 201, first.text
    query = "SELECT body, resource_kind, resource_id FROM idempotency_keys WHERE user_id = $1"
    row = await database.fetchrow(query, person.user_id)
    assert row is not None
    assert (row["body"], row["resource_kind"]) == (None, "placement")
    assert str(row["resource_id"]) == first.json()["id"]

    async def repeated() -> None:
        again = await person.post("/placements", PLACEMENT, idempotency_key="k")
        assert again.status_code == 201, again.text
        assert again.content == first.content
        names = ("etag", "location")
        assert [again.headers[n] for n in names] == [first.headers[n] for n in names]

    await repeated()
    path = f"/placements/{first.json()['id']}"
    reply = {"skill": "sql", "level": 1, "reply": "yes"}
    told = await person.post(f"{path}/answers", reply, if_match=first.headers["etag"])
    assert told.status_code == 200, told.text
    await person.put("/me/ratings/sql", {"level": 0})
    await repeated()
    closed = await person.post(f"{path}/acceptance", {}, if_match=told.headers["etag"])
    assert closed.status_code == 200, closed.text
    await repeated()
    # Content in which the role is retired; the one it began with is read again.
    started_with = published.current.now()
    await database.execute(
        "INSERT INTO knowledge_releases (version, hash, artifact, changes)"
        " VALUES ($1, $2, $3, '[]') ON CONFLICT DO NOTHING",
        started_with.version,
        started_with.hash,
        started_with.library.artifact,
    )
    published.publish(*WITHOUT_ANALYST)
    await repeated()
