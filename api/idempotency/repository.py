"""Responses to requests that may be repeated."""

from uuid import UUID

from msgspec import Struct
from sqlalchemy import bindparam, func, select, text
from sqlalchemy.dialects.postgresql import insert

from api.db.statements import Statement, returns_nothing
from api.db.tables import IdempotencyKeyRow

STORED_FOR = text("interval '24 hours'")


class LockAttempt(Struct, frozen=True):
    """Whether no other request with this key is running."""

    is_locked: bool


class ResponseFound(Struct, frozen=True):
    """A response given before: its body, or what it was about, or neither if it held a secret."""

    fingerprint: bytes
    status: int
    headers: str
    body: str | None
    resource_kind: str | None
    resource_id: UUID | None
    resource_extras: str | None


LOCK_KEY = Statement(
    select(
        func.pg_try_advisory_xact_lock(func.hashtextextended(bindparam("name"), 0)).label(
            "is_locked"
        )
    ),
    LockAttempt,
)
FIND_RESPONSE = Statement(
    select(
        IdempotencyKeyRow.fingerprint,
        IdempotencyKeyRow.status,
        IdempotencyKeyRow.headers,
        IdempotencyKeyRow.body,
        IdempotencyKeyRow.resource_kind,
        IdempotencyKeyRow.resource_id,
        IdempotencyKeyRow.resource_extras,
    ).where(
        IdempotencyKeyRow.user_id == bindparam("user_id"),
        IdempotencyKeyRow.key == bindparam("key"),
        IdempotencyKeyRow.created_at > func.now() - STORED_FOR,
    ),
    ResponseFound,
)
_response = (
    "fingerprint",
    "status",
    "headers",
    "body",
    "resource_kind",
    "resource_id",
    "resource_extras",
)
_add = insert(IdempotencyKeyRow).values(
    {name: bindparam(name) for name in ("user_id", "key", *_response)}
)
STORE_RESPONSE = returns_nothing(
    _add.on_conflict_do_update(
        index_elements=[IdempotencyKeyRow.user_id, IdempotencyKeyRow.key],
        set_={name: _add.excluded[name] for name in _response} | {"created_at": func.now()},
    )
)
