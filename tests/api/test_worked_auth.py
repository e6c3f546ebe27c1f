"""Passwords, origins, cookies and sessions by hand: what is admitted, set, stored and shown."""

import asyncio
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import asyncpg
import httpx
import pytest
from applications import transport_of
from litestar import Litestar, Response
from people import PASSWORD, Person, fresh_email, problem, sign_up

from api.auth.cookies import access_cookie, clear_cookies, refresh_cookie, signed_in
from api.auth.origin import RequestOrigin
from api.auth.schemas import Transport
from api.auth.service import ClientInfo
from api.auth.tokens import (
    SessionUser,
    TokenPair,
)
from api.errors import ForeignOriginError
from api.http.client_address import CLIENT_ADDRESS

USER = UUID("00000000-0000-7000-8000-000000000001")


def connection(origin: RequestOrigin, headers: dict[str, str], **cookies: str) -> Any:
    """What an application hands to a route, as far as cookies and origins look at it."""
    state = SimpleNamespace(request_origin=origin)
    return SimpleNamespace(
        headers=headers, cookies=cookies, app=SimpleNamespace(state=state), client=None
    )


OURS = RequestOrigin(frozenset({"https://app.example.org"}), is_encrypted=True)
PLAIN = RequestOrigin(frozenset(), is_encrypted=False)


@pytest.mark.parametrize(
    ("origin", "headers", "is_required"),
    [
        (OURS, {"origin": "https://app.example.org", "host": "api.example.org"}, True),
        (OURS, {"origin": "https://api.example.org", "host": "api.example.org"}, True),
        (PLAIN, {"origin": "http://localhost:8000", "host": "localhost:8000"}, True),
        (OURS, {}, False),
        (OURS, {"sec-fetch-site": "same-origin"}, False),
        (OURS, {"sec-fetch-site": "none"}, False),
    ],
)
def test_a_request_of_our_own_pages_is_admitted(
    origin: RequestOrigin, headers: dict[str, str], *, is_required: bool
) -> None:
    origin.check(connection(origin, headers), is_required=is_required)


@pytest.mark.parametrize(
    ("origin", "headers", "is_required", "named"),
    [
        (OURS, {"origin": "https://evil.example", "host": "api.example.org"}, False, True),
        (OURS, {"origin": "http://api.example.org", "host": "api.example.org"}, False, True),
        (PLAIN, {"origin": "https://localhost", "host": "localhost"}, False, True),
        (OURS, {"origin": "null", "host": "api.example.org"}, False, True),
        (OURS, {"origin": "https://api.example.org"}, False, True),
        (OURS, {}, True, False),
        (OURS, {"sec-fetch-site": "same-origin"}, True, False),
        (OURS, {"sec-fetch-site": "cross-site"}, False, False),
        (OURS, {"sec-fetch-site": "same-site"}, False, False),
    ],
)
def test_a_request_of_another_site_is_refused(
    origin: RequestOrigin, headers: dict[str, str], *, is_required: bool, named: bool
) -> None:
    with pytest.raises(ForeignOriginError) as refused:
        origin.check(connection(origin, headers), is_required=is_required)
    assert refused.value.origin == (headers.get("origin") if named else None)


ENDS = datetime(2026, 11, 23, 12, 10, tzinfo=UTC)


def handed_over(origin: RequestOrigin, transport: Transport) -> Response[Any]:
    pair = TokenPair(SessionUser(USER, "ada@example.org", "Ada", transport), "aaa", "rrr", ENDS)
    return cast("Response[Any]", signed_in(connection(origin, {}), pair, status=201))


def test_by_bearer_the_tokens_are_in_the_body_and_no_cookie_is_set() -> None:
    response = handed_over(OURS, "bearer")
    view = response.content
    assert (response.status_code, response.cookies) == (201, [])
    assert response.headers["cache-control"] == "no-store"
    assert (view.access_token, view.refresh_token, view.expires_at) == ("aaa", "rrr", ENDS)
    assert (view.user.id, view.user.email, view.user.display_name) == (
        USER,
        "ada@example.org",
        "Ada",
    )


@pytest.mark.parametrize(
    ("origin", "names"),
    [
        (OURS, ("__Host-career_access", "__Secure-career_refresh")),
        (PLAIN, ("career_access", "career_refresh")),
    ],
)
def test_by_cookie_the_tokens_are_in_cookies_that_scripts_cannot_read(
    origin: RequestOrigin, names: tuple[str, str]
) -> None:
    response = handed_over(origin, "cookie")
    view = response.content
    assert (view.access_token, view.refresh_token, view.expires_at) == (None, None, ENDS)
    assert [(c.key, c.value, c.path) for c in response.cookies] == [
        (names[0], "aaa", "/"),
        (names[1], "rrr", "/api/v1/auth"),
    ]
    for cookie in response.cookies:
        assert (cookie.max_age, cookie.httponly, cookie.samesite) == (2_592_000, True, "strict")
        assert cookie.secure is origin.is_encrypted
    cleared = clear_cookies(connection(origin, {}))
    assert cleared.status_code == 204
    assert [(c.key, c.value, c.max_age) for c in cleared.cookies] == [
        (names[0], "", 0),
        (names[1], "", 0),
    ]
    sent: Any = connection(origin, {}, **{names[0]: "aaa", names[1]: "rrr"})
    assert (access_cookie(sent), refresh_cookie(sent)) == ("aaa", "rrr")
    assert access_cookie(connection(origin, {})) is None


