"""Sign-up, log-in, refresh and log-out."""

import unicodedata
from uuid import UUID

from msgspec import Struct

from api.audit.repository import record, record_failed_login
from api.auth import repository
from api.auth.api_tokens_repository import REVOKE_API_TOKENS
from api.auth.attempt_limits import AttemptLimits
from api.auth.cookies import refresh_cookie
from api.auth.email_address import (
    canonical_email,
    email_fault,
    former_email,
    mailable_email,
)
from api.auth.passwords import Passwords, is_weak
from api.auth.principal import Principal
from api.auth.repository import UserFound
from api.auth.rotation import rotate
from api.auth.schemas import (
    LoginRequest,
    RefreshRequest,
    SessionListView,
    SessionView,
    SignupRequest,
)
from api.auth.tokens import (
    REFRESH_PREFIX,
    SessionTokens,
    SessionUser,
    TokenPair,
    is_well_formed,
    new_token,
)
from api.db.pool import Database, Session, UniqueViolationError
from api.errors import (
    BadCredentialsError,
    EmailTakenError,
    NotAuthenticatedError,
    NotFoundError,
    WeakPasswordError,
    WrongCurrentPasswordError,
)
from api.http.client_address import client_address
from api.http.language import negotiate
from api.http.request import AnyConnection
from api.mail.queue import MailQueue, ProvedAddress, Recipient
from api.messages.text import LANGUAGES


class ClientInfo(Struct, frozen=True):
    """What is known about the client before anyone is logged in."""

    address: str
    user_agent: str
    refresh_cookie: str | None
    language: str = LANGUAGES[0]

    @classmethod
    def of(cls, connection: AnyConnection) -> "ClientInfo":
        """Read it from a request."""
        agent = connection.headers.get("user-agent", "").replace("\0", "")[:200]
        language = negotiate(connection.headers.get("accept-language", ""))
        return cls(client_address(connection), agent, refresh_cookie(connection), language)


