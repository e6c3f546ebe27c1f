"""Sign-up, log-in, refresh and log-out."""

import unicodedata
from uuid import UUID

from msgspec import Struct

from api.audit.repository import record
from api.auth import repository
from api.auth.access_tokens import AccessTokens
from api.auth.cookies import entrance_of, refresh_cookie
from api.auth.login_attempts import LOGINS, Attempts
from api.auth.opaque_tokens import (
    REFRESH_PREFIX,
    hash_of,
    is_well_formed,
    new_token,
    successor_of,
)
from api.auth.passwords import Passwords, is_weak
from api.auth.principal import Principal
from api.auth.schemas import (
    LoginRequest,
    RefreshRequest,
    SessionListView,
    SessionView,
    SignupRequest,
    Transport,
)
from api.auth.token_pair import TokenPair
from api.db.pool import AlreadyThereError, Database, Session
from api.errors import (
    BadCredentialsError,
    EmailTakenError,
    NotAuthenticatedError,
    NotFoundError,
    WeakPasswordError,
)
from api.http.request import AnyConnection


class Visitor(Struct, frozen=True):
    """Somebody before anybody knows who it is."""

    address: str
    user_agent: str
    refresh_cookie: str | None

    @classmethod
    def of(cls, connection: AnyConnection) -> "Visitor":
        """Read a visitor from a request."""
        agent = connection.headers.get("user-agent", "").replace("\0", "")[:200]
        return cls(
            entrance_of(connection).address_of(connection), agent, refresh_cookie(connection)
        )


class Newcomer(Struct, frozen=True):
    """Somebody who has just been recognised and gets a session."""

    user_id: UUID
    email: str
    display_name: str
    transport: Transport


