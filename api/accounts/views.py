"""From stored rows to what an account says over the wire."""

import msgspec

from api.accounts.schemas import AccountView, Cell
from api.auth.repository import UserFound
from api.http.encoding import say_stored

WITH_SENTENCES = frozenset({"result", "planned", "accepted_view", "resource_extras"})
"""Columns that hold JSON in which sentences are stored as codes."""


def account_view(user: UserFound) -> AccountView:
    """A person's own account."""
    return AccountView(
        id=user.id,
        email=user.email,
        display_name=user.display_name,
        time_zone=user.time_zone,
        created_at=user.created_at,
    )


def export_row(row: str, language: str) -> dict[str, Cell]:
    """One row of a table; what is nested inside stays JSON text, with its sentences in words."""
    cells: dict[str, object] = msgspec.json.decode(row, type=dict[str, object])
    return {name: _cell(name, value, language) for name, value in cells.items()}


def _cell(name: str, value: object, language: str) -> Cell:
    if name in WITH_SENTENCES and value is not None:
        text = value if isinstance(value, str) else msgspec.json.encode(value)
        return say_stored(text, language).decode()
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    return msgspec.json.encode(value).decode()
