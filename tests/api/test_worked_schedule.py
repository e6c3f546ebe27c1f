"""The schedule of a roadmap by hand: the clock is turned, and every date is written down.

Who knows Git needs four steps to become a senior data analyst: SQL 1 (16 h), Python (35 h),
Reporting (10 h) and SQL 2 (20 h), 81 h together. At 7 h a week a day has one hour, so from Monday,
30 November 2026, they end on 15 December, 19 January, 29 January and 18 February.
"""

from collections.abc import AsyncIterator

import asyncpg
import pytest
from moving_clock import MovingClock, Scene, View, begin, client_at
from people import problem

from api.catalog.current import CurrentKnowledge, Knowledge
from api.settings import Settings
from knowledge import Library

FIRST = "2026-11-30"


@pytest.fixture
async def scene(
    settings: Settings, library: Library, database: asyncpg.Connection
) -> AsyncIterator[Scene]:
    clock = MovingClock(f"{FIRST}T09:00")
    knowledge = CurrentKnowledge(Knowledge(library))
    async with client_at(settings, knowledge, clock) as client:
        yield Scene(clock, client, database)


def dates(view: View) -> dict[str, tuple[str, str]]:
    return {item["id"]: (item["startOn"], item["endOn"]) for item in view["result"]["items"]}


def shift_of(schedule: View) -> tuple[str, int]:
    """Where a shift leads; what is forecast for it is the forecast there is."""
    shift = schedule["waysOn"]["shift"]
    assert shift["forecast"] == schedule["finishOn"]
    return shift["finishOn"], shift["daysLater"]


def steps(view: View) -> list[str]:
    return [item["id"] for item in view["result"]["items"]]


async def test_every_step_has_its_days_from_today_on(scene: Scene) -> None:
    walk = await begin(scene)
    view = await walk.read()
    assert dates(view) == {
        "sql:1": ("2026-11-30", "2026-12-15"),
        "python:1": ("2026-12-16", "2027-01-19"),
        "reporting:1": ("2027-01-20", "2027-01-29"),
        "sql:2": ("2027-01-30", "2027-02-18"),
    }
    schedule = view["schedule"]
    finish = schedule.pop("finishOn")
    assert schedule == {
        "timeZone": "UTC",
        "today": "2026-11-30",
        "startedOn": "2026-11-30",
        "hoursPerWeek": 7,
        "weeksOff": [],
        "pausedUntil": None,
        "thisWeek": [{"itemId": "sql:1", "hours": 7, "endsOn": "2026-12-15"}],
        "weekStart": "2026-11-30",
        "weekHours": 7,
        "daysBehind": 0,
        "plannedFinish": "2027-02-18",
        "forecast": {"basis": "content", "finishedSteps": 0, "hoursPerHour": None, "pace": 1},
        "waysOn": None,
    }
    # 81 h at nine tenths of the calendar are 90 h, so the 90th day. The variance is 0.2228:
    # 0.1201 for the pace, 0.0225 for attendance, 0.0378 for the steps and 0.0423 for the weeks, so
    # a tenth of the chance each lies before 90 / 1.8311 = 49.2 h and after 164.8 h.
    assert finish == {"early": "2027-01-18", "typical": "2027-02-27", "late": "2027-05-13"}


async def test_after_three_weeks_away_it_says_by_how_much_it_is_late_and_what_to_do(
    scene: Scene,
) -> None:
    walk = await begin(scene)
    schedule = (await walk.on("2026-12-21"))["schedule"]
    # SQL 1 was to be done by 15 December, its 16 h are missing; Python is under way until January.
    assert schedule["daysBehind"] == 16
    assert schedule["thisWeek"] == [{"itemId": "sql:1", "hours": 7, "endsOn": "2027-01-05"}]
    assert (schedule["weekStart"], schedule["weekHours"]) == ("2026-12-21", 7)
    assert schedule["plannedFinish"] == "2027-02-18"
    # From 21 December to 18 February there are 60 days: 81 h / 60 days are 9.45 h a week.
    faster = schedule["waysOn"]["changePace"].pop("forecast")
    assert schedule["waysOn"] == {
        "shift": {"finishOn": "2027-03-11", "daysLater": 21, "forecast": schedule["finishOn"]},
        "replan": {"address": f"/api/v1/roadmaps/{walk.roadmap}/reanalysis"},
        "changePace": {"hoursPerWeek": 9.5, "finishOn": "2027-02-18"},
    }
    # Of 21 h that have passed SQL 1 may explain 16. The other 5 h without study are 0.714 weeks and
    # move attendance by 0.0225 / (0.0225 + 0.49 / 0.714) = 0.03176 from ln 0.9 towards ln 0.25: to
    # 0.8641. So 81 h are 93.74 h of the calendar: 94 days at 7 h a week, and 70 at 9.5.
    assert (schedule["finishOn"]["typical"], faster["typical"]) == ("2027-03-24", "2027-02-28")