class AuthService:
    """Turns visitors into callers and back."""

    def __init__(
        self,
        database: Database,
        passwords: Passwords,
        access_tokens: AccessTokens,
        *,
        secret: str,
        signups: int,
    ) -> None:
        """Args: where accounts are kept, how they are proved; `signups` per address and 5 min."""
        self._database = database
        self._passwords = passwords
        self._access_tokens = access_tokens
        self._attempts = Attempts(database)
        self._secret = secret
        self._signups = signups

    async def sign_up(self, data: SignupRequest, visitor: Visitor) -> TokenPair:
        """Create an account and its first session.

        Raises:
            WeakPasswordError: Everybody tries this password first.
            TooManyAttemptsError: This address has created too many accounts.
            EmailTakenError: There is an account with this email.
        """
        email = normal_email(data.email)
        if is_weak(data.password, email=email):
            raise WeakPasswordError
        await self._attempts.count("signup", "", visitor.address, limit=self._signups)
        password_hash = await self._passwords.hash(data.password)
        try:
            async with self._database.transaction() as session:
                user = await session.one(
                    repository.ADD_USER,
                    email=email,
                    display_name=data.display_name,
                    password_hash=password_hash,
                )
                await record(session, "account.created", user_id=user.id)
                newcomer = Newcomer(user.id, email, data.display_name, data.transport)
                return await self._begin(session, newcomer, visitor)
        except AlreadyThereError:
            raise EmailTakenError from None

    async def log_in(self, data: LoginRequest, visitor: Visitor) -> TokenPair:
        """Begin a session; every state of an account costs one hash and answers alike.

        Raises:
            TooManyAttemptsError: Too many checks of this account from this address.
            BadCredentialsError: No such account, another password, or a disabled account.
        """
        email = normal_email(data.email)
        await self._attempts.count("login", email, visitor.address, limit=LOGINS)
        async with self._database.statement() as session:
            user = await session.one_or_none(repository.USER_BY_EMAIL, email=email)
        fits = await self._passwords.check(user.password_hash if user else None, data.password)
        if user is None or not fits or user.is_disabled:
            async with self._database.transaction() as session:
                await record(session, "login.failed", user_id=user.id if user else None)
            raise BadCredentialsError
        fresh = (
            await self._passwords.hash(data.password)
            if self._passwords.is_outdated(user.password_hash)
            else None
        )
        async with self._database.transaction() as session:
            if fresh is not None:
                await session.run(repository.SET_PASSWORD, user_id=user.id, password_hash=fresh)
            await self._attempts.forget(session, "login", email, visitor.address)
            await record(session, "login.succeeded", user_id=user.id)
            newcomer = Newcomer(user.id, user.email, user.display_name, data.transport)
            return await self._begin(session, newcomer, visitor)

    async def refresh(self, data: RefreshRequest, visitor: Visitor) -> TokenPair:
        """Swap a refresh token for its one successor.

        Raises:
            NotAuthenticatedError: No token, an unknown one, or one of an ended
                session; a replay later than 10 s ends the session as well.
        """
        token = data.refresh_token or visitor.refresh_cookie or ""
        if not is_well_formed(token, REFRESH_PREFIX):
            raise NotAuthenticatedError
        async with self._database.transaction() as session:
            grant = await self._rotate(session, token)
        if grant is None:
            raise NotAuthenticatedError
        return grant

    async def end_session(self, caller: Principal, session_id: UUID | None) -> None:
        """End one of the caller's sessions.

        Raises:
            NotFoundError: The caller has no such session.
        """
        async with self._database.transaction() as session:
            ended = await session.one_or_none(
                repository.END_SESSION, user_id=caller.user_id, session_id=session_id
            )
            if ended is None:
                raise NotFoundError(kind="session")
            await record(session, "session.ended", user_id=caller.user_id, subject=session_id)

    async def end_other_sessions(self, caller: Principal) -> None:
        """End every session of the caller but the one that asks."""
        async with self._database.transaction() as session:
            await session.run(
                repository.END_OTHER_SESSIONS,
                user_id=caller.user_id,
                session_id=caller.session_id,
            )
            await record(session, "sessions.ended", user_id=caller.user_id)

    async def sessions(self, caller: Principal) -> SessionListView:
        """The caller's sessions, newest first."""
        async with self._database.statement() as session:
            found = await session.all(repository.LIST_SESSIONS, user_id=caller.user_id)
        items = [
            SessionView(
                id=entry.id,
                created_at=entry.created_at,
                last_used_at=entry.last_used_at,
                transport="cookie" if entry.transport == "cookie" else "bearer",
                user_agent=entry.user_agent,
                is_current=entry.id == caller.session_id,
            )
            for entry in found
        ]
        return SessionListView(items=items, next_cursor=None)

    async def _begin(self, session: Session, newcomer: Newcomer, visitor: Visitor) -> TokenPair:
        begun = await session.one(
            repository.ADD_SESSION,
            user_id=newcomer.user_id,
            transport=newcomer.transport,
            user_agent=visitor.user_agent,
        )
        token = new_token(REFRESH_PREFIX)
        await session.run(
            repository.ADD_REFRESH,
            token_hash=hash_of(token),
            user_id=newcomer.user_id,
            session_id=begun.id,
        )
        return self._grant(newcomer, begun.id, token)

    async def _rotate(self, session: Session, token: str) -> TokenPair | None:
        found = await session.one_or_none(repository.FIND_REFRESH, token_hash=hash_of(token))
        if found is None or not found.is_live:
            return None
        if not found.is_fresh:
            await session.run(
                repository.END_SESSION, user_id=found.user_id, session_id=found.session_id
            )
            await record(
                session, "session.replayed", user_id=found.user_id, subject=found.session_id
            )
            return None
        successor = successor_of(token, secret=self._secret)
        if not found.is_used:
            await session.run(repository.USE_REFRESH, hash_used=hash_of(token))
            await session.run(
                repository.ADD_REFRESH,
                token_hash=hash_of(successor),
                user_id=found.user_id,
                session_id=found.session_id,
            )
            await session.run(repository.TOUCH_SESSION, session_id=found.session_id)
            await record(
                session, "session.refreshed", user_id=found.user_id, subject=found.session_id
            )
        transport: Transport = "cookie" if found.transport == "cookie" else "bearer"
        newcomer = Newcomer(found.user_id, found.email, found.display_name, transport)
        return self._grant(newcomer, found.session_id, successor)

    def _grant(self, newcomer: Newcomer, session_id: UUID, refresh_token: str) -> TokenPair:
        access_token, expires = self._access_tokens.issue(newcomer.user_id, session_id)
        return TokenPair(
            newcomer.user_id,
            newcomer.email,
            newcomer.display_name,
            newcomer.transport,
            access_token,
            refresh_token,
            expires,
        )


def normal_email(email: str) -> str:
    """One spelling for one mailbox, as people write it.

    Example:
        >>> normal_email("Ada@Example.org")
        'ada@example.org'
    """
    return unicodedata.normalize("NFC", email).casefold()
