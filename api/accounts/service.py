"""Reading, changing, exporting and erasing an account."""

from collections.abc import Callable
from datetime import datetime

from msgspec import UNSET

from api.accounts.repository import ERASE, LOCK_ROWS, MOVE, PERSONAL, RENAME, SHARE
from api.accounts.schemas import AccountRequest, AccountView, ExportView, PasswordChange
from api.accounts.views import account_view, export_row
from api.audit.repository import Action, record
from api.auth.api_tokens_repository import REVOKE_API_TOKENS
from api.auth.attempt_limits import AttemptLimits
from api.auth.passwords import Passwords, is_weak
from api.auth.principal import Principal
from api.auth.repository import END_OTHER_SESSIONS, SET_PASSWORD, USER_BY_ID, UserFound
from api.auth.roles_repository import check_admin_remains
from api.catalog.current import CurrentKnowledge
from api.db.pool import Database, Session
from api.errors import NotAuthenticatedError, WeakPasswordError, WrongCurrentPasswordError
from api.mail.repository import DELETE_LINKS


class AccountService:
    """What people do with their accounts."""

    def __init__(
        self,
        database: Database,
        passwords: Passwords,
        attempts: AttemptLimits,
        knowledge: CurrentKnowledge,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._attempts = attempts
        self._knowledge = knowledge
        self._clock = clock

    async def read(self, principal: Principal) -> AccountView:
        """The person's account."""
        return account_view(await self._user(principal))

    async def change(
        self, principal: Principal, data: AccountRequest, *, address: str
    ) -> AccountView:
        """Change the name, the time zone, the password and whether replies are counted, or some.

        Raises:
            TooManyAttemptsError: Too many checks of this account from this address.
            WrongCurrentPasswordError: The current password is wrong.
            WeakPasswordError: The new password is easy to guess.
        """
        fresh = None
        if data.password is not UNSET:
            fresh = await self._new_hash(principal, data.password, address)
        async with self._database.transaction() as session:
            if fresh is not None:
                await session.run(DELETE_LINKS, user_id=principal.user_id)
                await session.run(
                    END_OTHER_SESSIONS, user_id=principal.user_id, session_id=principal.session_id
                )
                await session.run(REVOKE_API_TOKENS, owner=principal.user_id)
                await session.run(SET_PASSWORD, user_id=principal.user_id, password_hash=fresh)
                await record(session, "password.changed", user_id=principal.user_id)
            if data.display_name is not UNSET:
                await session.run(
                    RENAME, user_id=principal.user_id, new_name=data.display_name.strip()
                )
            if data.time_zone is not UNSET:
                await session.run(MOVE, user_id=principal.user_id, new_zone=data.time_zone)
            if data.shares_statistics is not UNSET:
                await self._share(session, principal, is_sharing=data.shares_statistics)
            if data.display_name is not UNSET or data.time_zone is not UNSET:
                await record(session, "account.changed", user_id=principal.user_id)
        return account_view(await self._user(principal))

    @staticmethod
    async def _share(session: Session, principal: Principal, *, is_sharing: bool) -> None:
        """Agree to being counted, or withdraw it from now on; the record shows when."""
        await session.run(SHARE, user_id=principal.user_id, is_sharing=is_sharing)
        action: Action = "statistics.allowed" if is_sharing else "statistics.withdrawn"
        await record(session, action, user_id=principal.user_id)

    async def erase(self, principal: Principal) -> None:
        """Erase the account; every row of the person goes with it.

        Raises:
            LastAdminError: It is the only admin's.
        """
        async with self._database.transaction() as session:
            for statement in LOCK_ROWS:
                await session.all(statement, user_id=principal.user_id)
            if principal.role == "admin":
                await check_admin_remains(session, without=principal.user_id)
            erased = await session.one_or_none(ERASE, user_id=principal.user_id)
            if erased is None:
                raise NotAuthenticatedError
            await record(session, "account.erased", user_id=principal.user_id)

    async def export(self, principal: Principal, language: str) -> ExportView:
        """Everything that is stored about the person, with skills and roles by their titles."""
        knowledge = self._knowledge.now()
        async with self._database.transaction() as session:
            await record(session, "account.exported", user_id=principal.user_id)
            tables = {
                name: [
                    export_row(found.row, language, knowledge)
                    for found in await session.all(statement, user_id=principal.user_id)
                ]
                for name, statement in PERSONAL.items()
            }
        return ExportView(exported_at=self._clock(), tables=tables)

    async def _user(self, principal: Principal) -> UserFound:
        async with self._database.statement() as session:
            user = await session.one_or_none(USER_BY_ID, user_id=principal.user_id)
        if user is None:
            raise NotAuthenticatedError
        return user

    async def _new_hash(self, principal: Principal, change: PasswordChange, address: str) -> str:
        user = await self._user(principal)
        if is_weak(change.new, email=user.email):
            raise WeakPasswordError
        await self._attempts.count_login(user.canonical_email, address)
        if not await self._passwords.check(user.password_hash, change.current):
            raise WrongCurrentPasswordError
        return await self._passwords.hash(change.new)
