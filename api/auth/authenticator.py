"""Finds out who asks; revoking, logging out and disabling count from the next request on."""

from api.auth import repository
from api.auth.access_tokens import AccessTokens
from api.auth.cookies import access_cookie, entrance_of
from api.auth.opaque_tokens import API_PREFIX, hash_of, is_well_formed
from api.auth.origin import SAFE_METHODS
from api.auth.principal import Means, Principal
from api.db.pool import Database
from api.errors import MissingScopeError, NotAuthenticatedError, PersonOnlyError
from api.http.request import AnyConnection


class Authenticator:
    """Admits callers by bearer token, API token or cookie."""

    def __init__(self, database: Database, access_tokens: AccessTokens) -> None:
        self._database = database
        self._access_tokens = access_tokens

    async def admit(self, connection: AnyConnection, *, scope: str | None) -> Principal:
        """Find the caller.

        Args:
            connection: The request.
            scope: What an API token must be allowed; None where only a person may pass.

        Raises:
            NotAuthenticatedError: No token, or none that holds.
            MissingScopeError: An API token that may not do this.
            PersonOnlyError: An API token where only a person may pass.
            ForeignOriginError: A cookie, sent by another site's page.
        """
        header = connection.headers.get("authorization")
        if header is None:
            token = access_cookie(connection)
            if token is None:
                raise NotAuthenticatedError
            if connection.scope.get("method") not in SAFE_METHODS:
                entrance_of(connection).check_origin(connection, is_required=True)
            return await self._session(token, "cookie")
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer":
            raise NotAuthenticatedError
        if token.startswith(API_PREFIX):
            return await self._program(token, scope)
        return await self._session(token, "bearer")

    async def _session(self, token: str, means: Means) -> Principal:
        claims = self._access_tokens.read(token)
        async with self._database.statement() as session:
            found = await session.one_or_none(
                repository.LIVE_SESSION, user_id=claims.user_id, session_id=claims.session_id
            )
        if found is None:
            raise NotAuthenticatedError
        return Principal(claims.user_id, means, claims.session_id, None)

    async def _program(self, token: str, scope: str | None) -> Principal:
        if not is_well_formed(token, API_PREFIX):
            raise NotAuthenticatedError
        async with self._database.statement() as session:
            found = await session.one_or_none(repository.USE_API_TOKEN, token_hash=hash_of(token))
        if found is None:
            raise NotAuthenticatedError
        if scope is None:
            raise PersonOnlyError
        if scope not in found.scopes:
            raise MissingScopeError(scope)
        return Principal(found.user_id, "token", None, found.id)
