"""Puts mails into the queue, in the transaction of their cause: both happen, or neither."""

from uuid import UUID

from msgspec import Struct

from api.db.pool import Session
from api.errors import MailUnavailableError
from api.mail.content import NoticeKind
from api.mail.links import LinkPurpose, MailLinks
from api.mail.repository import ADD_MAIL, SET_TOKEN


class Recipient(Struct, frozen=True):
    """Who a mail is for: the account it belongs to, and the mailbox it goes to."""

    user_id: UUID
    address: str
    display_name: str | None
    language: str


class ProvedAddress(Struct, frozen=True):
    """The address that a link proves, and the session that asked for it."""

    canonical: str
    typed: str
    session_id: UUID | None = None


class MailQueue:
    """What features write mails with."""

    def __init__(self, links: MailLinks, *, is_available: bool) -> None:
        """Args: makes links; whether mails leave this server at all."""
        self._links = links
        self.is_available = is_available

    def check_available(self) -> None:
        """Refuse what needs a mail.

        Raises:
            MailUnavailableError: This server sends none.
        """
        if not self.is_available:
            raise MailUnavailableError

    async def send_link(
        self, session: Session, purpose: LinkPurpose, to: Recipient, proved: ProvedAddress
    ) -> None:
        """Send a link; earlier ones of this purpose no longer work.

        Args:
            session: The transaction of the cause.
            purpose: The only thing the link may be used for.
            to: Who gets it.
            proved: What following it proves.
        """
        link = self._links.new(purpose, to.user_id)
        await session.run(
            SET_TOKEN,
            user_id=to.user_id,
            purpose=purpose,
            token_hash=link.token_hash,
            email=proved.canonical,
            email_as_typed=proved.typed,
            session_id=proved.session_id,
        )
        await self._add(session, purpose, to, about=proved.typed, nonce=link.nonce)

    async def send_notice(
        self, session: Session, kind: NoticeKind, to: Recipient, *, about: str | None = None
    ) -> None:
        """Send a mail without a link of its own; none where this server sends no mails.

        Args:
            session: The transaction of the cause.
            kind: What it says.
            to: Who gets it.
            about: The address that it names, where it names one.
        """
        if self.is_available:
            await self._add(session, kind, to, about=about, nonce=None)

    async def _add(
        self, session: Session, kind: str, to: Recipient, *, about: str | None, nonce: bytes | None
    ) -> None:
        await session.run(
            ADD_MAIL,
            user_id=to.user_id,
            kind=kind,
            recipient=to.address,
            display_name=to.display_name,
            about_email=about,
            language=to.language,
            nonce=nonce,
        )
