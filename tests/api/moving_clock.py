"""A clock that tests set, an application that goes by it, and people who live by it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import asyncpg
import httpx
from applications import started, transport_of
from msgspec import Struct
from msgspec.structs import replace
from people import PASSWORD, Person, fresh_email

from api.app import create_app
from api.catalog.current import CurrentKnowledge
from api.clocks import Clocks
from api.settings import Settings

View = dict[str, Any]
ROLE = {"role": "data-analyst", "variant": "senior", "hoursPerWeek": 7}


class MovingClock:
    """Shows the moment that a test says it is, in UTC."""

    def __init__(self, moment: str) -> None:
        self.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)

    def set(self, moment: str) -> None:
        """Turn to another moment, such as `2026-12-21T09:00`."""
        self.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)


@asynccontextmanager
async def client_at(
    settings: Settings, knowledge: CurrentKnowledge, clock: MovingClock
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application that goes by this clock."""
    clocks = Clocks(now=lambda: clock.now, stopwatch=perf_counter)
    application = create_app(settings, knowledge, clocks=clocks)
    async with (
        started(application),
        httpx.AsyncClient(transport=transport_of(application), base_url="http://testserver") as one,
    ):
        yield one


async def sign_up_in(client: httpx.AsyncClient, zone: str | None = None) -> Person:
    """Somebody new in a time zone."""
    email = fresh_email()
    body = {"email": email, "password": PASSWORD, "displayName": "Ada"}
    made = await client.post(
        "/api/v1/auth/signup", json=body | ({"timeZone": zone} if zone else {})
    )
    assert made.status_code == 201, made.text
    view = made.json()
    return Person(client, view["user"]["id"], email, view["accessToken"], view["refreshToken"])


async def back_again(person: Person) -> Person:
    """The same person, logged in again after the clock was turned: tokens last ten minutes."""
    body = {"email": person.email, "password": PASSWORD}
    answer = await person.client.post("/api/v1/auth/login", json=body)
    assert answer.status_code == 200, answer.text
    return replace(person, access_token=answer.json()["accessToken"])


class Scene(Struct):
    """A clock, and a client of the application that goes by it."""

    clock: MovingClock
    client: httpx.AsyncClient
    database: asyncpg.Connection


class Walk(Struct):
    """A person with a roadmap, on some day."""

    scene: Scene
    person: Person
    roadmap: str

    async def on(self, day: str, at: str = "09:00") -> View:
        """Turn the clock and read the roadmap."""
        self.scene.clock.set(f"{day}T{at}")
        self.person = await back_again(self.person)
        return await self.read()

    async def read(self) -> View:
        answer = await self.person.get(f"/roadmaps/{self.roadmap}")
        assert answer.status_code == 200, answer.text
        found: View = answer.json()
        return found

    async def change(self, **fields: object) -> httpx.Response:
        """Say when to study, for the roadmap as it is."""
        version = f'"v{(await self.read())["version"]}"'
        return await self.person.patch(f"/roadmaps/{self.roadmap}", fields, if_match=version)

    async def tick(self, item: str, done_on: str, **fields: object) -> View:
        """Finish an item; the database's clock is not the test's, so its day is set."""
        version = f'"v{(await self.read())["version"]}"'
        address = f"/roadmaps/{self.roadmap}/items/{item}"
        answer = await self.person.patch(address, {"status": "done"} | fields, if_match=version)
        assert answer.status_code == 200, answer.text
        await self.scene.database.execute(
            "UPDATE roadmap_items SET done_at = $3::text::timestamptz "
            "WHERE roadmap_id = $1 AND item_id = $2",
            self.roadmap,
            item,
            f"{done_on}T12:00Z",
        )
        found: View = answer.json()
        return found


async def begin(scene: Scene, *, zone: str | None = None, **fields: object) -> Walk:
    person = await sign_up_in(scene.client, zone)
    assert (await person.put("/me/ratings/git", {"level": 1})).status_code == 200
    made = await person.post("/roadmaps", ROLE | fields)
    assert made.status_code == 201, made.text
    walk = Walk(scene, person, made.json()["id"])
    assert await walk.read() == made.json()
    return walk
