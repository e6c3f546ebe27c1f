"""Responses to requests that may be repeated."""

from uuid import UUID

from msgspec import Struct
from sqlalchemy import and_, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import insert

from api.db.statements import Statement, returns_nothing
from api.db.tables import IdempotencyKeyRow

STORED_FOR = text("interval '24 hours'")


class ResponseFound(Struct, frozen=True):
    """A response given before: its body, or what it was about, or neither if it held a secret."""

    fingerprint: bytes | None
    status: int
    headers: str
    body: str | None
    resource_kind: str | None
    resource_id: UUID | None
    resource_extras: str | None


class LockedKey(ResponseFound, frozen=True):
    """A key, and whether no other request with it runs; the rest is None without a response."""

    is_locked: bool


_columns = (
    IdempotencyKeyRow.fingerprint,
    IdempotencyKeyRow.status,
    IdempotencyKeyRow.headers,
    IdempotencyKeyRow.body,
    IdempotencyKeyRow.resource_kind,
    IdempotencyKeyRow.resource_id,
    IdempotencyKeyRow.resource_extras,
)
_is_this_key = and_(
    IdempotencyKeyRow.user_id == bindparam("user_id"),
    IdempotencyKeyRow.key == bindparam("key"),
    IdempotencyKeyRow.created_at > func.now() - STORED_FOR,
)
_lock = select(
    func.pg_try_advisory_xact_lock(func.hashtextextended(bindparam("name"), 0)).label("is_locked")
).subquery("lock")
LOCK_AND_FIND = Statement(
    select(*_columns, _lock.c.is_locked)
    .select_from(_lock)
    .outerjoin(IdempotencyKeyRow, _is_this_key),
    LockedKey,
)
"""What it finds was there before the lock; storing a response fails if another came between."""

FIND_RESPONSE = Statement(select(*_columns).where(_is_this_key), ResponseFound)
_response = tuple(column.key for column in _columns)
_add = insert(IdempotencyKeyRow).values(
    {name: bindparam(name) for name in ("user_id", "key", *_response)}
)
STORE_RESPONSE = returns_nothing(
    _add.on_conflict_do_update(
        index_elements=[IdempotencyKeyRow.user_id, IdempotencyKeyRow.key],
        set_={name: _add.excluded[name] for name in _response} | {"created_at": func.now()},
        where=IdempotencyKeyRow.created_at <= func.now() - STORED_FOR,
    )
)
