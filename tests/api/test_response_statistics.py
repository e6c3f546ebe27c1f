"""Response statistics: counted for those who agree, once, without them, and never by the few."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import asyncpg
import httpx
import pytest
from people import Person, sign_up
from placement_calls import accept, begin, reply, told
from roadmap_calls import begun, tick
from small_content import MEASURED, MEASURED_PATH, whole_content, write_content

from api.catalog.current import Knowledge
from api.settings import Settings
from api.stateless_placements.schemas import PlaceRequest
from api.stateless_placements.service import place_stateless
from api.statistics.repository import BATCH
from api.statistics.schemas import HOUR_RATIOS
from knowledge import Library

ROOT = Path(__file__).resolve().parents[2]
Cells = dict[tuple[str, ...], tuple[list[int], list[int]]]


@pytest.fixture(autouse=True)
async def no_counts(database: asyncpg.Connection) -> None:
    """Every test begins without counts; people are its own anyway."""
    await database.execute("TRUNCATE response_counts")


async def sharing(client: httpx.AsyncClient) -> Person:
    person = await sign_up(client)
    changed = await person.patch("/me", {"sharesStatistics": True})
    assert changed.status_code == 200, changed.text
    assert changed.json()["sharesStatistics"] is True
    return person


async def placed(person: Person, **answers: str) -> httpx.Response:
    done = await accept(person, await told(person, await begin(person), **answers))
    assert done.status_code == 200, done.text
    return done


async def cells(database: asyncpg.Connection) -> Cells:
    """Settled and waiting counts by kind and steps, such as ("pair", "git:1", "sql:1")."""
    rows = await database.fetch("SELECT * FROM response_counts")
    names = {row["skill_id"]: row["skill_id"] for row in rows}
    return {
        (
            row["kind"],
            f"{names[row['skill_id']]}:{row['level']}",
            *([f"{row['other_skill_id']}:{row['other_level']}"] if row["other_skill_id"] else []),
        ): (row["settled"], row["waiting"])
        for row in rows
    }


@pytest.fixture
async def ids(client: httpx.AsyncClient, database: asyncpg.Connection) -> Mapping[str, str]:
    """Slug → content id."""
    person = await sign_up(client)
    found: dict[str, str] = {}
    for slug in ("sql", "git", "r"):
        await person.put(f"/me/ratings/{slug}", {"level": 1})
        found[slug] = await database.fetchval(
            "SELECT skill_id FROM skill_ratings WHERE user_id = $1 AND skill_id <> ALL($2)",
            person.user_id,
            list(found.values()),
        )
    return found


async def test_nothing_is_counted_of_who_did_not_agree(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    assert (await person.get("/me")).json()["sharesStatistics"] is False
    await placed(person, sql_1="yes", git_1="no")
    other, view = await begun(client)
    await tick(other, view, "sql:1", hoursSpent=3)
    assert await cells(database) == {}


async def test_replies_and_pairs_are_counted_by_hand(
    client: httpx.AsyncClient, database: asyncpg.Connection, ids: Mapping[str, str]
) -> None:
    person = await sharing(client)
    await placed(person, sql_1="yes", git_1="no", r_1="partly", sql_2="skip")
    sql, git, r = (f"{ids[slug]}:1" for slug in ("sql", "git", "r"))
    first, second = sorted((sql, git))
    denied = [0, 1, 0, 0] if first == sql else [0, 0, 1, 0]
    none = [0, 0, 0]
    assert await cells(database) == {
        ("reply", sql): (none, [1, 0, 0]),
        ("reply", r): (none, [0, 1, 0]),
        ("reply", git): (none, [0, 0, 1]),
        ("pair", first, second): ([0, 0, 0, 0], denied),
    }


async def test_the_same_acceptance_again_counts_nothing(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sharing(client)
    last = await told(person, await begin(person), sql_1="yes", git_1="no")
    answers = await asyncio.gather(*[accept(person, last) for _ in range(4)])
    assert {answer.status_code for answer in answers} == {200}
    counted = await cells(database)
    assert {sum(waiting) for _, waiting in counted.values()} == {1}


async def test_a_person_is_counted_once_for_each_step(
    client: httpx.AsyncClient, database: asyncpg.Connection, ids: Mapping[str, str]
) -> None:
    person = await sharing(client)
    await placed(person, sql_1="yes")
    await placed(person, sql_1="no", git_1="no")
    counted = await cells(database)
    assert counted["reply", f"{ids['sql']}:1"][1] == [1, 0, 0]
    assert counted["reply", f"{ids['git']}:1"][1] == [0, 0, 1]
    assert {kind for kind, *_ in counted} == {"reply"}


async def test_after_withdrawal_nothing_more_is_counted(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sharing(client)
    await placed(person, sql_1="yes")
    before = await cells(database)
    assert (await person.patch("/me", {"sharesStatistics": False})).status_code == 200
    await placed(person, git_1="yes")
    assert await cells(database) == before
    actions = await database.fetch(
        "SELECT action FROM audit_events WHERE user_id = $1 AND action LIKE 'statistics.%' "
        "ORDER BY id",
        person.user_id,
    )
    assert [row["action"] for row in actions] == ["statistics.allowed", "statistics.withdrawn"]


async def test_the_export_says_that_one_takes_part_and_erasure_leaves_counts_only(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sharing(client)
    await placed(person, sql_1="yes", git_1="yes")
    tables = (await person.get("/me/export")).json()["tables"]
    assert [row["shares_statistics"] for row in tables["users"]] == [True]
    assert "response_counts" not in tables
    before = await cells(database)
    assert (await person.delete("/me")).status_code == 204
    assert await cells(database) == before
    rows = await database.fetch("SELECT CAST(response_counts AS text) AS row FROM response_counts")
    assert [row for row in rows if str(person.user_id) in row["row"]] == []


async def test_ten_contributions_are_settled_together(
    client: httpx.AsyncClient, database: asyncpg.Connection, ids: Mapping[str, str]
) -> None:
    cell = ("reply", f"{ids['sql']}:1")
    for number in range(BATCH + 1):
        await placed(await sharing(client), sql_1="yes" if number % 3 else "no")
        settled, waiting = (await cells(database))[cell]
        expected = [[0, 0, 0], [6, 0, 4]][number >= BATCH - 1]
        assert settled == expected, number
        assert sum(waiting) == (number + 1) % BATCH


async def test_people_who_are_counted_at_the_same_time_do_not_block_each_other(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    """In opposite orders of reply, several rounds, so that a lock in the order given would hang."""
    steps = {"sql_1": "yes", "git_1": "no", "r_1": "yes", "reporting_1": "yes"}
    people = [await sharing(client) for _ in range(8)]
    lasts = []
    for number, person in enumerate(people):
        order = list(steps.items())[:: 1 if number % 2 else -1]
        lasts.append(await told(person, await begin(person), **dict(order)))
    accepted = await asyncio.gather(
        *[accept(person, last) for person, last in zip(people, lasts, strict=True)]
    )
    assert [one.status_code for one in accepted] == [200] * len(people)
    counted = await cells(database)
    assert len(counted) == 4 + 6
    assert {sum(settled) + sum(waiting) for settled, waiting in counted.values()} == {len(people)}


async def test_two_placements_of_one_person_count_a_step_once(
    client: httpx.AsyncClient, database: asyncpg.Connection, ids: Mapping[str, str]
) -> None:
    person = await sharing(client)
    lasts = [await told(person, await begin(person), sql_1="yes") for _ in range(2)]
    accepted = await asyncio.gather(*[accept(person, last) for last in lasts])
    assert [one.status_code for one in accepted] == [200, 200]
    assert (await cells(database))["reply", f"{ids['sql']}:1"][1] == [1, 0, 0]


async def test_hours_are_counted_once_when_a_step_is_done(
    client: httpx.AsyncClient, database: asyncpg.Connection, ids: Mapping[str, str]
) -> None:
    person, view = await begun(client)
    await person.patch("/me", {"sharesStatistics": True})
    typical = next(i for i in view["result"]["items"] if i["id"] == "sql:1")["hours"]["typical"]
    await tick(person, view, "sql:1")
    assert await cells(database) == {}
    await tick(person, view, "sql:1", hoursSpent=typical * 1.5)
    cell = ("hours", f"{ids['sql']}:1")
    (_, waiting) = (await cells(database))[cell]
    assert (len(waiting), waiting[11], sum(waiting)) == (len(HOUR_RATIOS) + 1, 1, 1)
    assert HOUR_RATIOS[10] < 1.5 < HOUR_RATIOS[11]
    await tick(person, view, "sql:1", hoursSpent=typical * 3)
    await tick(person, view, "sql:1", status="todo")
    await tick(person, view, "sql:1", hoursSpent=typical)
    assert (await cells(database))[cell][1] == waiting
    tables = (await person.get("/me/export")).json()["tables"]
    assert {r["item_id"]: r["is_counted"] for r in tables["roadmap_items"]}["sql:1"] is True


async def test_an_acceptance_that_fails_counts_nothing(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sharing(client)
    last = await told(person, await begin(person), sql_1="yes")
    await reply(person, last, "git:1", "no")
    stale = await accept(person, last)
    assert stale.status_code == 412
    assert await cells(database) == {}


def exported(
    settings: Settings, content: Path, *words: str
) -> "subprocess.CompletedProcess[bytes]":
    """What the command prints about this module's database."""
    environment = dict(os.environ) | {
        "DATABASE_URL": settings.database_url or "",
        "CAREER_CONTENT": str(content),
    }
    return subprocess.run(
        [sys.executable, "-m", "api", "responses", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )


async def test_the_export_has_nothing_of_fewer_than_ten(
    client: httpx.AsyncClient, settings: Settings, tmp_path: Path
) -> None:
    """Nine reply to Git and SQL and a tenth to SQL alone; then a tenth and eleventh to Git."""
    content = write_content(tmp_path, whole_content())
    for number in range(BATCH):
        git = {"git_1": "no"} if number else {}
        await placed(await sharing(client), sql_1="yes", **git)
    first = json.loads(exported(settings, content).stdout)
    (counts,) = first["contents"]
    assert counts["knowledgeVersion"] == Library.load(content).version
    assert counts["steps"] == [{"skill": "sql", "level": 1, "yes": 10, "partly": 0, "no": 0}]
    assert (counts["pairs"], counts["hours"]) == ([], [])
    assert counts["leftOut"] == {"steps": 1, "pairs": 1, "hours": 0, "gone": 0}
    for said in ("yes", "no"):
        await placed(await sharing(client), sql_1=said, git_1="no")
    second = json.loads(exported(settings, content).stdout)["contents"][0]
    git, sql = second["steps"]
    assert sql == counts["steps"][0], "two more are fewer than ten, so nothing of them is seen"
    assert git == {"skill": "git", "level": 1, "yes": 0, "partly": 0, "no": 10}
    (pair,) = second["pairs"]
    assert {pair["first"]["skill"], pair["second"]["skill"]} == {"git", "sql"}
    assert (pair["both"], pair["neither"]) == (0, 0)
    assert {pair["firstOnly"], pair["secondOnly"]} == {0, 10}
    assert (
        b"left out, with fewer than 11 contributions: 2 steps, 1 pairs"
        in exported(settings, content, "--min", "11", "--format", "text").stdout
    )


def test_no_export_is_made_of_fewer_than_ten(settings: Settings, tmp_path: Path) -> None:
    refused = exported(settings, tmp_path, "--min", "9")
    assert refused.returncode == 2
    assert b"at least 10" in refused.stderr


def test_placements_begin_with_what_the_content_has_measured(
    tmp_path: Path, library: Library
) -> None:
    asked = PlaceRequest(role="data-analyst", variant="senior", seed=1)
    files = whole_content() | {MEASURED_PATH: MEASURED}
    measured = Library.load(write_content(tmp_path, files))
    assert (measured.measured.options.slip, library.measured.options.slip) == (0.06, 0.1)
    plain = place_stateless(Knowledge(library), asked)
    changed = place_stateless(Knowledge(measured), asked)
    assert plain.levels != changed.levels
