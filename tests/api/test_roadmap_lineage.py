"""Progress belongs to the lineage, and what is held counts wherever it was learned.

The junior plan takes 16 h of SQL, 8 of Git, 35 of Python and 10 of reporting: 69 h. SQL weighs 5 of
12, the language 4 and reporting 3. The senior plan needs SQL at level 2, 20 h more, of which
level 1 is 16 of 36 h; it prefers R, 35 h without Git: 81 h.
"""

from datetime import UTC, datetime, timedelta

import asyncpg
import httpx
from people import sign_up
from roadmap_calls import KEEP, SENIOR, begun, items_of, look, reanalysed, tick


async def test_a_new_roadmap_begins_a_lineage_with_nothing_behind_it(
    client: httpx.AsyncClient,
) -> None:
    person, view = await begun(client)
    assert await look(person, view) == view
    assert view["progress"] == {
        "done": 0,
        "total": 4,
        "hoursDone": 0,
        "hoursTotal": 69,
        "hoursSpent": 0,
    }
    assert view["readiness"] == {"start": 0, "now": 0, "then": 100}
    assert view["lineage"]["id"] == view["id"]
    assert view["lineage"]["done"] == []
    assert view["content"] == {"version": "1.4.0", "newer": None}
    assert (view["status"], view["isPrimary"], view["retired"], view["next"]) == (
        "active",
        True,
        None,
        None,
    )


async def test_a_tick_moves_readiness_at_once(client: httpx.AsyncClient) -> None:
    """SQL brings 5 of 12: 41.7 points; Git none; Python 4 more: 75.0; reporting the rest."""
    person, view = await begun(client)
    gains = [
        (await tick(person, view, item))["readiness"]
        for item in ("sql:1", "git:1", "python:1", "reporting:1")
    ]
    assert gains == [
        {"before": 0, "now": 41.7, "gained": 41.7},
        {"before": 41.7, "now": 41.7, "gained": 0},
        {"before": 41.7, "now": 75.0, "gained": 33.3},
        {"before": 75.0, "now": 100, "gained": 25.0},
    ]
    (listed,) = (await person.get("/roadmaps")).json()["items"]
    assert listed["readiness"] == {"start": 0, "now": 100, "then": 100}


async def test_done_steps_stay_through_every_new_plan(client: httpx.AsyncClient) -> None:
    person, view = await begun(client)
    await tick(person, view, "sql:1", hoursSpent=20)
    await tick(person, view, "git:1", hoursSpent=3.5)
    before = await look(person, view)
    behind = {"done": 2, "total": 4, "hoursDone": 24, "hoursTotal": 69, "hoursSpent": 23.5}
    assert before["progress"] == behind
    for pace in (10, 12):
        view = await reanalysed(person, view, hoursPerWeek=pace)
        assert view["progress"] == behind
        assert view["readiness"] == {"start": 0, "now": 41.7, "then": 100}
        assert set(items_of(view)) == {"python:1", "reporting:1"}
    assert view["lineage"]["id"] == before["id"]
    days = {str(datetime.now(UTC).date() - timedelta(days)) for days in (0, 1)}
    done = {step["skill"]["slug"]: step for step in view["lineage"]["done"]}
    assert {step.pop("doneOn") for step in done.values()} <= days
    assert done == {
        "sql": {
            "skill": {"slug": "sql", "title": "SQL"},
            "level": 1,
            "title": "SQL",
            "hoursTypical": 16,
            "hoursSpent": 20,
            "roadmapId": before["id"],
        },
        "git": {
            "skill": {"slug": "git", "title": "Git"},
            "level": 1,
            "title": "Git",
            "hoursTypical": 8,
            "hoursSpent": 3.5,
            "roadmapId": before["id"],
        },
    }


async def test_a_finished_level_finishes_those_below_it(client: httpx.AsyncClient) -> None:
    person, view = await begun(client, SENIOR)
    said = await tick(person, view, "sql:2")
    # Level 1 is held through level 2, so only R is left before reporting.
    assert said["readyNow"] == ["r:1"]
    below = items_of(await look(person, view))["sql:1"]
    assert (below["status"], below["isHeld"], below["heldBy"], below["hoursLeft"]) == (
        "todo",
        True,
        "roadmap",
        0,
    )
    said = await tick(person, view, "r:1")
    assert said["readyNow"] == ["reporting:1"]
    assert said["roadmap"]["progress"] == {
        "done": 3,
        "total": 4,
        "hoursDone": 71,
        "hoursTotal": 81,
        "hoursSpent": 0,
    }
    again = await reanalysed(person, view)
    assert again["progress"] == said["roadmap"]["progress"]
    assert set(items_of(again)) == {"reporting:1"}


