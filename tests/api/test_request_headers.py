"""What the headers and the address of a request may say, on every route alike."""

import gzip
import json
from collections.abc import Mapping
from typing import Any

import asyncpg
import httpx
import pytest
from litestar import Litestar
from managed_accounts import sign_up_admin
from people import Json, Person, problem, sign_up
from test_authorization import MATRIX, routes_of

ROLE: Json = {"role": "data-analyst", "variant": "junior"}
PLAN: Json = ROLE | {"hoursPerWeek": 8}


async def objects_of(person: Person) -> Mapping[str, str]:
    roadmap = (await person.post("/roadmaps", PLAN)).json()
    placement = (await person.post("/placements", ROLE)).json()
    await person.put("/me/ratings/sql", {"level": 1})
    return {
        "{roadmap_id}": roadmap["id"],
        "{analysis_id}": roadmap["analysisId"],
        "{placement_id}": placement["id"],
        "{account_id}": str(person.user_id),
    }


def address(path: str, objects: Mapping[str, str]) -> str:
    is_role = "/roles/" in path
    for name, value in {"{slug}": "data-analyst" if is_role else "sql", **objects}.items():
        path = path.replace(name, value)
    if path.endswith("/comparison"):
        return f"{path}?with={objects['{analysis_id}']}"
    if path.endswith("/me/readiness"):
        return f"{path}?role=data-analyst&variant=junior"
    return f"{path}?variant=junior" if path.endswith(("/graph", "/transitions")) else path


CHANGING = {"getMetrics", "exportAccount", "getManagedAccount", "getSizes", "listAuditEvents"}
"""What shows that it was read, or how much has been."""


