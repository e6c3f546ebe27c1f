"""From stored rows to what an account says over the wire."""

import msgspec

from api.accounts.schemas import AccountView, Cell
from api.auth.repository import UserFound
from api.catalog.current import Knowledge
from api.http.encoding import say_stored

WITH_SENTENCES = frozenset({"result", "planned", "accepted_view", "resource_extras"})
"""Columns that hold JSON in which sentences are stored as codes."""


def account_view(user: UserFound) -> AccountView:
    """A person's own account."""
    return AccountView(
        id=user.id,
        email=user.email,
        is_email_verified=user.is_email_verified,
        display_name=user.display_name,
        time_zone=user.time_zone,
        role=user.role,
        shares_statistics=user.shares_statistics,
        created_at=user.created_at,
    )


def export_row(row: str, language: str, knowledge: Knowledge) -> dict[str, Cell]:
    """One row of a table; what is nested inside stays JSON text, with its sentences in words.

    Beside the id of a skill or role stands its title of today, or its last one.
    """
    cells: dict[str, object] = msgspec.json.decode(row, type=dict[str, object])
    found = {name: _cell(name, value, language) for name, value in cells.items()}
    if isinstance(skill_id := cells.get("skill_id"), str):
        found["skill_title"] = knowledge.skill_ref_of_id(skill_id).title
    if isinstance(role_id := cells.get("role_id"), str):
        found["role_title"] = knowledge.role_ref_of_id(role_id).title
    return found


def _cell(name: str, value: object, language: str) -> Cell:
    if name in WITH_SENTENCES and value is not None:
        text = value if isinstance(value, str) else msgspec.json.encode(value)
        return say_stored(text, language).decode()
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    return msgspec.json.encode(value).decode()
