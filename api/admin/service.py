"""What admins do with accounts; each action is recorded in its own transaction."""

import unicodedata
from uuid import UUID

from msgspec import UNSET

from api.admin.repository import (
    COUNT_ROWS,
    END_SESSIONS,
    FIND_ACCOUNTS,
    LIST_ACCOUNTS,
    LIST_SIZES,
    LOCK_ACCOUNT,
    READ_ACCOUNT,
    SET_DISABLED,
    AccountFound,
)
from api.admin.schemas import (
    AccountSearchRequest,
    ManagedAccountDetailView,
    ManagedAccountListView,
    ManagedAccountRequest,
    ManagedAccountView,
    SizesView,
)
from api.admin.views import detail_view, managed_account_view, sizes_view
from api.audit.repository import Action, record
from api.auth.api_tokens_repository import REVOKE_API_TOKENS
from api.auth.email_address import canonical_email, email_fault
from api.auth.principal import AccountRole, Principal
from api.auth.roles_repository import SET_ROLE, check_admin_remains
from api.db.pool import Database, Session
from api.errors import NotFoundError
from api.http.pagination import id_of, page_of

LIST = "accounts"


class AdminService:
    """Finds accounts and changes what they may do."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def search(self, admin: Principal, data: AccountSearchRequest) -> ManagedAccountListView:
        """One page of accounts, newest first.

        Raises:
            InvalidCursorError: No response ever contained this cursor.
        """
        before, query = id_of(data.cursor, of=LIST), data.query.strip()
        async with self._database.transaction() as session:
            await record(session, "accounts.searched", user_id=admin.user_id)
            rows = await _found(session, query, before, data.limit + 1)
        page = page_of(rows, data.limit, managed_account_view, of=LIST)
        return ManagedAccountListView(items=page.items, next_cursor=page.next_cursor)

    async def read(self, admin: Principal, account: UUID) -> ManagedAccountDetailView:
        """One account, and how much is stored for it.

        Raises:
            NotFoundError: There is no such account.
        """
        async with self._database.transaction() as session:
            found = await session.one_or_none(READ_ACCOUNT, account=account)
            if found is None:
                raise NotFoundError(kind="account")
            rows = await session.all(COUNT_ROWS, account=account)
            await record(session, "account.viewed", user_id=account, actor_id=admin.user_id)
        return detail_view(found, rows)

    async def change(
        self, admin: Principal, account: UUID, data: ManagedAccountRequest
    ) -> ManagedAccountView:
        """Give an account another role, disable it or enable it again.

        Disabling ends every session and API token, so that none of them comes back later.

        Raises:
            NotFoundError: There is no such account.
            LastAdminError: No admin would remain.
        """
        async with self._database.transaction() as session:
            await check_admin_remains_after(session, account, data)
            found = await session.one_or_none(LOCK_ACCOUNT, account=account)
            if found is None:
                raise NotFoundError(kind="account")
            if data.role is not UNSET and data.role != found.role:
                await self._give_role(session, admin, account, data.role)
            if data.is_disabled is not UNSET and data.is_disabled != found.is_disabled:
                await self._set_disabled(session, admin, account, is_now=data.is_disabled)
            changed = await session.one(READ_ACCOUNT, account=account)
        return managed_account_view(changed)

    async def end_sessions(self, admin: Principal, account: UUID) -> None:
        """End every session and API token of an account.

        Raises:
            NotFoundError: There is no such account.
        """
        async with self._database.transaction() as session:
            if await session.one_or_none(READ_ACCOUNT, account=account) is None:
                raise NotFoundError(kind="account")
            await _end_access(session, account)
            await record(session, "sessions.ended", user_id=account, actor_id=admin.user_id)

    async def sizes(self) -> SizesView:
        """How large each table is."""
        async with self._database.statement() as session:
            return sizes_view(await session.all(LIST_SIZES))

    @staticmethod
    async def _give_role(
        session: Session, admin: Principal, account: UUID, role: AccountRole
    ) -> None:
        await session.one(SET_ROLE, account=account, new_role=role)
        await record(session, "role.changed", user_id=account, subject=role, actor_id=admin.user_id)

    @staticmethod
    async def _set_disabled(
        session: Session, admin: Principal, account: UUID, *, is_now: bool
    ) -> None:
        await session.run(SET_DISABLED, account=account, is_now_disabled=is_now)
        if is_now:
            await _end_access(session, account)
        action: Action = "account.disabled" if is_now else "account.enabled"
        await record(session, action, user_id=account, actor_id=admin.user_id)


async def check_admin_remains_after(
    session: Session, account: UUID, data: ManagedAccountRequest
) -> None:
    """Check that a change of an account leaves an admin.

    Raises:
        LastAdminError: It does not.
    """
    is_demoted = data.role is not UNSET and data.role != "admin"
    if is_demoted or data.is_disabled is True:
        await check_admin_remains(session, without=account)


async def _end_access(session: Session, account: UUID) -> None:
    await session.all(END_SESSIONS, account=account)
    await session.run(REVOKE_API_TOKENS, owner=account)


async def _found(session: Session, query: str, before: UUID, limit: int) -> list[AccountFound]:
    """The accounts that a query means: all, the one of an id, or those of an address."""
    if not query:
        return await session.all(LIST_ACCOUNTS, before=before, limit=limit)
    try:
        account = UUID(query)
    except ValueError:
        pattern = _escaped(_stored_form(query)) + "%"
        return await session.all(FIND_ACCOUNTS, before=before, limit=limit, pattern=pattern)
    found = await session.one_or_none(READ_ACCOUNT, account=account)
    return [] if found is None or found.id >= before else [found]


def _stored_form(query: str) -> str:
    """An address, or the beginning of one, in the letters that addresses are stored in."""
    if email_fault(query) is None:
        return canonical_email(query)
    return unicodedata.normalize("NFC", query).lower()


def _escaped(text: str) -> str:
    r"""A text as a pattern that matches only itself.

    Example:
        >>> _escaped("50%_a")
        '50\\%\\_a'
    """
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
