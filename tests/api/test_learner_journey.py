"""A learner's journey through the API."""

import httpx
from people import Person, problem, sign_up

ROADMAP = {"role": "data-analyst", "variant": "junior", "hoursPerWeek": 8}
ROLE = {"role": "data-analyst", "variant": "junior"}


async def rated(client: httpx.AsyncClient, **levels: int) -> Person:
    person = await sign_up(client)
    for skill, level in levels.items():
        answer = await person.put(f"/me/ratings/{skill}", {"level": level})
        assert answer.status_code == 200, answer.text
    return person


async def test_an_analysis_is_stored_byte_for_byte(client: httpx.AsyncClient) -> None:
    person = await rated(client, sql=1)
    made = await person.post("/analyses", ROLE)
    assert made.status_code == 201, made.text
    view = made.json()
    assert view["result"]["knowledgeVersion"] == "1.4.0"
    assert 0 < view["result"]["readiness"]["points"] < 100
    read = await client.get(made.headers["location"], headers=person.headers)
    assert read.content == made.content
    listed = (await person.get("/analyses")).json()
    assert [item["id"] for item in listed["items"]] == [view["id"]]


async def test_a_stateless_request_has_the_same_result_as_a_stored_profile(
    client: httpx.AsyncClient,
) -> None:
    person = await rated(client, sql=1)
    stored = (await person.post("/analyses", ROLE)).json()["result"]
    stateless = await client.post("/api/v1/analyze", json=ROLE | {"ratings": {"sql": 1}})
    again = await client.post("/api/v1/analyze", json=ROLE | {"ratings": {"sql": 1}})
    assert stateless.json() == stored
    assert stateless.content == again.content


async def test_a_finished_item_raises_the_rating_and_taking_it_back_restores_it(
    client: httpx.AsyncClient,
) -> None:
    person = await rated(client, git=1)
    roadmap = await person.post("/roadmaps", ROADMAP)
    assert roadmap.status_code == 201, roadmap.text
    items = roadmap.json()["result"]["items"]
    assert [item["id"] for item in items if item["isReadyNow"]]
    address = f"/roadmaps/{roadmap.json()['id']}/items/sql:1"
    ticked = await person.patch(
        address, {"status": "done", "hoursSpent": 11.5}, if_match=roadmap.headers["etag"]
    )
    assert ticked.status_code == 200, ticked.text
    assert ticked.json()["item"]["status"] == "done"
    assert ticked.json()["item"]["hoursSpent"] == 11.5
    assert ticked.json()["roadmap"]["progress"]["done"] == 1
    ratings = (await person.get("/me/ratings")).json()["items"]
    assert {entry["skill"]["slug"]: (entry["level"], entry["source"]) for entry in ratings} == {
        "git": (1, "self"),
        "sql": (1, "roadmap"),
    }
    undone = await person.patch(address, {"status": "todo"}, if_match=ticked.headers["etag"])
    assert undone.json()["item"]["hoursSpent"] == 11.5
    ratings = (await person.get("/me/ratings")).json()["items"]
    assert {entry["skill"]["slug"]: entry["level"] for entry in ratings} == {"git": 1}


async def test_what_a_person_says_later_outlives_a_tick_that_is_taken_back(
    client: httpx.AsyncClient,
) -> None:
    person = await rated(client)
    roadmap = await person.post("/roadmaps", ROADMAP | {"variant": "senior"})
    address = f"/roadmaps/{roadmap.json()['id']}/items/sql:1"
    ticked = await person.patch(address, {"status": "done"}, if_match=roadmap.headers["etag"])
    await person.put("/me/ratings/sql", {"level": 2})
    await person.patch(address, {"status": "todo"}, if_match=ticked.headers["etag"])
    ratings = (await person.get("/me/ratings")).json()["items"]
    assert [(entry["level"], entry["source"]) for entry in ratings] == [(2, "self")]


