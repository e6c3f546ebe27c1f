"""Sign-up, log-in, refresh and log-out; sessions and API tokens."""

from uuid import UUID

from litestar import Controller, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from api.auth.api_tokens import ApiTokenService
from api.auth.cookies import clear_cookies, signed_in
from api.auth.guards import confirmed, person
from api.auth.origin import request_origin
from api.auth.principal import principal_of
from api.auth.schemas import (
    ApiTokenListView,
    ApiTokenRequest,
    ConfirmationRequest,
    LoginRequest,
    NewApiTokenView,
    RefreshRequest,
    SessionListView,
    SignedInView,
    SignupRequest,
)
from api.auth.service import AuthService, ClientInfo
from api.errors import (
    BadCredentialsError,
    ConfirmationRequiredError,
    DatabaseUnavailableError,
    EmailTakenError,
    ForeignOriginError,
    NotAuthenticatedError,
    NotFoundError,
    PersonOnlyError,
    SecretShownOnceError,
    TooManyAttemptsError,
    WeakPasswordError,
    WrongCurrentPasswordError,
)
from api.http.client_address import client_address
from api.http.encoding import encoded
from api.http.problems.table import WITH_ACCOUNT, WITH_BODY, WITH_KEY, problem_responses
from api.http.request import ApiRequest
from api.idempotency.service import IdempotencyKey

ANONYMOUS = (DatabaseUnavailableError, ForeignOriginError, *WITH_BODY)
PERSON = (*WITH_ACCOUNT, PersonOnlyError)
BEARER = [{"bearer": list[str]()}, {"cookie": list[str]()}]


class AuthController(Controller):
    """Logging in and out."""

    path = "/api/v1/auth"
    tags = ("auth",)

    @post(
        "/signup",
        operation_id="signUp",
        responses=problem_responses(
            EmailTakenError, WeakPasswordError, TooManyAttemptsError, *ANONYMOUS
        ),
    )
    async def sign_up(
        self, request: ApiRequest, data: JSONBody[SignupRequest], auth: NamedDependency[AuthService]
    ) -> Response[SignedInView]:
        """Create an account and log in to it."""
        request_origin(request).check(request, is_required=data.transport == "cookie")
        tokens = await auth.sign_up(data, ClientInfo.of(request))
        return signed_in(request, tokens, status=201)

    @post(
        "/login",
        operation_id="logIn",
        status_code=200,
        responses=problem_responses(BadCredentialsError, TooManyAttemptsError, *ANONYMOUS),
    )
    async def log_in(
        self, request: ApiRequest, data: JSONBody[LoginRequest], auth: NamedDependency[AuthService]
    ) -> Response[SignedInView]:
        """Log in; a wrong email address and a wrong password get the same response."""
        request_origin(request).check(request, is_required=data.transport == "cookie")
        tokens = await auth.log_in(data, ClientInfo.of(request))
        return signed_in(request, tokens, status=200)

    @post(
        "/refresh",
        operation_id="refreshSession",
        status_code=200,
        responses=problem_responses(NotAuthenticatedError, *ANONYMOUS),
    )
    async def refresh(
        self,
        request: ApiRequest,
        data: JSONBody[RefreshRequest],
        auth: NamedDependency[AuthService],
    ) -> Response[SignedInView]:
        """Exchange the refresh token for a new pair; a retry within 10 s gets the same one."""
        client = ClientInfo.of(request)
        by_cookie = not data.refresh_token and client.refresh_cookie is not None
        request_origin(request).check(request, is_required=by_cookie)
        tokens = await auth.refresh(data, client)
        return signed_in(request, tokens, status=200)

    @post(
        "/logout",
        operation_id="logOut",
        status_code=204,
        guards=[person],
        security=BEARER,
        responses=problem_responses(*PERSON),
    )
    async def log_out(
        self, request: ApiRequest, auth: NamedDependency[AuthService]
    ) -> Response[None]:
        """End this session everywhere, at once."""
        await auth.end_session(principal_of(request), principal_of(request).session_id)
        return clear_cookies(request)

    @post(
        "/confirmation",
        operation_id="confirmSession",
        status_code=204,
        guards=[person],
        security=BEARER,
        responses=problem_responses(
            WrongCurrentPasswordError, TooManyAttemptsError, *PERSON, *WITH_BODY
        ),
    )
    async def confirm_session(
        self,
        request: ApiRequest,
        data: JSONBody[ConfirmationRequest],
        auth: NamedDependency[AuthService],
    ) -> None:
        """Prove by the password that it is you, for what asks for it in the next 15 minutes."""
        address = client_address(request)
        await auth.confirm(principal_of(request), data.password, address=address)

    @get(
        "/sessions",
        operation_id="listSessions",
        guards=[person],
        security=BEARER,
        responses=problem_responses(*PERSON),
    )
    async def list_sessions(
        self, request: ApiRequest, auth: NamedDependency[AuthService]
    ) -> SessionListView:
        """All sessions that are still valid."""
        return await auth.sessions(principal_of(request))

    @delete(
        "/sessions",
        operation_id="endOtherSessions",
        guards=[person],
        security=BEARER,
        responses=problem_responses(*PERSON),
    )
    async def end_other_sessions(
        self, request: ApiRequest, auth: NamedDependency[AuthService]
    ) -> None:
        """End every session but this one, and every API token."""
        await auth.end_other_sessions(principal_of(request))

    @delete(
        "/sessions/{session_id:uuid}",
        operation_id="endSession",
        guards=[person],
        security=BEARER,
        responses=problem_responses(NotFoundError, *PERSON),
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

    @get(operation_id="listApiTokens", responses=problem_responses(*PERSON))
    async def list_tokens(
        self, request: ApiRequest, tokens: NamedDependency[ApiTokenService]
    ) -> ApiTokenListView:
        """All tokens that were not revoked."""
        return await tokens.list(principal_of(request))

    @post(
        operation_id="createApiToken",
        guards=[confirmed],
        responses=problem_responses(
            ConfirmationRequiredError, SecretShownOnceError, *PERSON, *WITH_BODY, *WITH_KEY
        ),
    )
    async def create_token(
        self,
        request: ApiRequest,
        data: JSONBody[ApiTokenRequest],
        tokens: NamedDependency[ApiTokenService],
        idempotency_key: IdempotencyKey = None,
    ) -> Response[NewApiTokenView]:
        """Create a token; this is the only response that shows it."""
        stored = await tokens.create(principal_of(request), data, idempotency_key)
        return encoded(NewApiTokenView, stored.body, status=stored.status, headers=stored.headers)

    @delete(
        "/{token_id:uuid}",
        operation_id="revokeApiToken",
        responses=problem_responses(NotFoundError, *PERSON),
    )
    async def revoke_token(
        self,
        request: ApiRequest,
        tokens: NamedDependency[ApiTokenService],
        token_id: FromPath[UUID],
    ) -> None:
        """Revoke a token; it fails at its next use."""
        await tokens.revoke(principal_of(request), token_id)
