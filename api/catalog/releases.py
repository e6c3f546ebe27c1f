"""Releases of the knowledge in the database: published at start, read again for old analyses."""

import structlog
from cachetools import LRUCache

from api.audit.repository import record
from api.catalog.current import CurrentKnowledge, Knowledge
from api.catalog.repository import (
    ADD_RELEASE,
    FIND_RELEASE,
    LIST_RELEASES,
    NEWEST_RELEASE,
    ReleaseFound,
)
from api.db.pool import Database, Session
from api.errors import NotFoundError
from api.http.executor import BoundedExecutor
from knowledge import Library, UnreadableArtifactError, names_in

REMEMBERED = 4
"""So many old releases stay in memory; each takes some megabytes."""

LOOKED_BACK = 20
"""So many releases are searched for the titles of what the content no longer has."""

_log = structlog.get_logger("api")


class Releases:
    """Every knowledge version that was ever live here."""

    def __init__(
        self, database: Database, current: CurrentKnowledge, executor: BoundedExecutor
    ) -> None:
        self._database = database
        self._current = current
        self._executor = executor
        self._old: LRUCache[str, Knowledge] = LRUCache(maxsize=REMEMBERED)

    def now(self) -> Knowledge:
        """The knowledge in use."""
        return self._current.now()

    async def publish(self) -> None:
        """Store the current knowledge, unless it is stored already, and look back once."""
        await self._store()
        await self._look_back()

    async def _store(self) -> None:
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

    async def _look_back(self) -> None:
        """Tell the current knowledge what the releases before it called what it no longer has."""
        knowledge = self._current.now()
        async with self._database.statement() as session:
            stored = await session.all(LIST_RELEASES, limit=LOOKED_BACK)
        for release in stored:
            if release.hash == knowledge.hash:
                continue
            async with self._database.statement() as session:
                found = await session.one(FIND_RELEASE, hash=release.hash)
            try:
                knowledge.remember(await self._executor.run(names_in, found.artifact))
            except UnreadableArtifactError as error:
                _log.warning("a release cannot be read", hash=release.hash, problem=error.problem)

    async def of(self, content_hash: str, session: Session | None = None) -> Knowledge:
        """The knowledge of that hash, read within a session if there is one already.

        Raises:
            NotFoundError: It was never published here.
            BusyError: It has to be read, and too much work is waiting already.
        """
        current = self._current.now()
        if content_hash == current.hash:
            return current
        old = self._old.get(content_hash)
        if old is None:
            found = await self._find(content_hash, session)
            if found is None:
                raise NotFoundError(kind="release")
            library = await self._executor.run(Library.of_artifact, found.artifact)
            old = self._old[content_hash] = Knowledge(library)
        return old

    async def _find(self, content_hash: str, session: Session | None) -> ReleaseFound | None:
        if session is not None:
            return await session.one_or_none(FIND_RELEASE, hash=content_hash)
        async with self._database.statement() as own:
            return await own.one_or_none(FIND_RELEASE, hash=content_hash)
