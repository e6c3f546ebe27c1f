"""Stored ids and published slugs under content that renames, merges, splits and retires."""

import asyncio
from ast import literal_eval
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from changing_content import Content, client_of, client_with
from people import problem, sign_up
from redirected_content import MERGED, RENAMED, RETIRED, SPLIT, WITHOUT_R
from small_content import ROLE, Fault

from api.catalog.current import CurrentKnowledge, Knowledge
from api.settings import Settings
from knowledge import Library

Json = dict[str, Any]
OLD_ROLE = {"role": "data-analyst", "variant": "senior"}
PLAN = OLD_ROLE | {"hoursPerWeek": 7}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, library: Library) -> Content:
    return Content(tmp_path_factory.mktemp("published"), library)


@pytest.fixture
def content(published: Content) -> Iterator[Content]:
    """The first content, to begin with and afterwards."""
    yield published
    published.current.swap(published.first)


@pytest.fixture(scope="module")
async def client(settings: Settings, published: Content) -> AsyncIterator[httpx.AsyncClient]:
    async with client_with(settings, published) as talking:
        yield talking


async def posted(client: httpx.AsyncClient, path: str, body: Json) -> Json:
    answer = await client.post(f"/api/v1{path}", json=body)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def levels_of(ratings: httpx.Response) -> dict[str, int]:
    return {item["skill"]["slug"]: item["level"] for item in ratings.json()["items"]}


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/analyze", OLD_ROLE | {"ratings": {"sql": 1}}),
        ("/plan", PLAN | {"ratings": {"sql": 1}, "pins": ["python"]}),
        (
            "/plan/what-if",
            {
                "base": PLAN | {"ratings": {"sql": 2}},
                "variants": [{"name": "less", "ratings": {"sql": 1}}],
            },
        ),
        ("/rank", {"ratings": {"sql": 1}, "from": "data-analyst", "fromVariant": "junior"}),
        (
            "/place",
            OLD_ROLE
            | {
                "ratings": {"sql": 1},
                "ratingsNow": {"sql": 1},
                "answers": [{"skill": "sql", "level": 1, "reply": "yes"}],
            },
        ),
    ],
)
async def test_what_needs_no_account_takes_former_slugs_as_if_they_were_the_present_ones(
    client: httpx.AsyncClient, content: Content, path: str, fields: Json
) -> None:
    content.publish(*RENAMED)
    by_old_slugs = await posted(client, path, fields)
    text = str(fields).replace("'sql'", "'queries'").replace("data-analyst", "analyst")
    assert by_old_slugs == await posted(client, path, literal_eval(text))


async def test_a_profile_a_roadmap_and_a_placement_take_former_slugs(
    client: httpx.AsyncClient, content: Content
) -> None:
    content.publish(*RENAMED)
    person = await sign_up(client)
    rated = await person.put("/me/ratings/sql", {"level": 1})
    assert (rated.status_code, rated.json()["skill"]["slug"]) == (200, "queries")
    ratings = await person.get("/me/ratings")
    changed = await person.patch(
        "/me/ratings", {"ratings": {"sql": 2}}, if_match=ratings.headers["etag"]
    )
    assert levels_of(changed) == {"queries": 2}
    made = await person.post("/roadmaps", PLAN | {"pins": ["python"]})
    assert (made.status_code, made.json()["result"]["role"]["slug"]) == (201, "analyst")
    assert (await person.post("/analyses", OLD_ROLE)).status_code == 201
    placed = await person.post("/placements", OLD_ROLE)
    assert placed.status_code == 201
    answered = await person.post(
        f"/placements/{placed.json()['id']}/answers",
        {"skill": "sql", "level": 1, "reply": "yes"},
        if_match=placed.headers["etag"],
    )
    assert answered.status_code == 200, answered.text
    accepted = await person.post(
        f"/placements/{placed.json()['id']}/acceptance",
        {"levels": {"sql": 1}},
        if_match=answered.headers["etag"],
    )
    assert accepted.status_code == 200, accepted.text
    ranked = await person.get("/me/roles?from=data-analyst&fromVariant=junior")
    assert ranked.status_code == 200


