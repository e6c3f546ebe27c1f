"""Placements for tests: begun, answered to the end, and looked into."""

from typing import Any

import httpx
from people import Person

ROLE = {"role": "data-analyst", "variant": "senior"}
Json = dict[str, Any]


async def begin(person: Person, **options: str) -> httpx.Response:
    """A new placement."""
    made = await person.post("/placements", ROLE | options)
    assert made.status_code == 201, made.text
    return made


async def reply(person: Person, to: httpx.Response, step: str, said: str | None) -> httpx.Response:
    """Answer about a step such as `sql:1`, on the placement as it was answered last."""
    skill, _, level = step.partition(":")
    return await person.post(
        f"/placements/{to.json()['id']}/answers",
        {"skill": skill, "level": int(level), "reply": said},
        if_match=to.headers["etag"],
    )


async def say_uses(person: Person, to: httpx.Response, **uses: str | None) -> httpx.Response:
    """Say which options are in use, on the placement as it was answered last."""
    return await person.post(
        f"/placements/{to.json()['id']}/uses", {"uses": uses}, if_match=to.headers["etag"]
    )


async def told(person: Person, start: httpx.Response, **answers: str) -> httpx.Response:
    """Give answers such as `sql_1="yes"` one after the other."""
    last = start
    for step, said in answers.items():
        last = await reply(person, last, step.replace("_", ":"), said)
        assert last.status_code == 200, last.text
    return last


async def accept(person: Person, last: httpx.Response, **levels: int) -> httpx.Response:
    """Accept, with corrections of some levels."""
    return await person.post(
        f"/placements/{last.json()['id']}/acceptance",
        {"levels": levels},
        if_match=last.headers["etag"],
    )


def question_of(placement: httpx.Response) -> str | None:
    """The step asked about next."""
    asked = placement.json()["state"]["question"]
    return None if asked is None else f"{asked['skill']['slug']}:{asked['level']}"


def answers_of(placement: httpx.Response) -> list[tuple[str, str]]:
    """Steps and replies in the order given."""
    return [
        (f"{entry['skill']['slug']}:{entry['level']}", entry["reply"])
        for entry in placement.json()["state"]["answers"]
    ]


def by_skill(entries: list[Json]) -> dict[str, Json]:
    """Entries under the slug of their skill."""
    return {entry["skill"]["slug"]: entry for entry in entries}


async def ratings_of(person: Person) -> dict[str, tuple[int, str]]:
    """Levels and sources of the profile."""
    items = (await person.get("/me/ratings")).json()["items"]
    return {slug: (entry["level"], entry["source"]) for slug, entry in by_skill(items).items()}
