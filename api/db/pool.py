"""The connections to PostgreSQL: one request, one transaction, one commit, at most 3 s."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar, cast

import asyncpg
from msgspec import Struct

from api.db.statements import Statement
from api.errors import (
    DailyQuotaReachedError,
    DatabaseUnavailableError,
    NotAuthenticatedError,
    QuotaReachedError,
)

T = TypeVar("T", bound=Struct)

REQUEST_TIMEOUT = 2.7
"""How long one transaction may take, waiting for a connection included [s]."""
ACQUIRE_TIMEOUT = 2.0
CONNECT_TIMEOUT = 2.0

DAILY_QUOTAS = frozenset({"ratings"})
"""Quotas of what an account may do within a day; the others are of what it may store."""
DAILY_PAUSE = 3600
"""When to try again after a quota of a day is reached [s]: some changes are a day old by then."""
HAS_ACCOUNT = "SELECT EXISTS (SELECT FROM users WHERE id = $1)"
_UNAVAILABLE = (
    OSError,
    TimeoutError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    # A backend that was killed while it answered leaves the protocol between two states.
    asyncpg.InternalClientError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
    asyncpg.LockNotAvailableError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.ReadOnlySQLTransactionError,
)


class UniqueViolationError(Exception):
    """A unique constraint was broken; `constraint` is its name in the database."""

    def __init__(self, constraint: str) -> None:
        self.constraint = constraint
        super().__init__(constraint)


class NoRowError(Exception):
    """A statement that always returns a row returned none; a fault of ours, not of a request."""

    def __init__(self, statement: str) -> None:
        self.statement = statement
        super().__init__(f"no row from: {statement}")


class PoolUsage(Struct, frozen=True):
    """Connections of one process: in use, open, and at most."""

    used: int
    open: int
    most: int


# asyncpg brings no types, so its classes cannot be subclassed in typed code.
class _Connection(asyncpg.Connection):  # type: ignore[misc]
    """A connection without state of its own, so that nothing has to be reset after use."""

    def get_reset_query(self) -> str:
        return ""


class Session:
    """A connection while one request holds it."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def one(self, statement: Statement[T], **values: object) -> T:
        """Run a statement that always returns a row, as long as the account is there.

        Raises:
            NotAuthenticatedError: It returned none, for the account was deleted meanwhile.
            NoRowError: It returned none; a fault of ours.
        """
        row = await self.one_or_none(statement, **values)
        if row is not None:
            return row
        if "user_id" in values and not await self._has_account(values["user_id"]):
            raise NotAuthenticatedError
        raise NoRowError(statement.text)

    async def one_or_none(self, statement: Statement[T], **values: object) -> T | None:
        """Run a statement and return its first row, if there is one."""
        record = await self._connection.fetchrow(statement.text, *statement.arguments(values))
        return None if record is None else statement.row(*record)

    async def _has_account(self, user_id: object) -> bool:
        return bool(await self._connection.fetchval(HAS_ACCOUNT, user_id))

    async def scalar(self, statement: Statement[T], **values: object) -> object:
        """Run a statement that always returns a row, and return the first value of it.

        Raises:
            NoRowError: It returned none; a fault of ours.
        """
        row = await self.one(statement, **values)
        return getattr(row, statement.row.__struct_fields__[0])

    async def all(self, statement: Statement[T], **values: object) -> list[T]:
        """Run a statement and return all its rows."""
        records = await self._connection.fetch(statement.text, *statement.arguments(values))
        return [statement.row(*record) for record in records]

    async def run(self, statement: Statement[T], **values: object) -> int:
        """Run a statement for its effect and return how many rows it touched."""
        status = await self._connection.execute(statement.text, *statement.arguments(values))
        return int(status.rpartition(" ")[2])


