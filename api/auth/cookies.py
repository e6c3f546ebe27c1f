"""The cookie transport: tokens that scripts cannot read and other sites cannot send."""

from typing import cast

from litestar import Response
from litestar.datastructures import Cookie

from api.accounts.schemas import UserView
from api.auth.origin import RequestOrigin
from api.auth.schemas import SignedInView
from api.auth.token_pair import TokenPair
from api.http.request import AnyConnection

ACCESS_COOKIE = "career_access"
REFRESH_COOKIE = "career_refresh"
REFRESH_PATH = "/api/v1/auth"
REFRESH_LIFETIME = 30 * 24 * 3600


def entrance_of(connection: AnyConnection) -> RequestOrigin:
    """How requests come to this application."""
    return cast("RequestOrigin", connection.app.state.entrance)


def access_cookie(connection: AnyConnection) -> str | None:
    """The access token that came as a cookie."""
    return connection.cookies.get(_access_name(entrance_of(connection)))


def refresh_cookie(connection: AnyConnection) -> str | None:
    """The refresh token that came as a cookie."""
    return connection.cookies.get(_refresh_name(entrance_of(connection)))


def signed_in(
    connection: AnyConnection, grant: TokenPair, *, status: int
) -> Response[SignedInView]:
    """Hand the tokens over by the transport that was asked for."""
    by_cookie = grant.transport == "cookie"
    view = SignedInView(
        user=UserView(id=grant.user_id, email=grant.email, display_name=grant.display_name),
        access_token=None if by_cookie else grant.access_token,
        refresh_token=None if by_cookie else grant.refresh_token,
        expires_at=grant.expires_at,
    )
    entrance = entrance_of(connection)
    cookies = (
        [
            _access(entrance, grant.access_token, REFRESH_LIFETIME),
            _refresh(entrance, grant.refresh_token, REFRESH_LIFETIME),
        ]
        if by_cookie
        else []
    )
    return Response(
        view, status_code=status, cookies=cookies, headers={"cache-control": "no-store"}
    )


def clear_cookies(connection: AnyConnection) -> Response[None]:
    """Answer with nothing, and have the browser forget its tokens."""
    entrance = entrance_of(connection)
    return Response(
        None, status_code=204, cookies=[_access(entrance, "", 0), _refresh(entrance, "", 0)]
    )


def _access_name(entrance: RequestOrigin) -> str:
    return f"__Host-{ACCESS_COOKIE}" if entrance.is_encrypted else ACCESS_COOKIE


def _refresh_name(entrance: RequestOrigin) -> str:
    return f"__Secure-{REFRESH_COOKIE}" if entrance.is_encrypted else REFRESH_COOKIE


def _access(entrance: RequestOrigin, value: str, lifetime: int) -> Cookie:
    return Cookie(
        key=_access_name(entrance),
        value=value,
        max_age=lifetime,
        path="/",
        secure=entrance.is_encrypted,
        httponly=True,
        samesite="strict",
    )


def _refresh(entrance: RequestOrigin, value: str, lifetime: int) -> Cookie:
    return Cookie(
        key=_refresh_name(entrance),
        value=value,
        max_age=lifetime,
        path=REFRESH_PATH,
        secure=entrance.is_encrypted,
        httponly=True,
        samesite="strict",
    )