async def test_a_second_roadmap_for_a_role_is_refused_with_the_address_of_the_first(
    client: httpx.AsyncClient,
) -> None:
    person = await rated(client)
    first = await person.post("/roadmaps", ROADMAP)
    said = problem(await person.post("/roadmaps", ROADMAP), 409, "roadmap-exists")
    assert said["roadmap"] == f"/api/v1/roadmaps/{first.json()['id']}"
    assert said["roadmap"] == first.headers["location"]


async def test_reanalysis_archives_the_old_roadmap_and_compares(client: httpx.AsyncClient) -> None:
    person = await rated(client)
    first = await person.post("/roadmaps", ROADMAP)
    old = first.json()["id"]
    ticked = await person.patch(
        f"/roadmaps/{old}/items/sql:1", {"status": "done"}, if_match=first.headers["etag"]
    )
    doing = await person.patch(
        f"/roadmaps/{old}/items/reporting:1",
        {"status": "doing", "hoursSpent": 3},
        if_match=ticked.headers["etag"],
    )
    assert doing.status_code == 200, doing.text
    again = await person.post(f"/roadmaps/{old}/reanalysis", {"resetProgress": False})
    assert again.status_code == 201, again.text
    view = again.json()
    assert view["archivedRoadmapId"] == old
    comparison = view["comparison"]
    assert comparison["after"] > comparison["before"]
    assert comparison["byPerson"] == round(comparison["after"] - comparison["before"], 1)
    assert comparison["byContent"] == 0
    items = {item["id"]: item for item in view["roadmap"]["result"]["items"]}
    assert "sql:1" not in items
    assert items["reporting:1"]["status"] == "doing"
    assert items["reporting:1"]["hoursSpent"] == 3
    archived = (await person.get(f"/roadmaps/{old}")).json()
    assert archived["status"] == "archived"
    assert archived["progress"]["done"] == 1
    listed = (await person.get("/roadmaps")).json()["items"]
    assert [entry["status"] for entry in listed] == ["active", "archived"]
    refused = await person.post(f"/roadmaps/{old}/reanalysis", {"resetProgress": False})
    problem(refused, 409, "roadmap-archived")


async def test_reanalysis_as_a_fresh_start_resets_every_item(
    client: httpx.AsyncClient,
) -> None:
    person = await rated(client)
    first = await person.post("/roadmaps", ROADMAP)
    old = first.json()["id"]
    await person.patch(
        f"/roadmaps/{old}/items/reporting:1",
        {"status": "skipped"},
        if_match=first.headers["etag"],
    )
    again = await person.post(f"/roadmaps/{old}/reanalysis", {"resetProgress": True})
    items = {item["id"]: item for item in again.json()["roadmap"]["result"]["items"]}
    assert {item["status"] for item in items.values()} == {"todo"}
    assert "reporting:1" in items


async def test_a_skipped_step_stays_out_of_later_roadmaps(client: httpx.AsyncClient) -> None:
    person = await rated(client)
    first = await person.post("/roadmaps", ROADMAP)
    old = first.json()["id"]
    skipped = await person.patch(
        f"/roadmaps/{old}/items/sql:1", {"status": "skipped"}, if_match=first.headers["etag"]
    )
    assert (
        skipped.json()["roadmap"]["progress"]["total"] == len(first.json()["result"]["items"]) - 1
    )
    second = await person.post(f"/roadmaps/{old}/reanalysis", {"resetProgress": False})
    third = await person.post(
        f"/roadmaps/{second.json()['roadmap']['id']}/reanalysis", {"resetProgress": False}
    )
    for answer in (second, third):
        assert "sql:1" not in [item["id"] for item in answer.json()["roadmap"]["result"]["items"]]


async def test_two_stored_analyses_are_compared(client: httpx.AsyncClient) -> None:
    person = await rated(client)
    before = (await person.post("/analyses", ROLE)).json()
    await person.put("/me/ratings/sql", {"level": 1})
    after = (await person.post("/analyses", ROLE)).json()
    found = (await person.get(f"/analyses/{before['id']}/comparison?with={after['id']}")).json()
    assert found["before"] == 0
    assert found["after"] == after["result"]["readiness"]["points"]
    assert found["byPerson"] + found["byContent"] == found["after"]
    assert {change["key"]: change["after"] for change in found["changes"]}["sql"] == "strong"
