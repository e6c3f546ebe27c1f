"""Sends what waits in the queue until the mail server has taken it.

A worker takes mails by a lease and holds neither a transaction nor a connection while it talks to
the mail server, however slow that is. What could not be sent is tried again, later each time, until
it is a day old and deleted. A worker that is lost in the middle leaves its mails to the others
after the lease; they keep their `Message-ID`, by which what arrives twice can be recognised.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from api.db.pool import Database
from api.db.statements import Statement
from api.errors import DatabaseUnavailableError
from api.mail.content import render
from api.mail.links import MailLinks, PresentLink, as_purpose
from api.mail.message import Sender, letter_of
from api.mail.repository import (
    CLAIM_MAILS,
    EXTEND_TOKEN,
    RETRY_MAIL,
    SETTLE_MAIL,
    MailFound,
    PresentLinkFound,
)
from api.mail.transport import MailTransport, NotSentError

INTERVAL = 1.0
"""Between two looks into an empty queue [s]."""
AT_ONCE = 8
"""Mails that a worker sends at a time."""
SEND_TIMEOUT = 60.0
"""For one attempt, from connecting to the last reply [s]; shorter than the lease."""
FIRST_PAUSE, LONGEST_PAUSE = 5, 1800
"""Before the second attempt, and at most before any other [s]."""
LAST_SECONDS = 3.0
"""What is being sent when the server ends may take so long [s]."""
_log = structlog.get_logger("api")


class MailDelivery:
    """Sends the mails of this server, together with its other workers."""

    def __init__(
        self, database: Database, links: MailLinks, sender: Sender, transport: MailTransport
    ) -> None:
        self._database = database
        self._links = links
        self._sender = sender
        self._transport = transport

    async def send_due(self) -> int:
        """Try once each mail that is due, at most `AT_ONCE`; returns how many those were.

        Raises:
            DatabaseUnavailableError: The database does not answer.
        """
        async with self._database.statement() as session:
            mails = await session.all(CLAIM_MAILS, most=AT_ONCE)
        await asyncio.gather(*[self._try(mail) for mail in mails])
        return len(mails)

    async def _try(self, mail: MailFound) -> None:
        try:
            link = await present_link(self._database, self._links, mail, EXTEND_TOKEN)
            if mail.nonce is not None and link is None:
                await self._settle(mail, "replaced")
                return
            words = render(mail, self._links, link)
            async with asyncio.timeout(SEND_TIMEOUT):
                await self._transport.send(letter_of(mail, words, self._sender))
        except NotSentError as error:
            await self._failed(mail, error.failure, is_final=error.is_final)
        except TimeoutError:
            await self._failed(mail, TimeoutError.__name__)
        except DatabaseUnavailableError:
            return  # The lease ends, and the mail is due again.
        except Exception as error:  # One mail that cannot be written must not hold up the others.
            _log.error("mail not written", mail=str(mail.id), exc_info=error)
            await self._failed(mail, type(error).__name__)
        else:
            await self._settle(mail, "sent")

    async def _failed(self, mail: MailFound, failure: str, *, is_final: bool = False) -> None:
        _log.warning("mail not sent", mail=str(mail.id), failure=failure, attempt=mail.attempts)
        if is_final:
            await self._settle(mail, "refused", failure)
            return
        with suppress(DatabaseUnavailableError):  # Without a row the lease is the pause.
            async with self._database.statement() as session:
                await session.run(
                    RETRY_MAIL,
                    owner=mail.user_id,
                    mail_id=mail.id,
                    attempt=mail.attempts,
                    seconds=pause_after(mail.attempts),
                    failure=failure,
                )

    async def _settle(self, mail: MailFound, outcome: str, failure: str | None = None) -> None:
        """Write down how it ended, as often as it takes: otherwise it would be sent again."""
        while True:
            try:
                async with self._database.statement() as session:
                    await session.run(
                        SETTLE_MAIL,
                        owner=mail.user_id,
                        mail_id=mail.id,
                        attempt=mail.attempts,
                        outcome=outcome,
                        failure=failure,
                    )
            except DatabaseUnavailableError:
                await asyncio.sleep(INTERVAL)
            else:
                return


async def present_link(
    database: Database, links: MailLinks, mail: MailFound, find: Statement[PresentLinkFound]
) -> PresentLink | None:
    """The link of a mail; None where it has none, or where a newer one has taken its place.

    Args:
        database: Where the hashes of links are.
        links: Makes tokens.
        mail: As it is stored.
        find: `EXTEND_TOKEN` to send the mail, `PRESENT_TOKEN` to show it.
    """
    purpose = as_purpose(mail.kind)
    if purpose is None or mail.nonce is None:
        return None
    tokens = links.tokens(purpose, mail.user_id, mail.nonce)
    async with database.statement() as session:
        found = await session.one_or_none(
            find, owner=mail.user_id, of_purpose=purpose, hashes=list(tokens)
        )
    return None if found is None else PresentLink(tokens[found.token_hash], found.is_taken)


def pause_after(attempts: int) -> int:
    """How long to wait after so many attempts [s]: 5, 10, 20, 40 … and half an hour at most.

    Example:
        >>> [pause_after(n) for n in (1, 2, 9, 10, 300)]
        [5, 10, 1280, 1800, 1800]
    """
    return int(min(FIRST_PAUSE * 2 ** min(attempts - 1, 20), LONGEST_PAUSE))


async def work_regularly(work: Callable[[], Awaitable[int]]) -> None:
    """Do the work that waits, again and again until cancelled; its last part may end.

    Args:
        work: Does a part of what waits and returns how much that was; 0 when nothing waits.
    """
    while True:
        part = asyncio.ensure_future(work())
        try:
            done = await asyncio.shield(part)
        except asyncio.CancelledError:
            await asyncio.wait({part}, timeout=LAST_SECONDS)
            part.cancel()
            raise
        except DatabaseUnavailableError:
            done = 0
        except Exception as error:  # A fault of ours must not end the work for good.
            _log.error("background work failed", exc_info=error)
            done = 0
        if done == 0:
            await asyncio.sleep(INTERVAL)
