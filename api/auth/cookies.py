"""The cookie transport: tokens that scripts cannot read and other sites cannot send."""

from litestar import Response
from litestar.datastructures import Cookie

from api.auth.origin import request_origin
from api.auth.schemas import SignedInView, UserView
from api.auth.tokens import TokenPair
from api.http.request import AnyConnection

ACCESS_COOKIE = "career_access"
REFRESH_COOKIE = "career_refresh"
REFRESH_PATH = "/api/v1/auth"
REFRESH_LIFETIME = 30 * 24 * 3600


def access_cookie(connection: AnyConnection) -> str | None:
    """The access token that came as a cookie."""
    return connection.cookies.get(_access_name(is_encrypted=_is_encrypted(connection)))


def refresh_cookie(connection: AnyConnection) -> str | None:
    """The refresh token that came as a cookie."""
    return connection.cookies.get(_refresh_name(is_encrypted=_is_encrypted(connection)))


def signed_in(
    connection: AnyConnection, tokens: TokenPair, *, status: int
) -> Response[SignedInView]:
    """Hand the tokens over by the transport that was asked for."""
    user = tokens.user
    by_cookie = user.transport == "cookie"
    view = SignedInView(
        user=UserView(id=user.user_id, email=user.email, display_name=user.display_name),
        access_token=None if by_cookie else tokens.access_token,
        refresh_token=None if by_cookie else tokens.refresh_token,
        expires_at=tokens.expires_at,
    )
    pair = (tokens.access_token, tokens.refresh_token)
    cookies = _cookies(connection, pair, lifetime=REFRESH_LIFETIME) if by_cookie else []
    return Response(
        view, status_code=status, cookies=cookies, headers={"cache-control": "no-store"}
    )


def clear_cookies(connection: AnyConnection) -> Response[None]:
    """Respond with nothing, and have the browser delete its tokens."""
    return Response(None, status_code=204, cookies=_cookies(connection, ("", ""), lifetime=0))


def _is_encrypted(connection: AnyConnection) -> bool:
    return request_origin(connection).is_encrypted


def _access_name(*, is_encrypted: bool) -> str:
    return f"__Host-{ACCESS_COOKIE}" if is_encrypted else ACCESS_COOKIE


def _refresh_name(*, is_encrypted: bool) -> str:
    return f"__Secure-{REFRESH_COOKIE}" if is_encrypted else REFRESH_COOKIE


def _cookies(connection: AnyConnection, pair: tuple[str, str], *, lifetime: int) -> list[Cookie]:
    """The cookies of an access and a refresh token [s]."""
    is_encrypted = _is_encrypted(connection)
    names = (_access_name(is_encrypted=is_encrypted), _refresh_name(is_encrypted=is_encrypted))
    return [
        Cookie(
            key=name,
            value=value,
            max_age=lifetime,
            path=path,
            secure=is_encrypted,
            httponly=True,
            samesite="strict",
        )
        for name, value, path in zip(names, pair, ("/", REFRESH_PATH), strict=True)
    ]
