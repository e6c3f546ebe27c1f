"""Bad input gets a problem with a stable type and a sentence that says what to do; never a 500."""

import json
from time import process_time
from typing import Any, cast
from uuid import uuid4

import asyncpg
import httpx
import pytest
from litestar import Litestar
from litestar.types import HTTPReceiveMessage, HTTPScope, Message
from mail_server import eventually
from managed_accounts import sign_up_admin
from people import Person, problem, sign_up
from test_authorization import MATRIX, ROLE, Route, address, routes_of

from api.http.body import MAX_BODY

PLAN = {"role": "data-analyst", "variant": "junior", "hoursPerWeek": 8}
JSON = {"content-type": "application/json"}

BODIES: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 400, "invalid-request"),
    "no JSON": (b"{", 400, "malformed-body"),
    "two values": (b"{} {}", 400, "malformed-body"),
    "a list": (b"[]", 400, "invalid-request"),
    "null": (b"null", 400, "invalid-request"),
    "a number": (b"7", 400, "invalid-request"),
    "NaN": (b'{"level": NaN}', 400, "malformed-body"),
    "infinity": (b'{"level": -Infinity}', 400, "malformed-body"),
    "NUL": (b'{"x": "a\\u0000b"}', 400, "malformed-body"),
    "NUL in a key": (b'{"a\\u0000b": 1}', 400, "malformed-body"),
    "raw NUL": (b'{"x": "a\x00b"}', 400, "malformed-body"),
    "invalid UTF-8": (b'{"x": "\xff\xfe"}', 400, "malformed-body"),
    "half a surrogate": (b'{"x": "\\ud800"}', 400, ""),
    "65 levels": (b"[" * 65 + b"]" * 65, 400, "malformed-body"),
    "65 objects": (b'{"a":' * 65 + b"1" + b"}" * 65, 400, "malformed-body"),
    "60,000 levels": (b"[" * 60_000, 400, "malformed-body"),
    "duplicate keys": (b'{"x": 1, "x": 2}', 400, "malformed-body"),
    "an unknown field": (b'{"isAdmin": true}', 400, "invalid-request"),
    "a huge number": (b'{"x": ' + b"9" * 5000 + b"}", 400, ""),
    "a NUL beside a huge number": (
        b'{"x": "a\\u0000b", "y": ' + b"9" * 5000 + b"}",
        400,
        "malformed-body",
    ),
    "a NUL deep inside": (b'{"x": [[{"y": ["a\\u0000b"]}]]}', 400, "malformed-body"),
    "a NUL in a list": (b'["a\\u0000b"]', 400, "malformed-body"),
    "a number that never ends": (b'{"x": 1e999999}', 400, ""),
    "brackets": (b"[" + b"[]," * 20_000 + b"[]]", 400, ""),
    "too much": (b'{"x": "' + b"x" * 270_000 + b'"}', 413, "body-too-large"),
    "a BOM": (b"\xef\xbb\xbf{}", 400, "malformed-body"),
}


def writing(app: Litestar) -> list[Route]:
    return [route for route in routes_of(app) if MATRIX[route.name].body is not None]


async def objects_of(person: Person) -> dict[str, str]:
    roadmap = (await person.post("/roadmaps", PLAN)).json()["id"]
    placement = (await person.post("/placements", ROLE)).json()["id"]
    return {
        "{roadmap_id}": roadmap,
        "{placement_id}": placement,
        "{item_id}": "sql:1",
        "{skill}": "sql",
        "{account_id}": str(person.user_id),
    }


async def send(
    person: Person, route: Route, objects: dict[str, str], body: bytes, headers: dict[str, str]
) -> httpx.Response:
    return await person.client.request(
        route.method,
        address(route, objects),
        content=body,
        headers=person.headers | {"if-match": '"v1"'} | headers,
    )