class AuthService:
    """Logs people in and out."""

    def __init__(
        self,
        database: Database,
        passwords: Passwords,
        tokens: SessionTokens,
        attempts: AttemptLimits,
        mails: MailQueue,
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._tokens = tokens
        self._attempts = attempts
        self._mails = mails

    async def sign_up(self, data: SignupRequest, client: ClientInfo) -> TokenPair:
        """Create an account and its first session, and send a link that verifies its address.

        Raises:
            WeakPasswordError: The password is easy to guess.
            TooManyAttemptsError: This address has created too many accounts.
            EmailTakenError: There is an account with this email.
        """
        typed = data.email.strip()
        email = canonical_email(typed)
        if is_weak(data.password, email=typed):
            raise WeakPasswordError
        await self._attempts.count_signup(client.address)
        password_hash = await self._passwords.hash(data.password)
        try:
            async with self._database.transaction() as session:
                await _check_is_free(session, typed)
                user = await session.one(
                    repository.ADD_USER,
                    email=email,
                    email_as_typed=typed,
                    display_name=data.display_name.strip(),
                    password_hash=password_hash,
                    time_zone=data.time_zone,
                )
                await record(session, "account.created", user_id=user.id)
                person = SessionUser(user.id, typed, data.display_name.strip(), data.transport)
                if self._mails.is_available:
                    name, address = person.display_name, mailable_email(typed)
                    to = Recipient(user.id, address, name, client.language)
                    proved = ProvedAddress(email, typed)
                    await self._mails.send_link(session, "verification", to, proved)
                return await self._begin(session, person, client)
        except UniqueViolationError:
            raise EmailTakenError from None

    async def log_in(self, data: LoginRequest, client: ClientInfo) -> TokenPair:
        """Begin a session; every state of an account costs one hash and fails in the same way.

        Raises:
            TooManyAttemptsError: Too many checks of this account from this address.
            BadCredentialsError: No such account, another password, or a disabled account.
        """
        typed, former = data.email.strip(), former_email(data.email)
        email = former if email_fault(typed) else canonical_email(typed)
        await self._attempts.count_login(email, client.address)
        async with self._database.statement() as session:
            user = await session.one_or_none(repository.USER_BY_EMAIL, email=email, former=former)
        is_right = await self._passwords.check(user.password_hash if user else None, data.password)
        if user is None or not is_right or user.is_disabled:
            async with self._database.transaction() as session:
                await record_failed_login(session, user.id if user else None)
            raise BadCredentialsError
        if not user.is_as_typed and email_fault(typed) is None:
            await self._keep_as_typed(user, typed)
        fresh = (
            await self._passwords.hash(data.password)
            if self._passwords.is_outdated(user.password_hash)
            else None
        )
        async with self._database.transaction() as session:
            if fresh is not None:
                await session.run(repository.SET_PASSWORD, user_id=user.id, password_hash=fresh)
            await self._attempts.forget_login(session, email, client.address)
            await record(session, "login.succeeded", user_id=user.id)
            person = SessionUser(user.id, user.email, user.display_name, data.transport)
            return await self._begin(session, person, client)

    async def refresh(self, data: RefreshRequest, client: ClientInfo) -> TokenPair:
        """Exchange a refresh token for its one successor.

        Raises:
            NotAuthenticatedError: No token, an unknown one, or one of an ended
                session; a replay later than 10 s ends the session as well.
        """
        token = data.refresh_token or client.refresh_cookie or ""
        if not is_well_formed(token, REFRESH_PREFIX):
            raise NotAuthenticatedError
        async with self._database.transaction() as session:
            tokens = await rotate(session, token, self._tokens)
        if tokens is None:
            raise NotAuthenticatedError
        return tokens

    async def end_session(self, principal: Principal, session_id: UUID | None) -> None:
        """End one of the person's sessions.

        Raises:
            NotFoundError: The person has no such session.
        """
        async with self._database.transaction() as session:
            ended = await session.one_or_none(
                repository.END_SESSION, user_id=principal.user_id, session_id=session_id
            )
            if ended is None:
                raise NotFoundError(kind="session")
            await record(session, "session.ended", user_id=principal.user_id, subject=session_id)

    async def end_other_sessions(self, principal: Principal) -> None:
        """End every session of the person except the current one, and every API token."""
        async with self._database.transaction() as session:
            await session.run(
                repository.END_OTHER_SESSIONS,
                user_id=principal.user_id,
                session_id=principal.session_id,
            )
            await session.run(REVOKE_API_TOKENS, owner=principal.user_id)
            await record(session, "sessions.ended", user_id=principal.user_id)

    async def confirm(self, principal: Principal, password: str, *, address: str) -> None:
        """Let the person of a session prove by the password that they are there.

        Raises:
            TooManyAttemptsError: Too many checks of this account from this address.
            WrongCurrentPasswordError: The password is wrong.
        """
        async with self._database.statement() as session:
            user = await session.one(repository.USER_BY_ID, user_id=principal.user_id)
        await self._attempts.count_login(user.canonical_email, address)
        if not await self._passwords.check(user.password_hash, password):
            raise WrongCurrentPasswordError
        async with self._database.transaction() as session:
            await session.run(
                repository.CONFIRM_SESSION,
                user_id=principal.user_id,
                session_id=principal.session_id,
            )
            await self._attempts.forget_login(session, user.canonical_email, address)
            await record(
                session,
                "session.confirmed",
                user_id=principal.user_id,
                subject=principal.session_id,
            )

    async def sessions(self, principal: Principal) -> SessionListView:
        """The person's sessions, newest first."""
        async with self._database.statement() as session:
            found = await session.all(repository.LIST_SESSIONS, user_id=principal.user_id)
        items = [
            SessionView(
                id=entry.id,
                created_at=entry.created_at,
                last_used_at=entry.last_used_at,
                transport="cookie" if entry.transport == "cookie" else "bearer",
                user_agent=entry.user_agent,
                is_current=entry.id == principal.session_id,
            )
            for entry in found
        ]
        return SessionListView(items=items, next_cursor=None)

    async def _keep_as_typed(self, user: UserFound, typed: str) -> None:
        """Store how a person who has proved the account types its address.

        It stays as it was where another account has that address by now.
        """
        try:
            async with self._database.transaction() as session:
                await session.run(
                    repository.KEEP_AS_TYPED,
                    user_id=user.id,
                    canonical=canonical_email(typed),
                    typed=typed,
                )
        except UniqueViolationError:
            return

    async def _begin(self, session: Session, user: SessionUser, client: ClientInfo) -> TokenPair:
        begun = await session.one(
            repository.ADD_SESSION,
            user_id=user.user_id,
            transport=user.transport,
            user_agent=client.user_agent,
        )
        token = new_token(REFRESH_PREFIX)
        await session.run(
            repository.ADD_REFRESH,
            token_hash=self._tokens.hashes_of(token)[0],
            user_id=user.user_id,
            session_id=begun.id,
        )
        return self._tokens.pair(user, begun.id, token)


async def _check_is_free(session: Session, typed: str) -> None:
    """Refuse an address that an account of before addresses were kept as typed has.

    Of those, the domain is stored in the letters it was written in.
    """
    former = unicodedata.normalize("NFC", typed).lower()
    if await session.one_or_none(repository.FORMER_USER, former=former) is not None:
        raise EmailTakenError
