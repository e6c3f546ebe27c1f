"""Links that were mailed, and what following them changes, in the database."""

from uuid import UUID

from msgspec import Struct
from sqlalchemy import bindparam, delete, func, insert, or_, select, text, update

from api.auth.repository import IdFound
from api.db.statements import Statement, returns_nothing
from api.db.tables import MailTokenRow, ResetRequestRow, SessionRow, UserRow


class LinkFound(Struct, frozen=True):
    """A link that works, and the account it belongs to."""

    user_id: UUID
    email: str
    email_as_typed: str
    session_id: UUID | None
    user_email: str
    display_name: str


class ResetRequestFound(Struct, frozen=True):
    """A request for a new password."""

    email: str
    former_email: str
    language: str


_link = (
    MailTokenRow.user_id,
    MailTokenRow.email,
    MailTokenRow.email_as_typed,
    MailTokenRow.session_id,
    func.coalesce(UserRow.email_as_typed, UserRow.email).label("user_email"),
    UserRow.display_name,
)
_works = (
    (MailTokenRow.user_id == bindparam("owner"))
    & (MailTokenRow.purpose == bindparam("of_purpose"))
    & (MailTokenRow.token_hash == bindparam("of_hash"))
    & (MailTokenRow.expires_at > func.now())
    & (UserRow.id == MailTokenRow.user_id)
    & UserRow.is_disabled.is_(False)
    & or_(MailTokenRow.purpose == text("'email-change'"), UserRow.email == MailTokenRow.email)
)
FIND_LINK = Statement(select(*_link).where(_works), LinkFound)
USE_LINK = Statement(delete(MailTokenRow).where(_works).returning(*_link), LinkFound)
"""Only one of two who use a link at the same time finds it."""
END_ALL_SESSIONS = returns_nothing(
    update(SessionRow)
    .where(SessionRow.user_id == bindparam("user_id"), SessionRow.ended_at.is_(None))
    .values(ended_at=func.now())
)
END_SESSIONS_BUT = returns_nothing(
    update(SessionRow)
    .where(
        SessionRow.user_id == bindparam("user_id"),
        SessionRow.ended_at.is_(None),
        SessionRow.id.is_distinct_from(bindparam("session_id")),
    )
    .values(ended_at=func.now())
)
VERIFY_EMAIL = returns_nothing(
    update(UserRow)
    .where(UserRow.id == bindparam("user_id"))
    .values(email_verified_at=func.coalesce(UserRow.email_verified_at, func.now()))
)
CHANGE_EMAIL = returns_nothing(
    update(UserRow)
    .where(UserRow.id == bindparam("user_id"))
    .values(
        email=bindparam("canonical"),
        email_as_typed=bindparam("typed"),
        email_verified_at=func.now(),
    )
)
ADD_RESET_REQUEST = returns_nothing(
    insert(ResetRequestRow).values(
        email=bindparam("email"),
        former_email=bindparam("former_email"),
        language=bindparam("language"),
    )
)
_next = (
    select(ResetRequestRow.id)
    .order_by(ResetRequestRow.id)
    .limit(1)
    .with_for_update(skip_locked=True)
    .scalar_subquery()
)
TAKE_RESET_REQUEST = Statement(
    delete(ResetRequestRow)
    .where(ResetRequestRow.id == _next)
    .returning(ResetRequestRow.email, ResetRequestRow.former_email, ResetRequestRow.language),
    ResetRequestFound,
)
"""Gone with the transaction that writes the mail, so that neither happens without the other."""
IS_TAKEN = Statement(
    select(UserRow.id).where(
        UserRow.id != bindparam("user_id"),
        or_(
            UserRow.email == bindparam("email"),
            UserRow.email_as_typed.is_(None) & (UserRow.email == bindparam("lowered")),
        ),
    ),
    IdFound,
)
"""The other account with an address, if there is one."""