@pytest.mark.parametrize("name", sorted(BODIES))
async def test_a_bad_body_is_refused_by_every_writing_route(
    app: Litestar, client: httpx.AsyncClient, database: asyncpg.Connection, name: str
) -> None:
    body, status, slug = BODIES[name]
    person = await sign_up_admin(client, database)
    objects = await objects_of(person)
    for route in writing(app):
        answer = await send(person, route, objects, body, JSON)
        assert answer.status_code == status, (route.name, answer.text)
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert not slug or answer.json()["type"] == f"/problems/{slug}", (route.name, answer.text)
        assert answer.json()["detail"]
    assert (await person.get("/me/ratings")).json()["items"] == []


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
     "application/jsonp", "text/json", "application/xml"],
)  # fmt: skip
async def test_only_json_that_says_so_is_read(
    app: Litestar, client: httpx.AsyncClient, database: asyncpg.Connection, content_type: str
) -> None:
    person = await sign_up_admin(client, database)
    objects = await objects_of(person)
    for route in writing(app):
        body = json.dumps(MATRIX[route.name].body).encode()
        answer = await send(person, route, objects, body, {"content-type": content_type})
        problem(answer, 415, "unsupported-content-type")


async def export_without_waiting_mails(person: Person) -> dict[str, Any] | None:
    """What is stored about a person, once the mail of the sign-up is sent."""
    tables: dict[str, Any] = (await person.get("/me/export")).json()["tables"]
    is_sent = all(mail["status"] == "sent" for mail in tables["outgoing_mails"])
    return tables if is_sent else None


