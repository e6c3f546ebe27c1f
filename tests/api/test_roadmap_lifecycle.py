"""A roadmap is active, completed or archived, and from each of them something leads on.

Hours and weights are those of `test_roadmap_lineage.py`. The data storyteller needs reporting and
Git, each of weight 5: level 1 of Git is 8 of the 20 h that a senior needs.
"""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import httpx
import pytest
from changing_content import SECOND_ROLE, Content, client_with
from people import Person, problem
from roadmap_calls import JUNIOR, KEEP, SENIOR, Json, begun, items_of, look, reanalysed, tick
from small_content import PROJECT_PATH, ROLE_PATH, Fault, whole_content

from api.settings import Settings
from knowledge import Library

STORYTELLER = {"role": "data-storyteller", "variant": "junior", "hoursPerWeek": 5}
WITHOUT_ANALYST = (
    SECOND_ROLE,
    Fault(ROLE_PATH, whole_content()[ROLE_PATH], ""),
    Fault(PROJECT_PATH, "roles: [data-analyst]", "roles: [data-storyteller]"),
)
ONLY_JUNIOR = (
    SECOND_ROLE,
    Fault(ROLE_PATH, "variants: [junior, senior]", "variants: [junior]"),
    Fault(ROLE_PATH, "{junior: 1, senior: 2}", "{junior: 1}"),
    Fault(ROLE_PATH, "{skill: r, level: {senior: 1}}", "{skill: r, level: 1}"),
    Fault(ROLE_PATH, "git, level: {senior: 2}", "git, level: {junior: 2}"),
)


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


async def finished(client: httpx.AsyncClient) -> tuple[Person, Json]:
    """A person who has done the whole junior roadmap."""
    person, view = await begun(client)
    for item in ("sql:1", "git:1", "python:1", "reporting:1"):
        await tick(person, view, item)
    return person, view


async def archived(person: Person, view: Json) -> Json:
    read = await person.get(f"/roadmaps/{view['id']}")
    done = await person.post(f"/roadmaps/{view['id']}/archive", None, if_match=read.headers["etag"])
    assert done.status_code == 200, done.text
    found: Json = done.json()
    assert found == await look(person, view)
    return found


async def statuses(person: Person, **query: str) -> dict[str, str]:
    found = await person.client.get("/api/v1/roadmaps", params=query, headers=person.headers)
    return {one["id"]: one["status"] for one in found.json()["items"]}


async def test_a_finished_roadmap_is_completed_and_leads_on(client: httpx.AsyncClient) -> None:
    """Of the senior role, SQL counts 5 · 16/36, Python 4, reporting 3 of 12: 76.9 points.

    Of the storyteller, a junior has everything, so the senior one is near: 5 · 8/20 + 5 of 10.
    """
    person, view = await finished(client)
    seen = await look(person, view)
    assert seen["status"] == "completed"
    assert seen["completedAt"] == max(seen["completedAt"], seen["createdAt"])
    assert seen["next"]["variant"] == {
        "variant": "senior",
        "variantTitle": "Senior",
        "points": 76.9,
        "hoursLeft": 20,
    }
    assert [
        (near["role"]["slug"], near["variant"], near["points"])
        for near in seen["next"]["nearRoles"]
    ] == [("data-storyteller", "senior", 70)]
    assert await statuses(person, status="completed") == {view["id"]: "completed"}
    assert await statuses(person, status="active") == {}
    undone = await tick(person, view, "git:1", status="todo")
    # Git is implied by Python, so nothing is open.
    assert undone["roadmap"]["status"] == "completed"
    undone = await tick(person, view, "reporting:1", status="todo")
    assert undone["roadmap"]["status"] == "active"
    assert undone["roadmap"]["completedAt"] is None
    assert (await look(person, view))["next"] is None


@pytest.mark.parametrize("way", ["reanalysis", "create"])
async def test_a_promotion_takes_the_progress_along(client: httpx.AsyncClient, way: str) -> None:
    person, view = await finished(client)
    if way == "reanalysis":
        made = await person.post(f"/roadmaps/{view['id']}/reanalysis", KEEP | {"variant": "senior"})
        comparison = made.json()["comparison"]
        assert (comparison["before"], comparison["after"]) == (0, 76.9)
        assert (comparison["byPerson"], comparison["byContent"]) == (76.9, 0)
        assert made.json()["archivedRoadmapId"] == view["id"]
        promoted = made.json()["roadmap"]
    else:
        made = await person.post("/roadmaps", SENIOR, idempotency_key="k")
        assert made.status_code == 201, made.text
        again = await person.post("/roadmaps", SENIOR, idempotency_key="k")
        assert again.content == made.content
        promoted = made.json()
    assert promoted == await look(person, promoted)
    assert set(items_of(promoted)) == {"sql:2"}
    assert promoted["progress"] == {
        "done": 4,
        "total": 5,
        "hoursDone": 69,
        "hoursTotal": 89,
        "hoursSpent": 0,
    }
    assert len(promoted["lineage"]["done"]) == 4
    assert promoted["lineage"]["id"] == view["id"]
    assert promoted["readiness"] == {"start": 0, "now": 76.9, "then": 100}
    assert promoted["isPrimary"]
    assert await statuses(person) == {promoted["id"]: "active", view["id"]: "archived"}


