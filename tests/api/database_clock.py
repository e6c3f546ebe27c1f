"""A database that goes by the clock of a test, so that what it dates itself is dated by it, too.

`now()` and `clock_timestamp()` are found in a schema of the tests before those of PostgreSQL, and
columns that date themselves call these. Seconds still pass, so that no two moments are the same.
"""

import asyncpg
from moving_clock import MovingClock

_SCHEMA = """
CREATE SCHEMA test_clock;
CREATE TABLE test_clock.moment (at timestamptz NOT NULL, set_at timestamptz NOT NULL);
CREATE FUNCTION test_clock.now() RETURNS timestamptz STABLE LANGUAGE sql AS
  'SELECT at + (pg_catalog.now() - set_at) FROM test_clock.moment';
CREATE FUNCTION test_clock.clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE sql AS
  'SELECT at + (pg_catalog.clock_timestamp() - set_at) FROM test_clock.moment';
"""
_SELF_DATED = """
SELECT attrelid::regclass::text AS owner, attname, pg_get_expr(adbin, adrelid) AS said
FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
JOIN pg_class ON pg_class.oid = adrelid
WHERE relnamespace = 'public'::regnamespace
  AND pg_get_expr(adbin, adrelid) IN ('now()', 'clock_timestamp()')
"""


class DatabaseClock:
    """The clock of an application and of its database, turned together."""

    def __init__(self, clock: MovingClock, database: asyncpg.Connection) -> None:
        self.clock = clock
        self.database = database

    @classmethod
    async def of(cls, clock: MovingClock, database: asyncpg.Connection) -> "DatabaseClock":
        """Make a database that nothing is connected to yet go by a clock."""
        self_dated = await database.fetch(_SELF_DATED)
        await database.execute(_SCHEMA)
        for owner, column, said in self_dated:
            await database.execute(
                f"ALTER TABLE {owner} ALTER COLUMN {column} SET DEFAULT test_clock.{said}"
            )
        name = await database.fetchval("SELECT current_database()")
        await database.execute(
            f'ALTER DATABASE "{name}" SET search_path = test_clock, pg_catalog, public'
        )
        both = cls(clock, database)
        await both._turn()
        return both

    async def set(self, moment: str) -> None:
        """Turn both to a moment in UTC, such as `2026-12-21T09:00`."""
        self.clock.set(moment)
        await self._turn()

    async def _turn(self) -> None:
        await self.database.execute("DELETE FROM test_clock.moment")
        await self.database.execute(
            "INSERT INTO test_clock.moment VALUES ($1, pg_catalog.clock_timestamp())",
            self.clock.now,
        )
