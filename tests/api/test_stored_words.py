"""Stored results: sentences as codes, said in the language of whoever reads them.

What an earlier version stored as words stays as it was.
"""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

import asyncpg
import httpx
import pytest
from people import Person, sign_up

import api.http.encoding
import api.http.preconditions
import api.http.request
import api.messages.text
from api.http.language import negotiate
from api.messages.text import catalogue
from knowledge import MessageCatalogue

ROLE = {"role": "data-analyst", "variant": "senior"}
OPTIONS = ROLE | {"hoursPerWeek": 7, "budgetHours": 60, "pins": ["python"]}
TOY = MessageCatalogue("de", {code: f"[{code}]" for code in catalogue("en").patterns})
"""A second language, in which each sentence is its code."""
Json = Any


@pytest.fixture(autouse=True)
def _second_language(monkeypatch: pytest.MonkeyPatch) -> None:
    languages = {"en": catalogue("en"), "de": TOY}
    monkeypatch.setattr(api.messages.text, "catalogue", languages.__getitem__)
    monkeypatch.setitem(api.http.encoding._ENCODERS, "de", api.http.encoding._said("de"))
    monkeypatch.setattr(api.http.preconditions, "LANGUAGES", tuple(languages))
    monkeypatch.setattr(api.http.request, "negotiate", lambda text: negotiate(text, ("en", "de")))


async def rated(client: httpx.AsyncClient) -> Person:
    person = await sign_up(client)
    assert (await person.put("/me/ratings/git", {"level": 1})).status_code == 200
    return person


async def german(person: Person, path: str) -> Json:
    answer = await person.get(path, accept_language="de")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-language"] == "de"
    assert "Accept-Language" in answer.headers["vary"]
    return answer.json()


