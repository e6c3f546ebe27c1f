"""Looks up the accounts of those who forgot their password, out of sight of who asked."""

from contextlib import suppress

from api.audit.repository import record
from api.auth.email_address import mailable_email
from api.auth.repository import USER_BY_EMAIL
from api.db.pool import Database
from api.errors import NotAuthenticatedError
from api.mail.queue import MailQueue, ProvedAddress, Recipient
from api.mailed_links.repository import TAKE_RESET_REQUEST


class ResetRequests:
    """Turns requests for a new password into mails, where there is an account."""

    def __init__(self, database: Database, mails: MailQueue) -> None:
        self._database = database
        self._mails = mails

    async def take_one(self) -> int:
        """Take the oldest request; returns how many there were, 0 or 1.

        Raises:
            DatabaseUnavailableError: The database does not answer.
        """
        with suppress(NotAuthenticatedError):  # Erased this very moment; looked up again.
            return await self._take_one()
        return 1

    async def _take_one(self) -> int:
        async with self._database.transaction() as session:
            request = await session.one_or_none(TAKE_RESET_REQUEST)
            if request is None:
                return 0
            user = await session.one_or_none(
                USER_BY_EMAIL, email=request.email, former=request.former_email
            )
            if user is not None and not user.is_disabled:
                to = Recipient(
                    user.id, mailable_email(user.email), user.display_name, request.language
                )
                proved = ProvedAddress(user.canonical_email, user.email)
                await self._mails.send_link(session, "reset", to, proved)
                await record(session, "password.reset-requested", user_id=user.id)
        return 1
