"""Accounts as admins find and change them; never what a person does with one."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    BigInteger,
    Integer,
    Text,
    bindparam,
    column,
    func,
    literal,
    select,
    table,
    union_all,
    update,
)

from api.auth.principal import AccountRole
from api.auth.repository import IdFound
from api.db.statements import Statement, returns_nothing
from api.db.tables import SessionRow, TableRow, UserRow


class AccountFound(Struct, frozen=True):
    """An account as an admin sees it."""

    id: UUID
    email: str
    role: AccountRole
    is_disabled: bool
    created_at: datetime


class RowsFound(Struct, frozen=True):
    """How many rows of a table belong to an account."""

    name: str
    rows: int


class SizeFound(Struct, frozen=True):
    """How large a table is [rows, bytes]; the rows as PostgreSQL last estimated them."""

    name: str
    rows: int
    bytes: int


_account = (
    UserRow.id,
    func.coalesce(UserRow.email_as_typed, UserRow.email).label("email"),
    UserRow.role,
    UserRow.is_disabled,
    UserRow.created_at,
)
_page = (
    select(*_account)
    .where(UserRow.id < bindparam("before"))
    .order_by(UserRow.id.desc())
    .limit(bindparam("limit", type_=Integer))
)
LIST_ACCOUNTS = Statement(_page, AccountFound)
FIND_ACCOUNTS = Statement(
    _page.where(UserRow.email.like(bindparam("pattern", type_=Text))), AccountFound
)
READ_ACCOUNT = Statement(select(*_account).where(UserRow.id == bindparam("account")), AccountFound)
LOCK_ACCOUNT = Statement(
    select(*_account).where(UserRow.id == bindparam("account")).with_for_update(key_share=True),
    AccountFound,
)
SET_DISABLED = returns_nothing(
    update(UserRow)
    .where(UserRow.id == bindparam("account"))
    .values(is_disabled=bindparam("is_now_disabled"))
)
END_SESSIONS = Statement(
    update(SessionRow)
    .where(SessionRow.user_id == bindparam("account"), SessionRow.ended_at.is_(None))
    .values(ended_at=func.now())
    .returning(SessionRow.id),
    IdFound,
)
COUNT_ROWS = Statement(
    union_all(
        *[
            select(literal(name, Text).label("name"), func.count().label("rows"))
            .select_from(rows)
            .where(rows.c.user_id == bindparam("account"))
            for name, rows in sorted(TableRow.metadata.tables.items())
            if "user_id" in rows.c
        ]
    ),
    RowsFound,
)
"""Of every table that holds rows of a person, found by its columns, so that none is missed."""
_tables = table(
    "pg_stat_user_tables", column("relid"), column("relname"), column("n_live_tup", BigInteger)
)
LIST_SIZES = Statement(
    select(
        _tables.c.relname.cast(Text).label("name"),
        _tables.c.n_live_tup.label("rows"),
        func.pg_total_relation_size(_tables.c.relid).label("bytes"),
    )
    .where(_tables.c.relname.in_([literal(name) for name in sorted(TableRow.metadata.tables)]))
    .order_by(_tables.c.relname),
    SizeFound,
)
