"""API tokens in the database."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Integer, bindparam, func, insert, select, update

from api.auth.repository import IdFound
from api.db.statements import Statement, returns_nothing
from api.db.tables import ApiTokenRow, UserRow


class ApiTokenUsed(Struct, frozen=True):
    """An API token as the authenticator needs it, with the time zone of its person."""

    id: UUID
    user_id: UUID
    scopes: list[str]
    time_zone: str


class ApiTokenFound(Struct, frozen=True):
    """An API token as its person sees it."""

    id: UUID
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


_token = (
    ApiTokenRow.id,
    ApiTokenRow.name,
    ApiTokenRow.prefix,
    ApiTokenRow.scopes,
    ApiTokenRow.created_at,
    ApiTokenRow.expires_at,
    ApiTokenRow.last_used_at,
)
_usable = (ApiTokenRow.revoked_at.is_(None)) & (ApiTokenRow.expires_at > func.now())
USE_API_TOKEN = Statement(
    update(ApiTokenRow)
    .where(
        ApiTokenRow.token_hash == bindparam("token_hash"),
        _usable,
        UserRow.id == ApiTokenRow.user_id,
        UserRow.is_disabled.is_(False),
    )
    .values(last_used_at=func.now())
    .returning(ApiTokenRow.id, ApiTokenRow.user_id, ApiTokenRow.scopes, UserRow.time_zone),
    ApiTokenUsed,
)
LIST_API_TOKENS = Statement(
    select(*_token)
    .where(ApiTokenRow.user_id == bindparam("user_id"), ApiTokenRow.revoked_at.is_(None))
    .order_by(ApiTokenRow.id.desc()),
    ApiTokenFound,
)
ADD_API_TOKEN = Statement(
    insert(ApiTokenRow)
    .values(
        user_id=bindparam("user_id"),
        name=bindparam("name"),
        prefix=bindparam("prefix"),
        token_hash=bindparam("token_hash"),
        scopes=bindparam("scopes"),
        expires_at=func.now() + func.make_interval(0, 0, 0, bindparam("days", type_=Integer)),
    )
    .returning(*_token),
    ApiTokenFound,
)
REVOKE_API_TOKEN = Statement(
    update(ApiTokenRow)
    .where(
        ApiTokenRow.user_id == bindparam("owner"),
        ApiTokenRow.id == bindparam("token_id"),
        ApiTokenRow.revoked_at.is_(None),
    )
    .values(revoked_at=func.now())
    .returning(ApiTokenRow.id),
    IdFound,
)
REVOKE_API_TOKENS = returns_nothing(
    update(ApiTokenRow)
    .where(ApiTokenRow.user_id == bindparam("owner"), ApiTokenRow.revoked_at.is_(None))
    .values(revoked_at=func.now())
)
