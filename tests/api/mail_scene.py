"""What tests of mails do again and again, as people with a mailbox do it."""

from collections.abc import AsyncIterator, Iterator

import asyncpg
import httpx
import pytest
from mail_server import MailServer, client_of, mailing, settled, token_of
from msgspec import Struct
from people import PASSWORD, Person, fresh_email, sign_up

from api.auth import attempt_limits
from api.mail import delivery
from api.settings import Settings
from knowledge import Library

NEW_PASSWORD = "a bench below the linden"
VERIFY, RESET = "Confirm your email address", "Set a new password"
CHANGE, NOTICE = "Confirm your new email address", "Your email address is about to change"
CHANGED, TAKEN = "Your email address was changed", "This address already has an account"
PASSWORD_CHANGED = "Your password was changed"


class MailScene(Struct):
    """An application, its mail server and its database."""

    client: httpx.AsyncClient
    server: MailServer
    database: asyncpg.Connection

    async def post(self, path: str, body: object, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        return await self.client.post(f"/api/v1{path}", json=body, headers=named)

    async def log_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        return await self.post("/auth/login", {"email": email, "password": password})

    async def verification(self, person: Person) -> str:
        """The token of the link that came with the sign-up, or was sent last."""
        return token_of(await self.server.newest(person.email, VERIFY))

    async def reset(self, person: Person) -> str:
        """The token of a link to set a new password."""
        answer = await self.post("/auth/reset", {"email": person.email})
        assert answer.status_code == 202, answer.text
        await settled(self.database)
        return token_of(await self.server.newest(person.email, RESET))

    async def change(self, person: Person, email: str | None = None) -> tuple[str, str]:
        """A new address, and the token of the link that was mailed to it."""
        new = email or f"new-{fresh_email()}"
        body = {"email": new, "currentPassword": PASSWORD}
        answer = await person.post("/me/email", body)
        assert answer.status_code == 202, answer.text
        return new, token_of(await self.server.newest(new, CHANGE))

    async def follow(self, purpose: str, token: str) -> httpx.Response:
        """Use a link."""
        paths = {
            "verification": "/auth/verification/confirm",
            "reset": "/auth/reset/confirm",
            "email-change": "/auth/email/confirm",
        }
        more = {"password": NEW_PASSWORD} if purpose == "reset" else {}
        return await self.post(paths[purpose], {"token": token} | more)

    async def link(self, purpose: str, person: Person) -> str:
        """The token of a new link of some purpose."""
        if purpose == "reset":
            return await self.reset(person)
        if purpose == "email-change":
            return (await self.change(person))[1]
        return await self.verification(person)

    async def person(self) -> Person:
        return await sign_up(self.client)


@pytest.fixture(scope="module")
def quick_mails() -> Iterator[None]:
    """The queue is looked at all the time, and tests are no subscriber to be slowed down."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delivery, "INTERVAL", 0.02)
        patch.setattr(attempt_limits, "SUBSCRIBER_MAILS_PER_5_MINUTES", 100_000)
        yield


@pytest.fixture(scope="module")
async def mail_server() -> AsyncIterator[MailServer]:
    running = MailServer()
    await running.start()
    yield running
    await running.stop()


@pytest.fixture(scope="module")
async def mails(
    quick_mails: None,
    settings: Settings,
    library: Library,
    mail_server: MailServer,
    database: asyncpg.Connection,
) -> AsyncIterator[MailScene]:
    assert quick_mails is None
    async with client_of(mailing(settings, mail_server.port), library) as client:
        yield MailScene(client, mail_server, database)