async def test_what_is_rated_or_ticked_elsewhere_is_held_here(client: httpx.AsyncClient) -> None:
    person, view = await begun(client, SENIOR)
    await person.put("/me/ratings/sql", {"level": 1})
    await person.put("/me/ratings/python", {"level": 1})
    seen = items_of(await look(person, view))
    assert (seen["sql:1"]["isHeld"], seen["sql:1"]["heldBy"]) == (True, "rating")
    # The plan leads to reporting by way of R, but Python is the other way, and it is held.
    assert "r:1" in seen["reporting:1"]["dependsOn"]
    assert seen["reporting:1"]["isReadyNow"]
    assert not seen["r:1"]["isHeld"]


async def test_an_implied_step_is_held(client: httpx.AsyncClient) -> None:
    """Python requires Git, so a person who rates Python holds Git."""
    person, view = await begun(client)
    await person.put("/me/ratings/python", {"level": 1})
    seen = await look(person, view)
    assert {key: item["heldBy"] for key, item in items_of(seen).items()} == {
        "python:1": "rating",
        "git:1": "implied",
        "sql:1": None,
        "reporting:1": None,
    }
    assert seen["progress"]["done"] == 2
    assert seen["readiness"] == {"start": 0, "now": 33.3, "then": 100}
    # What was held when the plan was made anew stays behind the person.
    again = await reanalysed(person, view)
    assert again["progress"] == seen["progress"]
    assert {step["skill"]["slug"] for step in again["lineage"]["done"]} == {"python", "git"}


async def test_hours_spent_leave_less_of_a_step(client: httpx.AsyncClient) -> None:
    """15 of 16 h: a tenth, 1.6 h, is left. 81 h less 14.4 are 66.6: 9 weeks of 8 h, not 11."""
    person, view = await begun(client, SENIOR)
    said = await tick(person, view, "sql:1", status="doing", hoursSpent=5)
    assert said["item"]["hoursLeft"] == 11
    said = await tick(person, view, "sql:1", status="doing", hoursSpent=15)
    assert said["item"]["hoursLeft"] == 1.6
    shown = (await person.post(f"/roadmaps/{view['id']}/what-if", KEEP)).json()
    for figures in (shown["before"], shown["after"]):
        assert figures["hours"]["typical"] == 66.6
        assert figures["weeks"]["typical"] == 9
    again = await reanalysed(person, view)
    begun_item = items_of(again)["sql:1"]
    assert (begun_item["status"], begun_item["hoursSpent"]) == ("doing", 15)
    assert begun_item["hoursLeft"] == 1.6
    assert again["progress"]["hoursSpent"] == 15


async def test_what_is_the_case_already_is_no_change(client: httpx.AsyncClient) -> None:
    person, view = await begun(client)
    done = await tick(person, view, "sql:1", hoursSpent=12)
    for fields in ({}, {"hoursSpent": 12}):
        again = await tick(person, view, "sql:1", **fields)
        assert again["roadmap"]["version"] == done["roadmap"]["version"] == 2
        assert again["item"] == done["item"]
        assert again["readiness"] == {"before": 41.7, "now": 41.7, "gained": 0}
    more = await tick(person, view, "sql:1", hoursSpent=13)
    assert more["roadmap"]["version"] == 3


async def test_taking_a_tick_back_counts_only_where_nothing_else_supports_it(
    client: httpx.AsyncClient,
) -> None:
    person, view = await begun(client, SENIOR)
    await tick(person, view, "sql:1")
    await tick(person, view, "sql:2")
    undone = await tick(person, view, "sql:2", status="todo")
    # Level 1 has a tick of its own and is 16 of 36 h: 5 · 16/36 of 12 is 18.5 points.
    assert undone["readiness"] == {"before": 41.7, "now": 18.5, "gained": -23.2}
    assert items_of(await look(person, view))["sql:1"]["heldBy"] == "item"
    await person.put("/me/ratings/sql", {"level": 2})
    held = items_of(await look(person, view))["sql:2"]
    assert (held["status"], held["isHeld"], held["heldBy"]) == ("todo", True, "rating")


