"""One effect and one response for a request that is sent twice.

The key is locked for the length of the effect's own transaction, so a crash leaves nothing
behind: effect and response are stored together or not at all.

A result is stored once. A route that creates something large gives its response a
`ResourcePointer`; then the row of the key holds only that, and a repeated request gets what the
route's `rebuild` makes: it reads what was created and builds the same response again:

    async def effect(session):           # writes, and responds
        roadmap_id = await add_roadmap(session, …)
        return await rebuild(session, ResourcePointer("roadmap", roadmap_id, {"analysis": …}))

    async def rebuild(session, pointer):  # reads what was written, as it was then
        view = await first_view(session, user_id, pointer.id)
        return StoredResponse(encode(view, language), headers, resource=pointer)

    response = await idempotency.run(request, effect, rebuild)

What has changed since, such as ticked items, must not change the rebuilt response; whatever of
that cannot be read from the resource any more belongs into `extras`. A response without a
pointer is stored as it is, so it should be small; one that holds a secret is not stored.
"""

from collections.abc import Awaitable, Callable, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Annotated, TypeAlias
from uuid import UUID

import msgspec
from litestar.params import HeaderParameter
from msgspec import Struct

from api.db.pool import Database, Session, UniqueViolationError
from api.errors import (
    ApiError,
    DatabaseUnavailableError,
    KeyInFlightError,
    KeyReusedError,
    SecretShownOnceError,
)
from api.http.encoding import encode
from api.idempotency.repository import (
    FIND_RESPONSE,
    LOCK_AND_FIND,
    STORE_RESPONSE,
    ResponseFound,
)

IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="the same key with the same request has one effect and one response",
    ),
]
REFUSALS = (
    DatabaseUnavailableError,
    KeyInFlightError,
    KeyReusedError,
    SecretShownOnceError,
)
NO_EXTRAS: Mapping[str, object] = MappingProxyType({})


class ResourcePointer(Struct, frozen=True):
    """What a request created, so that its response can be made again.

    `kind` and `id` name it; `extras` are the few other values that the response needs, as JSON.
    """

    kind: str
    id: UUID
    extras: Mapping[str, object] = NO_EXTRAS


class StoredResponse(Struct, frozen=True):
    """The response to a creating request, and how it is stored.

    With a `resource` only the pointer is stored; with `is_secret` nothing of the body is.
    """

    body: bytes
    headers: dict[str, str]
    status: int = 201
    is_secret: bool = False
    resource: ResourcePointer | None = None


Effect: TypeAlias = Callable[[Session], Awaitable[StoredResponse]]
Rebuild: TypeAlias = Callable[[Session, ResourcePointer], Awaitable[StoredResponse]]


class ResponseStoredError(Exception):
    """The key has a response already, so that the effect has to be undone."""


class NoRebuildError(Exception):
    """A stored pointer of an operation that cannot rebuild its responses; a fault of ours."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"nothing rebuilds a response about a {kind}")


class IdempotentRequest(Struct, frozen=True):
    """Who sends which request under which key; without a key, each request is a new one."""

    user_id: UUID
    key: str | None
    fingerprint: bytes

    @classmethod
    def of(
        cls, user_id: UUID, key: str | None, operation: str, request: Struct
    ) -> "IdempotentRequest":
        """Tell two requests apart by what they ask for, not by how it is spelt."""
        return cls(user_id, key, sha256(operation.encode() + b"\0" + encode(request)).digest())


class IdempotencyService:
    """Runs an effect once for each key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(
        self, request: IdempotentRequest, rebuild: Rebuild | None = None
    ) -> StoredResponse | None:
        """The response given before, if any; worth asking where much work precedes the effect.

        Raises:
            KeyReusedError: The key was used for another request.
            SecretShownOnceError: The response held a secret.
        """
        if request.key is None:
            return None
        async with self._database.statement() as session:
            found = await session.one_or_none(
                FIND_RESPONSE, user_id=request.user_id, key=request.key
            )
            return None if found is None else await _repeated(session, request, found, rebuild)

    async def find_after(
        self, refusal: ApiError, request: IdempotentRequest, rebuild: Rebuild | None = None
    ) -> StoredResponse:
        """The response of a parallel request with the same key that was first, else the refusal.

        What the first request created may be the very reason why the second one is refused.
        """
        found = await self.find(request, rebuild)
        if found is None:
            raise refusal
        return found

    async def run(
        self,
        request: IdempotentRequest,
        effect: Effect,
        rebuild: Rebuild | None = None,
        *,
        is_single: bool = False,
    ) -> StoredResponse:
        """Run the effect, or give the response it had before.

        Args:
            request: Who asks for what.
            effect: Writes, within the session's transaction, and responds.
            rebuild: Makes the response again from the pointer that the effect left.
            is_single: The effect is one statement, which without a key needs no transaction.

        Raises:
            KeyInFlightError: A request with the same key is running.
            KeyReusedError: The key was used for another request.
            SecretShownOnceError: The response held a secret.
        """
        if request.key is None:
            unit = self._database.statement if is_single else self._database.transaction
            async with unit() as session:
                return await effect(session)
        try:
            async with self._database.transaction() as session:
                locked = await session.one(
                    LOCK_AND_FIND,
                    name=f"{request.user_id} {request.key}",
                    user_id=request.user_id,
                    key=request.key,
                )
                if not locked.is_locked:
                    raise KeyInFlightError
                if locked.fingerprint is not None:
                    return await _repeated(session, request, locked, rebuild)
                response = await effect(session)
                await _store(session, request, response)
                return response
        except REFUSALS:
            raise
        except (ApiError, UniqueViolationError, ResponseStoredError):
            # The first request may have ended between the lookup and the lock.
            found = await self.find(request, rebuild)
            if found is None:
                raise
            return found


async def _store(session: Session, request: IdempotentRequest, response: StoredResponse) -> None:
    resource = response.resource
    is_stored_whole = resource is None and not response.is_secret
    stored = await session.run(
        STORE_RESPONSE,
        user_id=request.user_id,
        key=request.key,
        fingerprint=request.fingerprint,
        status=response.status,
        headers=encode(response.headers).decode(),
        body=response.body.decode() if is_stored_whole else None,
        resource_kind=None if resource is None else resource.kind,
        resource_id=None if resource is None else resource.id,
        resource_extras=None if resource is None else encode(dict(resource.extras)).decode(),
    )
    if not stored:
        raise ResponseStoredError


async def _repeated(
    session: Session, request: IdempotentRequest, found: ResponseFound, rebuild: Rebuild | None
) -> StoredResponse:
    """The response given before."""
    if found.fingerprint != request.fingerprint:
        raise KeyReusedError
    pointer = _pointer(found)
    if pointer is not None:
        if rebuild is None:
            raise NoRebuildError(pointer.kind)
        return await rebuild(session, pointer)
    headers = msgspec.json.decode(found.headers, type=dict[str, str])
    if found.body is None:
        raise SecretShownOnceError(headers["location"])
    return StoredResponse(found.body.encode(), headers, found.status)


def _pointer(found: ResponseFound) -> ResourcePointer | None:
    if found.resource_kind is None or found.resource_id is None:
        return None
    extras = msgspec.json.decode(found.resource_extras or "{}", type=dict[str, object])
    return ResourcePointer(found.resource_kind, found.resource_id, extras)
