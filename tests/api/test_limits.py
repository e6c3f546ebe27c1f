"""Limits over the wire: hours, a date or a readiness, and what is proved of the plan."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from math import inf
from time import perf_counter
from typing import Any

import asyncpg
import httpx
import msgspec
import pytest
from applications import started, transport_of
from hypothesis import given
from hypothesis import strategies as st
from litestar import Litestar
from people import Person, problem, sign_up
from small_content import whole_content, write_content
from solvers import DENYING, IDLING, Throwing

from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.clocks import Clocks
from api.http.problems.table import described
from api.settings import Settings
from engine import BudgetTooSmallError, EngineError, SkillSlug, Solver, TargetOutOfReachError
from knowledge import Library

REQUEST = {"role": "data-analyst", "variant": "senior", "hoursPerWeek": 7}
TODAY = datetime.now(UTC).date()
MIDNIGHT = datetime.combine(TODAY + timedelta(days=1), time(), UTC)
CLOCKS = Clocks(
    now=lambda: min(datetime.now(UTC), MIDNIGHT - timedelta(1e-6)), stopwatch=perf_counter
)
"""A clock on which it does not become tomorrow while the tests run."""


def day(days: int) -> str:
    """That many days from today."""
    return (TODAY + timedelta(days=days)).isoformat()


KNITTING = """# yaml-language-server: $schema=../../../schema/skill.schema.json
kind: skill
id: skl_00000006
slug: knitting
title: Knitting
status: active
since: "1.0.0"
domain: tools
summary: Make a scarf.
levels:
  1:
    can_do:
      - Knit a row
    effort_hours: {low: 1, typical: 2, high: 3}
