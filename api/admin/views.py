"""From rows to what admins see."""

from collections.abc import Sequence

from api.admin.repository import AccountFound, RowsFound, SizeFound
from api.admin.schemas import (
    ManagedAccountDetailView,
    ManagedAccountView,
    SizesView,
    TableRowsView,
    TableSizeView,
)


def managed_account_view(found: AccountFound) -> ManagedAccountView:
    """An account."""
    return ManagedAccountView(
        id=found.id,
        email=found.email,
        role=found.role,
        is_disabled=found.is_disabled,
        created_at=found.created_at,
    )


def detail_view(found: AccountFound, rows: Sequence[RowsFound]) -> ManagedAccountDetailView:
    """An account, and how much is stored for it."""
    stored = [TableRowsView(table=one.name, rows=one.rows) for one in rows]
    return ManagedAccountDetailView(account=managed_account_view(found), stored=stored)


def sizes_view(found: Sequence[SizeFound]) -> SizesView:
    """How large each table is."""
    items = [TableSizeView(table=one.name, rows=one.rows, bytes=one.bytes) for one in found]
    return SizesView(items=items)