async def test_head_is_answered_wherever_get_is_with_the_same_headers(
    app: Litestar, client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up_admin(client, database)
    objects = await objects_of(person)
    for route in routes_of(app):
        if route.method != "GET":
            continue
        path = address(route.path, objects)
        whole = await client.get(path, headers=person.headers)
        head = await client.head(path, headers=person.headers)
        assert (head.status_code, head.content) == (whole.status_code, b""), path
        assert whole.status_code == 200, (path, whole.text)
        for name in ("content-type", "etag", "cache-control"):
            assert head.headers.get(name) == whole.headers.get(name), (path, name)
        if route.name not in CHANGING:
            assert head.headers["content-length"] == whole.headers["content-length"], path


async def test_head_asks_for_the_same_rights_as_get(client: httpx.AsyncClient) -> None:
    refused = await client.head("/api/v1/me")
    assert (refused.status_code, refused.content) == (401, b"")
    assert (await client.head("/api/v1/nowhere")).status_code == 404


@pytest.mark.parametrize(
    ("path", "allow"),
    [
        ("/api/v1/roadmaps", "GET, HEAD, OPTIONS, POST"),
        ("/api/v1/me", "DELETE, GET, HEAD, OPTIONS, PATCH"),
        ("/api/v1/plan", "OPTIONS, POST"),
    ],
)
async def test_allow_is_in_one_order_always(
    client: httpx.AsyncClient, path: str, allow: str
) -> None:
    refused = await client.request("TRACE" if path.endswith("me") else "PUT", path)
    problem(refused, 405, "wrong-method")
    assert refused.headers["allow"] == allow
    assert (await client.options(path)).headers["allow"] == allow


async def test_what_the_client_holds_is_not_sent_again_by_any_get_with_a_tag(
    app: Litestar, client: httpx.AsyncClient
) -> None:
    person = await sign_up(client)
    objects = await objects_of(person)
    tagged = set()
    for route in routes_of(app):
        if route.method != "GET":
            continue
        path = address(route.path, objects)
        tag = (await client.get(path, headers=person.headers)).headers.get("etag")
        if tag is None:
            continue
        tagged.add(route.name)
        again = await client.get(path, headers=person.headers | {"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b""), path
        assert again.headers["etag"] == tag
    assert {"getRoadmap", "getPlacement", "listRatings", "getRole", "listSkills"} <= tagged


async def test_a_tag_changes_with_what_is_shown_and_names_the_version_to_change(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    first = await person.get("/me/ratings")
    changed = await person.patch(
        "/me/ratings", {"ratings": {"sql": 1}}, if_match=first.headers["etag"]
    )
    assert changed.status_code == 200, changed.text
    second = await person.get("/me/ratings", if_none_match=first.headers["etag"])
    assert second.status_code == 200
    assert second.headers["etag"] != first.headers["etag"]
    stale = await person.patch(
        "/me/ratings", {"ratings": {"sql": 2}}, if_match=first.headers["etag"]
    )
    problem(stale, 412, "stale-version")


@pytest.mark.parametrize(
    "tag",
    ["v1", "1", '"v1', "'v1'", '"v1" "v2"', '"a b"', "W/v1", '"v1",,', ",", '"v7", *', "*, *"],
)
async def test_a_malformed_if_match_is_refused_with_its_form(
    client: httpx.AsyncClient, tag: str
) -> None:
    person = await sign_up(client)
    said = problem(
        await person.patch("/me/ratings", {"ratings": {"sql": 1}}, if_match=tag),
        400,
        "invalid-request",
    )
    message = 'must be an ETag in quotes, such as "v3"'
    assert said["fields"] == [{"path": "header.If-Match", "message": message, "didYouMean": []}]


@pytest.mark.parametrize(
    ("tag", "status"),
    [('"v1"', 200), ('"v1-en"', 200), ('"v1-en-44136fa355b3678a"', 200),
     ('"v1-44136fa355b3678a"', 200), ('"v1-5f"', 412), ('"v9", "v1"', 200), ('W/"v1"', 412),
     ('"v2"', 412), ('"v11"', 412), ('""', 412), ("*", 428), ("", 428)],
)  # fmt: skip
async def test_a_tag_names_a_version_in_every_form_it_was_handed_out_in(
    client: httpx.AsyncClient, tag: str, status: int
) -> None:
    person = await sign_up(client)
    answer = await person.patch("/me/ratings", {"ratings": {"sql": 1}}, if_match=tag)
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "x", "identity, gzip"])
async def test_a_compressed_body_is_refused_by_every_route_that_takes_one(
    app: Litestar, client: httpx.AsyncClient, database: asyncpg.Connection, coding: str
) -> None:
    person = await sign_up_admin(client, database)
    objects = {**await objects_of(person), "{item_id}": "sql:1", "{skill}": "sql"}
    for route in routes_of(app):
        body = MATRIX[route.name].body
        if body is None:
            continue
        answer = await client.request(
            route.method,
            address(route.path, objects),
            content=gzip.compress(json.dumps(body).encode()),
            headers=person.headers
            | {"content-type": "application/json", "content-encoding": coding, "if-match": '"v1"'},
        )
        problem(answer, 415, "unsupported-content-encoding")
        assert answer.headers["accept-encoding"] == "identity"
    plain = await client.post(
        "/api/v1/analyze", json=ROLE, headers={"content-encoding": "identity"}
    )
    assert plain.status_code == 200


async def test_a_cursor_of_one_list_is_refused_by_every_other(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    for _ in range(2):
        await person.post("/analyses", ROLE)
        await person.post("/placements", ROLE)
    await person.post("/roadmaps", PLAN)
    await person.post("/roadmaps", PLAN | {"variant": "senior"})
    lists = ["/analyses", "/placements", "/skills", "/roadmaps"]
    cursors = {path: (await person.get(f"{path}?limit=1")).json()["nextCursor"] for path in lists}
    assert cursors.pop("/roadmaps") is None  # one active roadmap a role
    for path in lists:
        for owner, cursor in cursors.items():
            answer = await person.get(f"{path}?limit=1&cursor={cursor}")
            if owner == path:
                assert answer.status_code == 200
            else:
                problem(answer, 400, "invalid-cursor")


async def test_a_misspelt_conclusion_gets_what_was_meant(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    analysis = (await person.post("/analyses", ROLE)).json()["id"]

    async def asked(of: str) -> Any:
        answer = await person.get(f"/analyses/{analysis}/explanation?of={of}")
        return problem(answer, 422, "unknown-conclusion")["didYouMean"]

    assert (await asked("readines"))[0] == "readiness"
    assert (await asked("gap:sqll"))[0] == "gap:sql"
    assert {"readiness", "gap:sql"} <= set(await asked("0"))


async def test_a_comparison_goes_from_the_analysis_of_the_address_to_the_one_it_is_compared_with(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    earlier = (await person.post("/analyses", ROLE)).json()
    await person.put("/me/ratings/sql", {"level": 1})
    later = (await person.post("/analyses", ROLE)).json()
    low, high = (one["result"]["readiness"]["points"] for one in (earlier, later))
    assert low < high
    for first, second, points in ((earlier, later, (low, high)), (later, earlier, (high, low))):
        path = f"/analyses/{first['id']}/comparison?with={second['id']}"
        found = (await person.get(path)).json()
        assert (found["before"], found["after"]) == points
        assert round(found["byPerson"], 1) == round(points[1] - points[0], 1)


async def test_an_export_holds_nothing_a_password_or_token_could_be_guessed_with(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    await person.post("/me/tokens", {"name": "t", "scopes": ["read"]})
    text = (await person.get("/me/export")).text
    assert "argon2" not in text
    assert "_hash" not in text.replace("knowledge_hash", "")
    tables = json.loads(text)["tables"]
    assert tables["users"][0]["email"] == person.email
    assert tables["api_tokens"][0]["name"] == "t"
    assert set(tables["refresh_tokens"][0]) == {"user_id", "session_id", "created_at", "used_at"}


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [
        ("0f9c2e7a-1b3d-4c55-9d7e-2f6a8b1c3d4e", True),
        ("job:42.7_retry-3", True),
        ("short", False),
        ("x" * 101, False),
        ('eight"quotes', False),
        ("", False),
    ],
)
async def test_every_response_names_its_request(
    client: httpx.AsyncClient, given: str, is_taken: bool
) -> None:
    for path in ("/api/v1/roles", "/api/v1/no-such-thing", "/api/v1/me"):
        answer = await client.get(path, headers={"x-request-id": given})
        named = answer.headers["x-request-id"]
        assert (named == given) == is_taken
        assert is_taken or len(named) == 32
