"""Pages that stay stable while items are added: the cursor names the last item seen."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, Protocol, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from litestar.params import QueryParameter
from msgspec import Struct

from api.errors import InvalidCursorError
from api.http.request import ApiRequest

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


def page_of(
    rows: Sequence[RowT], limit: int, view: Callable[[RowT], ViewT], *, of: str
) -> Page[ViewT]:
    """Cut a page from rows that were read with a limit of `limit + 1`.

    Args:
        of: The name of the list, which alone accepts the cursor.
        rows: Newest first; one more than a page holds means that there is a next page.
        limit: Items per page.
        view: Makes an item of a row.
    """
    shown = rows[:limit]
    next_cursor = cursor_of(str(shown[-1].id), of=of) if len(rows) > limit else None
    return Page([view(row) for row in shown], next_cursor)


def link_to_next(request: ApiRequest, cursor: str | None) -> dict[str, str]:
    """The header that leads to the next page, other parameters as they are; none at the end.

    Source: RFC 8288.
    """
    if cursor is None:
        return {}
    parameters = [
        (name, one) for name, one in request.query_params.multi_items() if name != "cursor"
    ]
    query = urlencode([*parameters, ("cursor", cursor)])
    return {"link": f'<{request.scope["path"]}?{query}>; rel="next"'}


def cursor_of(last: str, *, of: str) -> str:
    """Wrap the key of the last item of a page of a list."""
    return base64.urlsafe_b64encode(f"2{of}:{last}".encode()).decode().rstrip("=")


def key_of(cursor: str, *, of: str) -> str:
    """Unwrap a cursor of a list.

    Raises:
        InvalidCursorError: It is not one of ours, or of another list.

    Example:
        >>> key_of(cursor_of("sql", of="skills"), of="skills")
        'sql'
    """
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        text = raw.decode()
    except (binascii.Error, ValueError):
        raise InvalidCursorError(cursor) from None
    key = text.removeprefix(f"2{of}:")
    if cursor_of(key, of=of) != cursor:
        raise InvalidCursorError(cursor)
    return key


def id_of(cursor: str | None, *, of: str) -> UUID:
    """The id after which a page of a list starts; no cursor means the newest.

    Raises:
        InvalidCursorError: It is not one of ours, or of another list.
    """
    if cursor is None:
        return NEWEST
    try:
        return UUID(key_of(cursor, of=of))
    except ValueError:
        raise InvalidCursorError(cursor) from None
