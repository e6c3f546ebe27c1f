"""Accounts beyond log-in: renaming, erasing, and everything that is stored about a person."""

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Table,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    update,
)

from api.auth.repository import IdFound
from api.db.statements import Statement, returns_nothing
from api.db.tables import (
    MailTokenRow,
    PlacementRow,
    RefreshTokenRow,
    RoadmapRow,
    SessionRow,
    TableRow,
    UserRow,
)


class RowFound(Struct, frozen=True):
    """One row of any table as JSON."""

    row: str


RENAME = returns_nothing(
    update(UserRow)
    .where(UserRow.id == bindparam("user_id"))
    .values(display_name=bindparam("new_name"))
)
MOVE = returns_nothing(
    update(UserRow)
    .where(UserRow.id == bindparam("user_id"))
    .values(time_zone=bindparam("new_zone"))
)
SHARE = returns_nothing(
    update(UserRow)
    .where(UserRow.id == bindparam("user_id"))
    .values(shares_statistics=bindparam("is_sharing"))
)
LOCK_ROWS = tuple(
    Statement(
        select(row.user_id.label("id"))
        .where(row.user_id == bindparam("user_id"))
        .with_for_update(),
        IdFound,
    )
    for row in (MailTokenRow, RoadmapRow, PlacementRow, RefreshTokenRow, SessionRow)
)
"""What other requests lock before they come to the account. Erasing takes them in that order, too,
so that neither waits for the other."""
ERASE = Statement(
    delete(UserRow).where(UserRow.id == bindparam("user_id")).returning(UserRow.id), IdFound
)


def _exported(table: Table) -> ColumnElement[object]:
    """A row as JSON, without what a password or token could be guessed with."""
    row: ColumnElement[object] = func.to_jsonb(literal_column(table.name))
    for column in table.columns:
        if column.info["is_secret"]:
            row = row.op("-")(literal_column(f"'{column.name}'::text"))
    return row.label("row")


PERSONAL = {
    name: Statement(
        select(_exported(table))
        .select_from(table)
        .where(table.c["id" if name == "users" else "user_id"] == bindparam("user_id"))
        .order_by(*table.primary_key.columns),
        RowFound,
    )
    for name, table in sorted(TableRow.metadata.tables.items())
    if name == "users" or "user_id" in table.c
}
"""Every table that holds rows of a person, found by its columns, so that none is missed."""