async def test_a_reset_forgets_progress_but_nothing_that_is_held(
    client: httpx.AsyncClient,
) -> None:
    person, view = await begun(client)
    await tick(person, view, "sql:1", hoursSpent=20)
    await tick(person, view, "python:1", status="doing", hoursSpent=4)
    fresh = await reanalysed(person, view, resetProgress=True)
    assert fresh["lineage"]["id"] == fresh["id"]
    assert fresh["lineage"]["done"] == []
    assert fresh["progress"] == {
        "done": 0,
        "total": 3,
        "hoursDone": 0,
        "hoursTotal": 53,
        "hoursSpent": 0,
    }
    assert "sql:1" not in items_of(fresh)  # Held, so nothing to learn again.
    assert fresh["readiness"] == {"start": 41.7, "now": 41.7, "then": 100}
    assert fresh["isPrimary"]
    old = await look(person, view)
    assert (old["status"], old["progress"]["done"]) == ("archived", 1)


async def test_hours_begun_come_back_with_a_step_that_was_left_out_meanwhile(
    client: httpx.AsyncClient,
) -> None:
    person, view = await begun(client, SENIOR)
    await tick(person, view, "r:1", status="doing", hoursSpent=6)
    other = await reanalysed(person, view, pins=["python"])
    assert "r:1" not in items_of(other)
    assert other["progress"]["hoursSpent"] == 6
    back = await reanalysed(person, other, pins=["r"])
    assert items_of(back)["r:1"]["hoursSpent"] == 6
    assert back["progress"]["hoursSpent"] == 6


async def test_what_was_done_once_counts_once_when_it_is_to_do_again(
    client: httpx.AsyncClient,
) -> None:
    """A person finishes SQL, says later that none of it is left, and learns it once more."""
    person, view = await begun(client)
    await tick(person, view, "sql:1", hoursSpent=20)
    await person.put("/me/ratings/sql", {"level": 0})
    seen = await look(person, view)
    item = items_of(seen)["sql:1"]
    assert (item["status"], item["isHeld"], item["isReadyNow"], item["hoursLeft"]) == (
        "done",
        False,
        True,
        16,
    )
    assert seen["progress"]["done"] == 1
    again = await reanalysed(person, view)
    item = items_of(again)["sql:1"]
    assert (item["status"], item["hoursSpent"]) == ("todo", None)
    assert (again["progress"]["done"], again["progress"]["total"]) == (1, 4)
    assert again["lineage"]["done"] == []  # It is an item of this plan.
    said = await tick(person, again, "sql:1", hoursSpent=5)
    progress = said["roadmap"]["progress"]
    assert (progress["done"], progress["total"], progress["hoursSpent"]) == (1, 4, 25)
    third = await reanalysed(person, again)
    assert third["progress"] == progress
    (done,) = third["lineage"]["done"]
    assert (done["hoursSpent"], done["roadmapId"]) == (25, view["id"])


async def test_a_tick_taken_back_leaves_an_old_rating_as_old_as_it_was(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    """SQL was rated 2 six years ago, and counts as 1 since: 18.5 points of the senior role."""
    person = await sign_up(client)
    long_ago = datetime.now(UTC) - timedelta(days=6 * 366)
    for table, moment in (("skill_rating_events", "recorded_at"), ("skill_ratings", "updated_at")):
        versions = {"skill_ratings": (", version", ", 1")}.get(table, ("", ""))
        await database.execute(
            f"INSERT INTO {table} (user_id, skill_id, level, source, confidence, {moment}"
            f"{versions[0]}) VALUES ($1, 'skl_00000002', 2, 'self', 1, $2{versions[1]})",
            person.user_id,
            long_ago,
        )
    made = await person.post("/roadmaps", SENIOR)
    view = made.json()
    assert view["readiness"] == {"start": 18.5, "now": 18.5, "then": 100}
    said = await tick(person, view, "sql:2")
    assert said["readiness"] == {"before": 18.5, "now": 41.7, "gained": 23.2}
    said = await tick(person, view, "sql:2", status="todo")
    assert said["readiness"] == {"before": 41.7, "now": 18.5, "gained": -23.2}
    assert not said["item"]["isHeld"]


async def test_a_step_that_is_finished_once_more_counts_again(client: httpx.AsyncClient) -> None:
    """SQL 1 is 5 of 12 in weight, 41.7; rated 0 after it was done, it is worth nothing."""
    person, view = await begun(client)
    await tick(person, view, "sql:1")
    assert (await person.put("/me/ratings/sql", {"level": 0})).status_code == 200
    assert not items_of(await look(person, view))["sql:1"]["isHeld"]
    said = await tick(person, view, "sql:1")
    assert said["item"]["isHeld"]
    assert said["readiness"] == {"before": 0, "now": 41.7, "gained": 41.7}
    again = await tick(person, view, "sql:1")
    assert again["roadmap"]["version"] == said["roadmap"]["version"]