review: {reviewed_on: 2026-11-22, review_by: 2027-11-22, sources: ["https://example.org/a"]}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small knowledge and a skill that no role has to do with."""
    files = whole_content() | {"skills/tools/knitting.yaml": KNITTING}
    return Library.load(write_content(tmp_path_factory.mktemp("content"), files))


Json = dict[str, Any]


@pytest.fixture(scope="module")
async def app(settings: Settings, library: Library) -> AsyncIterator[Litestar]:
    """The application on a day that stays."""
    application = create_app(settings, CurrentKnowledge(Knowledge(library)), clocks=CLOCKS)
    async with started(application):
        yield application


async def planned(client: httpx.AsyncClient, **fields: object) -> Json:
    answer = await client.post("/api/v1/plan", json=REQUEST | fields)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def refused(client: httpx.AsyncClient, slug: str, **fields: object) -> Json:
    return problem(await client.post("/api/v1/plan", json=REQUEST | fields), 422, slug)


async def test_without_a_limit_the_whole_role_is_proved_to_take_the_fewest_hours(
    client: httpx.AsyncClient,
) -> None:
    found = await planned(client)
    assert found["limit"] is None
    assert found["readinessThen"] == 100
    assert found["selection"] == {
        "method": "exact",
        "status": "proved",
        "bound": found["hours"]["typical"],
        "gap": 0.0,
        "text": "No other set of steps takes fewer hours.",
    }
    assert found["order"] == {
        "method": "exact",
        "gap": 0.0,
        "text": "No other order of these steps raises your readiness sooner.",
    }


async def test_a_budget_gives_the_most_readiness_within_the_hours(
    client: httpx.AsyncClient,
) -> None:
    found = await planned(client, budgetHours=40)
    assert [item["id"] for item in found["items"]] == ["sql:1", "sql:2"]
    assert found["limit"] == {
        "kind": "budget",
        "hours": 40.0,
        "untilDate": None,
        "readiness": None,
        "text": "Your budget is 40 h. "
        "That is enough for 2 steps, which take 36 h and raise your readiness "
        "from 0 to 41.7 points.",
    }
    assert found["selection"]["text"] == "No plan within 40 h leads to a readiness above 41.7."


async def test_a_date_gives_the_hours_until_then(client: httpx.AsyncClient) -> None:
    until = day(40)
    found = await planned(client, untilDate=until)
    assert found["limit"] == {
        "kind": "date",
        "hours": 40.0,
        "untilDate": until,
        "readiness": None,
        "text": f"You have 40 h until {until}. "
        "That is enough for 2 steps, which take 36 h and raise your readiness "
        "from 0 to 41.7 points.",
    }
    assert found["items"] == (await planned(client, budgetHours=40))["items"]


async def test_a_readiness_is_reached_in_the_fewest_hours(client: httpx.AsyncClient) -> None:
    found = await planned(client, targetReadiness=41.6)
    assert found["limit"] == {
        "kind": "readiness",
        "hours": None,
        "untilDate": None,
        "readiness": 41.6,
        "text": "Reaching 41.6 points takes 2 steps and 36 h. "
        "They raise your readiness from 0 to 41.7 points.",
    }
    assert found["selection"]["text"] == "No plan that reaches 41.6 points takes fewer than 36 h."


async def test_a_budget_too_small_for_anything_gives_an_empty_plan_that_says_so(
    client: httpx.AsyncClient,
) -> None:
    found = await planned(client, budgetHours=0.5)
    assert found["items"] == []
    assert found["limit"]["text"] == (
        "Your budget is 0.5 h. That is too little for any step that raises your readiness."
    )


async def test_null_is_no_limit(client: httpx.AsyncClient) -> None:
    nothing = {"targetReadiness": None, "budgetHours": None, "untilDate": None}
    assert await planned(client, **nothing) == await planned(client)


REFUSALS: list[tuple[str, Json, Json]] = [
    ("limits-contradict", {"budgetHours": 40, "targetReadiness": 50}, {"budgetHours": None}),
    ("limits-contradict", {"budgetHours": 40, "untilDate": "2026-01-01"}, {"untilDate": None}),
    ("date-in-past", {"untilDate": day(-1)}, {"untilDate": day(16)}),
    ("date-in-past", {"untilDate": "0001-01-01"}, {"untilDate": day(16)}),
    (
        "date-in-past",
        {"untilDate": "2020-02-29", "pins": ["python", "r"]},
        {"untilDate": day(35), "pins": ["r"]},
    ),
    ("budget-too-small", {"budgetHours": 10, "pins": ["python"]}, {"budgetHours": 43.0}),
    (
        "budget-too-small",
        {"untilDate": day(1), "pins": ["python"]},
        {"untilDate": day(43)},
    ),
    ("pins-contradict", {"pins": ["python", "r"]}, {"pins": ["r"]}),
    ("pin-conflict", {"pins": ["r", "knitting"]}, {"pins": ["r"]}),
]


@pytest.mark.parametrize(("slug", "fields", "nearest"), REFUSALS)
async def test_an_impossible_request_names_the_conflict_and_the_nearest_that_can_be_met(
    client: httpx.AsyncClient, slug: str, fields: Json, nearest: Json
) -> None:
    said = await refused(client, slug, **fields)
    assert said["nearest"] == nearest
    assert str(said["conflict"]).endswith(".")
    await planned(client, **(fields | nearest))


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        ({"hoursPerWeek": 0}, "$.hoursPerWeek", "must be a number from 0.01 to 100"),
        ({"budgetHours": 0}, "$.budgetHours", "must be a number from 0.1 to 100,000"),
        ({"budgetHours": -3}, "$.budgetHours", "must be a number from 0.1 to 100,000"),
        ({"budgetHours": 1e9}, "$.budgetHours", "must be a number from 0.1 to 100,000"),
        ({"budgetHours": "40"}, "$.budgetHours", "must be a number or null, not text"),
        ({"targetReadiness": 100.1}, "$.targetReadiness", "must be a number from 0 to 100"),
        ({"targetReadiness": -1}, "$.targetReadiness", "must be a number from 0 to 100"),
        ({"untilDate": "tomorrow"}, "$.untilDate", "must be a date such as 2027-03-01"),
        ({"untilDate": "2027-02-30"}, "$.untilDate", "must be a date such as 2027-03-01"),
        ({"untilDate": "10000-01-01"}, "$.untilDate", "must be a date such as 2027-03-01"),
        (
            {"untilDate": 20270101},
            "$.untilDate",
            "must be a date such as 2027-03-01 or null, not a whole number",
        ),
    ],
)
async def test_what_no_limit_can_be_is_refused_with_what_it_can(
    client: httpx.AsyncClient, fields: Json, path: str, words: str
) -> None:
    answer = await client.post("/api/v1/plan", json=REQUEST | fields)
    problem(answer, 400, "invalid-request")
    (fault,) = answer.json()["fields"]
    assert fault["path"] == path
    assert fault["message"] == words


async def test_the_last_day_of_all_and_the_slowest_pace_are_answered(
    client: httpx.AsyncClient,
) -> None:
    far = await planned(client, untilDate="9999-12-31", hoursPerWeek=100)
    assert far["readinessThen"] == 100
    said = await refused(
        client, "budget-too-small", untilDate=day(1), pins=["python"], hoursPerWeek=0.01
    )
    await planned(client, pins=["python"], hoursPerWeek=0.01, **said["nearest"])


DAYS = st.integers(-3, 90).map(day)
FIELDS = st.fixed_dictionaries(
    {
        "hoursPerWeek": st.sampled_from([0.01, 0.7, 3, 9.99, 100]),
        "variant": st.sampled_from(["junior", "senior"]),
        "pins": st.lists(
            st.sampled_from(["git", "knitting", "python", "r", "reporting"]), unique=True
        ),
        "ratings": st.sampled_from([{}, {"sql": 2}, {"sql": 2, "reporting": 1, "r": 1}]),
    },
    optional={
        "targetReadiness": st.sampled_from([0, 33.4, 100]),
        "budgetHours": st.sampled_from([0.1, 20, 62.5]),
        "untilDate": DAYS,
    },
)


@given(FIELDS)
async def test_the_nearest_request_of_any_refusal_can_be_planned(fields: Json) -> None:
    """Through the whole application, whichever fields are wrong at once."""
    answer = await CLIENTS[0].post("/api/v1/plan", json=REQUEST | fields)
    if answer.status_code == 422:
        nearest = answer.json()["nearest"]
        again = await CLIENTS[0].post("/api/v1/plan", json=REQUEST | fields | nearest)
        assert again.status_code == 200, (fields, answer.json(), again.json())
    else:
        assert answer.status_code == 200


CLIENTS: list[httpx.AsyncClient] = []


@pytest.fixture(autouse=True)
def _remember(client: httpx.AsyncClient) -> None:
    """Hypothesis hands no fixtures to asynchronous laws."""
    CLIENTS[:] = [client]


async def test_a_stored_roadmap_carries_its_limit_and_is_planned_again_with_it(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    made = await person.post("/roadmaps", REQUEST | {"budgetHours": 40})
    assert made.status_code == 201, made.text
    view = made.json()
    assert view["result"]["limit"]["hours"] == 40
    assert view["result"]["selection"]["status"] == "proved"
    read = (await person.get(f"/roadmaps/{view['id']}")).json()
    assert read == view
    again = await person.post(f"/roadmaps/{view['id']}/reanalysis", {"resetProgress": False})
    assert again.json()["roadmap"]["result"]["limit"] == view["result"]["limit"]


async def test_a_roadmap_is_refused_as_a_plan_is(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    for slug, fields, nearest in REFUSALS:
        said = problem(await person.post("/roadmaps", REQUEST | fields), 422, slug)
        assert said["nearest"] == nearest
    assert (await person.get("/roadmaps")).json()["items"] == []


async def test_a_roadmap_from_before_limits_stays_readable(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    view = (await person.post("/roadmaps", REQUEST)).json()
    stored = await database.fetchrow(
        "SELECT inputs, result FROM roadmaps WHERE user_id = $1", person.user_id
    )
    assert stored is not None
    inputs, result = (msgspec.json.decode(stored[name]) for name in ("inputs", "result"))
    del inputs["limit"], result["limit"], result["selection"], result["order"]
    await database.execute(
        "UPDATE roadmaps SET inputs = $2, result = $3 WHERE user_id = $1",
        person.user_id,
        *(msgspec.json.encode(part).decode() for part in (inputs, result)),
    )
    await assert_old_one_works(person, view)


async def assert_old_one_works(person: Person, view: Json) -> None:
    read = await person.get(f"/roadmaps/{view['id']}")
    assert read.status_code == 200, read.text
    found = read.json()["result"]
    assert found["limit"] is None
    assert found["selection"]["text"] == "No other set of steps takes fewer hours."
    assert found["order"]["method"] == "unknown"
    ticked = await person.patch(
        f"/roadmaps/{view['id']}/items/sql:1", {"status": "done"}, if_match=read.headers["etag"]
    )
    assert ticked.status_code == 200, ticked.text
    again = await person.post(f"/roadmaps/{view['id']}/reanalysis", {"resetProgress": False})
    assert again.status_code == 201, again.text
    assert again.json()["roadmap"]["result"]["order"]["method"] == "exact"


async def test_a_key_from_before_limits_still_names_the_same_request(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    first = await person.post("/roadmaps", REQUEST, idempotency_key="k")
    again = await person.post("/roadmaps", REQUEST, idempotency_key="k")
    assert again.content == first.content
    other = await person.post("/roadmaps", REQUEST | {"budgetHours": 40}, idempotency_key="k")
    problem(other, 422, "key-reused")


@pytest.mark.parametrize(
    ("solver", "status"),
    [(Throwing(), "solver-unavailable"), (DENYING, "solver-unavailable"), (IDLING, "time-limit")],
)
async def test_without_a_solver_plans_are_made_and_say_so(
    settings: Settings, library: Library, solver: Solver, status: str
) -> None:
    knowledge = CurrentKnowledge(Knowledge(library))
    application = create_app(settings, knowledge, clocks=CLOCKS, solver=solver)
    async with (
        started(application),
        httpx.AsyncClient(transport=transport_of(application), base_url="http://t") as asking,
    ):
        for limit in ({}, {"budgetHours": 80}, {"targetReadiness": 60}):
            found = await planned(asking, **limit)
            proof = found["selection"]
            assert proof["status"] in {status, "proved"}
            assert 0 <= proof["gap"] < inf
        assert proof["status"] == status
        assert proof["method"] == "certified"
        assert "% worse than the best one." in proof["text"]
        said = await refused(asking, "budget-too-small", budgetHours=10, pins=["python"])
        assert said["nearest"] == {"budgetHours": 43.0}


def conflict(error: EngineError) -> str:
    found = described(error).conflict
    assert found is not None
    return found.say()


def test_what_is_out_of_reach_is_never_said_to_be_within_it() -> None:
    assert conflict(TargetOutOfReachError(95.3, 95.26)) == (
        "You asked for a readiness of 95.3, but the remaining steps lead to 95.26 at most."
    )
    assert "lead to 95.29 at most" in conflict(TargetOutOfReachError(95.3, 95.2999))


async def test_millions_of_hours_are_written_out(client: httpx.AsyncClient) -> None:
    found = await planned(client, untilDate="9999-12-31", hoursPerWeek=100)
    hours = found["limit"]["hours"]
    assert hours > 1_000_000
    assert found["limit"]["text"].startswith(
        f"You have {hours:,.1f} h until 9999-12-31.".replace(".0 h", " h")
    )


def test_whole_hours_are_said_without_tenths() -> None:
    assert conflict(BudgetTooSmallError(3.0, 114.0, [SkillSlug("power-bi")])) == (
        "The budget is 3 h, but `power-bi` takes 114 h, including prerequisites."
    )
