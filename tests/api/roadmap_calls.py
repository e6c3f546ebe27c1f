"""Calls about roadmaps for tests, each checked against what is read afterwards."""

from typing import Any

import httpx
from people import Person, sign_up

JUNIOR = {"role": "data-analyst", "variant": "junior", "hoursPerWeek": 8}
SENIOR = JUNIOR | {"variant": "senior"}
KEEP = {"resetProgress": False}
Json = dict[str, Any]


async def begun(client: httpx.AsyncClient, request: Json = JUNIOR) -> tuple[Person, Json]:
    person = await sign_up(client)
    made = await person.post("/roadmaps", request)
    assert made.status_code == 201, made.text
    view: Json = made.json()
    return person, view


async def tick(person: Person, view: Json, item: str, **fields: object) -> Json:
    """What the tick says, after a look that tells the same."""
    read = await person.get(f"/roadmaps/{view['id']}")
    done = await person.patch(
        f"/roadmaps/{view['id']}/items/{item}",
        {"status": "done"} | fields,
        if_match=read.headers["etag"],
    )
    assert done.status_code == 200, done.text
    said: Json = done.json()
    seen = await look(person, view)
    assert said["item"] == items_of(seen)[item]
    assert said["roadmap"]["progress"] == seen["progress"]
    assert said["roadmap"]["readiness"] == seen["readiness"]
    assert said["roadmap"]["status"] == seen["status"]
    ready = [one["id"] for one in seen["result"]["items"] if one["isReadyNow"]]
    assert said["readyNow"] == ready
    return said


async def look(person: Person, view: Json) -> Json:
    found: Json = (await person.get(f"/roadmaps/{view['id']}")).json()
    return found


async def reanalysed(person: Person, view: Json, **fields: object) -> Json:
    """The roadmap that a re-analysis makes, which reads as it was told."""
    made = await person.post(f"/roadmaps/{view['id']}/reanalysis", KEEP | fields)
    assert made.status_code == 201, made.text
    roadmap: Json = made.json()["roadmap"]
    assert await look(person, roadmap) == roadmap
    return roadmap


def items_of(view: Json) -> dict[str, Json]:
    return {item["id"]: item for item in view["result"]["items"]}
