"""Readiness over time from the events of a profile, by hand.

The figures of each day are those of an analysis of the ratings on it.
"""

from collections.abc import AsyncIterator, Sequence

import asyncpg
import httpx
import pytest
from moving_clock import MovingClock, Scene, client_at, sign_up_in
from people import Person, problem

from api.catalog.current import CurrentKnowledge, Knowledge
from api.settings import Settings
from knowledge import Library

ROLE = {"role": "data-analyst", "variant": "senior"}
ADDRESS = "/me/readiness?role=data-analyst&variant=senior"
GIT, SQL, PYTHON, R, REPORTING = (f"skl_0000000{number}" for number in range(1, 6))
Event = tuple[str, str, int | None, str]
"""When, which skill, which level, and where it comes from."""


@pytest.fixture
async def scene(
    settings: Settings, library: Library, database: asyncpg.Connection
) -> AsyncIterator[Scene]:
    clock = MovingClock("2027-03-01T09:00")
    knowledge = CurrentKnowledge(Knowledge(library))
    async with client_at(settings, knowledge, clock) as client:
        yield Scene(clock, client, database)


async def record(scene: Scene, person: Person, events: Sequence[Event]) -> None:
    for when, skill, level, source in events:
        await scene.database.execute(
            "INSERT INTO skill_rating_events "
            "(user_id, skill_id, level, source, confidence, recorded_at) "
            "VALUES ($1, $2, $3, $4, 1, $5::text::timestamptz)",
            person.user_id,
            skill,
            level,
            source,
            when,
        )


async def points(scene: Scene, **ratings: int) -> float:
    """What a stateless analysis says of these ratings."""
    answer = await scene.client.post("/api/v1/analyze", json=ROLE | {"ratings": ratings})
    found: float = answer.json()["readiness"]["points"]
    return found


async def series(person: Person) -> list[tuple[str, float, str]]:
    answer = await person.get(ADDRESS)
    assert answer.status_code == 200, answer.text
    return [(point["on"], point["points"], point["cause"]) for point in answer.json()["series"]]


async def test_every_cause_has_its_point(scene: Scene) -> None:
    person = await sign_up_in(scene.client)
    await record(
        scene,
        person,
        [
            ("2026-01-05T10:00Z", GIT, 1, "self"),
            ("2026-01-05T10:01Z", SQL, 1, "self"),
            ("2026-02-01T08:00Z", REPORTING, 1, "placement"),
            ("2026-03-01T08:00Z", SQL, 2, "roadmap"),
            ("2026-03-01T09:00Z", PYTHON, 1, "import"),
            ("2026-04-01T08:00Z", SQL, 1, "roadmap"),
            ("2026-04-02T08:00Z", GIT, 2, "self"),
            ("2026-05-01T08:00Z", REPORTING, None, "roadmap"),
        ],
    )
    one, two = await points(scene, git=1, sql=1), await points(scene, sql=1, reporting=1)
    three = await points(scene, git=1, sql=2, reporting=1)
    four = await points(scene, sql=2, reporting=1, python=1)
    five, six = (
        await points(scene, sql=1, reporting=1, python=1),
        await points(scene, sql=1, python=1),
    )
    assert 0 < one < two < three < four == 100
    assert await series(person) == [
        ("2026-01-05", one, "ratings"),
        ("2026-02-01", two, "placement"),
        ("2026-03-01", three, "progress"),
        ("2026-03-01", four, "import"),
        ("2026-04-01", five, "progress"),
        # Git beyond what is asked for changes nothing, and neither does time.
        ("2026-05-01", six, "progress"),
    ]


async def test_the_days_are_those_of_the_person(scene: Scene) -> None:
    person = await sign_up_in(scene.client, "America/Los_Angeles")
    await record(scene, person, [("2026-12-01T03:00Z", SQL, 1, "self")])
    assert [on for on, _, _ in await series(person)] == ["2026-11-30"]


async def test_nobody_rated_anything_yet(scene: Scene) -> None:
    person = await sign_up_in(scene.client)
    answer = await person.get(ADDRESS)
    assert answer.json() == {
        "knowledgeVersion": "1.4.0",
        "role": {"slug": "data-analyst", "title": "Data analyst"},
        "variant": "senior",
        "variantTitle": "Senior",
        "timeZone": "UTC",
        "series": [],
    }


async def test_what_the_client_holds_already_is_not_sent_again(scene: Scene) -> None:
    person = await sign_up_in(scene.client)
    await person.put("/me/ratings/sql", {"level": 1})
    first = await person.get(ADDRESS)
    assert first.headers["cache-control"] == "private, no-cache"
    again = await person.get(ADDRESS, if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    await person.put("/me/ratings/sql", {"level": 2})
    later = await person.get(ADDRESS, if_none_match=first.headers["etag"])
    assert later.status_code == 200


async def test_the_last_point_is_what_an_analysis_says_now(scene: Scene) -> None:
    person = await sign_up_in(scene.client)
    for skill, level in (("python", 1), ("sql", 2), ("git", 0), ("sql", 1), ("reporting", 1)):
        await person.put(f"/me/ratings/{skill}", {"level": level})
    analysis = (await person.post("/analyses", ROLE)).json()
    assert (await series(person))[-1][1] == analysis["result"]["readiness"]["points"]


async def test_unknown_roles_and_variants_are_refused(scene: Scene) -> None:
    person = await sign_up_in(scene.client)
    address = "/me/readiness?role={}&variant={}"
    problem(await person.get(address.format("data-analist", "senior")), 422, "unknown-role")
    problem(await person.get(address.format("data-analyst", "chief")), 422, "unknown-variant")
    problem(await person.get("/me/readiness?role=data-analyst"), 400, "invalid-request")


async def test_retired_skills_say_nothing(scene: Scene) -> None:
    person = await sign_up_in(scene.client)
    events: list[Event] = [
        ("2026-01-05T10:00Z", "skl_99999999", 3, "self"),
        ("2026-01-06T10:00Z", SQL, 5, "self"),
    ]
    await record(scene, person, events)
    assert await series(person) == [("2026-01-06", await points(scene, sql=2), "ratings")]


async def test_it_needs_an_account(client: httpx.AsyncClient) -> None:
    problem(await client.get(f"/api/v1{ADDRESS}"), 401, "not-authenticated")
