"""The parts of the mail room, put together by the settings."""

from msgspec import Struct

from api.db.pool import Database
from api.mail.delivery import MailDelivery
from api.mail.links import MailLinks
from api.mail.message import Sender
from api.mail.queue import MailQueue
from api.mail.transport import PORTS, MailTransport, OutboxTransport, SmtpTransport
from api.settings import Settings

LOCAL_SENDER = "Career <career@localhost>"
"""Whom mails are from that are never sent."""


class MailParts(Struct, frozen=True):
    """What writes mails, what sends them, and what makes their links."""

    links: MailLinks
    queue: MailQueue
    delivery: MailDelivery

    @classmethod
    def of(cls, settings: Settings, database: Database) -> "MailParts":
        """Make them; nothing is connected yet."""
        links = MailLinks(settings.secrets, public_url=settings.links_url)
        sender = Sender.of(settings.mail_sender or LOCAL_SENDER)
        is_available = settings.has_outbox or settings.smtp_host is not None
        return cls(
            links,
            MailQueue(links, is_available=is_available),
            MailDelivery(database, links, sender, transport_of(settings)),
        )


def transport_of(settings: Settings) -> MailTransport:
    """The mail server of the settings; without one, mails stay where they are."""
    if settings.smtp_host is None:
        return OutboxTransport()
    return SmtpTransport(
        host=settings.smtp_host,
        port=settings.smtp_port or PORTS[settings.smtp_tls],
        user=settings.smtp_user,
        password=settings.smtp_password,
        tls=settings.smtp_tls,
    )