async def test_a_change_of_variant_midway_keeps_what_is_done(client: httpx.AsyncClient) -> None:
    person, view = await begun(client)
    await tick(person, view, "sql:1")
    senior = await reanalysed(person, view, variant="senior")
    assert senior["result"]["variant"] == "senior"
    assert senior["progress"]["done"] == 1
    back = await reanalysed(person, senior, variant="junior")
    assert (back["progress"]["done"], back["lineage"]["id"]) == (1, view["id"])
    refused = await person.post(
        f"/roadmaps/{back['id']}/reanalysis", KEEP | {"variant": "principal"}
    )
    problem(refused, 422, "unknown-variant")


async def test_archiving_takes_the_version_that_was_read(client: httpx.AsyncClient) -> None:
    person, view = await begun(client)
    path = f"/roadmaps/{view['id']}/archive"
    problem(await person.post(path, None), 428, "version-required")
    problem(await person.post(path, None, if_match='"v9"'), 412, "stale-version")
    put_away = await archived(person, view)
    assert (put_away["status"], put_away["isPrimary"]) == ("archived", False)
    assert put_away["archivedAt"] is not None
    problem(await person.post(path, None, if_match='"v2"'), 409, "roadmap-archived")
    item = f"/roadmaps/{view['id']}/items/sql:1"
    refused = await person.patch(item, {"status": "done"}, if_match='"v2"')
    problem(refused, 409, "roadmap-archived")


async def test_a_wrong_choice_is_left_behind_by_archiving(client: httpx.AsyncClient) -> None:
    person, view = await begun(client)
    await archived(person, view)
    other = await person.post("/roadmaps", STORYTELLER)
    assert other.status_code == 201
    again = await person.post("/roadmaps", JUNIOR)
    assert again.status_code == 201
    assert again.json()["lineage"]["id"] == again.json()["id"]


async def test_an_archived_roadmap_goes_on_where_no_other_does(client: httpx.AsyncClient) -> None:
    person, view = await begun(client)
    await tick(person, view, "sql:1")
    await archived(person, view)
    shown = await person.post(f"/roadmaps/{view['id']}/what-if", KEEP)
    assert shown.status_code == 200
    back = await reanalysed(person, view, variant="senior")
    assert (back["status"], back["progress"]["done"]) == ("active", 1)
    assert back["result"]["variant"] == "senior"
    assert back["lineage"]["id"] == view["id"]
    refused = await person.post(f"/roadmaps/{view['id']}/reanalysis", KEEP)
    problem(refused, 409, "roadmap-archived")


async def test_one_of_several_roadmaps_is_primary(client: httpx.AsyncClient) -> None:
    person, first = await begun(client)
    second = (await person.post("/roadmaps", STORYTELLER)).json()
    assert (first["isPrimary"], second["isPrimary"]) == (True, False)

    async def primary() -> list[str]:
        listed = (await person.get("/roadmaps")).json()["items"]
        return [one["id"] for one in listed if one["isPrimary"]]

    path = f"/roadmaps/{second['id']}"
    problem(await person.patch(path, {"isPrimary": True}), 428, "version-required")
    problem(await person.patch(path, {"isPrimary": False}, if_match='"v1"'), 400, "invalid-request")
    moved = await person.patch(path, {"isPrimary": True}, if_match='"v1"')
    assert (moved.status_code, moved.json()["isPrimary"], moved.json()["version"]) == (200, True, 2)
    assert moved.json() == await look(person, second)
    assert moved.headers["etag"].startswith('"v2-en-')
    assert await primary() == [second["id"]]
    again = await reanalysed(person, second)
    first = await reanalysed(person, first)
    assert await primary() == [again["id"]]
    await archived(person, again)
    assert await primary() == [first["id"]]
    refused = await person.patch(path, {"isPrimary": True}, if_match='"v3"')
    problem(refused, 409, "roadmap-archived")


