"""Slows down guessing: so many attempts in five minutes, counted in the database for all workers.

Log-ins are counted by account *and* address, so that an attacker elsewhere cannot lock the owner
out; sign-ups by address. An attempt counts before the password is looked at, so parallel guesses
count too.
"""

from hashlib import sha256

from api.auth.repository import COUNT_ATTEMPT, FORGET_ATTEMPTS
from api.db.pool import Database, Session
from api.errors import TooManyAttemptsError
from api.http.client_address import subscriber_of

LOGINS_PER_5_MINUTES = 10
"""Password checks of one account from one address."""


class AttemptLimits:
    """Counts attempts and refuses those above a limit."""

    def __init__(self, database: Database, *, signups_per_5_minutes: int) -> None:
        self._database = database
        self._signups = signups_per_5_minutes

    async def count_login(self, email: str, address: str) -> None:
        """Count one password check of an account from an address.

        Raises:
            TooManyAttemptsError: It is one too many.
        """
        await self._count(_login(email, address), LOGINS_PER_5_MINUTES)

    async def count_signup(self, address: str) -> None:
        """Count one new account from an address.

        Raises:
            TooManyAttemptsError: It is one too many.
        """
        await self._count(_key("signup", "", address), self._signups)

    @staticmethod
    async def forget_logins(session: Session, email: str, address: str) -> None:
        """Start again after a success: a person who knows the password is not guessing."""
        await session.run(FORGET_ATTEMPTS, key=_login(email, address))

    async def _count(self, key: bytes, limit: int) -> None:
        async with self._database.statement() as session:
            found = await session.one(COUNT_ATTEMPT, key=key)
        if found.attempts > limit:
            raise TooManyAttemptsError(retry_after=max(found.seconds_left, 1))


def _login(email: str, address: str) -> bytes:
    return _key("login", email, address)


def _key(kind: str, email: str, address: str) -> bytes:
    """What is stored instead of an email and a subscriber's address."""
    return sha256(f"{kind}\0{email}\0{subscriber_of(address)}".encode()).digest()
