"""Tokens for programs."""

from uuid import UUID

from api.audit.repository import record
from api.auth.api_tokens_repository import (
    ADD_API_TOKEN,
    LIST_API_TOKENS,
    REVOKE_API_TOKEN,
    ApiTokenFound,
)
from api.auth.principal import Principal
from api.auth.schemas import ApiTokenListView, ApiTokenRequest, ApiTokenView, NewApiTokenView, Scope
from api.auth.tokens import API_PREFIX, hash_of, new_token
from api.db.pool import Database, Session
from api.errors import NotFoundError
from api.http.encoding import encode
from api.idempotency.service import IdempotencyService, IdempotentRequest, StoredResponse

STORED_PREFIX = 12
"""How many characters of a token are stored, so that its owner can tell it from others."""


class ApiTokenService:
    """Creates, lists and revokes API tokens."""

    def __init__(self, database: Database, idempotency: IdempotencyService) -> None:
        self._database = database
        self._idempotency = idempotency

    async def create(
        self, principal: Principal, data: ApiTokenRequest, key: str | None
    ) -> StoredResponse:
        """Create a token; the plain token is in this response and nowhere else."""

        async def effect(session: Session) -> StoredResponse:
            token = new_token(API_PREFIX)
            found = await session.one(
                ADD_API_TOKEN,
                user_id=principal.user_id,
                name=data.name.strip(),
                prefix=token[:STORED_PREFIX],
                token_hash=hash_of(token),
                scopes=sorted(set(data.scopes)),
                days=data.expires_in_days,
            )
            await record(session, "token.created", user_id=principal.user_id, subject=found.id)
            view = NewApiTokenView(token=token, api_token=_view(found))
            headers = {
                "location": f"/api/v1/me/tokens/{found.id}",
                "cache-control": "no-store",
            }
            return StoredResponse(encode(view), headers, is_secret=True)

        request = IdempotentRequest.of(principal.user_id, key, "createApiToken", data)
        return await self._idempotency.run(request, effect)

    async def list(self, principal: Principal) -> ApiTokenListView:
        """The person's tokens, newest first."""
        async with self._database.statement() as session:
            found = await session.all(LIST_API_TOKENS, user_id=principal.user_id)
        return ApiTokenListView(items=[_view(entry) for entry in found], next_cursor=None)

    async def revoke(self, principal: Principal, token_id: UUID) -> None:
        """Revoke a token.

        Raises:
            NotFoundError: The person has no such token.
        """
        async with self._database.transaction() as session:
            revoked = await session.one_or_none(
                REVOKE_API_TOKEN, owner=principal.user_id, token_id=token_id
            )
            if revoked is None:
                raise NotFoundError(kind="token")
            await record(session, "token.revoked", user_id=principal.user_id, subject=token_id)


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