async def test_who_did_a_part_is_late_by_the_rest(scene: Scene) -> None:
    walk = await begin(scene)
    await walk.on("2026-12-06")
    view = await walk.read()
    address = f"/roadmaps/{walk.roadmap}/items/sql:1"
    begun = await walk.person.patch(
        address, {"status": "doing", "hoursSpent": 6}, if_match=f'"v{view["version"]}"'
    )
    assert begun.json()["schedule"]["daysBehind"] == 0
    schedule = (await walk.on("2026-12-21"))["schedule"]
    # 10 of 16 h are left, and 75 of 81.
    assert schedule["daysBehind"] == 10
    assert shift_of(schedule) == ("2027-03-05", 15)


async def test_who_shifts_is_on_time_again_and_the_plan_stays(scene: Scene) -> None:
    walk = await begin(scene)
    before = await walk.on("2026-12-21")
    shifted = await walk.change(shift=True)
    assert shifted.status_code == 200, shifted.text
    view = shifted.json()
    assert view["version"] == before["version"] + 1
    assert (view["schedule"]["daysBehind"], view["schedule"]["waysOn"]) == (0, None)
    assert view["schedule"]["plannedFinish"] == "2027-03-11"
    assert view["schedule"]["startedOn"] == FIRST
    assert view["result"] == before["result"]
    assert (await walk.on("2027-01-05"))["schedule"]["daysBehind"] == 0
    assert (await walk.on("2027-01-06"))["schedule"]["daysBehind"] == 16


async def test_who_changes_the_pace_reaches_the_planned_finish(scene: Scene) -> None:
    walk = await begin(scene)
    before = await walk.on("2026-12-21")
    answer = await walk.change(hoursPerWeek=9.5)
    assert answer.status_code == 200, answer.text
    view = answer.json()
    assert view["schedule"]["hoursPerWeek"] == 9.5
    assert (view["schedule"]["daysBehind"], view["schedule"]["plannedFinish"]) == (0, "2027-02-18")
    assert steps(view) == steps(before)
    # 16, 51, 61 and 81 h at 9.5 h a week.
    weeks = [(1, 2), (2, 6), (6, 7), (7, 9)]
    assert [(i["startWeek"], i["endWeek"]) for i in view["result"]["items"]] == weeks
    assert [(p["startWeek"], p["endWeek"]) for p in view["result"]["phases"]][-1][1] == 9
    assert view["result"]["weeks"]["typical"] == 9
    assert (view["result"]["hoursPerWeek"], before["result"]["hoursPerWeek"]) == (9.5, 7)
    # 16 h at 9.5 h a week take 11.8 days.
    assert dates(view)["sql:1"] == ("2026-12-21", "2027-01-01")
    # The same pace again is no change, so it forgives nothing.
    later = await walk.on("2027-01-05")
    same = await walk.change(hoursPerWeek=9.5)
    assert same.json()["schedule"] == later["schedule"]
    assert same.json()["version"] == later["version"]
    assert later["schedule"]["daysBehind"] == 12


async def test_a_week_off_makes_nobody_late_and_moves_the_finish(scene: Scene) -> None:
    walk = await begin(scene)
    answer = await walk.change(weeksOff=["2026-12-14", "2026-12-07"])
    schedule = answer.json()["schedule"]
    assert schedule["weeksOff"] == ["2026-12-07", "2026-12-14"]
    assert dates(answer.json())["sql:1"] == ("2026-11-30", "2026-12-29")
    assert (schedule["plannedFinish"], schedule["daysBehind"]) == ("2027-03-04", 0)
    off = (await walk.on("2026-12-09"))["schedule"]
    assert (off["weekHours"], off["thisWeek"], off["daysBehind"]) == (0, [], 0)
    assert (await walk.on("2026-12-29"))["schedule"]["daysBehind"] == 0
    assert (await walk.on("2026-12-30"))["schedule"]["daysBehind"] == 16


