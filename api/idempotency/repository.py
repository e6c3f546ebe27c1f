"""The answers to requests that may come again."""

from msgspec import Struct
from sqlalchemy import bindparam, func, select, text
from sqlalchemy.dialects.postgresql import insert

from api.db.statements import Statement, returns_nothing
from api.db.tables import IdempotencyKeyRow

KEPT_FOR = text("interval '24 hours'")


class LockTried(Struct, frozen=True):
    """Whether nobody else is answering this key."""

    is_held: bool


class AnswerFound(Struct, frozen=True):
    """An answer given before."""

    fingerprint: bytes
    status: int
    headers: str
    body: str | None


LOCK_KEY = Statement(
    select(
        func.pg_try_advisory_xact_lock(func.hashtextextended(bindparam("name"), 0)).label("is_held")
    ),
    LockTried,
)
FIND_ANSWER = Statement(
    select(
        IdempotencyKeyRow.fingerprint,
        IdempotencyKeyRow.status,
        IdempotencyKeyRow.headers,
        IdempotencyKeyRow.body,
    ).where(
        IdempotencyKeyRow.user_id == bindparam("user_id"),
        IdempotencyKeyRow.key == bindparam("key"),
        IdempotencyKeyRow.created_at > func.now() - KEPT_FOR,
    ),
    AnswerFound,
)
_add = insert(IdempotencyKeyRow).values(
    user_id=bindparam("user_id"),
    key=bindparam("key"),
    fingerprint=bindparam("fingerprint"),
    status=bindparam("status"),
    headers=bindparam("headers"),
    body=bindparam("body"),
)
KEEP_ANSWER = returns_nothing(
    _add.on_conflict_do_update(
        index_elements=[IdempotencyKeyRow.user_id, IdempotencyKeyRow.key],
        set_={
            "fingerprint": _add.excluded.fingerprint,
            "status": _add.excluded.status,
            "headers": _add.excluded.headers,
            "body": _add.excluded.body,
            "created_at": func.now(),
        },
    )
)
