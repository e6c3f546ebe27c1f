"""From stored rows to what an account says over the wire."""

import msgspec

from api.accounts.schemas import AccountView, Cell
from api.auth.repository import UserFound


def account_view(user: UserFound) -> AccountView:
    """A person's own account."""
    return AccountView(
        id=user.id, email=user.email, display_name=user.display_name, created_at=user.created_at
    )


def export_row(row: str) -> dict[str, Cell]:
    """One row of a table; what is nested inside stays JSON text."""
    cells: dict[str, object] = msgspec.json.decode(row, type=dict[str, object])
    return {name: _cell(value) for name, value in cells.items()}


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    return msgspec.json.encode(value).decode()
