"""The mails of a local server as they would have been sent."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from api.db.pool import Database
from api.errors import NotFoundError
from api.mail.content import RenderedMail, render
from api.mail.delivery import present_link
from api.mail.links import MailLinks
from api.mail.repository import LATEST_MAILS, PRESENT_TOKEN, READ_MAIL, MailFound


class OutboxMail(Struct, frozen=True):
    """A mail in the outbox."""

    id: UUID
    recipient: str
    written_at: datetime
    words: RenderedMail


class OutboxService:
    """Reads mails; they are put into words again, for their links are stored nowhere."""

    def __init__(self, database: Database, links: MailLinks) -> None:
        self._database = database
        self._links = links

    async def list(self) -> list[OutboxMail]:
        """The newest mails; those whose link no longer works are left out."""
        async with self._database.statement() as session:
            mails = await session.all(LATEST_MAILS)
        found = [await self._shown(mail) for mail in mails]
        return [mail for mail in found if mail is not None]

    async def read(self, mail_id: UUID) -> OutboxMail:
        """One mail.

        Raises:
            NotFoundError: There is none with this id, or its link no longer works.
        """
        async with self._database.statement() as session:
            mail = await session.one_or_none(READ_MAIL, mail_id=mail_id)
        shown = None if mail is None else await self._shown(mail)
        if shown is None:
            raise NotFoundError(kind="mail")
        return shown

    async def _shown(self, mail: MailFound) -> OutboxMail | None:
        link = await present_link(self._database, self._links, mail, PRESENT_TOKEN)
        if mail.nonce is not None and link is None:
            return None
        words = render(mail, self._links, link)
        return OutboxMail(mail.id, mail.recipient, mail.created_at, words)
