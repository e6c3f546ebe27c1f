"""Passwords: which are refused, how they are hashed, and how many at a time."""

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from typing import Annotated

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec import Meta

NewPassword = Annotated[
    str,
    Meta(min_length=15, max_length=128, description="15 to 128 characters, not a common password"),
]
"""How long a password must be; there is no second factor, and no rule about kinds of characters."""
GivenPassword = Annotated[str, Meta(min_length=1, max_length=128)]

MEMORY_COST = 19 * 1024
"""[KiB], the OWASP minimum, with two passes and one thread: about 30 ms."""
FEWEST_DIFFERENT = 5
"""A long password of fewer different characters is a pattern."""

COMMON = frozenset(files("api.auth").joinpath("common_passwords.txt").read_text().split())


def is_weak(password: str, *, email: str) -> bool:
    """Whether a password is easy to guess: a common one, a pattern, or the email address itself.

    Example:
        >>> is_weak("passwordpassword", email="ada@example.org")
        True
        >>> is_weak("correct-horse-lamp", email="ada@example.org")
        False
    """
    plain = _normal(password).casefold().replace(" ", "")
    name = email.casefold().partition("@")[0]
    return (
        plain in COMMON
        or len(set(plain)) < FEWEST_DIFFERENT
        or plain in {email.casefold(), name * (len(plain) // max(len(name), 1))}
        or plain in "0123456789" * 13
        or plain in "abcdefghijklmnopqrstuvwxyz" * 5
    )


class Passwords:
    """Hashes and checks, at most `threads` at a time; the others wait without holding anything."""

    def __init__(self, *, threads: int) -> None:
        """Prepare the hasher and the stand-in for accounts that do not exist."""
        self._hasher = PasswordHasher(time_cost=2, memory_cost=MEMORY_COST, parallelism=1)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="password")
        self._stand_in = self._hasher.hash("the password of no account")

    async def hash(self, password: str) -> str:
        """Hash a new password."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._hasher.hash, _normal(password))

    async def check(self, known: str | None, password: str) -> bool:
        """Compare a password with a hash; takes the same time when there is no account."""
        loop = asyncio.get_running_loop()
        is_right = await loop.run_in_executor(
            self._threads, self._check, known or self._stand_in, _normal(password)
        )
        return is_right and known is not None

    def is_outdated(self, known: str) -> bool:
        """Whether a hash was made at a cost other than the present one."""
        return self._hasher.check_needs_rehash(known)

    def close(self) -> None:
        """Let running hashes end and take no more."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _check(self, known: str, password: str) -> bool:
        try:
            return self._hasher.verify(known, password)
        except (VerificationError, InvalidHashError):
            return False


def _normal(password: str) -> str:
    """One spelling for what looks alike, so that a password works from every keyboard."""
    return unicodedata.normalize("NFKC", password)
