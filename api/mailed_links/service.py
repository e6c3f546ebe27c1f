"""Sends links by mail and does what following them proves."""

from uuid import UUID

from api.audit.repository import record
from api.auth.api_tokens_repository import REVOKE_API_TOKENS
from api.auth.attempt_limits import AttemptLimits
from api.auth.email_address import canonical_email, former_email, mailable_email
from api.auth.passwords import Passwords, is_weak
from api.auth.principal import Principal
from api.auth.repository import SET_PASSWORD, USER_BY_ID, UserFound
from api.db.pool import Database, Session, UniqueViolationError
from api.errors import (
    EmailTakenError,
    EmailVerifiedError,
    InvalidLinkError,
    NotAuthenticatedError,
    SameEmailError,
    WeakPasswordError,
    WrongCurrentPasswordError,
)
from api.mail.links import LINK_MINUTES, LinkPurpose, token_hash, user_of
from api.mail.queue import MailQueue, ProvedAddress, Recipient
from api.mail.repository import DELETE_LINKS
from api.mailed_links import repository
from api.mailed_links.repository import LinkFound
from api.mailed_links.schemas import EmailChangeRequest, NewPasswordRequest


class MailedLinkService:
    """Verification, password reset and change of address."""

    def __init__(
        self,
        database: Database,
        passwords: Passwords,
        attempts: AttemptLimits,
        mails: MailQueue,
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._attempts = attempts
        self._mails = mails

    async def request_verification(
        self, principal: Principal, *, address: str, language: str
    ) -> None:
        """Send the person another link that verifies the address of the account.

        Raises:
            MailUnavailableError: This server sends no mails.
            EmailVerifiedError: There is nothing to verify.
            TooManyAttemptsError: Too many mails to this mailbox, or from this address.
        """
        self._mails.check_available()
        user = await self._user(principal.user_id)
        if user.is_email_verified:
            raise EmailVerifiedError
        await self._attempts.count_mail("verification", user.canonical_email, address)
        async with self._database.transaction() as session:
            to = Recipient(user.id, mailable_email(user.email), user.display_name, language)
            proved = ProvedAddress(user.canonical_email, user.email, principal.session_id)
            await self._mails.send_link(session, "verification", to, proved)
            await record(session, "email.verification-requested", user_id=user.id)

    async def verify(self, token: str) -> str:
        """Count the address of an account as verified; returns the address.

        Raises:
            InvalidLinkError: The link does not work.
        """
        async with self._database.transaction() as session:
            link = await _use(session, "verification", token)
            await session.run(repository.VERIFY_EMAIL, user_id=link.user_id)
            await record(session, "email.verified", user_id=link.user_id)
        return link.user_email

    async def request_reset(self, email: str, *, address: str, language: str) -> None:
        """Write down that a password was forgotten; whether there is an account is seen later.

        Raises:
            MailUnavailableError: This server sends no mails.
            TooManyAttemptsError: Too many requests for this address, or from this address.
        """
        self._mails.check_available()
        canonical = canonical_email(email)
        await self._attempts.count_mail("reset", canonical, address)
        async with self._database.transaction() as session:
            await session.run(
                repository.ADD_RESET_REQUEST,
                email=canonical,
                former_email=former_email(email.strip()),
                language=language,
            )

    async def reset(self, data: NewPasswordRequest, *, language: str) -> None:
        """Set a new password; every session and API token of the account ends.

        Raises:
            InvalidLinkError: The link does not work.
            WeakPasswordError: The password is easy to guess; the link still works.
        """
        async with self._database.statement() as session:
            found = await session.one_or_none(
                repository.FIND_LINK, **_link_values("reset", data.token)
            )
        if found is None:
            raise InvalidLinkError(minutes=LINK_MINUTES)
        if is_weak(data.password, email=found.user_email):
            raise WeakPasswordError
        password_hash = await self._passwords.hash(data.password)
        async with self._database.transaction() as session:
            link = await _use(session, "reset", data.token)
            user_id = link.user_id
            await session.run(DELETE_LINKS, user_id=user_id)
            await session.run(repository.END_ALL_SESSIONS, user_id=user_id)
            await session.run(REVOKE_API_TOKENS, owner=user_id)
            await session.run(SET_PASSWORD, user_id=user_id, password_hash=password_hash)
            # Who has read the mail has proved the mailbox as well.
            await session.run(repository.VERIFY_EMAIL, user_id=user_id)
            await record(session, "password.reset", user_id=user_id)
            await self._mails.send_notice(session, "password-changed", _owner(link, language))

    async def request_email_change(
        self, principal: Principal, data: EmailChangeRequest, *, address: str, language: str
    ) -> None:
        """Send a link to the new address, and tell the present one.

        Whether another account has the new address is looked up when the mail is sent, and said
        to that mailbox only.

        Raises:
            MailUnavailableError: This server sends no mails.
            TooManyAttemptsError: Too many checks of the password, or too many mails.
            WrongCurrentPasswordError: The password is wrong.
            SameEmailError: It is the address of the account already.
        """
        self._mails.check_available()
        user = await self._user(principal.user_id)
        typed = data.email.strip()
        canonical = canonical_email(typed)
        await self._attempts.count_login(user.canonical_email, address)
        if not await self._passwords.check(user.password_hash, data.current_password):
            raise WrongCurrentPasswordError
        if typed == user.email:
            raise SameEmailError
        await self._attempts.count_mail("email-change", user.canonical_email, address)
        await self._attempts.count_mail("new-email", canonical, address)
        new = Recipient(user.id, mailable_email(typed), None, language)
        proved = ProvedAddress(canonical, typed, principal.session_id)
        async with self._database.transaction() as session:
            await self._mails.send_link(session, "email-change", new, proved)
            old = Recipient(user.id, mailable_email(user.email), user.display_name, language)
            await self._mails.send_notice(session, "email-change-notice", old, about=typed)
            await record(session, "email.change-requested", user_id=user.id)

    async def change_email(self, token: str, *, language: str) -> str:
        """Give an account the address that the link proves; returns it.

        Every session but the one that asked ends, and so do all API tokens and other links.

        Raises:
            InvalidLinkError: The link does not work.
            EmailTakenError: Another account has got this address meanwhile.
        """
        try:
            async with self._database.transaction() as session:
                link = await _use(session, "email-change", token)
                user_id = link.user_id
                await _check_is_free(session, link)
                await session.run(DELETE_LINKS, user_id=user_id)
                await session.run(
                    repository.END_SESSIONS_BUT, user_id=user_id, session_id=link.session_id
                )
                await session.run(REVOKE_API_TOKENS, owner=user_id)
                await session.run(
                    repository.CHANGE_EMAIL,
                    user_id=user_id,
                    canonical=link.email,
                    typed=link.email_as_typed,
                )
                await record(session, "email.changed", user_id=user_id)
                await self._mails.send_notice(
                    session, "email-changed", _owner(link, language), about=link.email_as_typed
                )
        except UniqueViolationError:
            raise EmailTakenError from None
        return link.email_as_typed

    async def _user(self, user_id: UUID) -> UserFound:
        async with self._database.statement() as session:
            user = await session.one_or_none(USER_BY_ID, user_id=user_id)
        if user is None:
            raise NotAuthenticatedError
        return user


def _link_values(purpose: LinkPurpose, token: str) -> dict[str, object]:
    """What finds a link.

    Raises:
        InvalidLinkError: It cannot be one of ours.
    """
    user_id = user_of(token)
    if user_id is None:
        raise InvalidLinkError(minutes=LINK_MINUTES)
    return {"owner": user_id, "of_purpose": purpose, "of_hash": token_hash(token)}


async def _use(session: Session, purpose: LinkPurpose, token: str) -> LinkFound:
    """Use a link up.

    Raises:
        InvalidLinkError: It does not work.
    """
    link = await session.one_or_none(repository.USE_LINK, **_link_values(purpose, token))
    if link is None:
        raise InvalidLinkError(minutes=LINK_MINUTES)
    return link


async def _check_is_free(session: Session, link: LinkFound) -> None:
    """Refuse an address that another account has."""
    taken = await session.one_or_none(
        repository.IS_TAKEN,
        user_id=link.user_id,
        email=link.email,
        lowered=link.email_as_typed.lower(),
    )
    if taken is not None:
        raise EmailTakenError


def _owner(link: LinkFound, language: str) -> Recipient:
    """The mailbox that the account had when the link was used."""
    return Recipient(link.user_id, mailable_email(link.user_email), link.display_name, language)
