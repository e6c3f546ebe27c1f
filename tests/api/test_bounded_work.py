"""Long computing is bounded: it waits in a queue or is refused with 503, and nothing else waits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event

import httpx
import msgspec
import pytest
from litestar import Litestar
from people import Person, problem, sign_up

from api.http.executor import BoundedExecutor, Executors
from api.http.openapi import document_bytes

ROLE = {"role": "data-analyst", "variant": "junior"}
PLAN = {**ROLE, "hoursPerWeek": 8}
PUBLIC = (
    ("POST", "/plan", PLAN),
    ("POST", "/plan/what-if", {"base": PLAN, "variants": [{"name": "more", "hoursPerWeek": 9}]}),
    ("POST", "/analyze", ROLE),
    ("POST", "/rank", {"ratings": {}}),
    ("POST", "/place", {**ROLE, "answers": []}),
    ("GET", "/roles/data-analyst/transitions?variant=senior", None),
)
OF_ACCOUNTS = (
    ("POST", "/analyses", ROLE),
    ("GET", "/analyses/{analysis}/explanation", None),
    ("POST", "/roadmaps/{roadmap}/reanalysis", {"resetProgress": False}),
    ("POST", "/roadmaps/{roadmap}/what-if", {"resetProgress": False}),
    ("GET", "/me/roles", None),
    ("GET", "/me/readiness?role=data-analyst&variant=junior", None),
    ("POST", "/placements", ROLE),
)
NEVER_BUSY = (
    "/knowledge", "/domains", "/roles", "/roles?q=analyst", "/roles/data-analyst",
    "/roles/data-analyst/graph?variant=junior", "/skills", "/skills?q=sql", "/skills/sql",
    "/health/live", "/health/ready",
)  # fmt: skip
DECLARED = {
    "plan", "planWhatIf", "analyze", "rank", "place", "listTransitions", "listRoles",
    "createAnalysis", "getAnalysis", "explainAnalysis", "createRoadmap", "reanalyseRoadmap",
    "roadmapWhatIf", "rankMyRoles", "getReadinessHistory", "createPlacement",
}  # fmt: skip


def executors_of(application: Litestar) -> Executors:
    found = application.dependencies["executors"].dependency()
    assert isinstance(found, Executors)
    return found


@asynccontextmanager
async def full(*executors: BoundedExecutor) -> AsyncIterator[None]:
    """Have all threads of the executors busy, and nobody may wait for them any more."""
    may_go = Event()
    begun = [
        asyncio.create_task(executor.run(may_go.wait, 60))
        for executor in executors
        for _ in range(200)
    ]
    await asyncio.sleep(0)
    try:
        yield
    finally:
        may_go.set()
        await asyncio.gather(*begun, return_exceptions=True)


async def send(person: Person, method: str, path: str, body: object) -> httpx.Response:
    return await person.client.request(method, f"/api/v1{path}", json=body, headers=person.headers)


def public_of(executors: Executors) -> list[BoundedExecutor]:
    names = [name for name in Executors.__struct_fields__ if name.startswith("public_")]
    return [getattr(executors, name) for name in names]


def all_of(executors: Executors) -> list[BoundedExecutor]:
    return [getattr(executors, name) for name in Executors.__struct_fields__]


@pytest.fixture
async def person(client: httpx.AsyncClient) -> Person:
    """Somebody, and the catalogue has been read before."""
    assert (await client.get("/api/v1/roles")).status_code == 200
    return await sign_up(client)


async def addresses(person: Person) -> dict[str, str]:
    """What the person has already."""
    made = await person.post("/roadmaps", PLAN)
    assert made.status_code == 201, made.text
    return {"roadmap": made.json()["id"], "analysis": made.json()["analysisId"]}


async def test_whatever_takes_long_is_refused_when_too_much_waits(
    app: Litestar, person: Person
) -> None:
    there, newcomer = await addresses(person), await sign_up(person.client)
    async with full(*all_of(executors_of(app))):
        problem(await newcomer.post("/roadmaps", PLAN), 503, "busy")
        for method, path, body in (*PUBLIC, *OF_ACCOUNTS):
            answer = await send(person, method, path.format(**there), body)
            problem(answer, 503, "busy")
            assert int(answer.headers["retry-after"]) > 0
    assert (await newcomer.post("/roadmaps", PLAN)).status_code == 201
    for method, path, body in (*PUBLIC, *OF_ACCOUNTS):
        answer = await send(person, method, path.format(**there), body)
        assert answer.status_code < 500, (path, answer.text)


async def test_the_catalogue_and_the_pulse_need_no_thread(app: Litestar, person: Person) -> None:
    async with full(*all_of(executors_of(app))):
        for path in NEVER_BUSY:
            assert (await send(person, "GET", path, None)).status_code == 200, path


async def test_people_without_an_account_hold_up_none_with_one(
    app: Litestar, person: Person
) -> None:
    there = await addresses(person)
    async with full(*public_of(executors_of(app))):
        for method, path, body in PUBLIC:
            problem(await send(person, method, path, body), 503, "busy")
        for method, path, body in OF_ACCOUNTS:
            answer = await send(person, method, path.format(**there), body)
            assert answer.status_code < 500, (path, answer.text)


def test_the_document_declares_who_may_be_refused(app: Litestar) -> None:
    paths = msgspec.json.decode(document_bytes(app))["paths"]
    declared = {
        operation["operationId"]
        for path in paths.values()
        for operation in path.values()
        if "busy:" in operation["responses"].get("503", {}).get("description", "")
    }
    assert declared >= DECLARED


async def test_who_stops_waiting_leaves_the_place_to_another() -> None:
    executor, may_go = BoundedExecutor(threads=1, max_queued=1), Event()
    running = asyncio.create_task(executor.run(may_go.wait, 60))
    waiting = asyncio.create_task(executor.run(may_go.wait, 60))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    after = asyncio.create_task(executor.run(may_go.wait, 60))
    await asyncio.sleep(0)
    may_go.set()
    assert await running
    assert await after
    executor.close()