async def test_a_former_slug_counts_at_most_as_the_top_level_of_what_it_means_today(
    client: httpx.AsyncClient, content: Content
) -> None:
    content.publish(*MERGED)
    person = await sign_up(client)
    rated = await person.put("/me/ratings/r", {"level": 5})
    assert (rated.json()["skill"]["slug"], rated.json()["level"]) == ("python", 1)
    problem(await person.put("/me/ratings/python", {"level": 5}), 422, "level-out-of-range")


async def test_a_comparison_across_a_rename_shows_one_line_for_the_skill(
    client: httpx.AsyncClient, content: Content
) -> None:
    person = await sign_up(client)
    await person.put("/me/ratings/sql", {"level": 1})
    before = (await person.post("/analyses", OLD_ROLE)).json()
    content.publish(*RENAMED)
    await person.put("/me/ratings/queries", {"level": 2})
    after = (await person.post("/analyses", {"role": "analyst", "variant": "senior"})).json()
    found = (await person.get(f"/analyses/{before['id']}/comparison?with={after['id']}")).json()
    # SQL: 16 of 36 h at weight 5 of 12 before, and all of it after: 18.5 and 41.7 points.
    assert [(c["key"], c["before"], c["after"], c["points"]) for c in found["changes"]] == [
        ("queries", "weak", "strong", 23.2)
    ]
    assert (found["byPerson"], found["byContent"]) == (23.2, 0.0)


async def test_a_merged_rating_is_listed_once_and_changed_by_rating_the_target(
    client: httpx.AsyncClient, content: Content
) -> None:
    person = await sign_up(client)
    await person.put("/me/ratings/r", {"level": 1})
    await person.put("/me/ratings/python", {"level": 0})
    content.publish(*MERGED)
    assert levels_of(await person.get("/me/ratings")) == {"python": 1}
    analysis = (await person.post("/analyses", OLD_ROLE)).json()["result"]
    (choice,) = [gap for gap in analysis["gaps"] if gap["key"].startswith("choose:")]
    assert choice["gapClass"] == "strong"
    await person.put("/me/ratings/python", {"level": 0})
    assert levels_of(await person.get("/me/ratings")) == {"python": 0}
    content.current.swap(content.first)
    assert levels_of(await person.get("/me/ratings")) == {"python": 0, "r": 0}


async def test_ticks_of_an_older_roadmap_raise_what_their_skill_was_merged_into(
    client: httpx.AsyncClient, content: Content
) -> None:
    person = await sign_up(client)
    view = (await person.post("/roadmaps", PLAN | {"pins": ["r"]})).json()
    content.publish(*MERGED)

    async def tick(status: str) -> dict[str, int]:
        address = f"/roadmaps/{view['id']}"
        etag = (await person.get(address)).headers["etag"]
        done = await person.patch(f"{address}/items/r:1", {"status": status}, if_match=etag)
        assert done.status_code == 200, done.text
        return levels_of(await person.get("/me/ratings"))

    assert await tick("done") == {"python": 1}
    await person.put("/me/ratings/python", {"level": 0})
    assert levels_of(await person.get("/me/ratings")) == {"python": 0}
    assert await tick("todo") == {"python": 0}
    assert await tick("done") == {"python": 1}
    assert await tick("todo") == {"python": 0}


async def test_a_choice_whose_option_was_merged_is_compared_in_one_line(
    client: httpx.AsyncClient, content: Content
) -> None:
    person = await sign_up(client)
    before = (await person.post("/analyses", OLD_ROLE)).json()
    content.publish(*MERGED)
    await person.put("/me/ratings/python", {"level": 1})
    after = (await person.post("/analyses", OLD_ROLE)).json()
    found = (await person.get(f"/analyses/{before['id']}/comparison?with={after['id']}")).json()
    lines = [(c["label"], c["before"], c["after"]) for c in found["changes"]]
    assert lines == [
        ("One scripting language", "not_told", "strong"),
        ("Git", "not_told", None),  # The bonus that the content dropped.
    ]


