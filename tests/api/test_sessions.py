"""Log-in, refresh, cookies and revocation."""

import asyncio
from collections.abc import Callable
from uuid import UUID

import asyncpg
import httpx
import pytest
from applications import real_clocks, started, stored_of, transport_of
from litestar import Litestar
from msgspec.structs import replace
from people import PASSWORD, Person, fresh_email, problem, sign_up

from api.app import create_app
from api.auth.passwords import Passwords
from api.auth.tokens import REFRESH_PREFIX, new_token
from api.catalog.current import CurrentKnowledge, Knowledge
from api.settings import Settings
from knowledge import Library

LOGIN = "/api/v1/auth/login"
REFRESH = "/api/v1/auth/refresh"
HERE = {"origin": "http://testserver"}


async def log_in(client: httpx.AsyncClient, email: str, password: str = PASSWORD) -> httpx.Response:
    return await client.post(LOGIN, json={"email": email, "password": password})


async def test_log_in_gives_a_session_and_log_out_ends_it_at_once(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    answer = await log_in(client, person.email.upper())
    assert answer.status_code == 200
    again = Person(client, person.user_id, person.email, answer.json()["accessToken"], "")
    assert len((await again.get("/auth/sessions")).json()["items"]) == 2
    assert (await again.post("/auth/logout", None)).status_code == 204
    problem(await again.get("/me"), 401, "not-authenticated")
    assert (await person.get("/me")).status_code == 200


async def test_every_wrong_log_in_gets_the_same_response_after_one_hash(
    client: httpx.AsyncClient, database: asyncpg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, disabled = await sign_up(client), await sign_up(client)
    await database.execute("UPDATE users SET is_disabled = true WHERE id = $1", disabled.user_id)
    checks: list[str] = []
    check: Callable[[Passwords, str, str], bool] = Passwords._check

    def counted(self: Passwords, known: str, password: str) -> bool:
        checks.append(password)
        return check(self, known, password)

    monkeypatch.setattr(Passwords, "_check", counted)
    bodies = set()
    for email, password in (
        (held.email, "another password"),
        (fresh_email(), PASSWORD),
        (disabled.email, PASSWORD),
        (disabled.email, "another password"),
    ):
        answer = await log_in(client, email, password)
        problem(answer, 401, "bad-credentials")
        bodies.add(answer.content)
    assert len(bodies) == 1
    assert len(checks) == 4


async def test_guessing_is_slowed_down_and_the_owner_elsewhere_is_not(
    settings: Settings, library: Library
) -> None:
    application = create_app(
        replace(settings, trusted_proxies=("127.0.0.0/8",)),
        CurrentKnowledge(Knowledge(library)),
        clocks=real_clocks(),
    )
    async with (
        started(application),
        httpx.AsyncClient(
            transport=transport_of(application), base_url="http://testserver"
        ) as client,
    ):
        owner = await sign_up(client)
        statuses = []
        for batch in range(5):  # More at once than a slow machine can serve are refused as busy.
            guesses = [
                client.post(
                    LOGIN,
                    json={"email": owner.email, "password": f"guess {number}"},
                    headers={"x-forwarded-for": f"203.0.113.{number}, 198.51.100.7"},
                )
                for number in range(8 * batch, 8 * batch + 8)
            ]
            statuses += [answer.status_code for answer in await asyncio.gather(*guesses)]
        assert statuses.count(401) == 10
        assert statuses.count(429) == 30
        late = await client.post(
            LOGIN,
            json={"email": owner.email, "password": PASSWORD},
            headers={"x-forwarded-for": "198.51.100.7"},
        )
        problem(late, 429, "too-many-attempts")
        assert 0 < int(late.headers["retry-after"]) <= 300
        assert (await log_in(client, owner.email)).status_code == 200


async def test_a_forwarded_address_counts_only_from_a_trusted_proxy(
    client: httpx.AsyncClient,
) -> None:
    person = await sign_up(client)
    statuses = []
    for number in range(12):
        answer = await client.post(
            LOGIN,
            json={"email": person.email, "password": "guess"},
            headers={"x-forwarded-for": f"203.0.113.{number}"},
        )
        statuses.append(answer.status_code)
    assert statuses == [401] * 10 + [429] * 2


async def refresh(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post(REFRESH, json={"refreshToken": token})


async def test_a_refresh_token_has_one_successor_however_often_it_is_used_at_once(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    token = person.refresh_token
    for _ in range(3):
        answers = await asyncio.gather(*[refresh(client, token) for _ in range(8)])
        assert {answer.status_code for answer in answers} == {200}
        successors = {answer.json()["refreshToken"] for answer in answers}
        assert len(successors) == 1
        token = successors.pop()
    stored = await database.fetchval(
        "SELECT count(*) FROM refresh_tokens WHERE user_id = $1", person.user_id
    )
    assert stored == 4


async def test_a_late_replay_ends_the_whole_family(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    successor = (await refresh(client, person.refresh_token)).json()
    await database.execute(
        "UPDATE refresh_tokens SET used_at = used_at - interval '11 seconds' WHERE token_hash = $1",
        stored_of(person.refresh_token),
    )
    problem(await refresh(client, person.refresh_token), 401, "not-authenticated")
    problem(await refresh(client, successor["refreshToken"]), 401, "not-authenticated")
    header = {"authorization": f"Bearer {successor['accessToken']}"}
    assert (await client.get("/api/v1/me", headers=header)).status_code == 401


@pytest.mark.parametrize(
    "token",
    ["", "x", new_token(REFRESH_PREFIX), "cir_" + "A" * 51],
    ids=["empty", "short", "well-formed", "bad-checksum"],
)
async def test_an_unknown_refresh_token_is_refused(client: httpx.AsyncClient, token: str) -> None:
    assert (await refresh(client, token)).status_code in {401, 403}


async def test_neither_tokens_nor_passwords_are_in_the_database(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    made = (await person.post("/me/tokens", {"name": "t", "scopes": ["read"]})).json()["token"]
    refreshed = (await refresh(client, person.refresh_token)).json()["refreshToken"]
    tables = await database.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    dump = ""
    for table in tables:
        rows = await database.fetch(f'SELECT t::text AS row FROM "{table["tablename"]}" t')
        dump += "\n".join(row["row"] for row in rows)
    for secret in (person.access_token, person.refresh_token, refreshed, made, PASSWORD):
        assert secret not in dump


async def test_a_new_password_ends_every_other_session(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    other = (await log_in(client, person.email)).json()["accessToken"]
    fresh = "another lamp beside the harbour"
    wrong = await person.patch("/me", {"password": {"current": "no", "new": fresh}})
    said = problem(wrong, 403, "wrong-current-password")
    assert said["title"] == "The current password is wrong"
    right = await person.patch("/me", {"password": {"current": PASSWORD, "new": fresh}})
    assert right.status_code == 200, right.text
    header = {"authorization": f"Bearer {other}"}
    assert (await client.get("/api/v1/me", headers=header)).status_code == 401
    assert (await person.get("/me")).status_code == 200
    assert (await log_in(client, person.email)).status_code == 401
    assert (await log_in(client, person.email, fresh)).status_code == 200


@pytest.mark.parametrize(
    "password",
    ["passwordpassword", "PasswordPassword1", "aaaaaaaaaaaaaaaa", "123456789012345",
     "qwertyuiopasdfgh", "abababababababab", "weak@example.org"],
)  # fmt: skip
async def test_passwords_that_are_easy_to_guess_are_refused(
    client: httpx.AsyncClient, password: str
) -> None:
    body = {"email": "weak@example.org", "password": password, "displayName": "W"}
    problem(await client.post("/api/v1/auth/signup", json=body), 422, "weak-password")


async def test_a_password_in_any_script_works_however_it_is_composed(
    client: httpx.AsyncClient,
) -> None:
    email = fresh_email()
    body = {"email": email, "password": "Übergrößenträger ①", "displayName": "Ü"}
    assert (await client.post("/api/v1/auth/signup", json=body)).status_code == 201
    assert (await log_in(client, email, "U\u0308bergro\u0308ßentra\u0308ger 1")).status_code == 200


def cookie_client(app: Litestar) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=transport_of(app), base_url="http://testserver")


async def test_the_cookie_transport_shows_no_token_to_scripts(app: Litestar) -> None:
    async with cookie_client(app) as browser:
        body = {
            "email": fresh_email(),
            "password": PASSWORD,
            "displayName": "C",
            "transport": "cookie",
        }
        answer = await browser.post("/api/v1/auth/signup", json=body, headers=HERE)
        assert answer.status_code == 201, answer.text
        assert answer.json()["accessToken"] is None
        assert answer.json()["refreshToken"] is None
        for cookie in answer.headers.get_list("set-cookie"):
            assert "HttpOnly" in cookie
            assert "SameSite=strict" in cookie
        assert (await browser.get("/api/v1/me")).status_code == 200
        renewed = await browser.post(REFRESH, json={}, headers=HERE)
        assert renewed.status_code == 200, renewed.text
        assert renewed.json()["accessToken"] is None
        assert (await browser.get("/api/v1/me")).status_code == 200
        left = await browser.post("/api/v1/auth/logout", headers=HERE)
        assert left.status_code == 204
        assert (await browser.get("/api/v1/me")).status_code == 401


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "null"}, {"origin": "https://example.org"}, {"origin": "http://testserver.example.org"},
     {"origin": "https://testserver"}, {"origin": "http://testserver:81"},
     {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}],
)  # fmt: skip
async def test_another_sites_page_changes_nothing(app: Litestar, headers: dict[str, str]) -> None:
    async with cookie_client(app) as browser:
        body = {"email": fresh_email(), "password": PASSWORD, "displayName": "C"}
        cookies = body | {"transport": "cookie"}
        refused = await browser.post("/api/v1/auth/signup", json=cookies, headers=headers)
        problem(refused, 403, "foreign-origin")
        await browser.post("/api/v1/auth/signup", json=cookies, headers=HERE)
        for method, path, content in (
            ("PUT", "/me/ratings/sql", {"level": 1}),
            ("PATCH", "/me", {"displayName": "X"}),
            ("POST", "/auth/logout", {}),
            ("POST", "/auth/refresh", {}),
            ("DELETE", "/auth/sessions", None),
            ("DELETE", "/me", None),
        ):
            answer = await browser.request(method, f"/api/v1{path}", json=content, headers=headers)
            problem(answer, 403, "foreign-origin")
        assert (await browser.get("/api/v1/me")).json()["displayName"] == "C"


async def test_behind_https_the_cookies_are_bound_to_the_host(
    settings: Settings, library: Library
) -> None:
    application = create_app(
        replace(settings, origins=("https://career.example",)),
        CurrentKnowledge(Knowledge(library)),
        clocks=real_clocks(),
    )
    async with started(application), cookie_client(application) as browser:
        body = {
            "email": fresh_email(),
            "password": PASSWORD,
            "displayName": "C",
            "transport": "cookie",
        }
        answer = await browser.post(
            "/api/v1/auth/signup", json=body, headers={"origin": "https://career.example"}
        )
        cookies = answer.headers.get_list("set-cookie")
        assert any(cookie.startswith("__Host-career_access=") for cookie in cookies)
        assert all("Secure" in cookie for cookie in cookies)
        assert "max-age" in answer.headers["strict-transport-security"]


async def test_what_was_done_is_recorded_and_stays(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    await log_in(client, person.email, "wrong")
    await log_in(client, person.email)
    await refresh(client, person.refresh_token)
    await person.post("/me/tokens", {"name": "t", "scopes": ["read"]})
    await person.patch("/me", {"displayName": "Eve"})
    await person.get("/me/export")
    await person.delete("/auth/sessions")
    await person.delete("/me")
    events = await database.fetch(
        "SELECT action FROM audit_events WHERE user_id = $1 ORDER BY id", person.user_id
    )
    assert [event["action"] for event in events] == [
        "account.created",
        "login.failed",
        "login.succeeded",
        "session.refreshed",
        "token.created",
        "account.changed",
        "account.exported",
        "sessions.ended",
        "account.erased",
    ]
    for change in ("UPDATE audit_events SET action = 'x'", "DELETE FROM audit_events"):
        with pytest.raises(asyncpg.RaiseError):
            await database.execute(change)


async def test_an_erased_account_leaves_nothing_but_an_id(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client, "marker-of-erasure@example.org")
    plan = {"role": "data-analyst", "variant": "junior", "hoursPerWeek": 8}
    await person.put("/me/ratings/sql", {"level": 1})
    await person.post("/roadmaps", plan, idempotency_key="marker")
    exported = (await person.get("/me/export")).json()["tables"]
    tables = [
        row["table_name"]
        for row in await database.fetch(
            "SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name = 'user_id'"
        )
    ]
    assert set(tables) | {"users"} == set(exported)
    assert all(exported[name] for name in ("users", "skill_ratings", "roadmaps", "analyses"))
    await person.delete("/me")
    for table in set(tables) - {"audit_events"}:
        left = await database.fetchval(
            f'SELECT count(*) FROM "{table}" WHERE user_id = $1', person.user_id
        )
        assert left == 0, table
    assert await database.fetchval("SELECT count(*) FROM users WHERE email LIKE 'marker-of%'") == 0


async def test_what_hurts_asks_for_the_password_a_quarter_of_an_hour_after_the_log_in(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    token = {"name": "t", "scopes": ["read"]}
    assert (await person.post("/me/tokens", token)).status_code == 201
    for minutes, status in ((14, 201), (15, 403)):
        await database.execute(
            "UPDATE sessions SET confirmed_at = now() - make_interval(mins => $2) "
            "WHERE user_id = $1",
            person.user_id,
            minutes,
        )
        assert (await person.post("/me/tokens", token)).status_code == status
    problem(await person.delete("/me"), 403, "confirmation-required")
    wrong = await person.post("/auth/confirmation", {"password": "another password"})
    problem(wrong, 403, "wrong-current-password")
    problem(await person.delete("/me"), 403, "confirmation-required")
    confirmed = await person.post("/auth/confirmation", {"password": PASSWORD})
    assert (confirmed.status_code, confirmed.content) == (204, b"")
    assert (await person.post("/me/tokens", token)).status_code == 201
    assert (await person.delete("/me")).status_code == 204


async def test_a_refreshed_session_is_not_a_confirmed_one(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    await database.execute(
        "UPDATE sessions SET confirmed_at = now() - interval '1 hour' WHERE user_id = $1",
        person.user_id,
    )
    fresh = (await refresh(client, person.refresh_token)).json()["accessToken"]
    again = Person(client, person.user_id, person.email, fresh, "")
    problem(await again.delete("/me"), 403, "confirmation-required")


@pytest.mark.parametrize("way", ["password", "sessions"])
async def test_api_tokens_end_with_a_new_password_and_with_the_other_sessions(
    client: httpx.AsyncClient, way: str
) -> None:
    person = await sign_up(client)
    made = (await person.post("/me/tokens", {"name": "t", "scopes": ["read"]})).json()
    program = Person(client, person.user_id, person.email, made["token"], "")
    assert (await program.get("/me")).status_code == 200
    if way == "password":
        change = {"password": {"current": PASSWORD, "new": "another lamp beside the sea"}}
        assert (await person.patch("/me", change)).status_code == 200
    else:
        assert (await person.delete("/auth/sessions")).status_code == 204
    problem(await program.get("/me"), 401, "not-authenticated")
    assert (await person.get("/me")).status_code == 200
    assert (await person.get("/me/tokens")).json()["items"] == []


async def test_a_late_retry_goes_on_where_another_tab_has_gone_meanwhile(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    """Two rotations, and a retry of the first within its ten seconds: nobody is logged out."""
    person = await sign_up(client)
    second = (await refresh(client, person.refresh_token)).json()["refreshToken"]
    third = (await refresh(client, second)).json()["refreshToken"]
    retried = await refresh(client, person.refresh_token)
    assert retried.json()["refreshToken"] == third
    await database.execute(
        "UPDATE refresh_tokens SET used_at = used_at - interval '1 minute' WHERE user_id = $1",
        person.user_id,
    )
    assert (await refresh(client, third)).status_code == 200
    problem(await refresh(client, person.refresh_token), 401, "not-authenticated")
    problem(await refresh(client, third), 401, "not-authenticated")


async def test_failed_log_ins_fill_no_table(
    client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    count = "SELECT count(*) FROM audit_events WHERE action = 'login.failed' AND user_id = $1"
    nobody = UUID(int=0)
    before = await database.fetchval(count, nobody)
    for _ in range(5):
        await log_in(client, person.email, "wrong")
        await log_in(client, fresh_email(), "wrong")
    assert await database.fetchval(count, person.user_id) == 1
    assert await database.fetchval(count, nobody) - before <= 1
    assert await database.fetchval(count, nobody) >= 1


async def test_no_one_empties_a_table_that_only_grows(database: asyncpg.Connection) -> None:
    for table in ("audit_events", "skill_rating_events", "analyses"):
        with pytest.raises(asyncpg.RaiseError):
            await database.execute(f"TRUNCATE {table} CASCADE")
