"""What one account may store: a hostile one cannot grow a table beyond it, however it tries."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

import asyncpg
import httpx
import pytest
from people import PASSWORD, Person, problem, sign_up

ROLE = {"role": "data-analyst", "variant": "junior"}
PLAN = ROLE | {"hoursPerWeek": 8}
TOKEN = {"name": "t", "scopes": ["read"]}
AT_ONCE = 8
COPIES = {
    "analyses": "INSERT INTO analyses (user_id, role_id, variant, knowledge_version, "
    "knowledge_hash, engine_version, readiness, inputs, result) "
    "SELECT user_id, role_id, variant, knowledge_version, knowledge_hash, engine_version, "
    "readiness, inputs, result FROM analyses, generate_series(1, $2) WHERE user_id = $1",
    "placements": "INSERT INTO placements (user_id, role_id, variant, status, seed, options, "
    "ratings, answers, knowledge_version, knowledge_hash, engine_version) "
    "SELECT user_id, role_id, variant, status, seed, options, ratings, answers, "
    "knowledge_version, knowledge_hash, engine_version "
    "FROM placements, generate_series(1, $2) WHERE user_id = $1",
    "skill_rating_events": "INSERT INTO skill_rating_events (user_id, skill_id, level, source, "
    "confidence) SELECT user_id, skill_id, level, source, confidence "
    "FROM skill_rating_events, generate_series(1, $2) WHERE user_id = $1",
    "api_tokens": "INSERT INTO api_tokens (user_id, name, prefix, token_hash, scopes, expires_at) "
    "SELECT $1::uuid, 't', 'cip_', sha256(convert_to($1::uuid || ' ' || n, 'UTF8')), '{read}', "
    "now() + interval '1 day' FROM generate_series(1, $2) AS n",
}
CREATIONS: dict[str, tuple[int, str, Callable[[Person], Awaitable[httpx.Response]]]] = {
    "analyses": (2000, "quota-reached", lambda one: one.post("/analyses", ROLE)),
    "placements": (500, "quota-reached", lambda one: one.post("/placements", ROLE)),
    "api_tokens": (20, "quota-reached", lambda one: one.post("/me/tokens", TOKEN)),
    "skill_rating_events": (
        5000,
        "daily-quota-reached",
        lambda one: one.put("/me/ratings/sql", {"level": 1}),
    ),
}


async def rows_of(database: asyncpg.Connection, table: str, person: Person) -> int:
    count = f"SELECT count(*) FROM {table} WHERE user_id = $1"
    return int(await database.fetchval(count, person.user_id))


async def near(database: asyncpg.Connection, person: Person, table: str) -> None:
    """Fill a table up to two below its quota."""
    most, _, create = CREATIONS[table]
    made = await create(person)
    assert made.status_code in {200, 201}, made.text
    await database.execute(COPIES[table], person.user_id, most - 3)
    assert await rows_of(database, table, person) == most - 2


def by_status(answers: Sequence[httpx.Response]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


@pytest.mark.parametrize("table", sorted(CREATIONS))
async def test_no_table_grows_beyond_its_quota_in_parallel(
    client: httpx.AsyncClient, database: asyncpg.Connection, table: str
) -> None:
    most, slug, create = CREATIONS[table]
    person = await sign_up(client)
    await near(database, person, table)
    answers = await asyncio.gather(*[create(person) for _ in range(AT_ONCE)])
    refused = [answer for answer in answers if answer.status_code not in {200, 201}]
    assert len(refused) == AT_ONCE - 2, by_status(answers)
    for answer in refused:
        said = problem(answer, 429 if slug.startswith("daily") else 409, slug)
        assert f"{most:,}" in str(said["detail"])
    assert await rows_of(database, table, person) == most
    other = await sign_up(client)
    assert (await create(other)).status_code in {200, 201}


async def test_without_the_check_the_table_would_grow(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    await near(database, person, "placements")
    await database.execute("ALTER TABLE placements DISABLE TRIGGER placements_a_quota")
    try:
        await asyncio.gather(*[person.post("/placements", ROLE) for _ in range(AT_ONCE)])
    finally:
        await database.execute("ALTER TABLE placements ENABLE TRIGGER placements_a_quota")
    assert await rows_of(database, "placements", person) == 498 + AT_ONCE


async def test_without_the_lock_the_table_would_grow(
    database: asyncpg.Connection, address: str, client: httpx.AsyncClient
) -> None:
    person = await sign_up(client)
    await near(database, person, "placements")
    whole = await database.fetchval("SELECT pg_get_functiondef('check_quota'::regproc)")
    await database.execute(str(whole).replace("pg_advisory_xact_lock", "hashint8"))
    connections = [await asyncpg.connect(address) for _ in range(3)]
    try:
        for one in connections:
            await one.execute("BEGIN")
            await one.execute(f"{COPIES['placements']} LIMIT 1", person.user_id, 1)
        for one in connections:
            await one.execute("COMMIT")
    finally:
        await database.execute(str(whole))
        for one in connections:
            await one.close()
    assert await rows_of(database, "placements", person) == 501


async def test_roadmaps_reach_their_quota_and_stay_readable(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    made = (await person.post("/roadmaps", PLAN)).json()
    columns = ", ".join(
        row["column_name"]
        for row in await database.fetch(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'roadmaps' "
            "AND column_name NOT IN ('id', 'status', 'archived_at')"
        )
    )
    await database.execute(
        f"INSERT INTO roadmaps (status, archived_at, {columns}) "
        f"SELECT 'archived', now(), {columns} FROM roadmaps, generate_series(1, 199) "
        "WHERE user_id = $1",
        person.user_id,
    )
    again = await person.post(f"/roadmaps/{made['id']}/reanalysis", {"resetProgress": False})
    said = problem(again, 409, "quota-reached")
    assert "/api/v1/plan" in str(said["detail"])
    read = await person.get(f"/roadmaps/{made['id']}")
    assert (read.status_code, read.json()["status"]) == (200, "active")


async def test_a_token_that_is_revoked_makes_room_for_another(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    for _ in range(20):
        assert (await person.post("/me/tokens", TOKEN)).status_code == 201
    problem(await person.post("/me/tokens", TOKEN), 409, "quota-reached")
    newest = (await person.get("/me/tokens")).json()["items"][0]["id"]
    await person.delete(f"/me/tokens/{newest}")
    assert (await person.post("/me/tokens", TOKEN)).status_code == 201
    await database.execute(
        "INSERT INTO api_tokens (user_id, name, prefix, token_hash, scopes, expires_at) "
        "SELECT $1::uuid, 't', 'cip_', sha256(convert_to($1::uuid || ' old ' || n, 'UTF8')), "
        "'{read}', now() FROM generate_series(1, 300) AS n",
        person.user_id,
    )
    assert await rows_of(database, "api_tokens", person) == 20 + 200


async def test_the_oldest_idle_session_ends_when_there_are_fifty(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    await database.execute(
        "INSERT INTO sessions (user_id, transport, user_agent, expires_at, last_used_at) "
        "SELECT $1, 'bearer', '', now() + interval '1 day', now() - interval '1 minute' * n "
        "FROM generate_series(1, 49) AS n",
        person.user_id,
    )
    log_in = {"email": person.email, "password": PASSWORD}
    answers = await asyncio.gather(
        *[client.post("/api/v1/auth/login", json=log_in) for _ in range(4)]
    )
    assert by_status(answers) == {200: 4}
    live = await database.fetch(
        "SELECT last_used_at > now() - interval '45 minutes 30 seconds' AS is_recent "
        "FROM sessions WHERE user_id = $1 AND ended_at IS NULL",
        person.user_id,
    )
    assert [row["is_recent"] for row in live] == [True] * 50
    assert (await person.get("/me")).status_code == 200


async def test_sessions_that_have_ended_do_not_pile_up(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    await database.execute(
        "INSERT INTO sessions (user_id, transport, user_agent, expires_at, ended_at) "
        "SELECT $1, 'bearer', '', now() + interval '1 day', now() FROM generate_series(1, 300)",
        person.user_id,
    )
    assert await rows_of(database, "sessions", person) == 1 + 200


async def test_ratings_of_yesterday_do_not_count_today(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    await person.put("/me/ratings/sql", {"level": 1})
    await database.execute(
        "INSERT INTO skill_rating_events (id, user_id, skill_id, level, source, confidence, "
        "recorded_at) SELECT uuidv7(interval '-25 hours'), user_id, skill_id, level, source, "
        "confidence, recorded_at - interval '25 hours' "
        "FROM skill_rating_events, generate_series(1, 6000) WHERE user_id = $1",
        person.user_id,
    )
    assert (await person.put("/me/ratings/sql", {"level": 2})).status_code == 200
