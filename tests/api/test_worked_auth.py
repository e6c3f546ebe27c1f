"""Tokens, cookies, passwords and origins by hand: what each of them is made of, byte by byte."""

import asyncio
import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID
from zlib import crc32

import asyncpg
import httpx
import pytest
from argon2 import PasswordHasher
from litestar import Response
from people import PASSWORD, Person, problem, sign_up

from api.auth.cookies import access_cookie, clear_cookies, refresh_cookie, signed_in
from api.auth.origin import RequestOrigin
from api.auth.passwords import COMMON, Passwords, is_weak
from api.auth.schemas import Transport
from api.auth.service import ClientInfo, normal_email
from api.auth.tokens import (
    API_PREFIX,
    Claims,
    SessionTokens,
    SessionUser,
    TokenPair,
    hash_of,
    is_well_formed,
    new_token,
)
from api.errors import ForeignOriginError, NotAuthenticatedError
from api.http.client_address import CLIENT_ADDRESS

USER = UUID("00000000-0000-7000-8000-000000000001")
SESSION = UUID("00000000-0000-7000-8000-000000000002")
NOON = datetime(2026, 11, 23, 12, 0, 0, 987_654, tzinfo=UTC)
NOON_STAMP = 1_795_435_200  # date -u -d '2026-11-23 12:00:00' +%s


def tokens_at(moment: datetime, *signing: str) -> SessionTokens:
    return SessionTokens(signing or ("a secret",), clock=lambda: moment)


def key_of(secret: str) -> bytes:
    return sha256(b"access:" + secret.encode()).digest()


def unpadded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def opened(part: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def test_an_access_token_says_who_for_ten_minutes_and_is_signed_with_the_first_secret() -> None:
    token, expires = tokens_at(NOON, "new", "old").issue(USER, SESSION)
    assert expires == datetime(2026, 11, 23, 12, 10, tzinfo=UTC)
    head, body, signature = token.split(".")
    name = sha256(key_of("new")).hexdigest()[:12]
    assert opened(head) == {"alg": "HS256", "typ": "at+jwt", "kid": name}
    assert opened(body) == {
        "iss": "career",
        "aud": "career-api",
        "sub": str(USER),
        "sid": str(SESSION),
        "iat": NOON_STAMP,
        "exp": NOON_STAMP + 600,
    }
    expected = hmac.digest(key_of("new"), f"{head}.{body}".encode(), "sha256")
    assert signature == unpadded(expected)


def test_an_access_token_is_read_until_the_second_it_ends_and_under_older_secrets() -> None:
    token, expires = tokens_at(NOON, "old").issue(USER, SESSION)
    just_before = expires - timedelta(microseconds=1)
    assert tokens_at(just_before, "new", "old").read(token) == Claims(USER, SESSION)
    for late in (expires, expires + timedelta(seconds=1)):
        with pytest.raises(NotAuthenticatedError):
            tokens_at(late, "old").read(token)
    with pytest.raises(NotAuthenticatedError):
        tokens_at(NOON, "new").read(token)


def made(head: dict[str, object], body: dict[str, object], secret: str = "a secret") -> str:
    parts = [unpadded(json.dumps(part).encode()) for part in (head, body)]
    signature = hmac.digest(key_of(secret), ".".join(parts).encode(), "sha256")
    return ".".join([*parts, unpadded(signature)])


HEAD: dict[str, object] = {
    "alg": "HS256",
    "typ": "at+jwt",
    "kid": sha256(key_of("a secret")).hexdigest()[:12],
}
BODY: dict[str, object] = {
    "iss": "career",
    "aud": "career-api",
    "sub": str(USER),
    "sid": str(SESSION),
    "iat": NOON_STAMP,
    "exp": NOON_STAMP + 600,
}


def test_a_token_made_by_hand_is_read() -> None:
    assert tokens_at(NOON).read(made(HEAD, BODY)) == Claims(USER, SESSION)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ({"typ": "JWT"}, {}),
        ({"kid": "0" * 12}, {}),
        ({"cty": "more"}, {}),
        ({}, {"iss": "another"}),
        ({}, {"aud": "another"}),
        ({}, {"aud": ["career-api"]}),
        ({}, {"sub": "nobody"}),
        ({}, {"sid": "nothing"}),
        ({}, {"sub": 7}),
        ({}, {"exp": str(NOON_STAMP + 600)}),
        ({}, {"exp": NOON_STAMP + 600.5}),
        ({}, {"exp": NOON_STAMP}),
        ({}, {"admin": True}),
        ({}, {"nbf": NOON_STAMP}),
    ],
)
def test_a_token_with_anything_unusual_is_refused(
    head: dict[str, object], body: dict[str, object]
) -> None:
    with pytest.raises(NotAuthenticatedError):
        tokens_at(NOON).read(made(HEAD | head, BODY | body))


@pytest.mark.parametrize("missing", sorted(BODY))
def test_a_token_without_a_claim_is_refused(missing: str) -> None:
    body = {claim: value for claim, value in BODY.items() if claim != missing}
    with pytest.raises(NotAuthenticatedError):
        tokens_at(NOON).read(made(HEAD, body))


