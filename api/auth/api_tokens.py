"""Tokens for programs."""

from uuid import UUID

from api.audit.repository import record
from api.auth import repository
from api.auth.opaque_tokens import API_PREFIX, hash_of, new_token
from api.auth.principal import Principal
from api.auth.repository import ApiTokenFound
from api.auth.schemas import (
    ApiTokenListView,
    ApiTokenRequest,
    ApiTokenView,
    NewApiTokenView,
    Scope,
)
from api.db.pool import Database, Session
from api.errors import NotFoundError
from api.http.encoding import encode
from api.idempotency.service import IdempotencyService, IdempotentRequest, StoredResponse

SHOWN = 12
"""So many characters of a token are kept to tell it from others."""


class ApiTokenService:
    """Creates, lists and revokes API tokens."""

    def __init__(self, database: Database, repetition: IdempotencyService) -> None:
        self._database = database
        self._repetition = repetition

    async def create(
        self, caller: Principal, data: ApiTokenRequest, key: str | None
    ) -> StoredResponse:
        """Create a token; the plain token is in this answer and nowhere else."""

        async def effect(session: Session) -> StoredResponse:
            token = new_token(API_PREFIX)
            found = await session.one(
                repository.ADD_API_TOKEN,
                user_id=caller.user_id,
                name=data.name,
                prefix=token[:SHOWN],
                token_hash=hash_of(token),
                scopes=sorted(set(data.scopes)),
                days=data.expires_in_days,
            )
            await record(session, "token.created", user_id=caller.user_id, subject=found.id)
            view = NewApiTokenView(token=token, api_token=_view(found))
            headers = {
                "location": f"/api/v1/me/tokens/{found.id}",
                "cache-control": "no-store",
            }
            return StoredResponse(encode(view), headers, is_secret=True)

        ask = IdempotentRequest.of(caller.user_id, key, "createApiToken", data)
        return await self._repetition.run(ask, effect)

    async def list(self, caller: Principal) -> ApiTokenListView:
        """The caller's tokens, newest first."""
        async with self._database.statement() as session:
            found = await session.all(repository.LIST_API_TOKENS, user_id=caller.user_id)
        return ApiTokenListView(items=[_view(entry) for entry in found], next_cursor=None)

    async def revoke(self, caller: Principal, token_id: UUID) -> None:
        """Revoke a token.

        Raises:
            NotFoundError: The caller has no such token.
        """
        async with self._database.transaction() as session:
            revoked = await session.one_or_none(
                repository.REVOKE_API_TOKEN, owner=caller.user_id, token_id=token_id
            )
            if revoked is None:
                raise NotFoundError(kind="token")
            await record(session, "token.revoked", user_id=caller.user_id, subject=token_id)


def _view(found: ApiTokenFound) -> ApiTokenView:
    scopes: list[Scope] = ["write" if scope == "write" else "read" for scope in found.scopes]
    return ApiTokenView(
        id=found.id,
        name=found.name,
        prefix=found.prefix,
        scopes=scopes,
        created_at=found.created_at,
        expires_at=found.expires_at,
        last_used_at=found.last_used_at,
    )
