"""A clock that tests set, an application that goes by it, and people who live by it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from time import perf_counter

import httpx
from applications import started, transport_of
from msgspec.structs import replace
from people import PASSWORD, Person, fresh_email

from api.app import create_app
from api.catalog.current import CurrentKnowledge
from api.clocks import Clocks
from api.settings import Settings


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
