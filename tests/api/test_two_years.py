"""Two years of one learner, through the API, with every figure worked out by hand.

The clock of the application and of its database is turned, and each release of the content is a
new start of the application on the same database. The content and its hours stand in
`two_years_content.py`; beside each figure stands how it comes about. She studies 7 hours a week,
so that a day has one hour.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import asyncpg
import pytest
from database_clock import DatabaseClock
from living_content import LivingContent
from moving_clock import MovingClock, sign_up_in
from people import problem
from two_years_content import first_release, second_release, third_release
from two_years_life import Life

from api.settings import Settings

Json = dict[str, Any]
KEEP = {"resetProgress": False}


@pytest.fixture
async def life(settings: Settings, database: asyncpg.Connection) -> AsyncIterator[Life]:
    clock = await DatabaseClock.of(MovingClock("2027-01-04T09:00"), database)
    async with AsyncExitStack() as stack:
        yield Life(settings, clock, stack)


def dates(view: Json) -> dict[str, tuple[str, str]]:
    """First and last day of the items that are left, without the year."""
    return {
        one["id"]: (one["startOn"][5:], one["endOn"][5:])
        for one in view["result"]["items"]
        if one["startOn"] is not None
    }


def progress(done: int, total: int, hours: tuple[float, float, float]) -> Json:
    hours_done, hours_total, hours_spent = hours
    return {
        "done": done,
        "total": total,
        "hoursDone": hours_done,
        "hoursTotal": hours_total,
        "hoursSpent": hours_spent,
    }


def readiness(start: float, now: float, then: float) -> Json:
    return {"start": start, "now": now, "then": then}


def week(schedule: Json) -> list[tuple[str, float, str]]:
    return [(part["itemId"], part["hours"], part["endsOn"]) for part in schedule["thisWeek"]]


async def test_two_years_of_one_learner(life: Life, database: asyncpg.Connection) -> None:
    first = first_release()
    await life.start(first)
    life.person = await sign_up_in(life.client, "Europe/Berlin")
    await is_placed(life)
    roadmap = await begins(life)
    await studies(life, roadmap)
    await misses_weeks_and_pauses(life, roadmap)
    await goes_on(life, roadmap)
    second = second_release(first)
    await lives_through_a_release(life, roadmap, second)
    junior = await plans_again_and_completes(life, roadmap)
    mid = await is_promoted(life, junior)
    await takes_a_second_role(life, mid)
    await life.start(third_release(second))
    await loses_the_second_role(life)
    await completes_the_second_variant(life, mid)
    await leaves(life, database)


async def is_placed(life: Life) -> None:
    """She knows Git 1 and nothing else, and says so."""
    role = {"role": "analyst", "variant": "junior"}
    said = await life.person.post("/placements", role)
    while (asked := said.json()["state"]["question"]) is not None:
        reply = "yes" if asked["skill"]["slug"] == "git" else "no"
        said = await life.person.post(
            f"/placements/{said.json()['id']}/answers",
            {"skill": asked["skill"]["slug"], "level": asked["level"], "reply": reply},
            if_match=said.headers["etag"],
        )
        assert said.status_code == 200, said.text
    path = f"/placements/{said.json()['id']}/acceptance"
    await life.post(path, {"levels": {}}, 200, if_match=said.headers["etag"])
    levels = await life.levels()
    assert levels["git"] == (1, "placement")
    assert all(level == 0 for skill, (level, _) in levels.items() if skill != "git")
    # 14 + 7 + 5 + 8 + 12 hours are missing.
    assert await life.hours_left("analyst", "junior") == 46


async def begins(life: Life) -> str:
    """On Monday, 4 January 2027: what pays most per hour comes first.

    SQL and charts 50 points in 21 h, Excel 10 in 5, cleaning 20 in 12, sheets 10 in 8.
    """
    made = await life.post("/roadmaps", {"role": "analyst", "variant": "junior", "hoursPerWeek": 7})
    assert (made["status"], made["isPrimary"]) == ("active", True)
    assert dates(made) == {
        "sql:1": ("01-04", "01-17"),
        "charts:1": ("01-18", "01-24"),
        "excel:1": ("01-25", "01-29"),
        "cleaning:1": ("01-30", "02-10"),
        "sheets:1": ("02-11", "02-18"),
    }
    assert made["progress"] == progress(0, 5, (0, 46, 0))
    assert made["readiness"] == readiness(10, 10, 100)
    schedule = made["schedule"]
    assert (schedule["plannedFinish"], schedule["daysBehind"]) == ("2027-02-18", 0)
    assert week(schedule) == [("sql:1", 7, "2027-01-17")]
    # At nine tenths of the calendar 46 h are 51.1 h, which the 52nd day reaches.
    assert schedule["finishOn"]["typical"] == "2027-02-24"
    assert schedule["finishOn"]["early"] < "2027-02-24" < schedule["finishOn"]["late"]
    identity: str = made["id"]
    return identity


def shift_of(schedule: Json) -> tuple[str, int]:
    """Where a shift leads; what is forecast for it is the forecast there is."""
    shift = schedule["waysOn"]["shift"]
    assert shift["forecast"] == schedule["finishOn"]
    return shift["finishOn"], shift["daysLater"]


async def studies(life: Life, roadmap: str) -> None:
    """Two steps, each in the hours it typically takes, on the last of its days."""
    await life.on("2027-01-17")
    ticked = await life.tick(roadmap, "sql:1", hoursSpent=14)
    assert ticked["readiness"] == {"before": 10, "now": 40, "gained": 30}
    assert ticked["item"]["doneOn"] == "2027-01-17"
    assert ticked["readyNow"] == ["charts:1", "excel:1", "cleaning:1", "sheets:1"]
    # 14 h on the fourteenth day, when 13 have passed.
    schedule = ticked["schedule"]
    assert schedule["daysBehind"] == -1
    assert shift_of(schedule) == ("2027-02-17", -1)
    # 32 h in the 33 days until 18 February: 6.79 h a week.
    assert schedule["waysOn"]["changePace"]["hoursPerWeek"] == 6.8
    assert await life.hours_left("analyst", "junior") == 32
    await life.on("2027-01-24")
    ticked = await life.tick(roadmap, "charts:1", hoursSpent=7)
    assert ticked["roadmap"]["progress"] == progress(2, 5, (21, 46, 21))
    assert ticked["roadmap"]["readiness"] == readiness(10, 60, 100)
    assert ticked["schedule"]["forecast"]["hoursPerHour"] == 1


async def misses_weeks_and_pauses(life: Life, roadmap: str) -> None:
    """Three weeks without study, then a pause that is meant, and new dates."""
    await life.on("2027-02-15")
    view = await life.get(f"/roadmaps/{roadmap}")
    schedule = view["schedule"]
    # Excel and cleaning were to be done: 17 h. Three days ago sheets were begun, but not due.
    assert schedule["daysBehind"] == 17
    assert week(schedule) == [("excel:1", 5, "2027-02-19"), ("cleaning:1", 2, "2027-03-03")]
    assert dates(view) == {
        "excel:1": ("02-15", "02-19"),
        "cleaning:1": ("02-20", "03-03"),
        "sheets:1": ("03-04", "03-11"),
    }
    assert shift_of(schedule) == ("2027-03-11", 21)
    # 25 h in the four days until 18 February: 43.75 h a week.
    faster = schedule["waysOn"]["changePace"]
    assert (faster["hoursPerWeek"], faster["finishOn"]) == (43.8, "2027-02-18")
    paused = (await life.patch("", roadmap, {"pausedUntil": "2027-03-01"}))["schedule"]
    assert (paused["weekHours"], paused["thisWeek"]) == (0, [])
    # The four days of sheets before the pause stay; its other four follow it.
    assert (paused["daysBehind"], paused["plannedFinish"]) == (17, "2027-03-04")
    assert shift_of(paused) == ("2027-03-25", 21)
    view = await life.patch("", roadmap, {"shift": True})
    assert (view["schedule"]["daysBehind"], view["schedule"]["waysOn"]) == (0, None)
    assert view["schedule"]["plannedFinish"] == "2027-03-25"
    assert dates(view)["excel:1"] == ("03-01", "03-05")


async def goes_on(life: Life, roadmap: str) -> None:
    """Excel takes twice its hours, and half of cleaning is done."""
    await life.on("2027-03-05")
    ticked = await life.tick(roadmap, "excel:1", hoursSpent=10)
    assert ticked["roadmap"]["progress"] == progress(3, 5, (26, 46, 31))
    assert ticked["readiness"] == {"before": 60, "now": 70, "gained": 10}
    # 5 h on the fifth day after the pause.
    assert ticked["schedule"]["daysBehind"] == -1
    # 31 h for 26. By weight 1, 0.761 and 0.543 of a step (mean 9.2 h) the ratio is 1.236; it is
    # trusted by 0.1463 / (0.1463 + 0.1470 / 2.304) = 0.696: 1.159 hours per typical hour.
    assert ticked["schedule"]["forecast"] == {
        "basis": "you",
        "finishedSteps": 3,
        "hoursPerHour": 1.19,
        "pace": 1.16,
    }
    # 12 h become 13.9 and 20 become 23.2.
    view = await life.get(f"/roadmaps/{roadmap}")
    assert dates(view) == {"cleaning:1": ("03-05", "03-18"), "sheets:1": ("03-18", "03-28")}
    await life.on("2027-03-12")
    begun = await life.patch("/items/cleaning:1", roadmap, {"status": "doing", "hoursSpent": 6})
    assert (begun["item"]["hoursLeft"], begun["item"]["isHeld"]) == (6, False)
    assert begun["roadmap"]["progress"] == progress(3, 5, (26, 46, 37))


async def lives_through_a_release(life: Life, roadmap: str, content: LivingContent) -> None:
    """Nothing that was done goes; sheets are held, since Excel is found in them now."""
    await life.on("2027-03-15")
    await life.start(content)
    await life.on("2027-03-16")
    levels = await life.levels()
    assert levels["sql-1001"] == (1, "roadmap")
    assert levels["sheets"] == (1, "roadmap")
    assert levels["charts"] == (1, "roadmap")
    view = await life.get(f"/roadmaps/{roadmap}")
    assert view["content"] == {
        "version": "1.0.0",
        "newer": {"version": "1.1.0", "releasedOn": "2027-03-15"},
    }
    items = {one["id"]: one for one in view["result"]["items"]}
    assert (items["sql:1"]["isHeld"], items["sql:1"]["heldBy"]) == (True, "item")
    assert (items["sheets:1"]["isHeld"], items["sheets:1"]["heldBy"]) == (True, "roadmap")
    assert (items["cleaning:1"]["isHeld"], items["cleaning:1"]["hoursLeft"]) == (False, 6)
    # Sheets count as done with the 8 h they were planned with.
    assert view["progress"] == progress(4, 5, (34, 46, 37))
    # Queries 30, charts 20, sheets 20 and Git 10; parsing and checking follow from cleaning.
    assert view["readiness"] == readiness(10, 80, 100)
    assert await life.hours_left("analyst", "junior") == 12


async def plans_again_and_completes(life: Life, roadmap: str) -> str:
    """The six hours of cleaning go on in its parts, three in each."""
    await life.on("2027-03-17")
    made = (await life.post(f"/roadmaps/{roadmap}/reanalysis", KEEP))["roadmap"]
    junior: str = made["id"]
    items = {one["id"]: one for one in made["result"]["items"]}
    assert {name: (one["status"], one["hoursLeft"]) for name, one in items.items()} == {
        "cleaning-1002:1": ("doing", 3),
        "cleaning-1003:1": ("doing", 3),
    }
    # Behind her: SQL 14, charts 7, Excel 5 and sheets 8 h. Before her: 6 and 6 h.
    assert made["progress"] == progress(4, 6, (34, 46, 37))
    assert made["readiness"] == readiness(10, 80, 100)
    assert [(one["title"], one["level"], one["doneOn"]) for one in made["lineage"]["done"]] == [
        ("Title of sql", 1, "2027-01-17"),
        ("Title of charts", 1, "2027-01-24"),
        ("Title of excel", 1, "2027-03-05"),
        ("Title of sheets", 1, "2027-03-17"),
    ]
    old = await life.get(f"/roadmaps/{roadmap}")
    assert (old["status"], old["progress"]) == ("archived", progress(4, 5, (34, 46, 37)))
    await life.on("2027-03-20")
    ticked = await life.tick(junior, "cleaning-1002:1", hoursSpent=6)
    assert ticked["readiness"] == {"before": 80, "now": 90, "gained": 10}
    await life.on("2027-03-23")
    ticked = await life.tick(junior, "cleaning-1003:1", hoursSpent=6)
    assert (ticked["roadmap"]["status"], ticked["roadmap"]["completedAt"][:10]) == (
        "completed",
        "2027-03-23",
    )
    # 37 h and three more in each part.
    assert ticked["roadmap"]["progress"] == progress(6, 6, (46, 46, 43))
    assert await life.hours_left("analyst", "junior") == 0
    view = await life.get(f"/roadmaps/{junior}")
    # Of the 25 of a mid analyst: 6 · 14 / 35 + 4 + 4 + 2 + 2 + 2 = 16.4. 21 + 35 h are missing.
    assert view["next"]["variant"] == {
        "variant": "mid",
        "variantTitle": "Mid-level",
        "points": 65.6,
        "hoursLeft": 56,
    }
    return junior


async def is_promoted(life: Life, junior: str) -> str:
    """What was done stays; SQL 2 pays 14.4 points in 21 h, Python 20 in 35."""
    await life.on("2027-04-05")
    made = await life.post(f"/roadmaps/{junior}/reanalysis", KEEP | {"variant": "mid"})
    view = made["roadmap"]
    assert (view["status"], view["isPrimary"], view["result"]["variant"]) == (
        "active",
        True,
        "mid",
    )
    assert view["progress"] == progress(6, 8, (46, 102, 43))
    # She began with Git alone: 2 of 25.
    assert view["readiness"] == readiness(8, 65.6, 100)
    assert [one["id"] for one in view["result"]["items"]] == ["sql-1001:2", "python:1"]
    assert len(view["lineage"]["done"]) == 6
    assert await life.hours_left("analyst", "mid") == 56
    identity: str = view["id"]
    return identity


async def takes_a_second_role(life: Life, mid: str) -> None:
    """Python is learned for both roles, and held in both."""
    made = await life.post(
        "/roadmaps", {"role": "engineer", "variant": "junior", "hoursPerWeek": 7}
    )
    assert (made["isPrimary"], made["status"]) == (False, "active")
    # Git 1 of 2: 5 · 7 / 14 of 10. Git 2 pays 25 points in 7 h, Python 50 in 35.
    assert made["readiness"] == readiness(25, 25, 100)
    assert [one["id"] for one in made["result"]["items"]] == ["git:2", "python:1"]
    assert await life.hours_left("engineer", "junior") == 42
    problem(
        await life.person.post(
            "/roadmaps", {"role": "engineer", "variant": "junior", "hoursPerWeek": 7}
        ),
        409,
        "roadmap-exists",
    )
    await life.on("2027-05-10")
    ticked = await life.tick(made["id"], "python:1")
    assert ticked["readiness"] == {"before": 25, "now": 75, "gained": 50}
    view = await life.get(f"/roadmaps/{mid}")
    items = {one["id"]: one for one in view["result"]["items"]}
    assert (items["python:1"]["status"], items["python:1"]["heldBy"]) == ("todo", "roadmap")
    assert view["progress"] == progress(7, 8, (81, 102, 43))
    assert view["readiness"] == readiness(8, 85.6, 100)
    chosen = await life.patch("", made["id"], {"isPrimary": True})
    assert chosen["isPrimary"]
    assert not (await life.get(f"/roadmaps/{mid}"))["isPrimary"]


async def loses_the_second_role(life: Life) -> None:
    """A retired role keeps its title, is read, archived, and names what is nearest."""
    await life.on("2028-01-10")
    listed = (await life.get("/roadmaps?status=active"))["items"]
    engineer = next(one for one in listed if one["retired"] is not None)
    assert engineer["role"] == {"slug": "engineer", "title": "Title of engineer"}
    assert engineer["retired"]["title"] == "Title of engineer"
    # The nearest there is: Python is what both require, and only a mid analyst does.
    assert engineer["retired"]["nearest"] == {
        "role": {"slug": "analyst", "title": "Title of analyst"},
        "variant": "mid",
        "variantTitle": "Mid-level",
    }
    assert engineer["readiness"] is None
    # Python is done; Git 2 is left, and can still be ticked.
    assert engineer["progress"] == progress(1, 2, (35, 42, 0))
    ticked = await life.tick(engineer["id"], "git:2")
    assert (ticked["readiness"], ticked["roadmap"]["status"]) == (None, "completed")
    problem(
        await life.person.post(f"/roadmaps/{engineer['id']}/reanalysis", KEEP), 404, "not-found"
    )
    version = f'"v{ticked["roadmap"]["version"]}"'
    path = f"/roadmaps/{engineer['id']}/archive"
    archived = await life.post(path, {}, 200, if_match=version)
    assert (archived["status"], archived["progress"]) == ("archived", progress(2, 2, (42, 42, 0)))
    listed = (await life.get("/roadmaps?status=active"))["items"]
    assert [one["isPrimary"] for one in listed] == [True]


async def completes_the_second_variant(life: Life, mid: str) -> None:
    """The last step, almost two years after the first; nothing follows but near roles."""
    await life.on("2028-12-20")
    ticked = await life.tick(mid, "sql-1001:2", hoursSpent=30)
    assert ticked["readiness"] == {"before": 85.6, "now": 100, "gained": 14.4}
    assert ticked["roadmap"]["progress"] == progress(8, 8, (102, 102, 73))
    view = await life.get(f"/roadmaps/{mid}")
    assert (view["status"], view["completedAt"][:10]) == ("completed", "2028-12-20")
    assert (view["next"]["variant"], view["retired"]) == (None, None)
    assert view["lineage"]["startedOn"] == "2027-01-04"
    assert await life.hours_left("analyst", "mid") == 0
    series = (await life.get("/me/readiness?role=analyst&variant=mid"))["series"]
    # Git alone 2 of 25; then SQL, charts, Excel (in sheets), both parts, Python and SQL 2.
    assert [(point["on"], point["points"]) for point in series] == [
        ("2027-01-04", 8),
        ("2027-01-17", 17.6),
        ("2027-01-24", 33.6),
        ("2027-03-05", 49.6),
        ("2027-03-20", 57.6),
        ("2027-03-23", 65.6),
        ("2027-05-10", 85.6),
        ("2028-12-20", 100),
    ]


async def leaves(life: Life, database: asyncpg.Connection) -> None:
    """She takes everything with her, and nothing of her stays."""
    tables = (await life.get("/me/export"))["tables"]
    assert len(tables["roadmaps"]) == 4
    assert {row["role_title"] for row in tables["roadmaps"]} == {
        "Title of analyst",
        "Title of engineer",
    }
    # 5 items, 2 parts, 2 for mid, 2 for the engineer.
    assert len(tables["roadmap_items"]) == 11
    assert (await life.person.delete("/me")).status_code == 204
    problem(await life.person.get("/roadmaps"), 401, "not-authenticated")
    for table in ("users", "roadmaps", "roadmap_items", "analyses", "skill_rating_events"):
        assert await database.fetchval(f"SELECT count(*) FROM {table}") == 0, table
