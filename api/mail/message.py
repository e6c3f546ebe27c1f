"""A mail as mail servers take it."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from msgspec import Struct

from api.mail.content import RenderedMail
from api.mail.names import greeted_name
from api.mail.repository import MailFound


class Sender(Struct, frozen=True):
    """Whom mails are from: a name, and an address whose domain also names the mails."""

    name: str
    address: str

    @classmethod
    def of(cls, text: str) -> "Sender":
        """Read it from `Career <no-reply@example.org>` or from the address alone.

        Example:
            >>> Sender.of("Career <no-reply@example.org>").domain
            'example.org'
        """
        return cls(*parseaddr(text))

    @property
    def domain(self) -> str:
        """The part of its address after the `@`."""
        return self.address.rpartition("@")[2]


class Letter(Struct, frozen=True):
    """A mail and the envelope it goes in."""

    message: EmailMessage
    sender: str
    recipient: str


def letter_of(mail: MailFound, words: RenderedMail, sender: Sender) -> Letter:
    """Put a mail into its envelope; the same mail gets the same `Message-ID` at every attempt."""
    local, _, domain = mail.recipient.rpartition("@")
    to = Address(greeted_name(mail.display_name or ""), username=local, domain=domain)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(sender.name, addr_spec=sender.address)
    message["To"] = to
    message["Subject"] = words.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = message_id(mail, sender)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(words.text)
    message.add_alternative(words.html, subtype="html")
    return Letter(message, sender.address, to.addr_spec)


def message_id(mail: MailFound, sender: Sender) -> str:
    """What a mail is called, however often it is sent."""
    return f"<{mail.id}@{sender.domain}>"
