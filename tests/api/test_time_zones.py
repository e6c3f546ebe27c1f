"""The day of a person: named at sign-up, changed later, and what counts wherever a date does."""

import subprocess
import sys
from collections.abc import AsyncIterator

import asyncpg
import pytest
from moving_clock import MovingClock, Scene, back_again, begin, client_at, sign_up_in
from people import PASSWORD, fresh_email, problem

from api.catalog.current import CurrentKnowledge, Knowledge
from api.settings import Settings
from knowledge import Library

EVENING = "2026-12-01T03:00"
"""7 in the evening of 30 November in Los Angeles."""


@pytest.fixture
async def scene(
    settings: Settings, library: Library, database: asyncpg.Connection
) -> AsyncIterator[Scene]:
    clock = MovingClock(EVENING)
    knowledge = CurrentKnowledge(Knowledge(library))
    async with client_at(settings, knowledge, clock) as client:
        yield Scene(clock, client, database)


async def test_sign_up_takes_a_time_zone_and_the_account_changes_it(scene: Scene) -> None:
    person = await sign_up_in(scene.client, "America/Los_Angeles")
    assert (await person.get("/me")).json()["timeZone"] == "America/Los_Angeles"
    moved = await person.patch("/me", {"timeZone": "Asia/Kolkata"})
    assert (moved.status_code, moved.json()["timeZone"]) == (200, "Asia/Kolkata")
    renamed = await person.patch("/me", {"displayName": "Grace"})
    assert renamed.json()["timeZone"] == "Asia/Kolkata"
    assert (await (await sign_up_in(scene.client)).get("/me")).json()["timeZone"] == "UTC"


@pytest.mark.parametrize(
    "name",
    ["Mars/Base", "europe/berlin", "../../etc/passwd", "America", "localtime", "Factory", "é", " "],
)
async def test_what_is_no_time_zone_is_refused_in_words(scene: Scene, name: str) -> None:
    person = await sign_up_in(scene.client)
    body = {"email": fresh_email(), "password": PASSWORD, "displayName": "A", "timeZone": name}
    for answer in (
        await person.patch("/me", {"timeZone": name}),
        await scene.client.post("/api/v1/auth/signup", json=body),
    ):
        assert problem(answer, 400, "invalid-request")["fields"] == [
            {
                "path": "$.timeZone",
                "message": "must be the name of a time zone such as Europe/Berlin or UTC",
                "didYouMean": [],
            }
        ]
    assert (await person.get("/me")).json()["timeZone"] == "UTC"


async def test_tomorrow_is_a_day_ahead_in_the_evening_west_of_greenwich(scene: Scene) -> None:
    walk = await begin(scene, zone="America/Los_Angeles")
    schedule = (await walk.read())["schedule"]
    assert (schedule["timeZone"], schedule["today"]) == ("America/Los_Angeles", "2026-11-30")
    assert (schedule["startedOn"], schedule["weekHours"]) == ("2026-11-30", 7)
    assert (await walk.change(pausedUntil="2026-12-01")).status_code == 200
    limit = {"resetProgress": False, "untilDate": "2026-12-01"}
    address = f"/roadmaps/{walk.roadmap}/what-if"
    tomorrow = await walk.person.post(address, limit)
    assert tomorrow.status_code == 200, tomorrow.text
    assert tomorrow.json()["result"]["limit"]["hours"] == 1
    today = await walk.person.post(address, limit | {"untilDate": "2026-11-30"})
    assert "2026-11-30" in str(problem(today, 422, "date-in-past")["conflict"])
    # In London it is 1 December.
    other = await begin(scene, zone="Europe/London")
    assert (await other.read())["schedule"]["today"] == "2026-12-01"
    answer = await other.person.post(f"/roadmaps/{other.roadmap}/what-if", limit)
    problem(answer, 422, "date-in-past")


async def test_who_moves_has_the_day_of_the_new_place(scene: Scene) -> None:
    walk = await begin(scene, zone="Pacific/Auckland")
    assert (await walk.read())["schedule"]["today"] == "2026-12-01"
    await walk.person.patch("/me", {"timeZone": "Pacific/Honolulu"})
    schedule = (await walk.read())["schedule"]
    assert (schedule["today"], schedule["startedOn"]) == ("2026-11-30", "2026-12-01")
    # The first day of the plan is still to come.
    assert (schedule["daysBehind"], schedule["weekHours"]) == (0, 6)


async def test_a_day_of_23_hours_is_a_day_and_so_is_one_of_25(scene: Scene) -> None:
    scene.clock.set("2027-03-27T09:00")
    spring = await begin(scene, zone="Europe/Berlin")
    # Clocks go forward on Sunday the 28th. 16 h from Saturday on end on 11 April.
    for moment, day, behind in (
        ("2027-03-27T22:59", "2027-03-27", 0),
        ("2027-03-27T23:00", "2027-03-28", 0),
        ("2027-03-28T21:59", "2027-03-28", 0),
        ("2027-03-28T22:00", "2027-03-29", 0),
        ("2027-04-11T21:59", "2027-04-11", 0),
        ("2027-04-11T22:00", "2027-04-12", 16),
    ):
        schedule = (await spring.on(*moment.split("T")))["schedule"]
        assert (schedule["today"], schedule["daysBehind"]) == (day, behind)
        assert schedule["plannedFinish"] == "2027-06-15"
    scene.clock.set("2027-10-30T09:00")
    autumn = await begin(scene, zone="Europe/Berlin")
    for moment, day in (
        ("2027-10-30T22:00", "2027-10-31"),
        ("2027-10-31T22:59", "2027-10-31"),
        ("2027-10-31T23:00", "2027-11-01"),
    ):
        assert (await autumn.on(*moment.split("T")))["schedule"]["today"] == day


async def test_a_program_has_the_day_of_its_person(scene: Scene) -> None:
    walk = await begin(scene, zone="America/Los_Angeles")
    made = await walk.person.post("/me/tokens", {"name": "calendar", "scopes": ["read"]})
    headers = {"authorization": f"Bearer {made.json()['token']}"}
    read = await scene.client.get(f"/api/v1/roadmaps/{walk.roadmap}", headers=headers)
    assert read.json()["schedule"]["today"] == "2026-11-30"


async def test_a_rating_was_given_on_the_day_of_the_person(scene: Scene) -> None:
    person = await sign_up_in(scene.client, "America/Los_Angeles")
    await person.put("/me/ratings/sql", {"level": 1})
    await scene.database.execute(
        "UPDATE skill_ratings SET updated_at = '2026-12-01T02:00Z' WHERE user_id = $1",
        person.user_id,
    )
    person = await back_again(person)
    made = await person.post("/analyses", {"role": "data-analyst", "variant": "senior"})
    stored = await scene.database.fetchval(
        "SELECT inputs FROM analyses WHERE id = $1", made.json()["id"]
    )
    assert '"today": "2026-11-30"' in stored
    assert '"rated_on": "2026-11-30"' in stored


async def test_a_zone_that_this_machine_does_not_know_counts_as_utc(scene: Scene) -> None:
    walk = await begin(scene)
    await scene.database.execute(
        "UPDATE users SET time_zone = 'Mars/Base' WHERE id = $1", walk.person.user_id
    )
    assert (await walk.read())["schedule"]["today"] == "2026-12-01"


def test_time_zones_are_known_without_those_of_the_system() -> None:
    """A machine may have none: then those of the package `tzdata` count."""
    script = "from api.time_zones import known_zones; print('Asia/Kolkata' in known_zones())"
    found = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONTZPATH": "", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "True\n", "install what requirements.lock lists"
