"""Links in mails over the wire."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from msgspec import Meta

from api.auth.email_address import email_fault
from api.auth.passwords import GivenPassword, NewPassword
from api.auth.schemas import EmailText
from api.wire import CheckedStruct, InputStruct, OutputStruct, TextCheck

LinkToken = Annotated[
    str,
    Meta(min_length=1, max_length=200, description="the token in the link of the mail"),
]


class LinkRequest(InputStruct, frozen=True):
    """The token of a link that was mailed."""

    token: LinkToken


class ResetMailRequest(CheckedStruct, frozen=True):
    """The address of the account whose password was forgotten."""

    checks: ClassVar[Mapping[str, TextCheck]] = {"email": email_fault}

    email: EmailText


class NewPasswordRequest(InputStruct, frozen=True):
    """The token of a link that was mailed, and the new password."""

    token: LinkToken
    password: NewPassword


class EmailChangeRequest(CheckedStruct, frozen=True):
    """The new address, which has to be confirmed from its mailbox; and the present password."""

    checks: ClassVar[Mapping[str, TextCheck]] = {"email": email_fault}

    email: EmailText
    current_password: GivenPassword


class MailSentView(OutputStruct, frozen=True):
    """A mail is on its way, where there is somebody to send it to.

    `outbox` is set by a local server without a mail server: the address at which the mail can be
    read in the browser.
    """

    outbox: str | None


class VerifiedView(OutputStruct, frozen=True):
    """The address that was proved; the account has it from now on."""

    email: str
