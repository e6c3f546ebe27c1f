"""Accounts over the wire, as admins see them: no name, no score, no gap, nothing a person wrote."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from api.auth.principal import AccountRole
from api.wire import InputStruct, OutputStruct

AccountQuery = Annotated[
    str,
    Meta(
        max_length=254,
        description="an id, an email address or the beginning of one; without it, the newest",
        examples=["ada@"],
    ),
]


class AccountSearchRequest(InputStruct, frozen=True):
    """Which accounts to list; in the body, so that no address appears in a log of requests."""

    query: AccountQuery = ""
    cursor: Annotated[str, Meta(max_length=200)] | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] = 20


class ManagedAccountView(OutputStruct, frozen=True):
    """An account."""

    id: UUID
    email: str
    role: AccountRole
    is_disabled: bool
    created_at: datetime


class ManagedAccountListView(OutputStruct, frozen=True):
    """Accounts, newest first."""

    items: list[ManagedAccountView]
    next_cursor: str | None


class TableRowsView(OutputStruct, frozen=True):
    """How many rows of a table belong to an account."""

    table: str
    rows: int


class ManagedAccountDetailView(OutputStruct, frozen=True):
    """An account, and how much is stored for it."""

    account: ManagedAccountView
    stored: list[TableRowsView]


class ManagedAccountRequest(InputStruct, frozen=True):
    """A change of an account; fields that are left out stay as they are."""

    role: AccountRole | UnsetType = UNSET
    is_disabled: bool | UnsetType = UNSET


class TableSizeView(OutputStruct, frozen=True):
    """How large a table is; the rows are an estimate of the database."""

    table: str
    rows: int
    bytes: int


class SizesView(OutputStruct, frozen=True):
    """How large each table is."""

    items: list[TableSizeView]
