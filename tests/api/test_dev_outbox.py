"""The outbox of a local server: the mails are there to read and to follow, and nowhere else."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest
from mail_server import client_of, eventually, mailing
from people import fresh_email, sign_up

from api.settings import Settings
from knowledge import Library

OUTBOX = "/api/v1/dev/outbox"
HERE = {"host": "localhost:8000"}


@pytest.fixture
async def client(
    quick_mails: None, settings: Settings, library: Library
) -> AsyncIterator[httpx.AsyncClient]:
    assert quick_mails is None
    async with client_of(settings, library) as one:
        yield one


async def test_a_developer_reads_the_mail_in_the_browser_and_follows_its_link(
    client: httpx.AsyncClient,
) -> None:
    assert "No mails yet" in (await client.get(OUTBOX, headers=HERE)).text
    person = await sign_up(client, f"<i>{fresh_email()}")
    page = await client.get(OUTBOX, headers=HERE)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["cache-control"] == "no-store"
    assert "script" not in page.headers["content-security-policy"]
    assert "&lt;i&gt;" in page.text
    assert "<i>" not in page.text
    link = re.search(r'href="http://localhost:8000/confirm/#verification=(\S+?)"', page.text)
    assert link is not None
    found = re.search(rf'href="({OUTBOX}/[0-9a-f-]+)"', page.text)
    assert found is not None
    mail = await client.get(found[1], headers=HERE)
    assert mail.status_code == 200
    assert "Confirm my address" in mail.text
    answer = await client.post("/api/v1/auth/verification/confirm", json={"token": link[1]})
    assert answer.json() == {"email": person.email}
    # A link that was used is no longer shown, and neither is its mail.
    assert (await client.get(found[1], headers=HERE)).status_code == 404


async def test_responses_say_where_the_outbox_is(client: httpx.AsyncClient) -> None:
    person = await sign_up(client)
    for email in (person.email, f"no-{fresh_email()}"):
        answer = await client.post("/api/v1/auth/reset", json={"email": email})
        assert (answer.status_code, answer.json()) == (202, {"outbox": OUTBOX})
    assert (await person.post("/auth/verification", None)).json() == {"outbox": OUTBOX}

    async def is_shown() -> bool:
        return "Set a new password" in (await client.get(OUTBOX, headers=HERE)).text

    assert await eventually(is_shown)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "192.0.2.7", "", "["])
async def test_a_page_under_another_name_reads_nothing(
    client: httpx.AsyncClient, host: str
) -> None:
    assert (await client.get(OUTBOX, headers={"host": host})).status_code == 404


@pytest.mark.parametrize(
    "more", [{}, {"environment": "production"}, {"environment": "production", "smtp_host": None}]
)
async def test_there_is_no_outbox_where_mails_are_sent_or_in_production(
    settings: Settings, library: Library, more: dict[str, str | None]
) -> None:
    async with client_of(mailing(settings, 1, **more), library) as client:
        answer = await client.get(OUTBOX, headers=HERE)
        assert answer.status_code == 404
        document = (await client.get("/api/openapi.json")).text
        assert "outbox" not in document.replace('"outbox"', "").replace("`outbox`", "")