async def test_requests_at_once_leave_one_roadmap_a_role_and_one_primary(
    client: httpx.AsyncClient,
) -> None:
    person, view = await begun(client)
    await archived(person, view)
    again = (f"/roadmaps/{view['id']}/reanalysis", KEEP)
    calls = [again, ("/roadmaps", JUNIOR), again, ("/roadmaps", STORYTELLER), again]
    answers = await asyncio.gather(*[person.post(path, body) for path, body in calls])
    made = [answer for answer in answers if answer.status_code == 201]
    assert len(made) == 2
    assert {answer.status_code for answer in answers} == {201, 409}
    listed = (await person.get("/roadmaps")).json()["items"]
    assert [one["status"] for one in listed].count("active") == 2
    assert [one["isPrimary"] for one in listed].count(True) == 1


async def test_of_two_who_archive_at_once_one_is_late(client: httpx.AsyncClient) -> None:
    person, view = await begun(client)
    path = f"/roadmaps/{view['id']}"
    answers = await asyncio.gather(
        person.post(f"{path}/archive", None, if_match='"v1"'),
        person.post(f"{path}/archive", None, if_match='"v1"'),
        person.patch(path, {"isPrimary": True}, if_match='"v1"'),
        person.patch(f"{path}/items/sql:1", {"status": "done"}, if_match='"v1"'),
    )
    assert sorted(answer.status_code for answer in answers)[0] == 200
    assert {answer.status_code for answer in answers[1:]} <= {200, 409, 412}
    assert [answer.status_code for answer in answers].count(200) == 1


async def test_a_first_roadmap_made_anew_from_nothing_stays_primary(
    client: httpx.AsyncClient,
) -> None:
    person, first = await begun(client)
    await person.post("/roadmaps", STORYTELLER)
    fresh = await reanalysed(person, first, resetProgress=True)
    assert fresh["isPrimary"]


async def test_a_retired_role_keeps_its_title_and_offers_the_nearest(
    client: httpx.AsyncClient, content: Content
) -> None:
    person, view = await begun(client)
    await tick(person, view, "sql:1")
    content.publish(*WITHOUT_ANALYST)
    seen = await look(person, view)
    nearest = {
        "role": {"slug": "data-storyteller", "title": "Data storyteller"},
        "variant": "junior",
        "variantTitle": "Junior",
    }
    assert seen["retired"] == {"title": "Data analyst", "nearest": nearest}
    assert seen["result"]["role"] == {"slug": "data-analyst", "title": "Data analyst"}
    assert seen["readiness"] is None
    assert [near["role"]["slug"] for near in seen["next"]["nearRoles"]] == ["data-storyteller"]
    assert seen["next"]["variant"] is None
    (listed,) = (await person.get("/roadmaps")).json()["items"]
    assert listed["role"]["title"] == "Data analyst"
    assert listed["retired"] == seen["retired"]
    ticked = await tick(person, view, "git:1")
    assert ticked["readiness"] is None
    assert ticked["roadmap"]["progress"]["done"] == 2
    refused = await person.post(f"/roadmaps/{view['id']}/reanalysis", KEEP)
    problem(refused, 404, "not-found")
    assert (await archived(person, view))["retired"] == seen["retired"]
    request = {
        "role": nearest["role"]["slug"],  # type: ignore[index]
        "variant": nearest["variant"],
        "hoursPerWeek": 5,
    }
    assert (await person.post("/roadmaps", request)).status_code == 201


async def test_a_retired_variant_leads_to_another_of_its_role(
    client: httpx.AsyncClient, content: Content
) -> None:
    person, view = await begun(client, SENIOR)
    await tick(person, view, "sql:1")
    content.publish(*ONLY_JUNIOR)
    seen = await look(person, view)
    assert seen["retired"] == {
        "title": "Data analyst",
        "nearest": {
            "role": {"slug": "data-analyst", "title": "Data analyst"},
            "variant": "junior",
            "variantTitle": "Junior",
        },
    }
    problem(await person.post(f"/roadmaps/{view['id']}/reanalysis", KEEP), 422, "unknown-variant")
    junior = await reanalysed(person, view, variant="junior")
    assert (junior["progress"]["done"], junior["retired"]) == (1, None)


async def test_newer_content_is_named(
    client: httpx.AsyncClient, content: Content, database: asyncpg.Connection
) -> None:
    person, view = await begun(client)
    content.publish(SECOND_ROLE, Fault("manifest.yaml", '"1.4.0"', '"1.5.0"'))
    newer = {"version": "1.5.0", "releasedOn": None}
    assert (await look(person, view))["content"] == {"version": "1.4.0", "newer": newer}
    await database.execute(
        "INSERT INTO knowledge_releases (version, hash, artifact, changes, published_at) "
        "VALUES ('1.5.0', $1, '', '{}', '2026-11-20 12:00+00')",
        content.current.now().hash,
    )
    newer["releasedOn"] = "2026-11-20"
    assert (await look(person, view))["content"]["newer"] == newer
    again = await reanalysed(person, view)
    assert again["content"] == {"version": "1.5.0", "newer": None}
