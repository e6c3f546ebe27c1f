"""One effect and one answer for a request that comes twice.

The key is locked for the length of the effect's own transaction, so a crash
leaves nothing behind: the effect and its answer are kept together or not at all.
"""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Annotated
from uuid import UUID

import msgspec
from litestar.params import HeaderParameter
from msgspec import Struct

from api.db.pool import Database, Session
from api.errors import KeyInFlightError, KeyReusedError, SecretShownOnceError
from api.http.encoding import encode
from api.idempotency.repository import FIND_ANSWER, KEEP_ANSWER, LOCK_KEY

IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="the same key with the same request has one effect and one answer",
    ),
]


class StoredResponse(Struct, frozen=True):
    """An answer to a creating request; one that holds a secret is not kept."""

    body: bytes
    headers: dict[str, str]
    status: int = 201
    is_secret: bool = False


class IdempotentRequest(Struct, frozen=True):
    """Who asks for what, under which key; without a key every request stands for itself."""

    user_id: UUID
    key: str | None
    fingerprint: bytes

    @classmethod
    def of(
        cls, user_id: UUID, key: str | None, operation: str, request: Struct
    ) -> "IdempotentRequest":
        """Tell two requests apart by what they ask for, not by how it was spelt."""
        return cls(user_id, key, sha256(operation.encode() + b"\0" + encode(request)).digest())


class IdempotencyService:
    """Runs an effect once for each key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def before(self, ask: IdempotentRequest) -> StoredResponse | None:
        """The answer given before, for those who want to spare the work that comes first.

        Raises:
            KeyReusedError: The key came with another request.
            SecretShownOnceError: The answer held a secret.
        """
        if ask.key is None:
            return None
        async with self._database.statement() as session:
            return await _find(session, ask)

    async def once(
        self,
        ask: IdempotentRequest,
        effect: Callable[[Session], Awaitable[StoredResponse]],
        *,
        is_single: bool = False,
    ) -> StoredResponse:
        """Run the effect, or answer as before.

        `is_single` says that the effect writes by one statement, which without
        a key needs no transaction around it.

        Raises:
            KeyInFlightError: The same key is being answered right now.
            KeyReusedError: The key came with another request.
            SecretShownOnceError: The answer held a secret.
        """
        if is_single and ask.key is None:
            async with self._database.statement() as session:
                return await effect(session)
        async with self._database.transaction() as session:
            if ask.key is None:
                return await effect(session)
            if not await session.scalar(LOCK_KEY, name=f"{ask.user_id} {ask.key}"):
                raise KeyInFlightError
            found = await _find(session, ask)
            if found is not None:
                return found
            made = await effect(session)
            await session.run(
                KEEP_ANSWER,
                user_id=ask.user_id,
                key=ask.key,
                fingerprint=ask.fingerprint,
                status=made.status,
                headers=encode(made.headers).decode(),
                body=None if made.is_secret else made.body.decode(),
            )
            return made


async def _find(session: Session, ask: IdempotentRequest) -> StoredResponse | None:
    found = await session.one_or_none(FIND_ANSWER, user_id=ask.user_id, key=ask.key)
    if found is None:
        return None
    if found.fingerprint != ask.fingerprint:
        raise KeyReusedError
    headers = msgspec.json.decode(found.headers, type=dict[str, str])
    if found.body is None:
        raise SecretShownOnceError(headers["location"])
    return StoredResponse(found.body.encode(), headers, found.status)
