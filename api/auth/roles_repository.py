"""The roles of accounts in the database."""

from uuid import UUID

from sqlalchemy import bindparam, select, update

from api.auth.repository import IdFound
from api.db.pool import Session
from api.db.statements import Statement
from api.db.tables import UserRow
from api.errors import LastAdminError

_LOCK_ADMINS = Statement(
    select(UserRow.id)
    .where(UserRow.role == "admin", UserRow.is_disabled.is_(False))
    .order_by(UserRow.id)
    .with_for_update(key_share=True),
    IdFound,
)
SET_ROLE = Statement(
    update(UserRow)
    .where(UserRow.id == bindparam("account"))
    .values(role=bindparam("new_role"))
    .returning(UserRow.id),
    IdFound,
)


async def check_admin_remains(session: Session, without: UUID) -> None:
    """Check that there is an admin besides this account, until the transaction ends.

    Two admins who do this to each other at the same time wait for one another, so one remains.

    Raises:
        LastAdminError: There is none.
    """
    admins = await session.all(_LOCK_ADMINS)
    if [admin.id for admin in admins] == [without]:
        raise LastAdminError
