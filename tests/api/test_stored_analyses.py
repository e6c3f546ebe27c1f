"""The interval of readiness over the wire, and analyses stored before there was one."""

import json

import asyncpg
import httpx
from people import sign_up

ROLE = {"role": "data-analyst", "variant": "junior"}


async def test_ratings_without_doubt_have_no_interval(client: httpx.AsyncClient) -> None:
    request = {**ROLE, "ratings": {"sql": 1, "reporting": 0, "python": 0, "r": 0}}
    readiness = (await client.post("/api/v1/analyze", json=request)).json()["readiness"]
    assert readiness["low"] == readiness["points"] == readiness["high"]
    assert readiness["coverage"] == 0.9


async def test_a_doubtful_rating_opens_an_interval(client: httpx.AsyncClient, address: str) -> None:
    person = await sign_up(client)
    await person.put("/me/ratings/sql", {"level": 1})
    connection = await asyncpg.connect(address)
    await connection.execute("update skill_ratings set confidence = 0.5")
    await connection.close()
    readiness = (await person.post("/analyses", ROLE)).json()["result"]["readiness"]
    assert readiness["low"] < readiness["points"] <= readiness["high"]


async def test_an_analysis_stored_without_an_interval_is_read_as_it_is_and_compared(
    client: httpx.AsyncClient, address: str
) -> None:
    person = await sign_up(client)
    old = (await person.post("/analyses", ROLE)).json()
    for name in ("low", "high", "coverage"):
        del old["result"]["readiness"][name]
    connection = await asyncpg.connect(address)
    await connection.execute("set session_replication_role = replica")  # Rows never change else.
    await connection.execute(
        "update analyses set result = $1 where id = $2", json.dumps(old["result"]), old["id"]
    )
    await connection.close()
    assert (await person.get(f"/analyses/{old['id']}")).json() == old
    await person.put("/me/ratings/sql", {"level": 1})
    new = (await person.post("/analyses", ROLE)).json()
    found = (await person.get(f"/analyses/{old['id']}/comparison?with={new['id']}")).json()
    assert found["before"] == old["result"]["readiness"]["points"]
    assert found["byPerson"] + found["byContent"] == found["after"] - found["before"]
