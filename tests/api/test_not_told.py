"""Not told apart from told: nothing, over the wire and as stored: 0 is a rating like any other.

The junior data analyst: sql:1 (weight 5, core), reporting:1 (3; needs sql:1 and python or r) and
of a choice python alone (4, core; needs git:1); 12 in all.
"""

import json

import asyncpg
import httpx
from people import Person, sign_up

ROLE = {"role": "data-analyst", "variant": "junior"}
Json = dict[str, object]


async def analysed(client: httpx.AsyncClient, **ratings: int) -> Json:
    found = await client.post("/api/v1/analyze", json={**ROLE, "ratings": ratings})
    assert found.status_code == 200, found.text
    return dict(found.json())


def classes(analysis: Json) -> dict[str, str]:
    gaps = analysis["gaps"]
    assert isinstance(gaps, list)
    return {gap["key"]: gap["gapClass"] for gap in gaps}


async def test_six_rated_of_many_leave_the_others_not_told(client: httpx.AsyncClient) -> None:
    found = await analysed(client, sql=0)
    assert classes(found) == {
        "sql": "missing",
        "reporting": "not_told",
        "choose:python|r": "not_told",
    }


async def test_who_rated_three_skills_0_is_not_told_that_nothing_is_rated(
    client: httpx.AsyncClient,
) -> None:
    found = await analysed(client, sql=0, git=0, reporting=0)
    advice = found["advice"]
    assert isinstance(advice, list)
    assert "rate-yourself-first" not in {entry["slug"] for entry in advice}
    none = await analysed(client)
    assert isinstance(none["advice"], list)
    assert "rate-yourself-first" in {entry["slug"] for entry in none["advice"]}


async def test_with_less_than_half_told_there_is_a_range_and_the_next_question(
    client: httpx.AsyncClient,
) -> None:
    """Reporting, where it is held, tells sql too: 3 + 5 / 2 = 5.5 of 12, 45.8; sql 41.7."""
    readiness = (await analysed(client))["readiness"]
    assert isinstance(readiness, dict)
    assert (readiness["points"], readiness["high"], readiness["toldShare"]) == (0, 100, 0)
    assert readiness["band"] is None
    question = readiness["nextQuestion"]
    assert (question["skill"]["slug"], question["level"], question["points"]) == (
        "reporting",
        1,
        45.8,
    )
    assert question["canDo"] == ["Draw a chart that answers a question"]
    told = (await analysed(client, sql=1, reporting=0))["readiness"]
    assert isinstance(told, dict)
    assert (told["points"], told["high"], told["toldShare"]) == (41.7, 75, 0.6667)
    assert told["band"] is not None
    assert told["nextQuestion"] is None


async def stored_ratings(person: Person) -> dict[str, int]:
    items = (await person.get("/me/ratings")).json()["items"]
    return {item["skill"]["slug"]: item["level"] for item in items}


async def test_a_rating_of_0_is_stored_and_stays_told(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    assert (await person.put("/me/ratings/sql", {"level": 0})).json()["level"] == 0
    version = (await person.get("/me/ratings")).headers["etag"]
    both = {"ratings": {"git": 0, "python": 1}}
    assert (await person.patch("/me/ratings", both, if_match=version)).status_code == 200
    told = {"sql": 0, "git": 0, "python": 1}
    assert await stored_ratings(person) == told
    exported = (await person.get("/me/export")).json()["tables"]["skill_ratings"]
    assert {entry["level"] for entry in exported} == {0, 1}
    result = (await person.post("/analyses", ROLE)).json()["result"]
    assert result == await analysed(client, **told)
    assert classes(result)["sql"] == "missing"
    stored = (await person.get("/analyses")).json()["items"][0]["id"]
    assert (await person.get(f"/analyses/{stored}")).json()["result"] == result


async def test_a_rating_of_0_survives_a_new_plan(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    await person.put("/me/ratings/sql", {"level": 0})
    roadmap = await person.post("/roadmaps", {**ROLE, "hoursPerWeek": 8})
    address, version = f"/roadmaps/{roadmap.json()['id']}", roadmap.headers["etag"]
    again = await person.post(f"{address}/reanalysis", {"resetProgress": True}, if_match=version)
    assert again.status_code in {200, 201}, again.text
    assert await stored_ratings(person) == {"sql": 0}
    result = (await person.post("/analyses", ROLE)).json()["result"]
    assert classes(result)["sql"] == "missing"


async def test_an_analysis_from_before_is_read_with_the_hours_of_its_plan(
    client: httpx.AsyncClient, address: str
) -> None:
    """sql is held; reporting 10 h, python 35 and git 8 are left: 53, not only a part of it."""
    person = await sign_up(client)
    await person.put("/me/ratings/sql", {"level": 1})
    new = (await person.post("/analyses", ROLE)).json()
    assert new["result"]["hoursLeft"]["typical"] == 53
    old = json.loads(json.dumps(new["result"]))
    del old["readiness"]["toldShare"], old["readiness"]["nextQuestion"]
    old["readiness"]["band"] = {"slug": "first-steps", "title": "First steps", "text": "."}
    old["hoursLeft"] = {"low": 1, "typical": 10, "high": 20}
    for gap in old["gaps"]:
        gap["gapClass"] = gap["gapClass"].replace("not_told", "missing")
    connection = await asyncpg.connect(address)
    await connection.execute("set session_replication_role = replica")  # Rows never change else.
    await connection.execute(
        "update analyses set result = $1 where id = $2", json.dumps(old), new["id"]
    )
    await connection.close()
    found = (await person.get(f"/analyses/{new['id']}")).json()["result"]
    assert found["hoursLeft"] == new["result"]["hoursLeft"]
    assert (found["readiness"]["toldShare"], found["readiness"]["nextQuestion"]) == (1, None)
    assert found["readiness"]["band"] == old["readiness"]["band"]
    assert found["gaps"] == old["gaps"]
    later = (await person.post("/analyses", ROLE)).json()["id"]
    compared = await person.get(f"/analyses/{new['id']}/comparison?with={later}")
    assert compared.status_code == 200, compared.text
