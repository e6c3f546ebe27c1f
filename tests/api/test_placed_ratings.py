"""Ratings that a placement wrote keep their confidence where nothing is stored, as an account does.

The junior data analyst: sql:1 (weight 5, core), reporting:1 (3) and of a choice python or r
(4, core); 12 in all.
"""

from typing import Any

import httpx
from people import sign_up
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


async def test_faults_of_placed_ratings_are_named(client: httpx.AsyncClient) -> None:
    for placed, slug in (
        ({"sql": 0}, "invalid-request"),
        ({"sql": 1.1}, "invalid-request"),
        ({"sqll": 0.5}, "unknown-skill"),
    ):
        body = {**ROLE, "ratings": {"sql": 1}, "placed": placed}
        said = (await client.post("/api/v1/analyze", json=body)).json()
        assert said["type"].endswith(slug), said
