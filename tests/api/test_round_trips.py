"""How often the database is asked for analyses and roadmaps, and what a tick has to read.

Each figure counts everything from the check of the access token to the commit.
"""

import json
from datetime import UTC, datetime, timedelta

import asyncpg
import httpx
import pytest
from people import Person, sign_up
from sent_statements import is_requested, record_statements

import api.analyses.stored
import engine.readiness.holdings
from engine import Holdings, Profile, SkillGraph, hold

ROLE = {"role": "data-analyst", "variant": "senior"}
WEEKLY = {"hoursPerWeek": 8}
AUTHENTICATION = "SELECT"


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that the application sends for this test."""
    return record_statements(monkeypatch)


def done_today(item: dict[str, object]) -> dict[str, object]:
    """What a tick changes about an item, by the server's day."""
    assert item["doneOn"] in {str(datetime.now(UTC).date() - timedelta(days)) for days in (0, 1)}
    return {
        "status": "done",
        "isReadyNow": False,
        "hoursLeft": 0,
        "isHeld": True,
        "heldBy": "item",
        "doneOn": item["doneOn"],
        "startOn": None,
        "endOn": None,
    }


async def rated(client: httpx.AsyncClient) -> Person:
    person = await sign_up(client)
    assert (await person.put("/me/ratings/git", {"level": 1})).status_code == 200
    return person


async def test_a_roadmap_is_made_in_three_round_trips(
    client: httpx.AsyncClient, statements: list[str]
) -> None:
    person = await rated(client)
    is_requested.set(True)
    statements.clear()
    made = await person.post("/roadmaps", ROLE | WEEKLY)
    assert made.status_code == 201, made.text
    # What there is; analysis, roadmap and items in one statement.
    assert statements == [AUTHENTICATION, "SELECT", "WITH"]


