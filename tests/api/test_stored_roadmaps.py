"""Stored roadmaps as they read later: other roadmaps, other content, other years, other words.

Hours and weights are those of `test_roadmap_lineage.py`.
"""

import json
from collections.abc import AsyncIterator

import asyncpg
import httpx
import pytest
from changing_content import SECOND_ROLE, Content, client_with
from moving_clock import MovingClock, Scene, Walk, begin, client_at
from roadmap_calls import begun, items_of, look, reanalysed, tick
from small_content import ROLE_PATH, Fault

from api.catalog.current import CurrentKnowledge, Knowledge
from api.settings import Settings
from knowledge import Library

STORYTELLER = {"role": "data-storyteller", "variant": "junior", "hoursPerWeek": 5}
CALLED_OTHERWISE = Fault(ROLE_PATH, "title: Data analyst", "title: Insight analyst")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Content:
    return Content(tmp_path_factory.mktemp("published"), library)


@pytest.fixture(autouse=True)
def content(published: Content) -> Content:
    """Both roles, to begin with."""
    published.publish(SECOND_ROLE)
    return published


@pytest.fixture(scope="module")
async def client(settings: Settings, published: Content) -> AsyncIterator[httpx.AsyncClient]:
    async with client_with(settings, published) as talking:
        yield talking


async def test_a_step_done_in_another_roadmap_names_it(client: httpx.AsyncClient) -> None:
    person, analyst = await begun(client)
    other = (await person.post("/roadmaps", STORYTELLER)).json()
    assert {item["heldIn"] == [] for item in items_of(other).values()} == {True}
    await tick(person, other, "git:1")
    seen = items_of(await look(person, analyst))
    story = {"slug": "data-storyteller", "title": "Data storyteller"}
    first = {"roadmapId": other["id"], "role": story, "variant": "junior"}
    first["variantTitle"] = "Junior"
    assert (seen["git:1"]["heldBy"], seen["git:1"]["heldIn"]) == ("roadmap", [first])
    assert (seen["sql:1"]["heldBy"], seen["sql:1"]["heldIn"]) == (None, [])
    # The item that was ticked is held by itself, and by no other roadmap.
    own = items_of(await look(person, other))["git:1"]
    assert (own["heldBy"], own["heldIn"]) == ("item", [])
    # It is said not to be known, and learned once more in the next roadmap: the latest is first.
    await person.put("/me/ratings/git", {"level": 0})
    assert items_of(await look(person, analyst))["git:1"]["heldIn"] == []
    again = await reanalysed(person, other)
    await tick(person, again, "git:1")
    seen = items_of(await look(person, analyst))
    assert seen["git:1"]["heldIn"] == [first | {"roadmapId": again["id"]}, first]
    # What a rating says as well is held by the rating.
    await person.put("/me/ratings/git", {"level": 1})
    rated = items_of(await look(person, analyst))["git:1"]
    assert (rated["heldBy"], rated["heldIn"]) == ("rating", [])


async def test_a_role_goes_by_its_title_of_today_and_what_is_stored_stays(
    client: httpx.AsyncClient, content: Content, database: asyncpg.Connection
) -> None:
    person, view = await begun(client)
    query = "SELECT result FROM roadmaps WHERE id = $1"
    stored = await database.fetchval(query, view["id"])
    assert view["result"]["role"] == {"slug": "data-analyst", "title": "Data analyst"}
    content.publish(SECOND_ROLE, CALLED_OTHERWISE)
    seen = await look(person, view)
    assert seen["result"]["role"] == {"slug": "data-analyst", "title": "Insight analyst"}
    (listed,) = (await person.get("/roadmaps")).json()["items"]
    assert listed["role"] == seen["result"]["role"]
    assert await database.fetchval(query, view["id"]) == stored
    assert json.loads(stored)["role"]["title"] == "Data analyst"


async def test_a_proof_of_an_earlier_version_says_that_the_solver_was_unavailable(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person, view = await begun(client)
    await database.execute(
        "UPDATE roadmaps SET result = jsonb_set(result::jsonb, '{selection,status}',"
        " '\"solver-away\"')::text WHERE id = $1",
        view["id"],
    )
    seen = await look(person, view)
    assert view["result"]["selection"]["status"] == "proved"
    assert seen["result"]["selection"]["status"] == "solver-unavailable"
    assert (await reanalysed(person, view))["result"]["selection"]["status"] == "proved"


async def test_time_takes_no_progress_away(
    settings: Settings, library: Library, database: asyncpg.Connection
) -> None:
    """SQL 2 was rated, so both steps of SQL count as done: 36 of 81 h. After five years it counts
    as level 1, which is 16 of the 36 h: 18.5 points in place of 41.7. The step is open again.
    """
    clock = MovingClock("2026-12-02T09:00")
    async with client_at(settings, CurrentKnowledge(Knowledge(library)), clock) as timed:
        walk: Walk = await begin(Scene(clock, timed, database))
        await walk.person.put("/me/ratings/sql", {"level": 2})
        rated = await walk.read()
        behind = {"done": 2, "total": 4, "hoursDone": 36, "hoursTotal": 81, "hoursSpent": 0}
        assert (rated["progress"], rated["readiness"]["now"]) == (behind, 41.7)
        later = await walk.on("2032-12-01")
        assert (later["progress"], later["readiness"]["now"]) == (behind, 18.5)
        item = items_of(later)["sql:2"]
        assert (item["status"], item["isHeld"], item["hoursLeft"]) == ("todo", False, 20)
        # The next plan has the step again, and it still counts as done, once.
        again = await reanalysed(walk.person, later)
        assert again["progress"] == behind
        assert (items_of(again)["sql:2"]["status"], again["status"]) == ("todo", "active")
