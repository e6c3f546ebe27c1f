"""HTTP around the features: slow bodies, limits, settings, the browser app, and retention."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx
import pytest
from applications import real_clocks, started, transport_of
from msgspec.structs import replace
from people import problem, sign_up

import api.http.request
from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.db.pool import Database
from api.http import rate_limit
from api.http.rate_limit import Allowance, RequestLimits
from api.http.static import BrowserApp, script_hashes
from api.process.secret import local_secret
from api.retention.service import delete_expired
from api.settings import Settings
from knowledge import Library


async def test_a_body_that_does_not_come_is_not_waited_for(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.http.request, "BODY_DEADLINE", 0.05)

    async def dripping() -> AsyncIterator[bytes]:
        yield b'{"role": '
        await asyncio.Event().wait()

    answer = await client.post(
        "/api/v1/analyze", content=dripping(), headers={"content-type": "application/json"}
    )
    problem(answer, 408, "body-too-slow")
    assert (await client.get("/api/v1/roles")).status_code == 200


async def test_so_many_requests_a_minute_are_answered_and_no_more(
    settings: Settings, library: Library
) -> None:
    application = create_app(
        replace(settings, requests_per_minute=5),
        CurrentKnowledge(Knowledge(library)),
        clocks=replace(real_clocks(), stopwatch=lambda: 90.0),
    )
    async with (
        started(application),
        httpx.AsyncClient(
            transport=transport_of(application), base_url="http://testserver"
        ) as client,
    ):
        answers = [await client.get("/api/v1/roles") for _ in range(7)]
        live = [await client.get(f"{place}/health/live") for place in ("", "/api/v1")]
    assert [answer.status_code for answer in live] == [200, 200]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert [answer.headers.get("ratelimit-remaining") for answer in answers[:5]] == list("43210")
    said = problem(answers[-1], 429, "rate-limited")
    assert "30 seconds" in str(said["detail"])
    told = {"retry-after": "30", "ratelimit-limit": "5", "ratelimit-remaining": "0"}
    assert told.items() <= dict(answers[-1].headers).items()


def test_a_new_minute_begins_a_new_count() -> None:
    now = [0.0]
    limits = RequestLimits(1, clock=lambda: now[0])
    limits.take("a")
    limits.take("b")
    assert limits.take("a") == Allowance(1, 0, 60, is_exceeded=True)
    now[0] = 60.0
    assert limits.take("a") == Allowance(1, 0, 60)


def test_addresses_without_end_neither_fill_the_memory_nor_reset_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rate_limit, "MAX_ADDRESSES", 10)
    limits = RequestLimits(1, clock=lambda: 0.0)
    for number in range(1_000):
        limits.take(f"address {number}")
    allowance = limits.take("address 999")
    assert allowance is not None
    assert allowance.is_exceeded


def test_a_local_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    secret = local_secret(tmp_path / "data")
    assert len(secret) >= 32
    assert local_secret(tmp_path / "data") == secret
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o777 == 0o600


def exported(folder: Path) -> BrowserApp:
    (folder / "roles").mkdir()
    (folder / "_next" / "static").mkdir(parents=True)
    (folder / "index.html").write_text("<script>start()</script><script src='/a.js'></script>")
    (folder / "roles" / "index.html").write_text("<h1>Roles</h1>")
    (folder / "404.html").write_text("<h1>Not here</h1>")
    (folder / "_next" / "static" / "a.js").write_text("1")
    return BrowserApp.of(folder)


def test_the_browser_app_is_served_from_its_export(tmp_path: Path) -> None:
    app = exported(tmp_path)
    for address in ("/roles", "/roles/", "/roles/index.html"):
        assert app.respond(address, "").content == b"<h1>Roles</h1>"
    script = app.respond("/_next/static/a.js", "")
    assert "immutable" in script.headers["cache-control"]
    assert app.respond("/_next/static/a.js", script.headers["etag"]).status_code == 304
    weakened = f'"other", W/{script.headers["etag"]}'
    assert app.respond("/_next/static/a.js", weakened).status_code == 304
    missing = app.respond("/nowhere", "")
    assert (missing.status_code, missing.content) == (404, b"<h1>Not here</h1>")
    assert app.respond("/../secret", "").status_code == 404


def test_only_the_scripts_of_a_page_may_run_on_it(tmp_path: Path) -> None:
    policy = exported(tmp_path).respond("/", "").headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    (digest,) = script_hashes(b"<script>start()</script>")
    assert scripts == f"script-src 'self' {digest}"


async def test_without_an_export_the_first_page_says_how_to_build_it(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/")
    assert answer.status_code == 200
    assert "npm" in answer.text
    assert (await client.head("/")).status_code == 200


async def test_what_has_expired_is_deleted(
    client: httpx.AsyncClient, database: asyncpg.Connection, address: str
) -> None:
    person = await sign_up(client)
    question = {"role": "data-analyst", "variant": "junior"}
    for key in ("old", "young"):
        await person.post("/analyses", question, idempotency_key=key)
    await database.execute(
        "UPDATE idempotency_keys SET created_at = now() - interval '25 hours' WHERE key = 'old'"
    )
    await database.execute(
        "UPDATE sessions SET ended_at = now() - interval '31 days' WHERE user_id = $1",
        person.user_id,
    )
    keeping = Database(address, connections=1)
    await keeping.open()
    await delete_expired(keeping, 24)
    await keeping.close()
    keys = await database.fetch("SELECT key FROM idempotency_keys")
    assert [row["key"] for row in keys] == ["young"]
    for table in ("sessions", "refresh_tokens"):
        left = await database.fetchval(
            f"SELECT count(*) FROM {table} WHERE user_id = $1", person.user_id
        )
        assert left == 0


async def test_no_request_mixes_two_knowledge_versions_and_content_changes_are_told_apart(
    settings: Settings, library: Library
) -> None:
    current = CurrentKnowledge(Knowledge(library))
    application = create_app(settings, current, clocks=real_clocks())
    artifact = json.loads(library.artifact)
    role = artifact["roles"][0]["record"]
    next(r for r in role["requirements"] if r.get("skill") == "reporting")["weight"] = 1
    artifact["manifest"]["record"]["version"] = "1.4.0"
    changed = Library.of_artifact(
        json.dumps(artifact, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    )
    question = {"role": "data-analyst", "variant": "junior"}
    async with (
        started(application),
        httpx.AsyncClient(
            transport=transport_of(application), base_url="http://testserver"
        ) as client,
    ):
        person = await sign_up(client)
        await person.put("/me/ratings/sql", {"level": 1})
        before = (await person.post("/analyses", question)).json()
        current.swap(Knowledge(changed))
        await person.put("/me/ratings/reporting", {"level": 1})
        after = (await person.post("/analyses", question)).json()
        assert after["result"]["knowledgeVersion"] == "1.4.0"
        found = (await person.get(f"/analyses/{before['id']}/comparison?with={after['id']}")).json()
        assert found["byContent"] > 0
        assert found["byPerson"] > 0
        total = found["after"] - found["before"]
        assert round(found["byContent"] + found["byPerson"], 1) == round(total, 1)
        current.swap(Knowledge(library))
        back = (await person.get(f"/analyses/{after['id']}/comparison?with={before['id']}")).json()
        assert back["after"] == found["before"]
