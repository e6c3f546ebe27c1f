"""Pages that stay stable while items are added: the cursor names the last item seen."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, Protocol, TypeVar
from uuid import UUID

from litestar.params import QueryParameter
from msgspec import Struct

from api.errors import InvalidCursorError

Limit = Annotated[int, QueryParameter(ge=1, le=100, description="items a page")]
Cursor = Annotated[
    str | None, QueryParameter(max_length=200, description="`nextCursor` of the previous page")
]

NEWEST = UUID(int=(1 << 128) - 1)
"""Comes before every UUIDv7 in descending order: the first page starts after it."""


class Identified(Protocol):
    """A row that a page can end with."""

    @property
    def id(self) -> UUID:
        """The UUIDv7 that the list is ordered by."""


RowT = TypeVar("RowT", bound=Identified)
ViewT = TypeVar("ViewT")


class Page(Struct, Generic[ViewT], frozen=True):
    """The items of one page, and the cursor of the next; None on the last page."""

    items: list[ViewT]
    next_cursor: str | None


def page_of(rows: Sequence[RowT], limit: int, view: Callable[[RowT], ViewT]) -> Page[ViewT]:
    """Cut a page from rows that were read with a limit of `limit + 1`.

    Args:
        rows: Newest first; one more than a page holds means that there is a next page.
        limit: Items per page.
        view: Makes an item of a row.
    """
    shown = rows[:limit]
    next_cursor = cursor_of(str(shown[-1].id)) if len(rows) > limit else None
    return Page([view(row) for row in shown], next_cursor)


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