async def test_the_parts_of_a_split_skill_hold_its_level_until_they_are_confirmed(
    client: httpx.AsyncClient, content: Content
) -> None:
    person = await sign_up(client)
    await person.put("/me/ratings/r", {"level": 1})
    content.publish(*SPLIT)

    async def ratings() -> dict[str, tuple[int, str]]:
        items = (await person.get("/me/ratings")).json()["items"]
        return {i["skill"]["slug"]: (i["level"], i["source"]) for i in items}

    assert await ratings() == {"git": (1, "split"), "python": (1, "split")}
    await person.put("/me/ratings/git", {"level": 0})
    assert await ratings() == {"git": (0, "self"), "python": (1, "split")}
    said = problem(await person.put("/me/ratings/r", {"level": 1}), 404, "skill-not-found")
    assert said["didYouMean"] == ["python", "git"]
    said = problem(await client.get("/api/v1/skills/r"), 404, "skill-not-found")
    assert said["didYouMean"] == ["python", "git"]


async def test_a_retired_skill_keeps_its_title_and_no_longer_counts(
    client: httpx.AsyncClient, content: Content
) -> None:
    person = await sign_up(client)
    await person.put("/me/ratings/r", {"level": 1})
    content.publish(*RETIRED)
    (rating,) = (await person.get("/me/ratings")).json()["items"]
    assert rating["skill"] == {"slug": "r", "title": "The r of old"}
    assert rating["isCounted"] is False
    exported = (await person.get("/me/export")).json()["tables"]
    assert [row["skill_title"] for row in exported["skill_ratings"]] == ["The r of old"]
    assert (await posted(client, "/analyze", OLD_ROLE | {"ratings": {"r": 1}}))["readiness"][
        "points"
    ] == 0


async def test_a_skill_that_vanished_is_called_what_earlier_releases_called_it(
    settings: Settings, client: httpx.AsyncClient, content: Content
) -> None:
    person = await sign_up(client)
    await person.put("/me/ratings/r", {"level": 1})
    vanished = content.publish(*WITHOUT_R)
    (rating,) = (await person.get("/me/ratings")).json()["items"]
    assert rating["skill"] == {"slug": "r", "title": "R language"}
    # The same after a restart: now only the stored releases know it.
    restarted = CurrentKnowledge(Knowledge(Library.of_artifact(vanished.library.artifact)))
    async with client_of(settings, restarted) as talking:
        for _ in range(6000):  # It publishes and looks back while it serves already.
            if "skl_00000004" in restarted.now().names():
                break
            await asyncio.sleep(0.01)
        again = await talking.get("/api/v1/me/ratings", headers=person.headers)
    assert again.json()["items"][0]["skill"] == {"slug": "r", "title": "R language"}


async def test_a_merged_role_has_one_active_roadmap(
    client: httpx.AsyncClient, content: Content
) -> None:
    other = ROLE.replace("rol_00000001", "rol_00000002").replace("data-analyst", "report-analyst")
    other = other.replace("Data analyst", "Report analyst").replace("aliases: [analyst]\n", "")
    content.publish(Fault("roles/report-analyst.yaml", "", other))
    person = await sign_up(client)
    made = await person.post("/roadmaps", PLAN | {"role": "report-analyst"})
    assert made.status_code == 201
    line = (
        '{of: role, id: rol_00000002, slug: report-analyst, change: merged, since: "1.0.0", '
        "to: [data-analyst], title: Report analyst}"
    )
    content.publish(Fault("redirects.yaml", "redirects: []", f"redirects:\n  - {line}"))
    said = problem(await person.post("/roadmaps", PLAN), 409, "roadmap-exists")
    assert said["roadmap"] == f"/api/v1/roadmaps/{made.json()['id']}"
    (listed,) = (await person.get("/roadmaps")).json()["items"]
    assert listed["role"]["slug"] == "data-analyst"


async def test_progress_on_one_of_two_merged_steps_is_carried_over(
    client: httpx.AsyncClient, content: Content
) -> None:
    person = await sign_up(client)
    view = (await person.post("/roadmaps", PLAN | {"pins": ["r"]})).json()
    address = f"/roadmaps/{view['id']}"
    etag = (await person.get(address)).headers["etag"]
    done = await person.patch(
        f"{address}/items/r:1", {"status": "doing", "hoursSpent": 3}, if_match=etag
    )
    assert done.status_code == 200, done.text
    content.publish(*MERGED)
    made = await person.post(f"{address}/reanalysis", {"resetProgress": False})
    assert made.status_code == 201, made.text
    items = {item["id"]: item for item in made.json()["roadmap"]["result"]["items"]}
    assert (items["python:1"]["status"], items["python:1"]["hoursSpent"]) == ("doing", 3)
