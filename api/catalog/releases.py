"""Releases of the knowledge in the database: published at start, read again for old analyses."""

import asyncio

from cachetools import LRUCache

from api.audit.repository import record
from api.catalog.current import CurrentKnowledge, Knowledge
from api.catalog.repository import ADD_RELEASE, FIND_RELEASE, NEWEST_RELEASE
from api.db.pool import Database
from api.errors import NotFoundError
from knowledge import Library

REMEMBERED = 4
"""So many old releases stay in memory; each takes some megabytes."""


class Releases:
    """Every knowledge version that was ever live here."""

    def __init__(self, database: Database, current: CurrentKnowledge) -> None:
        self._database = database
        self._current = current
        self._old: LRUCache[str, Knowledge] = LRUCache(maxsize=REMEMBERED)

    async def publish(self) -> None:
        """Store the current knowledge, unless it is stored already."""
        knowledge = self._current.now()
        async with self._database.transaction() as session:
            newest = await session.one_or_none(NEWEST_RELEASE)
            if newest is not None and newest.hash == knowledge.hash:
                return
            added = await session.one_or_none(
                ADD_RELEASE,
                version=knowledge.version,
                hash=knowledge.hash,
                previous_hash=newest.hash if newest else None,
                artifact=knowledge.library.artifact,
                changes="[]",
            )
            if added is not None:
                await record(
                    session, "knowledge.published", user_id=None, subject=knowledge.version
                )

    async def of(self, content_hash: str) -> Knowledge:
        """The knowledge of that hash.

        Raises:
            NotFoundError: It was never published here.
        """
        current = self._current.now()
        if content_hash == current.hash:
            return current
        old = self._old.get(content_hash)
        if old is None:
            async with self._database.statement() as session:
                found = await session.one_or_none(FIND_RELEASE, hash=content_hash)
            if found is None:
                raise NotFoundError(kind="release")
            library = await asyncio.to_thread(Library.of_artifact, found.artifact)
            old = self._old[content_hash] = Knowledge(library)
        return old