def strings(value: Json) -> Iterator[str]:
    """Every text in a response, in its order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def codes(value: Json) -> set[str]:
    """The codes of the sentences that are said in the second language."""
    return {text.strip("[]") for text in strings(value) if text.startswith("[")}


def as_words(value: Json, numbers: Iterator[int]) -> Json:
    """A stored result as earlier versions wrote it: words in place of codes."""
    if isinstance(value, list):
        return [as_words(one, numbers) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"code", "params"}:
        return f"Old words {next(numbers)}."
    return {name: as_words(one, numbers) for name, one in value.items()}


def old_words(value: Json) -> list[str]:
    return [text for text in strings(value) if text.startswith("Old words")]


async def test_a_stored_analysis_is_said_in_the_language_of_the_reader(
    client: httpx.AsyncClient,
) -> None:
    person = await rated(client)
    made = await person.post("/analyses", ROLE)
    path = f"/analyses/{made.json()['id']}"
    said = await german(person, path)
    assert {"gap.conclusion", "gap.requirement"} <= codes(said)
    assert {"readiness.conclusion", "readiness.range"} & codes(said)
    assert codes(said) <= set(TOY.patterns)
    english = await person.get(path)
    assert english.content == made.content
    assert codes(english.json()) == set()
    why = await german(person, f"{path}/explanation")
    assert {"derivation.readiness"} <= codes(why)
    english = await person.get(f"{path}/explanation")
    other = await person.get(f"{path}/explanation", accept_language="de")
    assert english.headers["etag"] != other.headers["etag"]


async def test_a_stored_roadmap_is_said_in_the_language_of_the_reader(
    client: httpx.AsyncClient,
) -> None:
    person = await rated(client)
    made = await person.post("/roadmaps", OPTIONS, idempotency_key="k")
    assert made.status_code == 201, made.text
    path = f"/roadmaps/{made.json()['id']}"
    expected = {"limit.budget", "proof.budget", "order.best", "choice.made", "reason.requirement"}
    assert expected <= codes(await german(person, path))
    again = await person.post("/roadmaps", OPTIONS, idempotency_key="k", accept_language="de")
    assert expected <= codes(again.json())
    assert again.json()["id"] == made.json()["id"]
    ticked = await person.patch(
        f"{path}/items/sql:1",
        {"status": "doing"},
        if_match=again.headers["etag"],
        accept_language="de",
    )
    assert ticked.status_code == 200, ticked.text
    assert codes(ticked.json())
    assert ticked.headers["etag"] == '"v2-de"'
    fresh = await person.post(
        f"{path}/reanalysis",
        {"resetProgress": False, "budgetHours": 40},
        idempotency_key="again",
        accept_language="de",
    )
    assert fresh.status_code == 201, fresh.text
    assert {"changes.summary", "gap.conclusion"} <= codes(fresh.json())
    repeated = await person.post(
        f"{path}/reanalysis",
        {"resetProgress": False, "budgetHours": 40},
        idempotency_key="again",
    )
    assert repeated.json()["roadmap"]["id"] == fresh.json()["roadmap"]["id"]
    assert repeated.json()["changes"]["text"].startswith("Steps: ")
    assert codes(repeated.json()) == set()


async def test_an_export_holds_words_and_no_codes(client: httpx.AsyncClient) -> None:
    person = await rated(client)
    made = await person.post("/roadmaps", OPTIONS, idempotency_key="k")
    tables = (await person.get("/me/export")).json()["tables"]
    stored = (tables["analyses"][0]["result"], tables["roadmap_items"][0]["planned"])
    for text in (*stored, tables["roadmaps"][0]["result"]):
        assert '"code"' not in text
    assert made.json()["result"]["limit"]["text"] in tables["roadmaps"][0]["result"]
    spoken = await german(person, "/me/export")
    assert "[limit.budget]" in spoken["tables"]["roadmaps"][0]["result"]


def as_it_was(result: Json) -> Json:
    """The result as it was stored before options of a choice were recommended."""
    if isinstance(result, dict):
        for choice in result.get("choices", ()):
            del choice["preferenceHours"], choice["because"]
    return result


async def test_words_of_an_earlier_version_stay_as_they_were(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await rated(client)
    made = (await person.post("/roadmaps", OPTIONS)).json()
    numbers = count(1)
    await database.execute("SET session_replication_role = replica")  # Analyses never change.
    try:
        for table, column, key in (
            ("analyses", "result", "id"),
            ("roadmaps", "result", "id"),
            ("roadmap_items", "planned", "item_id"),
        ):
            rows = await database.fetch(
                f"SELECT {key} AS key, {column} AS stored FROM {table} WHERE user_id = $1",
                person.user_id,
            )
            for row in rows:
                await database.execute(
                    f"UPDATE {table} SET {column} = $3 WHERE user_id = $1 AND {key} = $2",
                    person.user_id,
                    row["key"],
                    json.dumps(as_words(as_it_was(json.loads(row["stored"])), numbers)),
                )
    finally:
        await database.execute("SET session_replication_role = origin")
    roadmap, analysis = f"/roadmaps/{made['id']}", f"/analyses/{made['analysisId']}"
    for path in (roadmap, analysis):
        english = (await person.get(path)).json()
        assert old_words(english)
        assert await german(person, path) == english
    read = (await person.get(roadmap)).json()["result"]
    kinds = (read["limit"], read["selection"], read["order"], read["choices"][0])
    assert all(old_words(kind) for kind in kinds)
    assert all(old_words(item["reasons"]) for item in read["items"])
    explained = (await person.get(analysis)).json()["result"]
    assert all(old_words(gap["explanation"]) for gap in explained["gaps"])
    assert old_words(explained["explanation"])
    etag = (await person.get(roadmap)).headers["etag"]
    ticked = await person.patch(f"{roadmap}/items/sql:1", {"status": "done"}, if_match=etag)
    assert old_words(ticked.json()["item"])
    again = await person.post(f"{roadmap}/reanalysis", {"resetProgress": False})
    assert again.status_code == 201, again.text
    assert old_words(again.json()) == []