async def test_weeks_off_that_are_told_afterwards_count_as_well(scene: Scene) -> None:
    walk = await begin(scene)
    assert (await walk.on("2026-12-21"))["schedule"]["daysBehind"] == 16
    away = ["2026-11-30", "2026-12-07", "2026-12-14"]
    schedule = (await walk.change(weeksOff=away)).json()["schedule"]
    assert (schedule["daysBehind"], schedule["plannedFinish"]) == (0, "2027-03-11")


async def test_a_pause_lasts_until_its_day_and_can_be_ended(scene: Scene) -> None:
    walk = await begin(scene)
    await walk.on("2026-12-07")
    paused = (await walk.change(pausedUntil="2026-12-28")).json()["schedule"]
    assert paused["pausedUntil"] == "2026-12-28"
    assert (paused["weekHours"], paused["thisWeek"]) == (0, [])
    # Seven hours were to be studied before the pause, of the 16 that SQL 1 takes.
    assert (paused["daysBehind"], paused["plannedFinish"]) == (0, "2027-03-11")
    assert (await walk.on("2026-12-27"))["schedule"]["pausedUntil"] == "2026-12-28"
    after = (await walk.on("2026-12-28"))["schedule"]
    assert (after["pausedUntil"], after["weekHours"]) == (None, 7)
    # SQL 1 ends with its 16th day of study: 7 before the pause and 9 from 28 December on.
    assert (await walk.on("2027-01-05"))["schedule"]["daysBehind"] == 0
    assert (await walk.on("2027-01-06"))["schedule"]["daysBehind"] == 16
    # A second pause leaves the first one as it was; ended today, it never was.
    again = (await walk.change(pausedUntil="2027-02-01")).json()["schedule"]
    assert (again["daysBehind"], again["plannedFinish"]) == (16, "2027-04-06")
    ended = (await walk.change(pausedUntil=None)).json()["schedule"]
    assert (ended["pausedUntil"], ended["plannedFinish"]) == (None, "2027-03-11")


async def test_who_is_faster_is_ahead_and_keeps_it_once_all_is_done(scene: Scene) -> None:
    walk = await begin(scene)
    await walk.on("2026-12-07")
    ticked = await walk.tick("sql:1", "2026-12-07")
    # 16 h are done on the eighth day, when 7 h have passed.
    assert ticked["schedule"]["daysBehind"] == -9
    assert shift_of(ticked["schedule"]) == ("2027-02-09", -9)
    # 65 h in the 74 days until 18 February: 6.149 h a week.
    assert ticked["schedule"]["waysOn"]["changePace"]["hoursPerWeek"] == 6.2
    assert ticked["roadmap"]["schedule"]["daysBehind"] == -9
    assert ticked["roadmap"]["schedule"]["thisWeek"] == ["python:1"]
    await walk.on("2027-01-31")
    for item in ("python:1", "reporting:1", "sql:2"):
        await walk.tick(item, "2027-01-31")
    for day in ("2027-01-31", "2027-03-31"):
        view = await walk.on(day)
        schedule = view["schedule"]
        assert view["status"] == "completed"
        # 62 h had passed until the evening of the 30th.
        assert (schedule["daysBehind"], schedule["plannedFinish"]) == (-19, "2027-02-18")
        assert (schedule["thisWeek"], schedule["finishOn"]) == ([], None)
        assert schedule["waysOn"] is None
    assert all(item["startOn"] is item["endOn"] is None for item in view["result"]["items"])


async def test_what_a_step_took_moves_the_dates_of_the_others(scene: Scene) -> None:
    walk = await begin(scene)
    await walk.on("2026-12-31")
    await walk.tick("sql:1", "2026-12-31", hoursSpent=32)
    schedule = (await walk.on("2026-12-31"))["schedule"]
    # Twice the typical hours, from a step of 0.79 of the mean: trusted by 0.79 / 1.79 = 0.4414,
    # and 2 to the power of that is 1.358.
    assert schedule["forecast"] == {
        "basis": "you",
        "finishedSteps": 1,
        "hoursPerHour": 2,
        "pace": 1.36,
    }
    # The other 65 h take 88.3 h.
    assert dates(await walk.read())["sql:2"][1] == "2027-03-29"


async def test_the_week_begins_on_monday_and_has_what_its_days_leave(scene: Scene) -> None:
    walk = await begin(scene)
    sunday = (await walk.on("2026-12-06"))["schedule"]
    assert (sunday["weekStart"], sunday["weekHours"]) == ("2026-11-30", 1)
    assert [part["hours"] for part in sunday["thisWeek"]] == [1]
    monday = (await walk.on("2026-12-07"))["schedule"]
    assert (monday["weekStart"], monday["weekHours"]) == ("2026-12-07", 7)


