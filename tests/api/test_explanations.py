"""Explanations, fading and comparison of stored analyses, through the API and from the database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import msgspec
import pytest
from people import Person, problem, sign_up
from small_content import SQL_PATH, whole_content, write_content

from api.analyses.derivation import derivation_context, encoded_derivation
from api.analyses.repository import StoredAnalysis
from api.catalog.current import Knowledge
from engine import conclusions_of
from knowledge import Library

ROLE = {"role": "data-analyst", "variant": "senior"}
LONG_AGO = datetime(2015, 4, 5, tzinfo=UTC)
FADING = """# yaml-language-server: $schema=../../schema/rules.schema.json
kind: rules
id: rul_t4n8w2fk
name: freshness
hit: first
rules:
  - name: old-data-skills
    when: {all: [{fact: years, at_least: 5}, {fact: domain, is: data}]}
    then: {lower_by: 1}
tests: []
"""


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small knowledge, in which skills with data fade."""
    files = whole_content() | {"rules/freshness.yaml": FADING}
    return Library.load(write_content(tmp_path_factory.mktemp("fading"), files))


async def rated(client: httpx.AsyncClient, **levels: int) -> Person:
    person = await sign_up(client)
    for skill, level in levels.items():
        answer = await person.put(f"/me/ratings/{skill}", {"level": level})
        assert answer.status_code == 200, answer.text
    return person


async def analysed(person: Person) -> dict[str, Any]:
    made = await person.post("/analyses", ROLE)
    assert made.status_code == 201, made.text
    return dict(made.json())


async def back_date(database: asyncpg.Connection, person: Person) -> None:
    """Let all ratings of a person be from long ago."""
    await database.execute(
        "UPDATE skill_ratings SET updated_at = $2 WHERE user_id = $1", person.user_id, LONG_AGO
    )


