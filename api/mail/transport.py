"""How a mail leaves: by a mail server, or not at all where a developer reads it in the browser."""

from typing import Literal, Protocol

import aiosmtplib
from aiosmtplib.errors import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from msgspec import Struct

from api.mail.message import Letter

TlsMode = Literal["starttls", "tls", "none"]
PORTS: dict[TlsMode, int] = {"starttls": 587, "tls": 465, "none": 25}
COMMAND_TIMEOUT = 15.0
"""How long one reply of the mail server may take [s]."""
PERMANENT = 500
"""Replies from here on say that trying again does not help (RFC 5321)."""


class NotSentError(Exception):
    """A mail that was not taken; `is_final` says that the mail server will never take it."""

    def __init__(self, failure: str, *, is_final: bool) -> None:
        self.failure = failure
        self.is_final = is_final
        super().__init__(failure)


class MailTransport(Protocol):
    """Takes a mail on its way."""

    async def send(self, letter: Letter) -> None:
        """Hand a mail over.

        Raises:
            NotSentError: It was not taken.
        """


class SmtpTransport(Struct, frozen=True, kw_only=True):
    """The mail server of the operator."""

    host: str
    port: int
    user: str | None
    password: str | None
    tls: TlsMode

    async def send(self, letter: Letter) -> None:
        """Hand a mail to the server.

        Raises:
            NotSentError: The server was not reached, or did not take it.
        """
        try:
            await aiosmtplib.send(
                letter.message,
                sender=letter.sender,
                recipients=[letter.recipient],
                hostname=self.host,
                port=self.port,
                username=self.user,
                password=self.password,
                use_tls=self.tls == "tls",
                start_tls=self.tls == "starttls",
                timeout=COMMAND_TIMEOUT,
            )
        except (SMTPException, OSError, ValueError) as error:
            raise NotSentError(_failure(error), is_final=_is_final(error)) from error


class OutboxTransport(Struct, frozen=True):
    """Sends nothing: the mails of a local server are read in the browser."""

    async def send(self, letter: Letter) -> None:
        """Leave the mail where it is stored."""


def _is_final(error: Exception) -> bool:
    """Whether it is about this mail and its recipient, and not about the server or its settings."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(map(_is_final, error.recipients))
    about_mail = isinstance(error, SMTPRecipientRefused | SMTPDataError)
    return about_mail and isinstance(error, SMTPResponseException) and error.code >= PERMANENT


def _failure(error: Exception) -> str:
    """A reply code or the kind of error: what the server says could hold an address."""
    if isinstance(error, SMTPRecipientsRefused) and error.recipients:
        return _failure(error.recipients[0])
    if isinstance(error, SMTPResponseException):
        return str(error.code)
    return type(error).__name__