async def test_two_steps_of_a_week_have_their_parts_of_it(scene: Scene) -> None:
    walk = await begin(scene, hoursPerWeek=14)
    schedule = (await walk.on("2026-12-07"))["schedule"]
    # Nothing is done: 14 of 16 h in this week.
    assert schedule["thisWeek"] == [{"itemId": "sql:1", "hours": 14, "endsOn": "2026-12-14"}]
    await walk.tick("sql:1", "2026-12-07")
    await walk.tick("python:1", "2026-12-07")
    schedule = (await walk.on("2026-12-07"))["schedule"]
    assert schedule["thisWeek"] == [
        {"itemId": "reporting:1", "hours": 10, "endsOn": "2026-12-11"},
        {"itemId": "sql:2", "hours": 4, "endsOn": "2026-12-21"},
    ]


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        (
            {"weeksOff": ["2026-12-07", "2026-12-09"]},
            "$.weeksOff[1]",
            "must be a Monday, such as 2026-12-07 for the week of this day",
        ),
        (
            {"weeksOff": ["2026-11-23"]},
            "$.weeksOff[0]",
            "must be between 2026-11-30 and 2031-11-29",
        ),
        (
            {"pausedUntil": "2026-11-30"},
            "$.pausedUntil",
            "must be after today, 2026-11-30, and no later than 2031-11-29",
        ),
        (
            {"pausedUntil": "9999-12-31"},
            "$.pausedUntil",
            "must be after today, 2026-11-30, and no later than 2031-11-29",
        ),
        ({"weeksOff": "Christmas"}, "$.weeksOff", "must be a list, not text"),
        ({"hoursPerWeek": 0}, "$.hoursPerWeek", "must be a number from 0.01 to 100"),
    ],
)
async def test_days_that_make_no_sense_are_refused_in_words(
    scene: Scene, fields: dict[str, object], path: str, words: str
) -> None:
    walk = await begin(scene)
    said = problem(await walk.change(**fields), 400, "invalid-request")
    faults = said["fields"]
    assert isinstance(faults, list)
    assert [(fault["path"], fault["message"]) for fault in faults] == [(path, words)]
    assert (await walk.read())["version"] == 1


async def test_a_re_planned_roadmap_keeps_the_days_off_to_come_and_is_on_time(
    scene: Scene,
) -> None:
    walk = await begin(scene)
    await walk.change(weeksOff=["2026-12-07", "2026-12-28"])
    before = await walk.on("2026-12-21")
    assert before["schedule"]["daysBehind"] == 0
    await walk.on("2026-12-23")
    made = await walk.person.post(
        f"/roadmaps/{walk.roadmap}/reanalysis", {"resetProgress": False}, idempotency_key="again"
    )
    assert made.status_code == 201, made.text
    new = made.json()["roadmap"]
    assert new["schedule"]["weeksOff"] == ["2026-12-28"]
    assert (new["schedule"]["startedOn"], new["schedule"]["daysBehind"]) == ("2026-12-23", 0)
    old = await walk.read()
    assert (old["status"], old["schedule"]) == ("archived", None)
    # The first response again, byte for byte, on a later day.
    await walk.on("2027-01-20")
    again = await walk.person.post(
        f"/roadmaps/{walk.roadmap}/reanalysis", {"resetProgress": False}, idempotency_key="again"
    )
    assert again.content == made.content


async def test_the_list_says_how_each_roadmap_stands(scene: Scene) -> None:
    walk = await begin(scene)
    view = await walk.on("2026-12-21")
    (summary,) = (await walk.person.get("/roadmaps")).json()["items"]
    assert summary["schedule"] == {
        "daysBehind": 16,
        "finishOn": view["schedule"]["finishOn"],
        "thisWeek": ["sql:1"],
    }


async def test_a_roadmap_from_before_there_were_schedules_has_one(scene: Scene) -> None:
    walk = await begin(scene)
    await scene.database.execute(
        "UPDATE roadmaps SET started_on = NULL, created_at = '2026-11-30T09:00Z' WHERE id = $1",
        walk.roadmap,
    )
    await scene.database.execute(
        "UPDATE roadmap_items SET hours_low = NULL, hours_high = NULL WHERE roadmap_id = $1",
        walk.roadmap,
    )
    schedule = (await walk.on("2026-12-21"))["schedule"]
    assert (schedule["startedOn"], schedule["daysBehind"]) == ("2026-11-30", 16)
    assert schedule["plannedFinish"] == "2027-02-18"