async def test_no_field_beyond_the_known_ones_is_taken(
    app: Litestar, client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    columns = await database.fetch(
        "SELECT DISTINCT column_name FROM information_schema.columns WHERE table_schema = 'public'"
    )
    names = {str(row["column_name"]) for row in columns} | {
        "isAdmin", "is_admin", "admin", "roles", "userId", "passwordHash", "__proto__",
        "constructor", "profileVersion", "isDisabled", "createdAt", "ownerId", "$where", "_id",
        "id", "emailVerified", "permissions", "scope", "tokenHash", "knowledgeVersion",
    }  # fmt: skip
    person = await sign_up_admin(client, database)
    objects = await objects_of(person)
    before = await eventually(lambda: export_without_waiting_mails(person))
    for route in writing(app):
        valid = MATRIX[route.name].body
        assert isinstance(valid, dict)
        for name in sorted(
            names - set(valid) - {"variant", "transport", "password", "pins", "seed"}
        ):
            answer = await person.client.request(
                route.method,
                address(route, objects),
                json=valid | {name: 1},
                headers=person.headers | {"if-match": '"v1"'},
            )
            assert answer.status_code == 400, (route.name, name, answer.text)
            assert answer.json()["type"] == "/problems/invalid-request"
    after = (await person.get("/me/export")).json()["tables"]
    del before["audit_events"], after["audit_events"]
    assert before == after


WORDS: list[tuple[str, object, int, str, list[str]]] = [
    ("/analyze", {"role": "data-analist", "variant": "junior"}, 422, "unknown-role",
     ["data-analyst"]),
    ("/analyze", {"role": "data-analyst", "variant": "chief"}, 422, "unknown-variant",
     ["junior", "senior"]),
    ("/analyze", {"role": "data-analyst", "variant": "junior", "ratings": {"sqll": 1}}, 422,
     "unknown-skill", ["sql"]),
    ("/analyze", {"role": "data-analyst", "variant": "junior", "ratings": {"sql": 4}}, 422,
     "level-out-of-range", []),
    ("/analyze", {"role": "data-analyst", "variant": "junior", "ratings": {"sql": 6}}, 400,
     "invalid-request", []),
    ("/analyze", {"role": "data-analyst", "variant": "junior", "ratings": {"sql": -1}}, 400,
     "invalid-request", []),
    ("/analyze", {"role": "data-analyst", "variant": "junior", "ratings": {"sql": 2**63}}, 400,
     "invalid-request", []),
    ("/analyze", {"role": "data-analyst", "variant": "junior", "ratings": {"sql": "1"}}, 400,
     "invalid-request", []),
    ("/analyze", {"role": "data-analyst", "variant": "junior", "ratings": {"sql": True}}, 400,
     "invalid-request", []),
    ("/analyze", {"role": "data-analyst", "variant": "junior", "ratings": {"sql": 1.5}}, 400,
     "invalid-request", []),
    ("/plan", PLAN | {"hoursPerWeek": 0}, 400, "invalid-request", []),
    ("/plan", PLAN | {"hoursPerWeek": 100.5}, 400, "invalid-request", []),
    ("/plan", PLAN | {"hoursPerWeek": 2**63}, 400, "invalid-request", []),
    ("/plan", PLAN | {"hoursPerWeek": "8"}, 400, "invalid-request", []),
    ("/plan", PLAN | {"pins": ["pyton"]}, 422, "unknown-skill", ["python"]),
    ("/plan", PLAN | {"role": "x" * 101}, 400, "invalid-request", []),
]  # fmt: skip


@pytest.mark.parametrize(("path", "body", "status", "slug", "near"), WORDS)
async def test_a_misspelt_name_gets_suggestions(
    client: httpx.AsyncClient, path: str, body: object, status: int, slug: str, near: list[str]
) -> None:
    said = problem(await client.post(f"/api/v1{path}", json=body), status, slug)
    assert said["didYouMean"] == near
    if slug == "invalid-request":
        assert said["fields"]


async def test_a_faulty_field_is_named_by_its_path(client: httpx.AsyncClient) -> None:
    body = {"role": "data-analyst", "variant": "junior", "ratings": {"sql": 9}}
    said = problem(await client.post("/api/v1/analyze", json=body), 400, "invalid-request")
    assert said["fields"] == [
        {
            "path": "$.ratings.sql",
            "message": "must be a whole number from 0 to 2, the levels of `sql`",
            "didYouMean": [],
        }
    ]
    body["ratings"] = {"": 1}
    said = problem(await client.post("/api/v1/analyze", json=body), 400, "invalid-request")
    fault = {
        "path": '$.ratings[""]',
        "message": "must have 1 character or more",
        "didYouMean": [],
    }
    assert said["fields"] == [fault]
    said = problem(await client.post("/api/v1/analyze", headers=JSON), 400, "invalid-request")
    assert said["fields"] == [{"path": "$", "message": "the body is missing", "didYouMean": []}]


AN_ID = "0197c1f0-7b3e-7c51-9d4a-2f60a1b5c8e3"


@pytest.mark.parametrize(
    ("path", "headers", "place", "message"),
    [
        (
            "/roadmaps?status=lost",
            {},
            "query.status",
            "must be one of: active, archived, completed",
        ),
        ("/roadmaps?limit=0", {}, "query.limit", "must be a whole number from 1 to 100"),
        (f"/analyses/{AN_ID}/comparison", {}, "query.with", "is required"),
        (
            f"/analyses/{AN_ID}/comparison?with=x",
            {},
            "query.with",
            f"must be an id such as {AN_ID}",
        ),
        (
            "/analyses",
            {"idempotency-key": "a b"},
            "header.Idempotency-Key",
            "must be letters, digits and signs of ASCII, without blanks",
        ),
    ],
)
async def test_a_faulty_parameter_is_named_as_in_the_request_with_what_it_must_be(
    client: httpx.AsyncClient, path: str, headers: dict[str, str], place: str, message: str
) -> None:
    person = await sign_up(client)
    body = {name: PLAN[name] for name in ("role", "variant")}
    answer = await (
        person.client.post(f"/api/v1{path}", json=body, headers=person.headers | headers)
        if headers
        else person.get(path)
    )
    said = problem(answer, 400, "invalid-request")
    assert isinstance(said["fields"], list)
    assert said["fields"] == [{"path": place, "message": message, "didYouMean": []}]


async def test_a_value_that_is_not_listed_gets_the_list(
    client: httpx.AsyncClient,
) -> None:
    reply = {"skill": "sql", "level": 1, "reply": "perhaps"}
    body = {"role": "data-analyst", "variant": "junior", "answers": [reply]}
    said = problem(await client.post("/api/v1/place", json=body), 400, "invalid-request")
    fault = {
        "path": "$.answers[0].reply",
        "message": "must be one of: no, partly, skip, yes",
        "didYouMean": [],
    }
    assert said["fields"] == [fault]


async def test_text_that_never_ends_is_read_once(client: httpx.AsyncClient) -> None:
    started = process_time()
    body = b"[" * 65 + b'"' + b'\\"' * 90_000
    answer = await client.post("/api/v1/analyze", content=body, headers=JSON)
    problem(answer, 400, "malformed-body")
    assert process_time() - started < 5


async def test_the_largest_profile_is_no_body_too_large(
    app: Litestar, client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up_admin(client, database)
    objects = await objects_of(person)
    ratings = {f"{number:04}".ljust(100, "x"): 5 for number in range(1000)}
    told = {"acceptPlacement": {"levels": ratings}, "planWhatIf": {"base": {"ratings": ratings}}}
    takes_ratings = {
        "acceptPlacement",
        "analyze",
        "place",
        "plan",
        "planWhatIf",
        "rank",
        "rateSkills",
    }
    routes = [route for route in writing(app) if route.name in takes_ratings]
    assert {route.name for route in routes} == takes_ratings
    for route in routes:
        body = json.dumps(told.get(route.name, {"ratings": ratings, "ratingsNow": ratings}))
        assert len(body) > MAX_BODY
        answer = await send(person, route, objects, body.encode(), JSON)
        assert answer.status_code not in {200, 413}, (route.name, answer.text)


async def test_other_routes_take_64_kib_and_no_byte_more(client: httpx.AsyncClient) -> None:
    for length, status in ((MAX_BODY, 400), (MAX_BODY + 1, 413)):
        body = b'{"email": "' + b"x" * (length - 13) + b'"}'
        assert len(body) == length
        answer = await client.post("/api/v1/auth/login", content=body, headers=JSON)
        assert answer.status_code == status
    said = problem(answer, 413, "body-too-large")
    assert said["detail"] == "Send at most 65,536 bytes."


async def test_a_byte_order_mark_is_refused_in_words(client: httpx.AsyncClient) -> None:
    body = b"\xef\xbb\xbf" + json.dumps(PLAN).encode()
    answer = await client.post("/api/v1/plan", content=body, headers=JSON)
    said = problem(answer, 400, "malformed-body")
    assert (
        said["detail"] == "Send one valid JSON object in UTF-8: it starts with a byte order mark."
    )


async def test_a_client_that_hangs_up_is_no_fault_of_ours(
    app: Litestar, capsys: pytest.CaptureFixture[str]
) -> None:
    scope: HTTPScope = {  # type: ignore[typeddict-item]
        "type": "http", "asgi": {"spec_version": "2.3", "version": "3.0"}, "http_version": "1.1",
        "method": "POST", "scheme": "http", "path": "/api/v1/analyze",
        "raw_path": b"/api/v1/analyze", "query_string": b"", "root_path": "", "extensions": None,
        "headers": [(b"content-type", b"application/json"), (b"content-length", b"500")],
        "client": ("127.0.0.1", 1), "server": ("testserver", 80),
    }  # fmt: skip
    coming: list[dict[str, object]] = [
        {"type": "http.request", "body": b'{"role": ', "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[dict[str, object]] = []

    async def receive() -> HTTPReceiveMessage:
        return cast("HTTPReceiveMessage", coming.pop(0))

    async def send(message: Message) -> None:
        sent.append(cast("dict[str, object]", message))

    await app(scope, receive, send)
    assert sent[0]["status"] == 400
    assert "internal error" not in "".join(capsys.readouterr())


async def test_a_number_of_any_length_is_the_fault_of_its_field(client: httpx.AsyncClient) -> None:
    body = b'{"role": "data-analyst", "variant": "junior", "hoursPerWeek": ' + b"9" * 5000 + b"}"
    answer = await client.post("/api/v1/plan", content=body, headers=JSON)
    said = problem(answer, 400, "invalid-request")
    assert said["fields"] == [
        {
            "path": "$.hoursPerWeek",
            "message": "must be a number from 0.01 to 100",
            "didYouMean": [],
        }
    ]


@pytest.mark.parametrize(
    ("path", "status", "slug"),
    [
        ("/api/v1/roles/nobody", 404, "role-not-found"),
        ("/api/v1/skills/nothing", 404, "skill-not-found"),
        ("/api/v1/skills/%00", 404, "skill-not-found"),
        ("/api/v1/skills/%ff", 404, "skill-not-found"),
        ("/api/v1/skills/" + "x" * 3000, 404, "skill-not-found"),
        ("/api/v1/skills?cursor=x", 400, "invalid-cursor"),
        ("/api/v1/skills?cursor=MXB5dGhvbg%00", 400, "invalid-cursor"),
        ("/api/v1/skills?limit=0", 400, "invalid-request"),
        ("/api/v1/skills?limit=9223372036854775808", 400, "invalid-request"),
        ("/api/v1/skills?limit=x", 400, "invalid-request"),
        ("/api/v1/roles/data-analyst/graph", 400, "invalid-request"),
        ("/api/v1/roles/data-analyst/graph?variant=chief", 422, "unknown-variant"),
        ("/api/v1/nothing", 404, "no-such-address"),
        ("/api/nothing", 404, "no-such-address"),
    ],
)
async def test_a_wrong_address_is_a_problem_too(
    client: httpx.AsyncClient, path: str, status: int, slug: str
) -> None:
    problem(await client.get(path), status, slug)


async def test_a_wrong_method_says_so(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/api/v1/roles")
    problem(answer, 405, "wrong-method")
    assert "GET" in answer.headers["allow"]


async def test_an_id_that_is_none_is_not_found(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    problem(await person.get("/analyses/7"), 404, "no-such-address")
    problem(await person.get(f"/analyses/{uuid4()}"), 404, "not-found")
    problem(await person.get("/analyses?cursor=MXg"), 400, "invalid-cursor")


async def test_a_change_must_say_for_which_version_it_is(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    roadmap = (await person.post("/roadmaps", PLAN)).json()["id"]
    item = f"/roadmaps/{roadmap}/items/sql:1"
    problem(await person.patch(item, {"status": "done"}), 428, "version-required")
    stale = await person.patch(item, {"status": "done"}, if_match='"v7"')
    problem(stale, 412, "stale-version")
    assert stale.headers["etag"] == '"v1"'
    for other in ("*", " * "):
        problem(
            await person.patch(item, {"status": "done"}, if_match=other), 428, "version-required"
        )
    for other in ('W/"v1"', '"v01"', '"v7", W/"v1"', '""'):
        problem(await person.patch(item, {"status": "done"}, if_match=other), 412, "stale-version")
    ratings = {"ratings": {"sql": 1}}
    problem(await person.patch("/me/ratings", ratings), 428, "version-required")
    problem(await person.patch("/me/ratings", ratings, if_match='"v7"'), 412, "stale-version")
    assert (await person.get("/me/ratings")).json()["items"] == []
    problem(await person.patch(item, {"status": "done"}, if_match='"v1-xx"'), 412, "stale-version")
    one_of = await person.patch(item, {"status": "done"}, if_match='"v7", "v1"')
    assert one_of.status_code == 200
    in_english = await person.patch(item, {"status": "doing"}, if_match='"v2-en"')
    assert in_english.status_code == 200


async def test_a_problem_names_its_language(client: httpx.AsyncClient) -> None:
    for accepted in ("en", "xx, en;q=0.5", "xx", ""):
        answer = await client.get("/api/v1/nothing", headers={"accept-language": accepted})
        assert answer.headers["content-language"] == "en"
        assert "Accept-Language" in answer.headers["vary"].split(", ")
    plain = await client.get("/api/v1/health/live")
    assert "content-language" not in plain.headers
    assert plain.headers["vary"] == "Accept-Encoding"


async def test_an_item_that_no_roadmap_can_hold_is_not_found(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    roadmap = (await person.post("/roadmaps", PLAN)).json()["id"]
    for item in ("%00", "sql:1%00", "%ff", "x" * 3000, "sql:9"):
        address = f"/roadmaps/{roadmap}/items/{item}"
        answer = await person.patch(address, {"status": "done"}, if_match='"v1"')
        problem(answer, 404, "not-found")


async def test_hours_that_cannot_be_are_refused(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    roadmap = (await person.post("/roadmaps", PLAN)).json()["id"]
    for hours in (-1, 10_001, "3", 2**63):
        answer = await person.patch(
            f"/roadmaps/{roadmap}/items/sql:1",
            {"status": "doing", "hoursSpent": hours},
            if_match='"v1"',
        )
        problem(answer, 400, "invalid-request")
