"""Slows down guessing: attempts are counted for five minutes, in the database for all workers.

A log-in is counted three times: for its account and subscriber together, for the account from
everywhere, and for the subscriber over all accounts. Only the first and the last refuse, so that
an attacker elsewhere cannot lock the owner out; many attempts on one account from everywhere only
leave fewer to each subscriber. An attempt counts before the password is looked at, so parallel
guesses count too. What was refused is refused from memory until the five minutes end, and attempts
on one account wait for each other without a connection, so that they hold up no one else.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from hashlib import sha256
from math import ceil
from weakref import WeakValueDictionary

from cachetools import TTLCache
from msgspec import Struct

from api.auth.repository import COUNT_ATTEMPTS, FORGET_ATTEMPT, AttemptsFound
from api.db.pool import Database, Session
from api.errors import TooManyAttemptsError
from api.http.client_address import subscriber_of

LOGINS_PER_5_MINUTES = 10
"""Password checks of one account from one subscriber."""
LOGINS_UNDER_ATTACK = 2
"""The same while an account is tried from everywhere: enough for its owner to log in."""
ATTACK_PER_5_MINUTES = 50
"""From so many failed log-ins on one account on, it counts as tried from everywhere."""
FAILURES_PER_5_MINUTES = 100
"""Failed log-ins of one subscriber over all accounts."""
MAILS_PER_5_MINUTES = 5
"""Mails of one kind to one mailbox."""
SUBSCRIBER_MAILS_PER_5_MINUTES = 50
"""Mails that one subscriber asks for, to whichever mailbox."""
WINDOW = 300.0
"""[s]"""
MAX_REFUSED = 100_000
"""So many refusals are remembered; of more, the oldest are looked up again."""


class LoginKeys(Struct, frozen=True):
    """Under which keys a log-in is counted."""

    both: bytes
    account: bytes
    subscriber: bytes

    @classmethod
    def of(cls, email: str, address: str) -> "LoginKeys":
        """The keys of a log-in to an account from an address."""
        subscriber = subscriber_of(address)
        return cls(
            _key("login", email, subscriber),
            _key("account", email),
            _key("subscriber", subscriber),
        )


class AttemptLimits:
    """Counts attempts and refuses those above a limit."""

    def __init__(
        self,
        database: Database,
        *,
        signups_per_5_minutes: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._signups = signups_per_5_minutes
        self._clock = clock
        self._refused_until: TTLCache[bytes, float] = TTLCache(MAX_REFUSED, WINDOW, clock)
        self._turns: WeakValueDictionary[bytes, asyncio.Lock] = WeakValueDictionary()

    async def count_login(self, email: str, address: str) -> None:
        """Count one password check of an account from an address.

        Raises:
            TooManyAttemptsError: It is one too many.
        """
        keys = LoginKeys.of(email, address)
        self._check(keys.both, keys.subscriber)
        async with self._turns_of(keys.account, keys.subscriber):
            self._check(keys.both, keys.subscriber)
            counts = await self._count(keys.both, keys.account, keys.subscriber)
            is_attacked = counts[keys.account].attempts > ATTACK_PER_5_MINUTES
            limit = LOGINS_UNDER_ATTACK if is_attacked else LOGINS_PER_5_MINUTES
            self._refuse_above(keys.both, limit, counts[keys.both])
            self._refuse_above(keys.subscriber, FAILURES_PER_5_MINUTES, counts[keys.subscriber])

    async def count_signup(self, address: str) -> None:
        """Count one new account from an address.

        Raises:
            TooManyAttemptsError: It is one too many.
        """
        key = _key("signup", subscriber_of(address))
        self._check(key)
        async with self._turns_of(key):
            self._check(key)
            self._refuse_above(key, self._signups, (await self._count(key))[key])

    async def count_mail(self, kind: str, mailbox: str, address: str) -> None:
        """Count one mail to a mailbox that an address asks for.

        Raises:
            TooManyAttemptsError: It is one too many of its kind, or from this address.
        """
        limits = {
            _key("mail", kind, mailbox): MAILS_PER_5_MINUTES,
            _key("mails-of", subscriber_of(address)): SUBSCRIBER_MAILS_PER_5_MINUTES,
        }
        self._check(*limits)
        async with self._turns_of(*limits):
            self._check(*limits)
            counts = await self._count(*limits)
            for key, limit in limits.items():
                self._refuse_above(key, limit, counts[key])

    @staticmethod
    async def forget_login(session: Session, email: str, address: str) -> None:
        """Count a log-in no more: a person who knows the password is not guessing."""
        keys = LoginKeys.of(email, address)
        all_keys = [keys.both, keys.account, keys.subscriber]
        await session.run(FORGET_ATTEMPT, keys=all_keys, forgotten=keys.both)

    async def _count(self, *keys: bytes) -> dict[bytes, AttemptsFound]:
        async with self._database.statement() as session:
            found = await session.all(COUNT_ATTEMPTS, keys=sorted(keys))
        return {row.key: row for row in found}

    def _refuse_above(self, key: bytes, limit: int, count: AttemptsFound) -> None:
        if count.attempts > limit:
            retry_after = max(count.seconds_left, 1)
            self._refused_until[key] = self._clock() + retry_after
            raise TooManyAttemptsError(retry_after=retry_after)

    def _check(self, *keys: bytes) -> None:
        """Refuse what is known to be refused."""
        left = max(self._refused_until.get(key, 0.0) for key in keys) - self._clock()
        if left > 0:
            raise TooManyAttemptsError(retry_after=ceil(left))

    @asynccontextmanager
    async def _turns_of(self, *keys: bytes) -> AsyncIterator[None]:
        """Wait until no other attempt of this process is counted under one of the keys."""
        async with AsyncExitStack() as held:
            for key in sorted(keys):
                turn = self._turns.setdefault(key, asyncio.Lock())
                await held.enter_async_context(turn)
            yield


def _key(kind: str, *parts: str) -> bytes:
    """What is stored instead of an email and a subscriber's address."""
    return sha256("\0".join((kind, *parts)).encode()).digest()
