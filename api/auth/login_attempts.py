"""Slows down guessing: so many tries in five minutes, counted where all workers see it.

The count is by account *and* address, so an attacker elsewhere cannot lock the
owner out; it is raised before the password is looked at, so parallel guesses count too.
"""

from hashlib import sha256

from api.auth.repository import COUNT_ATTEMPT, FORGET_ATTEMPTS
from api.db.pool import Database, Session
from api.errors import TooManyAttemptsError

LOGINS = 10
"""Checks of one account from one address in five minutes."""


class Attempts:
    """Counts attempts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def count(self, kind: str, who: str, address: str, *, limit: int) -> None:
        """Count one attempt.

        Raises:
            TooManyAttemptsError: It is one too many.
        """
        async with self._database.statement() as session:
            found = await session.one(COUNT_ATTEMPT, key=key_of(kind, who, address))
        if found.attempts > limit:
            raise TooManyAttemptsError(retry_after=max(found.seconds_left, 1))

    @staticmethod
    async def forget(session: Session, kind: str, who: str, address: str) -> None:
        """Start anew after a success: whoever knows the password is not guessing."""
        await session.run(FORGET_ATTEMPTS, key=key_of(kind, who, address))


def key_of(kind: str, who: str, address: str) -> bytes:
    """What is stored instead of an email and an address."""
    return sha256(f"{kind}\0{who}\0{address}".encode()).digest()