@pytest.mark.parametrize(
    "token", ["", ".", "..", "a.b.c", "é.é.é", "=.=.=", "x" * 1025, "a.b", "a.b.c.d"]
)
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(NotAuthenticatedError):
        tokens_at(NOON).read(token)


def test_a_token_is_not_read_however_valid_when_it_is_too_long() -> None:
    """A claim that is allowed, stretched: the token is valid but for its length."""
    token = made(HEAD, BODY)
    assert len(token) <= 1024
    spaced = unpadded(json.dumps(BODY, indent=150).encode())
    head = token.partition(".")[0]
    signature = hmac.digest(key_of("a secret"), f"{head}.{spaced}".encode(), "sha256")
    longer = f"{head}.{spaced}.{unpadded(signature)}"
    assert len(longer) > 1024
    with pytest.raises(NotAuthenticatedError):
        tokens_at(NOON).read(longer)


def test_the_successor_of_a_refresh_token() -> None:
    token = "cir_token"
    body = "cir_" + unpadded(hmac.digest(b"new", b"successor:cir_token", "sha256"))
    expected = f"{body}{crc32(body.encode()):08x}"
    assert tokens_at(NOON, "new", "old").successor_of(token) == expected
    assert is_well_formed(expected, "cir_")


def test_a_new_token_has_256_random_bits_and_a_checksum() -> None:
    token = new_token(API_PREFIX)
    assert token.startswith("cip_")
    assert len(token) == 4 + 43 + 8
    assert len(urlsafe_b64decode(token[4:47] + "=")) == 32
    assert token[47:] == f"{crc32(token[:47].encode()):08x}"
    assert new_token(API_PREFIX) != token


def test_what_cannot_be_one_of_our_tokens() -> None:
    token = new_token(API_PREFIX)
    assert is_well_formed(token, "cip_")
    assert not is_well_formed(token, "cir_")
    assert not is_well_formed(token + "0", "cip_")
    assert not is_well_formed(token[:-1], "cip_")
    other = "B" if token[10] == "A" else "A"
    assert not is_well_formed(token[:10] + other + token[11:], "cip_")
    assert not is_well_formed(token[:-1] + "é", "cip_")
    assert not is_well_formed("é" + token[1:], "cip_")
    body = "xxx_" + "A" * 43
    assert not is_well_formed(f"{body}{crc32(body.encode()):08x}", "cip_")


def test_what_is_stored_of_a_token() -> None:
    """The SHA-256 of "abc", from FIPS 180-2."""
    assert hash_of("abc").hex() == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "PASSWORDPASSWORD",
        "pass word pass word",
        "aaaaaaaaaaaaaaaa",
        "abcdabcdabcdabcd",  # Four different characters.
        "margaret@example.org",
        "Margaret@Example.org",
        "margaretmargaret",
        "0123456789012345",
        "5678901234567890",
        "abcdefghijklmnop",
        "nopqrstuvwxyzabcdef",
    ],
)
def test_a_password_that_is_easy_to_guess(password: str) -> None:
    assert is_weak(password, email="margaret@example.org")


@pytest.mark.parametrize(
    "password",
    [
        "abcdeabcdeabcdea",  # Five different characters.
        "margaretmargarets",
        "margaret@example.com",
        "a lamp beside the harbour",
        "0123456789012346",
        "abcdefghijklmnoq",
    ],
)
def test_a_password_that_is_not(password: str) -> None:
    assert not is_weak(password, email="margaret@example.org")


def test_an_address_without_a_name_makes_no_password_weak_by_itself() -> None:
    assert not is_weak("a lamp beside the harbour", email="@example.org")


def test_the_common_passwords_are_read() -> None:
    assert {"passwordpassword", "qwertyuiopasdfgh"} & COMMON
    assert not any(" " in password for password in COMMON)


@pytest.fixture
def passwords() -> Iterator[Passwords]:
    made_ = Passwords(threads=1)
    yield made_
    made_.close()


async def test_a_password_is_hashed_and_checked(passwords: Passwords) -> None:
    known = await passwords.hash("a lamp beside the harbour")
    assert known.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert await passwords.check(known, "a lamp beside the harbour") is True
    assert await passwords.check(known, "a lamp beside the harbor") is False
    assert await passwords.check(None, "the password of no account") is False
    assert await passwords.check("no hash", "a lamp beside the harbour") is False
    assert not passwords.is_outdated(known)
    assert passwords.is_outdated(PasswordHasher(time_cost=1, memory_cost=64).hash("x"))


async def test_a_password_is_the_same_however_it_is_composed(passwords: Passwords) -> None:
    composed, decomposed = "caf\u00e9 by the harbour", "cafe\u0301 by the harbour"
    assert await passwords.check(await passwords.hash(composed), decomposed)
    assert await passwords.check(await passwords.hash("\uff41bc lamp harbour"), "abc lamp harbour")


async def test_after_closing_nothing_is_hashed() -> None:
    closed = Passwords(threads=1)
    closed.close()
    with pytest.raises(RuntimeError):
        await closed.hash("a lamp beside the harbour")


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


def test_a_mailbox_has_one_spelling() -> None:
    assert normal_email("Ada@Example.ORG") == "ada@example.org"
    assert normal_email("cafe\u0301@example.org") == "caf\u00e9@example.org"
    assert normal_email("STRASSE@example.org") == normal_email("stra\u00dfe@example.org")


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
