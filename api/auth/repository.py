"""Accounts, sessions, tokens and attempts in the database."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    ARRAY,
    Integer,
    LargeBinary,
    bindparam,
    case,
    func,
    insert,
    literal_column,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from api.auth.principal import AccountRole
from api.db.statements import Statement, returns_nothing
from api.db.tables import LoginAttemptRow, RefreshTokenRow, SessionRow, UserRow

WINDOW = text("interval '5 minutes'")


class IdFound(Struct, frozen=True):
    """The id of a row that was found or written."""

    id: UUID


class UserFound(Struct, frozen=True):
    """An account as log-in needs it.

    `email` is for its person to read and `canonical_email` to compare; `is_as_typed` says whether
    the former is known to be what the person types.
    """

    id: UUID
    email: str
    canonical_email: str
    is_as_typed: bool
    display_name: str
    password_hash: str
    is_disabled: bool
    created_at: datetime
    time_zone: str
    is_email_verified: bool
    shares_statistics: bool
    role: AccountRole


class AttemptsFound(Struct, frozen=True):
    """The attempts under a key in the current window, and how long it still lasts [s]."""

    key: bytes
    attempts: int
    seconds_left: int


class RefreshFound(Struct, frozen=True):
    """A refresh token with all that decides about it."""

    user_id: UUID
    session_id: UUID
    is_used: bool
    is_fresh: bool
    is_live: bool
    transport: str
    email: str
    display_name: str


class SessionFound(Struct, frozen=True):
    """A session as its person sees it."""

    id: UUID
    created_at: datetime
    last_used_at: datetime
    transport: str
    user_agent: str


class SessionUsed(Struct, frozen=True):
    """A live session as the authenticator needs it, with time zone and role of its person.

    `is_confirmed` says whether the person logged in or gave the password in the last 15 minutes.
    """

    id: UUID
    is_confirmed: bool
    time_zone: str
    role: AccountRole


_live = (
    (SessionRow.ended_at.is_(None))
    & (SessionRow.expires_at > func.now())
    & (UserRow.is_disabled.is_(False))
)
_mine = (SessionRow.user_id == bindparam("user_id")) & (SessionRow.ended_at.is_(None))
_shown_email = func.coalesce(UserRow.email_as_typed, UserRow.email).label("email")
_is_former = UserRow.email_as_typed.is_(None)
_user = (
    UserRow.id,
    _shown_email,
    UserRow.email.label("canonical_email"),
    UserRow.email_as_typed.is_not(None).label("is_as_typed"),
    UserRow.display_name,
    UserRow.password_hash,
    UserRow.is_disabled,
    UserRow.created_at,
    UserRow.time_zone,
    UserRow.email_verified_at.is_not(None).label("is_email_verified"),
    UserRow.shares_statistics,
    UserRow.role,
)
LIVE_SESSION = Statement(
    select(
        SessionRow.id,
        (SessionRow.confirmed_at > func.now() - text("interval '15 minutes'")).label(
            "is_confirmed"
        ),
        UserRow.time_zone,
        UserRow.role,
    )
    .join(UserRow, UserRow.id == SessionRow.user_id)
    .where(
        SessionRow.id == bindparam("session_id"),
        SessionRow.user_id == bindparam("user_id"),
        _live,
    ),
    SessionUsed,
)
USER_BY_EMAIL = Statement(
    select(*_user)
    .where(
        or_(
            UserRow.email == bindparam("email"),
            _is_former & (UserRow.email == bindparam("former")),
        )
    )
    .order_by((UserRow.email == bindparam("email")).desc())
    .limit(1),
    UserFound,
)
"""By the canonical form; an account of before addresses were kept as typed also by the form that
was stored then."""
FORMER_USER = Statement(
    select(UserRow.id).where(_is_former, UserRow.email == bindparam("former")), IdFound
)
KEEP_AS_TYPED = returns_nothing(
    update(UserRow)
    .where(UserRow.id == bindparam("user_id"))
    .values(email=bindparam("canonical"), email_as_typed=bindparam("typed"))
)
USER_BY_ID = Statement(select(*_user).where(UserRow.id == bindparam("user_id")), UserFound)
ADD_USER = Statement(
    insert(UserRow)
    .values(
        email=bindparam("email"),
        email_as_typed=bindparam("email_as_typed"),
        display_name=bindparam("display_name"),
        password_hash=bindparam("password_hash"),
        time_zone=bindparam("time_zone"),
    )
    .returning(UserRow.id),
    IdFound,
)
SET_PASSWORD = returns_nothing(
    update(UserRow)
    .where(UserRow.id == bindparam("user_id"))
    .values(password_hash=bindparam("password_hash"))
)
ADD_SESSION = Statement(
    insert(SessionRow)
    .values(
        user_id=bindparam("user_id"),
        transport=bindparam("transport"),
        user_agent=bindparam("user_agent"),
        expires_at=func.now() + text("interval '30 days'"),
    )
    .returning(SessionRow.id),
    IdFound,
)
ADD_REFRESH = returns_nothing(
    insert(RefreshTokenRow).values(
        token_hash=bindparam("token_hash"),
        user_id=bindparam("user_id"),
        session_id=bindparam("session_id"),
    )
)
FIND_REFRESH = Statement(
    select(
        RefreshTokenRow.user_id,
        RefreshTokenRow.session_id,
        RefreshTokenRow.used_at.is_not(None).label("is_used"),
        func.coalesce(
            RefreshTokenRow.used_at > func.clock_timestamp() - text("interval '10 seconds'"), True
        ).label("is_fresh"),
        _live.label("is_live"),
        SessionRow.transport,
        _shown_email,
        UserRow.display_name,
    )
    .join(SessionRow, SessionRow.id == RefreshTokenRow.session_id)
    .join(UserRow, UserRow.id == RefreshTokenRow.user_id)
    .where(RefreshTokenRow.token_hash == bindparam("token_hash"))
    .with_for_update(of=RefreshTokenRow),
    RefreshFound,
)
USE_REFRESH = returns_nothing(
    update(RefreshTokenRow)
    .where(RefreshTokenRow.token_hash == bindparam("hash_used"))
    .values(used_at=func.clock_timestamp())
)
TOUCH_SESSION = returns_nothing(
    update(SessionRow)
    .where(SessionRow.id == bindparam("session_id"))
    .values(last_used_at=func.now(), expires_at=func.now() + text("interval '30 days'"))
)
END_SESSION = Statement(
    update(SessionRow)
    .where(_mine, SessionRow.id == bindparam("session_id"))
    .values(ended_at=func.now())
    .returning(SessionRow.id),
    IdFound,
)
CONFIRM_SESSION = returns_nothing(
    update(SessionRow)
    .where(_mine, SessionRow.id == bindparam("session_id"))
    .values(confirmed_at=func.now())
)
END_OTHER_SESSIONS = returns_nothing(
    update(SessionRow)
    .where(_mine, SessionRow.id != bindparam("session_id"))
    .values(ended_at=func.now())
)
LIST_SESSIONS = Statement(
    select(
        SessionRow.id,
        SessionRow.created_at,
        SessionRow.last_used_at,
        SessionRow.transport,
        SessionRow.user_agent,
    )
    .where(_mine, SessionRow.expires_at > func.now())
    .order_by(SessionRow.id.desc()),
    SessionFound,
)
_KEYS = ARRAY(LargeBinary)
_is_over = LoginAttemptRow.window_started_at < func.now() - WINDOW
COUNT_ATTEMPTS = Statement(
    upsert(LoginAttemptRow)
    .from_select(
        ["key", "attempts"],
        select(func.unnest(bindparam("keys", type_=_KEYS)), literal_column("1")),
    )
    .on_conflict_do_update(
        index_elements=[LoginAttemptRow.key],
        set_={
            "attempts": case((_is_over, 1), else_=LoginAttemptRow.attempts + 1),
            "window_started_at": case(
                (_is_over, func.now()), else_=LoginAttemptRow.window_started_at
            ),
        },
    )
    .returning(
        LoginAttemptRow.key,
        LoginAttemptRow.attempts,
        func.ceil(func.extract("epoch", LoginAttemptRow.window_started_at + WINDOW - func.now()))
        .cast(Integer)
        .label("seconds_left"),
    ),
    AttemptsFound,
)
_in_order = (
    select(LoginAttemptRow.key)
    .where(LoginAttemptRow.key == func.any(bindparam("keys", type_=_KEYS)))
    .order_by(LoginAttemptRow.key)
    .with_for_update()
    .cte("in_order")
)
FORGET_ATTEMPT = returns_nothing(
    update(LoginAttemptRow)
    .where(LoginAttemptRow.key == _in_order.c.key)
    .values(
        attempts=case(
            (LoginAttemptRow.key == bindparam("forgotten"), 0),
            else_=func.greatest(LoginAttemptRow.attempts - 1, 0),
        )
    )
)
"""Counts one less under each key, none under `forgotten`; locks rows in the order of counting."""
