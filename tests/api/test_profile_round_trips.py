"""How often the database is asked for a change of the profile: as often for 100 ratings as for one.

A full profile used to take two statements a rating, which a database 3 ms away could not answer
in time.
"""

from pathlib import Path

import asyncpg
import httpx
import pytest
from people import Person, sign_up
from sent_statements import is_requested, record_statements

from api.db.pool import Database
from api.progress.service import follow_progress
from api.settings import Settings
from engine import SkillSlug
from knowledge import Library

CONTENT = Path(__file__).resolve().parents[2] / "knowledge" / "content"


@pytest.fixture(scope="module")
def library() -> Library:
    """The bundled knowledge: hundreds of skills."""
    return Library.load(CONTENT)


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that the application sends for this test, transactions included."""
    return record_statements(monkeypatch)


async def rate(person: Person, ratings: dict[SkillSlug, int]) -> httpx.Response:
    etag = (await person.get("/me/ratings")).headers["etag"]
    return await person.patch("/me/ratings", {"ratings": ratings}, if_match=etag)


async def test_a_hundred_ratings_take_as_many_statements_as_one(
    client: httpx.AsyncClient, library: Library, statements: list[str]
) -> None:
    person = await sign_up(client)
    slugs = sorted(library.graph.skills)
    sent = []
    for ratings in ({slugs[0]: 1}, dict.fromkeys(slugs[:100], 1), dict.fromkeys(slugs, 0)):
        etag = (await person.get("/me/ratings")).headers["etag"]
        is_requested.set(True)
        statements.clear()
        answer = await person.patch("/me/ratings", {"ratings": ratings}, if_match=etag)
        assert answer.status_code == 200, answer.text
        sent.append(list(statements))
        rated = {entry["skill"]["slug"]: entry["level"] for entry in answer.json()["items"]}
        assert rated == ratings
    assert sent[0] == sent[1] == sent[2]
    # Who asks, and then: begin, the version of the profile, the ratings, the profile, commit.
    assert len(sent[0]) == 6
    assert sent[0][1:] == ["BEGIN;", "UPDATE", "WITH", "SELECT", "COMMIT;"]


async def test_every_rating_is_written_with_its_event(
    client: httpx.AsyncClient, library: Library, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    slugs = sorted(library.graph.skills)[:100]
    first = {slug: number % 2 for number, slug in enumerate(slugs)}
    then = {slug: 1 - level for slug, level in first.items()}
    await rate(person, first)
    answer = await rate(person, then)
    assert [entry["version"] for entry in answer.json()["items"]] == [2] * 100
    rows = await database.fetch(
        "SELECT skill_id, level, source, confidence FROM skill_rating_events "
        "WHERE user_id = $1 ORDER BY recorded_at, id",
        person.user_id,
    )
    expected = [
        (library.skill_id_of(slug), levels[slug], "self", 1.0)
        for levels in (first, then)
        for slug in slugs
    ]
    assert sorted(map(tuple, rows[:100])) == sorted(expected[:100])
    assert sorted(map(tuple, rows[100:])) == sorted(expected[100:])


async def test_one_rating_takes_two_statements(
    client: httpx.AsyncClient, statements: list[str]
) -> None:
    person = await sign_up(client)
    is_requested.set(True)
    statements.clear()
    assert (await person.put("/me/ratings/sql", {"level": 1})).status_code == 200
    assert statements[1:] == ["BEGIN;", "UPDATE", "WITH", "COMMIT;"]


async def test_a_rating_follows_a_finished_step_in_one_statement(
    client: httpx.AsyncClient, settings: Settings, library: Library, statements: list[str]
) -> None:
    person = await sign_up(client)
    assert (await person.put("/me/ratings/sql", {"level": 1})).status_code == 200
    database = Database(settings.database_url or "", connections=1)
    await database.open()
    is_requested.set(True)
    statements.clear()
    async with database.transaction() as session:
        skill_id = library.skill_id_of(SkillSlug("sql"))
        await follow_progress(session, person.user_id, skill_id)
    await database.close()
    assert statements == ["BEGIN;", "WITH", "COMMIT;"]
