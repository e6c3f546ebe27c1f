"""Mails and the hashes of their links in the database."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    ARRAY,
    Integer,
    LargeBinary,
    Text,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from api.db.statements import Statement, returns_nothing
from api.db.tables import MailTokenRow, OutgoingMailRow, UserRow
from api.mail.links import LINK_MINUTES

LEASE = text("interval '2 minutes'")
"""How long a mail belongs to the worker that is sending it: far longer than one attempt takes."""
_LINK_LIFE = text(f"interval '{LINK_MINUTES} minutes'")


class MailFound(Struct, frozen=True):
    """A mail to send or to show."""

    user_id: UUID
    id: UUID
    kind: str
    recipient: str
    display_name: str | None
    about_email: str | None
    language: str
    nonce: bytes | None
    attempts: int
    created_at: datetime


class PresentLinkFound(Struct, frozen=True):
    """The newest link of its purpose; `is_taken` says that another account has its address."""

    token_hash: bytes
    is_taken: bool


_mail = (
    OutgoingMailRow.user_id,
    OutgoingMailRow.id,
    OutgoingMailRow.kind,
    OutgoingMailRow.recipient,
    OutgoingMailRow.display_name,
    OutgoingMailRow.about_email,
    OutgoingMailRow.language,
    OutgoingMailRow.nonce,
    OutgoingMailRow.attempts,
    OutgoingMailRow.created_at,
)
_this_mail = (OutgoingMailRow.user_id == bindparam("owner")) & (
    OutgoingMailRow.id == bindparam("mail_id")
)
ADD_MAIL = returns_nothing(
    insert(OutgoingMailRow).values(
        user_id=bindparam("user_id"),
        kind=bindparam("kind"),
        recipient=bindparam("recipient"),
        display_name=bindparam("display_name"),
        about_email=bindparam("about_email"),
        language=bindparam("language"),
        nonce=bindparam("nonce"),
    )
)
_token = upsert(MailTokenRow).values(
    user_id=bindparam("user_id"),
    purpose=bindparam("purpose"),
    token_hash=bindparam("token_hash"),
    email=bindparam("email"),
    email_as_typed=bindparam("email_as_typed"),
    session_id=bindparam("session_id"),
    expires_at=func.now() + _LINK_LIFE,
)
SET_TOKEN = returns_nothing(
    _token.on_conflict_do_update(
        index_elements=[MailTokenRow.user_id, MailTokenRow.purpose],
        set_={
            name: _token.excluded[name]
            for name in ("token_hash", "email", "email_as_typed", "session_id", "expires_at")
        }
        | {"created_at": func.now()},
    )
)
"""The newest link of its purpose takes the place of the one before."""
_due = (
    select(OutgoingMailRow.user_id, OutgoingMailRow.id)
    .where(
        OutgoingMailRow.status == text("'waiting'"), OutgoingMailRow.next_attempt_at <= func.now()
    )
    .order_by(OutgoingMailRow.next_attempt_at)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
    .cte("due")
)
CLAIM_MAILS = Statement(
    update(OutgoingMailRow)
    .where(OutgoingMailRow.user_id == _due.c.user_id, OutgoingMailRow.id == _due.c.id)
    .values(
        attempts=OutgoingMailRow.attempts + 1,
        next_attempt_at=func.now() + LEASE,
    )
    .returning(*_mail),
    MailFound,
)
"""Takes mails that are due; should the worker be lost, they are due again after the lease."""
_is_present = (
    (MailTokenRow.user_id == bindparam("owner"))
    & (MailTokenRow.purpose == bindparam("of_purpose"))
    & (MailTokenRow.token_hash == func.any(bindparam("hashes", type_=ARRAY(LargeBinary))))
)
_is_taken = exists(
    select(UserRow.id).where(
        UserRow.id != MailTokenRow.user_id,
        or_(
            UserRow.email == MailTokenRow.email,
            UserRow.email_as_typed.is_(None)
            & (UserRow.email == func.lower(MailTokenRow.email_as_typed)),
        ),
    )
).label("is_taken")
PRESENT_TOKEN = Statement(
    select(MailTokenRow.token_hash, _is_taken).where(_is_present), PresentLinkFound
)
"""Which of these hashes is the present link."""
EXTEND_TOKEN = Statement(
    update(MailTokenRow)
    .where(_is_present)
    .values(expires_at=func.now() + _LINK_LIFE)
    .returning(MailTokenRow.token_hash, _is_taken),
    PresentLinkFound,
)
"""The same, and lets the link live from now on, when it is sent."""
DELETE_LINKS = returns_nothing(
    delete(MailTokenRow).where(
        MailTokenRow.user_id == bindparam("user_id"),
        MailTokenRow.purpose != text("'verification'"),
    )
)
"""With a new password or address, links that were asked for before no longer work."""
SETTLE_MAIL = returns_nothing(
    update(OutgoingMailRow)
    .where(_this_mail, OutgoingMailRow.attempts == bindparam("attempt", type_=Integer))
    .values(
        status=bindparam("outcome", type_=Text),
        sent_at=case((bindparam("outcome", type_=Text) == text("'sent'"), func.now())),
        last_failure=bindparam("failure", type_=Text),
    )
)
"""The end of a mail, unless another worker has taken it meanwhile."""
RETRY_MAIL = returns_nothing(
    update(OutgoingMailRow)
    .where(_this_mail, OutgoingMailRow.attempts == bindparam("attempt", type_=Integer))
    .values(
        next_attempt_at=func.now()
        + func.make_interval(0, 0, 0, 0, 0, 0, bindparam("seconds", type_=Integer)),
        last_failure=bindparam("failure", type_=Text),
    )
)
LATEST_MAILS = Statement(
    select(*_mail).order_by(OutgoingMailRow.created_at.desc()).limit(50), MailFound
)
READ_MAIL = Statement(select(*_mail).where(OutgoingMailRow.id == bindparam("mail_id")), MailFound)
