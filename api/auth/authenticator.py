"""Finds the principal; revoked tokens, log-outs and disabled accounts count at once."""

from api.auth import repository
from api.auth.api_tokens_repository import USE_API_TOKEN
from api.auth.cookies import access_cookie
from api.auth.origin import SAFE_METHODS, request_origin
from api.auth.principal import AuthMethod, Principal
from api.auth.tokens import API_PREFIX, SessionTokens, hash_of, is_well_formed
from api.db.pool import Database
from api.errors import MissingScopeError, NotAuthenticatedError, PersonOnlyError
from api.http.request import AnyConnection


class Authenticator:
    """Authenticates by bearer token, API token or cookie."""

    def __init__(self, database: Database, tokens: SessionTokens) -> None:
        self._database = database
        self._tokens = tokens

    async def authenticate(self, connection: AnyConnection, *, scope: str | None) -> Principal:
        """Find the principal.

        Args:
            connection: The request.
            scope: What an API token must allow; None where only a person is admitted.

        Raises:
            NotAuthenticatedError: No token, or one that is not valid.
            MissingScopeError: An API token that does not allow this.
            PersonOnlyError: An API token where only a person is admitted.
            ForeignOriginError: A cookie, sent by another site's page.
        """
        header = connection.headers.get("authorization")
        if header is None:
            token = access_cookie(connection)
            if token is None:
                raise NotAuthenticatedError
            if connection.scope.get("method") not in SAFE_METHODS:
                request_origin(connection).check(connection, is_required=True)
            return await self._person(token, "cookie")
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer":
            raise NotAuthenticatedError
        if token.startswith(API_PREFIX):
            return await self._program(token, scope)
        return await self._person(token, "bearer")

    async def _person(self, token: str, method: AuthMethod) -> Principal:
        claims = self._tokens.read(token)
        async with self._database.statement() as session:
            found = await session.one_or_none(
                repository.LIVE_SESSION, user_id=claims.user_id, session_id=claims.session_id
            )
        if found is None:
            raise NotAuthenticatedError
        return Principal(
            claims.user_id,
            method,
            claims.session_id,
            None,
            found.time_zone,
            is_confirmed=found.is_confirmed,
            role=found.role,
        )

    async def _program(self, token: str, scope: str | None) -> Principal:
        if not is_well_formed(token, API_PREFIX):
            raise NotAuthenticatedError
        async with self._database.statement() as session:
            found = await session.one_or_none(USE_API_TOKEN, token_hash=hash_of(token))
        if found is None:
            raise NotAuthenticatedError
        if scope is None:
            raise PersonOnlyError
        if scope not in found.scopes:
            raise MissingScopeError(scope)
        return Principal(found.user_id, "token", None, found.id, found.time_zone)