async def explained(person: Person, analysis: str, of: str) -> dict[str, Any]:
    answer = await person.get(f"/analyses/{analysis}/explanation?of={of}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def stored(database: asyncpg.Connection, analysis: str) -> StoredAnalysis:
    columns = ", ".join(StoredAnalysis.__struct_fields__)
    row = await database.fetchrow(f"SELECT {columns} FROM analyses WHERE id = $1", analysis)
    assert row is not None
    return StoredAnalysis(*row)


async def with_inputs(database: asyncpg.Connection, analysis: str, inputs: object) -> str:
    """The id of an analysis that differs in what it was made from; none is ever changed."""
    columns = "user_id, role_id, variant, knowledge_version, knowledge_hash, engine_version, "
    columns += "readiness, result"
    added = await database.fetchval(
        f"INSERT INTO analyses ({columns}, inputs) SELECT {columns}, $2 FROM analyses "
        "WHERE id = $1 RETURNING id",
        analysis,
        msgspec.json.encode(inputs).decode(),
    )
    return str(added)


async def test_every_conclusion_of_an_analysis_is_explained_down_to_facts(
    client: httpx.AsyncClient, database: asyncpg.Connection, library: Library
) -> None:
    began = datetime.now(UTC).date()
    person = await rated(client, sql=1, reporting=1)
    rated_by = datetime.now(UTC).date()  # Another day where the test runs over midnight.
    analysis = (await analysed(person))["id"]
    context = derivation_context(Knowledge(library), await stored(database, analysis))
    for of in conclusions_of(context):
        found = await explained(person, analysis, of)
        nodes = {node["id"]: node for node in found["nodes"]}
        assert (found["of"], found["conclusion"]) == (of, found["nodes"][0]["id"])
        named = {one for node in nodes.values() for one in node["from"]}
        named |= {one for node in nodes.values() for way in node["fromAny"] for one in way}
        assert named == set(nodes) - {of}
        assert {"knowledge", "engine"} <= set(nodes[of]["from"])
        assert found["knowledgeHash"] == library.hash
    gap = await explained(person, analysis, "gap:sql")
    by_kind = {node["kind"]: node for node in gap["nodes"]}
    assert by_kind["rating"]["text"].startswith("You rated SQL at level 1 on ")
    assert by_kind["rating"]["ratedOn"] in (began.isoformat(), rated_by.isoformat())
    assert by_kind["rating"]["ratingSource"] == "self"
    assert by_kind["requirement"]["source"].startswith("roles/data-analyst.yaml:")
    assert by_kind["effort"]["source"].startswith(f"{SQL_PATH}:")
    assert gap["text"].splitlines()[0] == gap["nodes"][0]["text"]


async def test_an_explanation_is_byte_identical_and_may_be_held_for_ever(
    client: httpx.AsyncClient, database: asyncpg.Connection, library: Library
) -> None:
    person = await rated(client, sql=1)
    analysis = (await analysed(person))["id"]
    first = await person.get(f"/analyses/{analysis}/explanation")
    await person.put("/me/ratings/sql", {"level": 2})
    again = await person.get(f"/analyses/{analysis}/explanation?of=readiness")
    assert first.content == again.content
    assert first.headers["cache-control"] == "private, no-cache"
    held = await person.get(
        f"/analyses/{analysis}/explanation", **{"if-none-match": first.headers["etag"]}
    )
    assert (held.status_code, held.content) == (304, b"")
    replayed = encoded_derivation(
        Knowledge(Library.of_artifact(library.artifact)),
        await stored(database, analysis),
        "readiness",
    )
    assert replayed == first.content


async def test_an_unknown_conclusion_is_refused_with_those_there_are(
    client: httpx.AsyncClient,
) -> None:
    person = await rated(client, sql=1)
    analysis = (await analysed(person))["id"]
    said = problem(
        await person.get(f"/analyses/{analysis}/explanation?of=gap:cooking"),
        422,
        "unknown-conclusion",
    )
    known = said["didYouMean"]
    assert isinstance(known, list)
    assert {"readiness", "gap:sql", "held:sql"} <= set(known)
    other = await sign_up(client)
    problem(await other.get(f"/analyses/{analysis}/explanation"), 404, "not-found")


async def test_an_analysis_is_explained_under_the_knowledge_it_was_made_with(
    client: httpx.AsyncClient,
    app: Any,
    library: Library,
    tmp_path: Path,
) -> None:
    person = await rated(client, sql=1)
    analysis = (await analysed(person))["id"]
    before = await explained(person, analysis, "gap:sql")
    current = app.dependencies["knowledge"].dependency()
    files = whole_content()
    files[SQL_PATH] = files[SQL_PATH].replace("typical: 16", "typical: 17")
    files["manifest.yaml"] = files["manifest.yaml"].replace("1.4.0", "1.5.0", 1)
    assert files != whole_content()
    current.swap(Knowledge(Library.load(write_content(tmp_path, files))))
    try:
        assert await explained(person, analysis, "gap:sql") == before
        later = (await analysed(person))["id"]
        assert (await explained(person, later, "gap:sql"))["knowledgeVersion"] == "1.5.0"
    finally:
        current.swap(Knowledge(library))


async def test_an_old_rating_counts_lower_until_it_is_repeated(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await rated(client, sql=2)
    before = await analysed(person)
    await back_date(database, person)
    old = await analysed(person)
    gap = next(g for g in old["result"]["gaps"] if g["key"] == "sql")
    assert [target["heldLevel"] for target in gap["targets"]] == [1]
    assert "rules/freshness.yaml:7:5" in [fact["source"] for fact in gap["explanation"]["facts"]]
    held = await explained(person, old["id"], "held:sql")
    assert held["value"]["level"] == 1
    assert any(node["id"] == "faded:sql" and node["source"] for node in held["nodes"])
    ratings = (await person.get("/me/ratings")).json()["items"]
    assert [entry["level"] for entry in ratings] == [2]
    await person.put("/me/ratings/sql", {"level": 2})
    fresh = await analysed(person)
    assert fresh["result"]["readiness"] == before["result"]["readiness"]


async def test_roadmaps_of_a_stored_profile_start_from_what_counts_today(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await rated(client, sql=2)
    await back_date(database, person)
    made = await person.post("/roadmaps", ROLE | {"hoursPerWeek": 8})
    assert made.status_code == 201, made.text
    assert "sql:2" in [item["id"] for item in made.json()["result"]["items"]]


async def test_a_comparison_tells_time_from_the_person_and_adds_up(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await rated(client, sql=2)
    made = (await analysed(person))["id"]
    await back_date(database, person)
    old = {"today": "2016-01-01"}
    said = msgspec.json.decode((await stored(database, made)).inputs)
    ratings = {skill: r | {"rated_on": "2015-04-05"} for skill, r in said["ratings"].items()}
    first = await with_inputs(database, made, old | {"ratings": ratings})
    await person.put("/me/ratings/reporting", {"level": 1})
    second = await analysed(person)
    found = (await person.get(f"/analyses/{first}/comparison?with={second['id']}")).json()
    assert found["byTime"] < 0 < found["byPerson"]
    assert found["byContent"] == 0
    tenths = [round(10 * found[name]) for name in ("byPerson", "byTime", "byContent")]
    assert sum(tenths) == round(10 * found["after"]) - round(10 * found["before"])


async def test_analyses_stored_before_ratings_had_dates_stay_readable(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await rated(client, sql=2)
    made = (await analysed(person))["id"]
    said = msgspec.json.decode((await stored(database, made)).inputs)
    ratings = {
        skill: {"level": r["level"], "source": "self", "confidence": 1.0}
        for skill, r in said["ratings"].items()
    }
    old = await with_inputs(database, made, {"ratings": ratings})
    held = await explained(person, old, "held:sql")
    assert held["value"] | {"knowledge": "", "engine": ""} == {
        "level": 2,
        "source": "self",
        "knowledge": "",
        "engine": "",
    }
    later = (await analysed(person))["id"]
    found = (await person.get(f"/analyses/{old}/comparison?with={later}")).json()
    assert (found["byPerson"], found["byTime"], found["byContent"]) == (0, 0, 0)