async def test_what_a_person_holds_is_worked_out_once_for_a_roadmap(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await rated(client)
    calls = []

    def counted(graph: SkillGraph, profile: Profile) -> Holdings:
        calls.append(profile)
        return hold(graph, profile)

    monkeypatch.setattr(engine.readiness.holdings, "hold", counted)
    monkeypatch.setattr(api.analyses.stored, "hold", counted)
    made = await person.post("/roadmaps", ROLE | WEEKLY)
    assert made.status_code == 201, made.text
    assert len(calls) == 1


async def test_a_roadmap_with_a_key_is_made_in_eight(
    client: httpx.AsyncClient, statements: list[str]
) -> None:
    person = await rated(client)
    is_requested.set(True)
    statements.clear()
    made = await person.post("/roadmaps", ROLE | WEEKLY, idempotency_key="k")
    assert made.status_code == 201, made.text
    # The key; what there is; lock the key, write, and store where the key points to.
    expected = ["SELECT", "SELECT", "BEGIN;", "SELECT", "WITH", "INSERT", "COMMIT;"]
    assert statements == [AUTHENTICATION, *expected]


async def test_a_finished_item_takes_six_and_another_change_five(
    client: httpx.AsyncClient, statements: list[str]
) -> None:
    person = await rated(client)
    made = await person.post("/roadmaps", ROLE | WEEKLY)
    item = f"/roadmaps/{made.json()['id']}/items/sql:1"
    is_requested.set(True)
    statements.clear()
    doing = await person.patch(item, {"status": "doing"}, if_match=made.headers["etag"])
    assert doing.status_code == 200, doing.text
    assert statements == [AUTHENTICATION, "BEGIN;", "SELECT", "WITH", "COMMIT;"]
    statements.clear()
    done = await person.patch(item, {"status": "done"}, if_match=doing.headers["etag"])
    assert done.status_code == 200, done.text
    assert statements == [AUTHENTICATION, "BEGIN;", "SELECT", "WITH", "WITH", "COMMIT;"]


async def test_reading_takes_two_and_a_list_as_well(
    client: httpx.AsyncClient, statements: list[str]
) -> None:
    person = await rated(client)
    made = await person.post("/roadmaps", ROLE | WEEKLY)
    for path in (f"/roadmaps/{made.json()['id']}", "/roadmaps", "/analyses"):
        is_requested.set(True)
        statements.clear()
        assert (await person.get(path)).status_code == 200
        assert statements == [AUTHENTICATION, "SELECT"]


async def test_a_reanalysis_takes_ten(client: httpx.AsyncClient, statements: list[str]) -> None:
    person = await rated(client)
    made = await person.post("/roadmaps", ROLE | WEEKLY)
    is_requested.set(True)
    statements.clear()
    again = await person.post(
        f"/roadmaps/{made.json()['id']}/reanalysis", {"resetProgress": False}, idempotency_key="k"
    )
    assert again.status_code == 201, again.text
    read = ["SELECT", "SELECT", "SELECT"]  # The key, the roadmap with the ratings, the analysis.
    write = ["BEGIN;", "SELECT", "WITH", "WITH", "INSERT", "COMMIT;"]
    assert statements == [AUTHENTICATION, *read, *write]


async def test_a_tick_does_not_read_the_stored_plan(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await rated(client)
    made = await person.post("/roadmaps", ROLE | WEEKLY)
    roadmap = made.json()["id"]
    result = await database.fetchval("SELECT result FROM roadmaps WHERE id = $1", roadmap)
    assert json.loads(result)["items"] == []
    broken = "it would be noticed if this were decoded"
    await database.execute("UPDATE roadmaps SET result = $2 WHERE id = $1", roadmap, broken)
    ticked = await person.patch(
        f"/roadmaps/{roadmap}/items/sql:1", {"status": "done"}, if_match=made.headers["etag"]
    )
    assert ticked.status_code == 200, ticked.text
    view = ticked.json()
    planned = {item["id"]: item for item in made.json()["result"]["items"]}
    assert view["item"] == planned["sql:1"] | done_today(view["item"])
    assert view["roadmap"]["progress"]["done"] == 1
    assert view["roadmap"]["version"] == 2
    ready = [i["id"] for i in planned.values() if set(i["dependsOn"]) <= {"sql:1"}]
    assert view["readyNow"] == [item for item in ready if item != "sql:1"]


async def test_a_result_is_stored_once(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await rated(client)
    made = await person.post("/roadmaps", ROLE | WEEKLY, idempotency_key="k")
    again = await person.post("/roadmaps", ROLE | WEEKLY, idempotency_key="k")
    assert again.content == made.content
    assert again.headers["etag"] == made.headers["etag"]
    key = await database.fetchrow(
        "SELECT body, resource_kind, resource_id FROM idempotency_keys WHERE user_id = $1",
        person.user_id,
    )
    assert key is not None
    assert (key["body"], key["resource_kind"]) == (None, "roadmap")
    assert str(key["resource_id"]) == made.json()["id"]
    item = f"/roadmaps/{made.json()['id']}/items/sql:1"
    await person.patch(item, {"status": "done"}, if_match=made.headers["etag"])
    later = await person.post("/roadmaps", ROLE | WEEKLY, idempotency_key="k")
    assert later.content == made.content


async def test_a_repeated_reanalysis_has_the_same_response_after_ticks(
    client: httpx.AsyncClient,
) -> None:
    person = await rated(client)
    first = await person.post("/roadmaps", ROLE | WEEKLY)
    path = f"/roadmaps/{first.json()['id']}"
    await person.patch(
        f"{path}/items/sql:2", {"status": "doing", "hoursSpent": 2}, if_match=first.headers["etag"]
    )
    body = {"resetProgress": False, "hoursPerWeek": 4}
    made = await person.post(f"{path}/reanalysis", body, idempotency_key="k")
    assert made.status_code == 201, made.text
    statuses = {i["id"]: i["status"] for i in made.json()["roadmap"]["result"]["items"]}
    assert statuses["sql:2"] == "doing"
    item = f"/roadmaps/{made.json()['roadmap']['id']}/items/sql:2"
    await person.patch(item, {"status": "done"}, if_match=made.headers["etag"])
    again = await person.post(f"{path}/reanalysis", body, idempotency_key="k")
    assert again.content == made.content
    assert {**again.headers, "x-request-id": ""} == {**made.headers, "x-request-id": ""}


async def test_a_roadmap_from_before_items_held_their_plans_is_read_and_ticked(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await rated(client)
    made = await person.post("/roadmaps", ROLE | WEEKLY)
    view = made.json()
    await database.execute(
        "UPDATE roadmaps SET result = $2 WHERE id = $1", view["id"], json.dumps(view["result"])
    )
    await database.execute(
        "UPDATE roadmap_items SET planned = NULL, depends_on = NULL WHERE roadmap_id = $1",
        view["id"],
    )
    assert (await person.get(f"/roadmaps/{view['id']}")).json() == view
    path = f"/roadmaps/{view['id']}/items/sql:1"
    ticked = await person.patch(path, {"status": "done"}, if_match=made.headers["etag"])
    assert ticked.status_code == 200, ticked.text
    planned = {item["id"]: item for item in view["result"]["items"]}
    assert ticked.json()["item"] == planned["sql:1"] | done_today(ticked.json()["item"])
    assert "sql:2" in ticked.json()["readyNow"]
    again = await person.post(f"/roadmaps/{view['id']}/reanalysis", {"resetProgress": False})
    assert again.status_code == 201, again.text
    assert again.json()["changes"]["dropped"] == 0