async def test_an_api_token_as_it_is_stored_and_shown(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    body = {"name": "laptop", "scopes": ["write", "read"]}
    created = await person.post("/me/tokens", body)
    assert created.status_code == 201
    token, shown = created.json()["token"], created.json()["apiToken"]
    assert created.headers["location"] == f"/api/v1/me/tokens/{shown['id']}"
    assert created.headers["cache-control"] == "no-store"
    assert shown["prefix"] == token[:12]
    assert shown["scopes"] == ["read", "write"]
    assert (shown["name"], shown["lastUsedAt"]) == ("laptop", None)
    lives = datetime.fromisoformat(shown["expiresAt"]) - datetime.fromisoformat(shown["createdAt"])
    assert lives == timedelta(days=90)
    row = await database.fetchrow("SELECT * FROM api_tokens WHERE id = $1", UUID(shown["id"]))
    assert row is not None
    assert row["token_hash"] == sha256(token.encode()).digest()
    other = (await person.post("/me/tokens", {"name": "ci", "scopes": ["read"]})).json()
    listed = (await person.get("/me/tokens")).json()
    assert [entry["name"] for entry in listed["items"]] == ["ci", "laptop"]
    assert listed["nextCursor"] is None
    assert listed["items"][1] == shown
    address = f"/me/tokens/{other['apiToken']['id']}"
    assert (await person.delete(address)).status_code == 204
    problem(await person.delete(address), 404, "not-found")
    assert [entry["name"] for entry in (await person.get("/me/tokens")).json()["items"]] == [
        "laptop"
    ]


async def test_sessions_say_where_from_and_which_is_this_one(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    agent = "Mozilla " + "x" * 300
    login = {"email": person.email, "password": PASSWORD}
    again = await client.post("/api/v1/auth/login", json=login, headers={"user-agent": agent})
    other = Person(client, person.user_id, person.email, again.json()["accessToken"], "")
    newest, first = (await other.get("/auth/sessions")).json()["items"]
    assert (newest["isCurrent"], first["isCurrent"]) == (True, False)
    assert newest["userAgent"] == agent[:200]
    assert {newest["transport"], first["transport"]} == {"bearer"}
    assert (await other.delete(f"/auth/sessions/{first['id']}")).status_code == 204
    problem(await other.delete(f"/auth/sessions/{first['id']}"), 404, "not-found")
    problem(await person.get("/me"), 401, "not-authenticated")
    stranger = await sign_up(client)
    problem(await stranger.delete(f"/auth/sessions/{newest['id']}"), 404, "not-found")
    assert (await other.get("/me")).status_code == 200


def test_a_client_is_its_address_its_program_and_its_cookie() -> None:
    asked = connection(PLAIN, {"user-agent": "curl\0/8"}, career_refresh="rrr")
    asked.scope = {"state": {CLIENT_ADDRESS: "192.0.2.7"}}
    assert ClientInfo.of(asked) == ClientInfo("192.0.2.7", "curl/8", "rrr")
    asked.headers.clear()
    assert ClientInfo.of(asked).user_agent == ""


async def test_a_refresh_keeps_the_person_and_moves_on(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    refreshed = await client.post(
        "/api/v1/auth/refresh", json={"refreshToken": person.refresh_token}
    )
    assert refreshed.status_code == 200
    body = refreshed.json()
    assert body["user"] == {
        "id": str(person.user_id),
        "email": person.email,
        "displayName": "Ada",
    }
    assert body["refreshToken"] != person.refresh_token
    twice = await asyncio.gather(
        *[
            client.post("/api/v1/auth/refresh", json={"refreshToken": body["refreshToken"]})
            for _ in range(2)
        ]
    )
    assert twice[0].json()["refreshToken"] == twice[1].json()["refreshToken"]


@pytest.mark.parametrize("path", ["signup", "login"])
async def test_cookies_are_set_only_for_a_page_that_says_where_it_is(
    app: Litestar, client: httpx.AsyncClient, path: str
) -> None:
    """A request without any origin is answered by bearer alone."""
    person = await sign_up(client)
    body: dict[str, str] = {
        "signup": {"email": fresh_email(), "password": PASSWORD, "displayName": "Ada"},
        "login": {"email": person.email, "password": PASSWORD},
    }[path]
    by_cookie = {**body, "transport": "cookie"}
    transport = transport_of(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as browser:
        address = f"/api/v1/auth/{path}"
        problem(await browser.post(address, json=by_cookie), 403, "foreign-origin")
        here = {"origin": "http://testserver"}
        admitted = await browser.post(address, json=by_cookie, headers=here)
        assert admitted.status_code == {"signup": 201, "login": 200}[path]
        assert len(browser.cookies) == 2


async def test_a_refresh_by_cookie_alone_has_to_say_where_it_comes_from(
    app: Litestar, client: httpx.AsyncClient
) -> None:
    person = await sign_up(client)
    transport = transport_of(app)
    cookies = {"career_refresh": person.refresh_token}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://testserver", cookies=cookies
    ) as browser:
        for body in ({}, {"refreshToken": None}, {"refreshToken": ""}):
            answer = await browser.post("/api/v1/auth/refresh", json=body)
            problem(answer, 403, "foreign-origin")
        here = {"origin": "http://testserver"}
        answer = await browser.post("/api/v1/auth/refresh", json={}, headers=here)
        assert answer.status_code == 200


async def test_a_refresh_without_any_token_says_to_log_in(client: httpx.AsyncClient) -> None:
    for body in ({}, {"refreshToken": None}, {"refreshToken": ""}):
        answer = await client.post("/api/v1/auth/refresh", json=body)
        problem(answer, 401, "not-authenticated")


async def test_a_repeated_request_makes_one_api_token_and_shows_it_once(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    body = {"name": "laptop", "scopes": ["read"]}
    assert (await person.post("/me/tokens", body, idempotency_key="once")).status_code == 201
    problem(await person.post("/me/tokens", body, idempotency_key="once"), 409, "secret-shown-once")
    assert len((await person.get("/me/tokens")).json()["items"]) == 1
