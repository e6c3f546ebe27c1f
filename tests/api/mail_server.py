"""A real mail server on a free port, an application that sends by it, and mails as they arrive."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, TypeVar

import asyncpg
import httpx
from aiosmtpd.smtp import SMTP, Envelope, Session
from applications import real_clocks, started, transport_of
from litestar import Litestar
from msgspec.structs import replace
from running import free_port

from api.app import create_app
from api.catalog.current import CurrentKnowledge, Knowledge
from api.settings import Settings
from knowledge import Library

T = TypeVar("T")
PUBLIC_URL = "https://career.example"
SENDER = "Career <no-reply@career.example>"
PATIENCE = 120.0
"""With a mail or a state of the database, far beyond what it takes on a busy machine [s]."""
LINK = re.compile(rf"{re.escape(PUBLIC_URL)}/(reset|confirm)/#(\w+)=(\S+)")


class MailServer:
    """Takes mails, refuses them with a reply, or is down."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.port = free_port()
        self.mails: list[EmailMessage] = []
        self.envelopes: list[Envelope] = []
        self.refusal: str | None = None
        """The reply to every recipient, in place of taking it."""
        self.sessions = 0
        self._tls = tls
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen; on the same port again after a stop."""
        self._server = await asyncio.get_running_loop().create_server(
            self._protocol, "127.0.0.1", self.port
        )

    async def stop(self) -> None:
        """Stop listening; nothing is lost of what was taken."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    def _protocol(self) -> SMTP:
        self.sessions += 1
        loop = asyncio.get_running_loop()
        return SMTP(
            self, hostname="mx.example", loop=loop, enable_SMTPUTF8=True, tls_context=self._tls
        )

    async def handle_RCPT(  # noqa: N802 - the name of the hook
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if self.refusal is not None:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name of the hook
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content: Any = envelope.content
        message: Any = message_from_bytes(content, policy=default)
        self.mails.append(message)
        self.envelopes.append(envelope)
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """The mails to an address, in the order in which they came."""
        pairs = zip(self.envelopes, self.mails, strict=True)
        return [mail for envelope, mail in pairs if address in envelope.rcpt_tos]

    async def newest(self, address: str, subject: str) -> EmailMessage:
        """Wait for a mail to an address with a subject; the last one, where there are several."""

        async def found() -> EmailMessage | None:
            mails = [mail for mail in self.to(address) if mail["Subject"] == subject]
            return mails[-1] if mails else None

        return await eventually(found)


def text_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html_of(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def token_of(mail: EmailMessage) -> str:
    """The token in the link of a mail."""
    found = LINK.search(text_of(mail))
    assert found is not None, text_of(mail)
    return found[3]


async def eventually(look: Callable[[], Awaitable[T | None]]) -> T:
    """Look until there is something."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await look()
            if found:
                return found
            await asyncio.sleep(0.02)


async def settled(database: asyncpg.Connection) -> None:
    """Wait until no request for a new password and no mail waits that is due."""

    async def is_empty() -> bool:
        return bool(
            await database.fetchval(
                "SELECT NOT EXISTS (SELECT FROM reset_requests) AND NOT EXISTS "
                "(SELECT FROM outgoing_mails WHERE status = 'waiting')"
            )
        )

    await eventually(is_empty)


def mailing(settings: Settings, port: int, **more: Any) -> Settings:
    """Settings with a mail server."""
    mail: dict[str, Any] = {
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "smtp_tls": "none",
        "mail_sender": SENDER,
        "public_url": PUBLIC_URL,
    }
    return replace(settings, **mail | more)


def application(settings: Settings, library: Library) -> Litestar:
    return create_app(settings, CurrentKnowledge(Knowledge(library)), clocks=real_clocks())


@asynccontextmanager
async def client_of(settings: Settings, library: Library) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an application of its own."""
    app = application(settings, library)
    async with (
        started(app),
        httpx.AsyncClient(transport=transport_of(app), base_url="http://testserver") as client,
    ):
        yield client
