"""What `python -m api` does besides serving."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import asyncpg
import httpx
import pytest
from managed_accounts import events_of
from people import sign_up

from api.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "api", *words]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_content_prints_every_role_with_its_details_for_the_browser_apps_build() -> None:
    done = run("content")
    assert done.returncode == 0, done.stderr
    content = json.loads(done.stdout)
    assert len(content["roles"]) >= 6
    assert set(content["roleDetails"]) == {role["slug"] for role in content["roles"]}
    assert set(content["formerSlugs"]) == {"skills", "roles"}
    assert all(role["variants"] and role["summary"] for role in content["roles"])


def test_the_written_openapi_document_is_fresh() -> None:
    done = run("openapi", "--check")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [["dance"], ["migration"]])
def test_a_command_that_is_not_there_gets_the_list_of_those_that_are(words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert "python -m api openapi" in done.stderr


async def test_grant_gives_an_account_a_role_and_records_it(
    settings: Settings, client: httpx.AsyncClient, database: asyncpg.Connection
) -> None:
    person = await sign_up(client)
    environment = {"DATABASE_URL": str(settings.database_url)}
    done = await asyncio.to_thread(run, "grant", person.email.upper(), "admin", **environment)
    assert (done.returncode, done.stdout) == (0, f"{person.email.upper()} is now admin.\n")
    assert (await person.get("/admin/sizes")).status_code == 200
    assert (await events_of(database, person.user_id))[-1] == ("role.granted", "admin", None)
    unknown = await asyncio.to_thread(run, "grant", "no-one@example.org", "admin", **environment)
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "no account with the email address no-one@example.org" in unknown.stderr
    for words in (("grant", person.email), ("grant", person.email, "owner")):
        assert (await asyncio.to_thread(run, *words, **environment)).returncode == 2
