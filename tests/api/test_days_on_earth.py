"""A date is judged by the person's day: what is tomorrow for somebody on Earth is no past date."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest
from applications import started, transport_of
from people import Json, problem, sign_up

from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.clocks import Clocks
from api.settings import Settings
from knowledge import Library

PLAN: Json = {"role": "data-analyst", "variant": "junior", "hoursPerWeek": 70}
NOW = [datetime(2027, 3, 2, 2, 0, tzinfo=UTC)]
"""What the server's clock says; two in the morning is the evening of 1 March in America."""


@pytest.fixture(scope="module")
async def client(settings: Settings, library: Library) -> AsyncIterator[httpx.AsyncClient]:
    clocks = Clocks(now=lambda: NOW[0], stopwatch=lambda: 0.0)
    application = create_app(settings, CurrentKnowledge(Knowledge(library)), clocks=clocks)
    async with (
        started(application),
        httpx.AsyncClient(
            transport=transport_of(application), base_url="http://testserver"
        ) as talking,
    ):
        yield talking


@pytest.mark.parametrize(
    ("now", "until", "hours"),
    [
        # In the evening west of Greenwich, 2 March is tomorrow: one day of ten hours.
        (datetime(2027, 3, 2, 2, 0, tzinfo=UTC), "2027-03-02", 10.0),
        (datetime(2027, 3, 2, 2, 0, tzinfo=UTC), "2027-03-03", 10.0),
        (datetime(2027, 3, 2, 2, 0, tzinfo=UTC), "2027-03-04", 20.0),
        (datetime(2027, 3, 2, 11, 59, tzinfo=UTC), "2027-03-02", 10.0),
        # At noon UTC it is 2 March everywhere but east of there, where it is the 3rd.
        (datetime(2027, 3, 2, 12, 0, tzinfo=UTC), "2027-03-03", 10.0),
        (datetime(2027, 3, 2, 23, 59, tzinfo=UTC), "2027-03-03", 10.0),
    ],
)
async def test_tomorrow_somewhere_on_earth_leaves_a_day(
    client: httpx.AsyncClient, now: datetime, until: str, hours: float
) -> None:
    NOW[0] = now
    body = PLAN | {"untilDate": until}
    answer = await client.post("/api/v1/plan", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["limit"]["hours"] == hours
    compared = await client.post(
        "/api/v1/plan/what-if", json={"base": body, "variants": [{"name": "same"}]}
    )
    assert compared.json()["base"]["limit"]["hours"] == hours


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (datetime(2027, 3, 2, 2, 0, tzinfo=UTC), "2027-03-01"),
        (datetime(2027, 3, 2, 11, 59, tzinfo=UTC), "2027-03-01"),
        (datetime(2027, 3, 2, 12, 0, tzinfo=UTC), "2027-03-02"),
        (datetime(2027, 3, 2, 23, 59, tzinfo=UTC), "2027-03-02"),
    ],
)
async def test_a_day_that_is_tomorrow_nowhere_is_refused(
    client: httpx.AsyncClient, now: datetime, until: str
) -> None:
    NOW[0] = now
    said = problem(
        await client.post("/api/v1/plan", json=PLAN | {"untilDate": until}), 422, "date-in-past"
    )
    assert said["conflict"] == f"{until} is not after today."


async def test_a_roadmap_takes_tomorrow_too(client: httpx.AsyncClient) -> None:
    NOW[0] = datetime.now(UTC).replace(hour=2)
    person = await sign_up(client)
    until = {"untilDate": NOW[0].date().isoformat()}
    made = await person.post("/roadmaps", PLAN | until)
    assert made.status_code == 201, made.text
    again = await person.post(
        f"/roadmaps/{made.json()['id']}/reanalysis", {"resetProgress": False} | until
    )
    assert again.status_code == 201, again.text
