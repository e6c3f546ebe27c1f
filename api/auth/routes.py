"""Sign-up, log-in, refresh and log-out, and the sessions and tokens they leave behind."""

from uuid import UUID

from litestar import Controller, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from api.auth.api_tokens import ApiTokenService
from api.auth.cookies import clear_cookies, entrance_of, signed_in
from api.auth.guards import person
from api.auth.principal import principal_of
from api.auth.schemas import (
    ApiTokenListView,
    ApiTokenRequest,
    LoginRequest,
    NewApiTokenView,
    RefreshRequest,
    SessionListView,
    SignedInView,
    SignupRequest,
)
from api.auth.service import AuthService, Visitor
from api.errors import (
    BadCredentialsError,
    DatabaseUnavailableError,
    EmailTakenError,
    ForeignOriginError,
    NotAuthenticatedError,
    NotFoundError,
    PersonOnlyError,
    SecretShownOnceError,
    TooManyAttemptsError,
    WeakPasswordError,
)
from api.http.encoding import encoded
from api.http.problems.table import WITH_ACCOUNT, WITH_BODY, WITH_KEY, answers
from api.http.request import ApiRequest
from api.idempotency.service import IdempotencyKey

ANONYMOUS = (DatabaseUnavailableError, ForeignOriginError, *WITH_BODY)
PERSON = (*WITH_ACCOUNT, PersonOnlyError)
BEARER = [{"bearer": list[str]()}, {"cookie": list[str]()}]


class AuthController(Controller):
    """Everything a visitor does to become a caller, and to stop being one."""

    path = "/api/v1/auth"
    tags = ("auth",)

    @post(
        "/signup",
        operation_id="signUp",
        responses=answers(EmailTakenError, WeakPasswordError, TooManyAttemptsError, *ANONYMOUS),
    )
    async def sign_up(
        self, request: ApiRequest, data: JSONBody[SignupRequest], auth: NamedDependency[AuthService]
    ) -> Response[SignedInView]:
        """Create an account and log in to it."""
        entrance_of(request).check_origin(request, is_required=data.transport == "cookie")
        grant = await auth.sign_up(data, Visitor.of(request))
        return signed_in(request, grant, status=201)

    @post(
        "/login",
        operation_id="logIn",
        status_code=200,
        responses=answers(BadCredentialsError, TooManyAttemptsError, *ANONYMOUS),
    )
    async def log_in(
        self, request: ApiRequest, data: JSONBody[LoginRequest], auth: NamedDependency[AuthService]
    ) -> Response[SignedInView]:
        """Log in; a wrong email and a wrong password are answered alike."""
        entrance_of(request).check_origin(request, is_required=data.transport == "cookie")
        grant = await auth.log_in(data, Visitor.of(request))
        return signed_in(request, grant, status=200)

    @post(
        "/refresh",
        operation_id="refreshSession",
        status_code=200,
        responses=answers(NotAuthenticatedError, *ANONYMOUS),
    )
    async def refresh(
        self,
        request: ApiRequest,
        data: JSONBody[RefreshRequest],
        auth: NamedDependency[AuthService],
    ) -> Response[SignedInView]:
        """Swap the refresh token for a fresh pair; a retry within 10 s gets the same one."""
        visitor = Visitor.of(request)
        by_cookie = data.refresh_token is None
        entrance_of(request).check_origin(request, is_required=by_cookie)
        grant = await auth.refresh(data, visitor)
        return signed_in(request, grant, status=200)

    @post(
        "/logout",
        operation_id="logOut",
        status_code=204,
        guards=[person],
        security=BEARER,
        responses=answers(*PERSON),
    )
    async def log_out(
        self, request: ApiRequest, auth: NamedDependency[AuthService]
    ) -> Response[None]:
        """End this session everywhere, at once."""
        await auth.end_session(principal_of(request), principal_of(request).session_id)
        return clear_cookies(request)

    @get(
        "/sessions",
        operation_id="listSessions",
        guards=[person],
        security=BEARER,
        responses=answers(*PERSON),
    )
    async def list_sessions(
        self, request: ApiRequest, auth: NamedDependency[AuthService]
    ) -> SessionListView:
        """All log-ins that still hold."""
        return await auth.sessions(principal_of(request))

    @delete(
        "/sessions",
        operation_id="endOtherSessions",
        guards=[person],
        security=BEARER,
        responses=answers(*PERSON),
    )
    async def end_other_sessions(
        self, request: ApiRequest, auth: NamedDependency[AuthService]
    ) -> None:
        """End every session but this one."""
        await auth.end_other_sessions(principal_of(request))

    @delete(
        "/sessions/{session_id:uuid}",
        operation_id="endSession",
        guards=[person],
        security=BEARER,
        responses=answers(NotFoundError, *PERSON),
    )
    async def end_session(
        self, request: ApiRequest, auth: NamedDependency[AuthService], session_id: FromPath[UUID]
    ) -> None:
        """End one session."""
        await auth.end_session(principal_of(request), session_id)


class ApiTokenController(Controller):
    """Tokens for programs."""

    path = "/api/v1/me/tokens"
    tags = ("tokens",)
    guards = (person,)
    security = BEARER

    @get(operation_id="listApiTokens", responses=answers(*PERSON))
    async def list_tokens(
        self, request: ApiRequest, tokens: NamedDependency[ApiTokenService]
    ) -> ApiTokenListView:
        """All tokens that were not revoked."""
        return await tokens.list(principal_of(request))

    @post(
        operation_id="createApiToken",
        responses=answers(SecretShownOnceError, *PERSON, *WITH_BODY, *WITH_KEY),
    )
    async def create_token(
        self,
        request: ApiRequest,
        data: JSONBody[ApiTokenRequest],
        tokens: NamedDependency[ApiTokenService],
        idempotency_key: IdempotencyKey = None,
    ) -> Response[NewApiTokenView]:
        """Create a token; this is the only answer that shows it."""
        made = await tokens.create(principal_of(request), data, idempotency_key)
        return encoded(NewApiTokenView, made.body, status=made.status, headers=made.headers)

    @delete(
        "/{token_id:uuid}",
        operation_id="revokeApiToken",
        responses=answers(NotFoundError, *PERSON),
    )
    async def revoke_token(
        self,
        request: ApiRequest,
        tokens: NamedDependency[ApiTokenService],
        token_id: FromPath[UUID],
    ) -> None:
        """Revoke a token; it fails at its next use."""
        await tokens.revoke(principal_of(request), token_id)