class Database:
    """The pool of connections of one process."""

    def __init__(self, address: str, *, connections: int) -> None:
        """Prepare; the first request connects.

        Args:
            address: A PostgreSQL URL.
            connections: How many this process may hold.
        """
        self._address = address
        self._connections = connections
        self._pool: asyncpg.Pool | None = None

    async def open(self) -> None:
        """Make the pool; no connection is made yet, so this works while the server is down."""
        self._pool = await asyncpg.create_pool(
            self._address,
            min_size=0,
            max_size=self._connections,
            max_inactive_connection_lifetime=60,
            max_cached_statement_lifetime=0,
            connection_class=_Connection,
            timeout=CONNECT_TIMEOUT,
            command_timeout=REQUEST_TIMEOUT,
            server_settings={
                "application_name": "career",
                "statement_timeout": "2500",
                "lock_timeout": "2000",
                "idle_in_transaction_session_timeout": "10000",
                "timezone": "UTC",
            },
        )

    async def close(self) -> None:
        """Close all connections."""
        if self._pool is not None:
            pool, self._pool = self._pool, None
            try:
                await asyncio.wait_for(pool.close(), timeout=3)
            except (*_UNAVAILABLE, asyncpg.PostgresError):
                pool.terminate()

    def usage(self) -> PoolUsage:
        """How many connections there are just now."""
        if self._pool is None:
            return PoolUsage(0, 0, self._connections)
        size = self._pool.get_size()
        return PoolUsage(size - self._pool.get_idle_size(), size, self._connections)

    async def ping(self) -> None:
        """Check that the server answers.

        Raises:
            DatabaseUnavailableError: It does not.
        """
        async with self._acquired() as connection:
            await connection.fetchval("SELECT 1")

    @asynccontextmanager
    async def statement(self) -> AsyncIterator[Session]:
        """Hold a connection for single statements, each of which commits by itself.

        Raises:
            DatabaseUnavailableError: The server does not answer, or not in time.
            UniqueViolationError: A unique constraint was broken.
            QuotaReachedError: The account stores as many of a kind as it may.
            DailyQuotaReachedError: The account has changed as much as it may within a day.
            NotAuthenticatedError: The account was deleted meanwhile.
        """
        async with self._acquired() as connection:
            yield Session(connection)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """Hold a connection for one transaction: committed at the end, undone by any error.

        Raises:
            DatabaseUnavailableError: The server does not answer, or not in time.
            UniqueViolationError: A unique constraint was broken.
            QuotaReachedError: The account stores as many of a kind as it may.
            DailyQuotaReachedError: The account has changed as much as it may within a day.
            NotAuthenticatedError: The account was deleted meanwhile.
        """
        async with self._acquired() as connection:
            transaction = connection.transaction()
            await transaction.start()
            try:
                yield Session(connection)
            except BaseException:
                if not connection.is_closed():
                    await transaction.rollback()
                raise
            await transaction.commit()

    @asynccontextmanager
    async def _acquired(self) -> AsyncIterator[asyncpg.Connection]:
        if self._pool is None:
            raise DatabaseUnavailableError
        try:
            async with asyncio.timeout(REQUEST_TIMEOUT):
                connection = await self._pool.acquire(timeout=ACQUIRE_TIMEOUT)
                try:
                    yield connection
                except TimeoutError:
                    connection.terminate()
                    raise
                except asyncio.CancelledError:
                    connection.terminate()
                    raise
                finally:
                    await self._pool.release(connection, timeout=1)
        except asyncpg.UniqueViolationError as error:
            raise UniqueViolationError(cast("str", error.constraint_name)) from None
        except asyncpg.ForeignKeyViolationError as error:
            # Every key of ours that starts at a person's row leads to the account or to its rows.
            if "_user_id" not in cast("str", error.constraint_name):
                raise
            raise NotAuthenticatedError from None
        except asyncpg.ProgramLimitExceededError as error:
            raise _quota_error(error) from None
        except _UNAVAILABLE as error:
            raise DatabaseUnavailableError from error


def _quota_error(error: asyncpg.ProgramLimitExceededError) -> Exception:
    """What `check_quota` in the database refuses, by the name of the quota."""
    if error.constraint_name is None:  # A limit of PostgreSQL and none of ours.
        return cast("Exception", error)
    name, most = cast("str", error.constraint_name), int(cast("str", error.detail))
    if name in DAILY_QUOTAS:
        return DailyQuotaReachedError(most, retry_after=DAILY_PAUSE)
    return QuotaReachedError(name, most)
