"""The hours left of a profile for a role are the same to the tenth wherever they are shown."""

import os
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from people import Person, sign_up
from seeding import seed_for, seed_of

from knowledge import Library

CONTENT = Path(__file__).resolve().parents[2] / "knowledge" / "content"
Json = dict[str, Any]
ROLES_EACH = 4


@pytest.fixture(scope="module")
def library() -> Library:
    """The bundled knowledge: many roles."""
    return Library.load(CONTENT)


async def asked(client: httpx.AsyncClient, path: str, **request: object) -> Json:
    found = await client.post(f"/api/v1{path}", json=request)
    assert found.status_code == 200, found.text
    return dict(found.json())


def drawn(library: Library, chance: Random) -> dict[str, int]:
    """The ratings of a beginner, of somebody in the middle, or of an expert; zeros among them."""
    skills = sorted(library.graph.skills)
    some = chance.sample(skills, chance.choice([0, 3, 12, 40, 150]))
    return {slug: chance.randint(0, library.graph.skills[slug].top) for slug in some}


def variants(library: Library) -> list[tuple[str, str]]:
    return [(slug, v) for slug, role in sorted(library.roles.items()) for v in role.variants]


async def with_ratings(client: httpx.AsyncClient, ratings: dict[str, int]) -> Person:
    person = await sign_up(client)
    if ratings:
        version = (await person.get("/me/ratings")).headers["etag"]
        rated = await person.patch("/me/ratings", {"ratings": ratings}, if_match=version)
        assert rated.status_code == 200, rated.text
    return person


def ranked_hours(ranking: Json) -> dict[tuple[str, str], float]:
    return {(r["role"]["slug"], r["variant"]): r["hoursLeft"] for r in ranking["roles"]}


@pytest.mark.parametrize("number", range(6))
async def test_every_endpoint_shows_the_same_hours(
    client: httpx.AsyncClient, library: Library, number: int
) -> None:
    chance = Random(seed_for(seed_of(os.environ), f"hours {number}"))
    ratings = drawn(library, chance)
    person = await with_ratings(client, ratings)
    of_ranking = ranked_hours(await asked(client, "/rank", ratings=ratings))
    assert ranked_hours((await person.get("/me/roles")).json()) == of_ranking
    for role in chance.sample(sorted(library.roles), ROLES_EACH):  # One roadmap a role.
        variant = chance.choice(sorted(library.roles[role].variants))
        of_role = {"role": role, "variant": variant}
        request = {**of_role, "ratings": ratings}
        planned = await asked(client, "/plan", **request, hoursPerWeek=8)
        hours = planned["hours"]
        assert hours["typical"] == of_ranking[role, variant]
        assert (await asked(client, "/analyze", **request))["hoursLeft"] == hours
        stored = (await person.post("/analyses", of_role)).json()
        assert stored["result"]["hoursLeft"] == hours
        if hours["typical"] > 0:
            roadmap = await person.post("/roadmaps", {**of_role, "hoursPerWeek": 8})
            assert roadmap.status_code == 201, roadmap.text
            assert roadmap.json()["result"]["hours"] == hours
            analysis = await person.get(f"/analyses/{roadmap.json()['analysisId']}")
            assert analysis.json()["result"]["hoursLeft"] == hours


async def test_a_role_page_shows_the_hours_of_who_knows_nothing(
    client: httpx.AsyncClient, library: Library
) -> None:
    of_ranking = ranked_hours(await asked(client, "/rank", ratings={}))
    listed = (await client.get("/api/v1/roles")).json()["items"]
    shown = {
        (role["slug"], each["variant"]): each["hours"]["typical"]
        for role in listed
        for each in role["variants"]
    }
    assert shown == of_ranking
    assert len(shown) == len(variants(library))
    role = (await client.get("/api/v1/roles/data-analyst")).json()
    found = [each["hours"] for each in role["variants"]]
    for each, hours in zip(role["variants"], found, strict=True):
        request = {"role": "data-analyst", "variant": each["variant"], "ratings": {}}
        assert (await asked(client, "/analyze", **request))["hoursLeft"] == hours


async def test_transitions_show_the_hours_of_who_holds_the_role_and_nothing_else(
    client: httpx.AsyncClient,
) -> None:
    held = {"from": "data-analyst", "fromVariant": "junior"}
    of_ranking = ranked_hours(await asked(client, "/rank", ratings={}, **held))
    path = "/api/v1/roles/data-analyst/transitions?variant=junior"
    found = await client.get(path)
    assert found.status_code == 200, found.text
    for entry in found.json()["roles"]:
        key = entry["role"]["slug"], entry["variant"]
        assert entry["hoursLeft"] == of_ranking[key]


async def test_what_a_role_requires_adds_up(client: httpx.AsyncClient) -> None:
    """The requirements of the role page are those of the analysis, and the bonus is apart."""
    role = (await client.get("/api/v1/roles/data-analyst")).json()
    for each in role["variants"]:
        request = {"role": "data-analyst", "variant": each["variant"], "ratings": {"sql": 1}}
        gaps = (await asked(client, "/analyze", **request))["gaps"]
        bonus = sum(gap["importance"] == "bonus" for gap in gaps)
        assert (each["requirementCount"], each["bonusCount"]) == (len(gaps) - bonus, bonus)
