"""Pages that stay stable while things are added: the cursor names the last item seen."""

import base64
import binascii
from typing import Annotated
from uuid import UUID

from litestar.params import QueryParameter

from api.errors import InvalidCursorError

Limit = Annotated[int, QueryParameter(ge=1, le=100, description="items a page")]
Cursor = Annotated[
    str | None, QueryParameter(max_length=200, description="`nextCursor` of the previous page")
]

NEWEST = UUID(int=(1 << 128) - 1)
"""Stands before every UUIDv7: the first page starts after it."""


def cursor_of(last: str) -> str:
    """Wrap the key of the last item of a page."""
    return base64.urlsafe_b64encode(b"1" + last.encode()).decode().rstrip("=")


def key_of(cursor: str) -> str:
    """Unwrap a cursor.

    Raises:
        InvalidCursorError: It is not one of ours.

    Example:
        >>> key_of(cursor_of("sql"))
        'sql'
    """
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        text = raw.decode()
    except (binascii.Error, ValueError):
        raise InvalidCursorError(cursor) from None
    if not text.startswith("1") or cursor_of(text[1:]) != cursor:
        raise InvalidCursorError(cursor)
    return text[1:]


def id_of(cursor: str | None) -> UUID:
    """The id after which a page starts; no cursor means the newest.

    Raises:
        InvalidCursorError: It is not one of ours.
    """
    if cursor is None:
        return NEWEST
    try:
        return UUID(key_of(cursor))
    except ValueError:
        raise InvalidCursorError(cursor) from None
