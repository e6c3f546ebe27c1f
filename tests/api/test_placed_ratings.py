"""Ratings that a placement wrote keep their confidence without an account, and on into one.

The junior data analyst: sql:1 (weight 5, core), reporting:1 (3) and of a choice python or r
(4, core); 12 in all.
"""

from typing import Any

import asyncpg
import httpx
from people import Person, sign_up
from placement_calls import accept, begin, told

ROLE = {"role": "data-analyst", "variant": "junior"}
NOTHING_ELSE = {"reporting": 0, "python": 0, "r": 0}
Json = dict[str, Any]


async def readiness_of(client: httpx.AsyncClient, ratings: Json, placed: Json) -> Json:
    body = {**ROLE, "ratings": ratings, "placed": placed}
    found = await client.post("/api/v1/analyze", json=body)
    assert found.status_code == 200, found.text
    readiness: Json = found.json()["readiness"]
    return readiness


async def test_a_placed_level_leaves_the_range_that_its_confidence_does(
    client: httpx.AsyncClient,
) -> None:
    """sql:1 is worth 5 / 12, 41.7; at .8 it is 0 with a chance of .1, more than the tail of .05."""
    sure = await readiness_of(client, {"sql": 1, **NOTHING_ELSE}, {})
    assert (sure["low"], sure["points"], sure["high"]) == (41.7, 41.7, 41.7)
    placed = await readiness_of(client, {"sql": 1, **NOTHING_ELSE}, {"sql": 0.8})
    assert (placed["low"], placed["points"], placed["high"]) == (0, 41.7, 41.7)


async def test_what_was_placed_says_so_and_what_was_rated_says_that(
    client: httpx.AsyncClient,
) -> None:
    body = {**ROLE, "ratings": {"sql": 1, "reporting": 0}, "placed": {"sql": 0.8, "git": 0.5}}
    gaps = (await client.post("/api/v1/analyze", json=body)).json()["gaps"]
    sources = {t["skill"]["slug"]: t["source"] for gap in gaps for t in gap["targets"]}
    assert (sources["sql"], sources["reporting"]) == ("placement", "self")


async def test_an_accepted_placement_leads_to_the_same_readiness_with_and_without_an_account(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    last = await told(person, await begin(person, variant="junior"), sql_1="yes", python_1="partly")
    state = last.json()["state"]
    assert (await accept(person, last)).status_code == 200
    stored = (await person.post("/analyses", ROLE)).json()["result"]
    changes = [(one["skill"]["slug"], one) for one in state["changes"]]
    body = {
        **ROLE,
        "ratings": {slug: one["after"] for slug, one in changes},
        "placed": {slug: one["confidence"] for slug, one in changes},
    }
    stateless = (await client.post("/api/v1/analyze", json=body)).json()
    assert stateless["readiness"] == stored["readiness"]
    assert stateless["gaps"] == stored["gaps"]
    assert stored["readiness"]["points"] == state["readiness"]["placed"]


async def patch(person: Person, ratings: Json, placed: Json) -> httpx.Response:
    version = (await person.get("/me/ratings")).headers["etag"]
    body = {"ratings": ratings, "placed": placed}
    return await person.patch("/me/ratings", body, if_match=version)


async def test_ratings_taken_into_an_account_lead_to_the_same_readiness_as_before(
    client: httpx.AsyncClient,
) -> None:
    """The figures are those of the first test: sql:1 at .8 ranges from 0 to 41.7 of 41.7."""
    ratings, placed = {"sql": 1, **NOTHING_ELSE}, {"sql": 0.8}
    person = await sign_up(client)
    assert (await patch(person, ratings, placed)).status_code == 200
    stored = (await person.post("/analyses", ROLE)).json()["result"]
    readiness = stored["readiness"]
    assert (readiness["low"], readiness["points"], readiness["high"]) == (0, 41.7, 41.7)
    stateless = await client.post(
        "/api/v1/analyze", json={**ROLE, "ratings": ratings, "placed": placed}
    )
    assert stateless.json()["readiness"] == readiness
    assert stateless.json()["gaps"] == stored["gaps"]


async def test_what_was_placed_is_stored_with_its_source_and_confidence_until_it_is_rated(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    said = await patch(person, {"sql": 1, "git": 2}, {"sql": 0.8, "python": 0.5})
    assert said.status_code == 200, said.text
    assert stored_in(said) == {"sql": (1, "placement", 0.8), "git": (2, "self", 1)}
    events = await database.fetch(
        "SELECT skill_id, level, source, confidence FROM skill_rating_events "
        "WHERE user_id = $1 ORDER BY skill_id",
        person.user_id,
    )
    assert [tuple(event) for event in events] == [
        ("skl_00000001", 2, "self", 1),
        ("skl_00000002", 1, "placement", 0.8),
    ]
    series = (await person.get("/me/readiness?role=data-analyst&variant=junior")).json()["series"]
    assert [(one["points"], one["cause"]) for one in series] == [(41.7, "placement")]
    assert stored_in(await patch(person, {"sql": 1}, {}))["sql"] == (1, "self", 1)


async def test_a_former_slug_keeps_its_confidence(client: httpx.AsyncClient) -> None:
    former = "structured-query-language"
    person = await sign_up(client)
    said = await patch(person, {former: 1}, {former: 0.8})
    assert stored_in(said) == {"sql": (1, "placement", 0.8)}


def stored_in(said: httpx.Response) -> dict[str, tuple[int, str, float]]:
    return {
        one["skill"]["slug"]: (one["level"], one["source"], one["confidence"])
        for one in said.json()["items"]
    }


async def test_faults_of_placed_ratings_are_named(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    for placed, slug in (
        ({"sql": 0}, "invalid-request"),
        ({"sql": 1.1}, "invalid-request"),
        ({"sqll": 0.5}, "unknown-skill"),
    ):
        body = {**ROLE, "ratings": {"sql": 1}, "placed": placed}
        said = (await client.post("/api/v1/analyze", json=body)).json()
        assert said["type"].endswith(slug), said
        refused = (await patch(person, {"sql": 1}, placed)).json()
        assert refused["type"].endswith(slug), refused
