"""Every kind of token: access tokens that are signed, and opaque ones that are only looked up.

An access token is signed, short-lived and strict about what it is. Refresh and API tokens say
nothing: they are recognised by their hash, and typing errors by a checksum even before that.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID
from zlib import crc32

import jwt
from jwt.utils import base64url_decode, base64url_encode
from msgspec import Struct

from api.auth.schemas import Transport
from api.errors import NotAuthenticatedError

ISSUER = "career"
AUDIENCE = "career-api"
KIND = "at+jwt"
ALGORITHM = "HS256"
LIFETIME = timedelta(minutes=10)
MAX_LENGTH = 1024
"""Ours are about 400 characters; a longer one is not read at all."""
CLAIMS = ("exp", "iat", "iss", "aud", "sub", "sid")
API_PREFIX = "cip_"
REFRESH_PREFIX = "cir_"
_SECRET_LENGTH = 43
_CHECK_LENGTH = 8


class SessionUser(Struct, frozen=True):
    """The person of a session, and how its tokens are sent."""

    user_id: UUID
    email: str
    display_name: str
    transport: Transport


class TokenPair(Struct, frozen=True):
    """What a successful sign-up, log-in or refresh hands over."""

    user: SessionUser
    access_token: str
    refresh_token: str
    expires_at: datetime


class Claims(Struct, frozen=True):
    """The person an access token belongs to, and the session."""

    user_id: UUID
    session_id: UUID


class SessionTokens:
    """The tokens of sessions, made with the newest secret; older ones are still read."""

    def __init__(self, signing_secrets: tuple[str, ...], *, clock: Callable[[], datetime]) -> None:
        """Derive a key and its name from each secret; the first one signs."""
        keys = [sha256(b"access:" + secret.encode()).digest() for secret in signing_secrets]
        self._keys = {sha256(key).hexdigest()[:12]: key for key in keys}
        self._newest = next(iter(self._keys))
        self._secrets = signing_secrets
        self._clock = clock

    def issue(self, user_id: UUID, session_id: UUID) -> tuple[str, datetime]:
        """Make an access token and say when it expires."""
        now = self._clock().replace(microsecond=0)
        expires = now + LIFETIME
        token = jwt.encode(
            {
                "iss": ISSUER,
                "aud": AUDIENCE,
                "sub": str(user_id),
                "sid": str(session_id),
                "iat": now,
                "exp": expires,
            },
            self._keys[self._newest],
            algorithm=ALGORITHM,
            headers={"typ": KIND, "kid": self._newest},
        )
        return token, expires

    def pair(self, user: SessionUser, session_id: UUID, refresh_token: str) -> TokenPair:
        """A new access token beside this refresh token."""
        access_token, expires = self.issue(user.user_id, session_id)
        return TokenPair(user, access_token, refresh_token, expires)

    def read(self, token: str) -> Claims:
        """Read an access token.

        Raises:
            NotAuthenticatedError: It is not one of ours, has expired, or holds anything unusual.
        """
        if len(token) > MAX_LENGTH:
            raise NotAuthenticatedError
        try:
            if not all(_is_canonical(part) for part in token.split(".")):
                raise NotAuthenticatedError
            header = jwt.get_unverified_header(token)
            if set(header) != {"alg", "typ", "kid"} or header["typ"] != KIND:
                raise NotAuthenticatedError
            claims = jwt.decode(
                token,
                self._keys.get(str(header["kid"]), b"") or self._unknown(),
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                options={
                    "require": list(CLAIMS),
                    "strict_aud": True,
                    "verify_exp": False,  # Our own clock says what time it is.
                    "verify_iat": False,
                },
            )
            if set(claims) != set(CLAIMS) or not self._is_current(claims["iat"], claims["exp"]):
                raise NotAuthenticatedError
            return Claims(UUID(claims["sub"]), UUID(claims["sid"]))
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError):
            raise NotAuthenticatedError from None

    def hashes_of(self, refresh_token: str) -> tuple[bytes, ...]:
        """What may be stored instead of a refresh token, the present way first.

        Each is bound to a secret, so that a secret that is taken away ends its tokens; the last
        one is of before they were bound, and gives way to a bound one when the token is used.
        """
        bound = [
            hmac.digest(secret.encode(), b"refresh:" + refresh_token.encode(), "sha256")
            for secret in self._secrets
        ]
        return (*bound, hash_of(refresh_token))

    def successors_of(self, refresh_token: str) -> tuple[str, ...]:
        """The refresh token that follows this one, and those that followed by older secrets.

        It is derived and not drawn, so that a retry gets the same successor though
        no token is ever stored; without the server's secret it cannot be guessed.
        """
        message = b"successor:" + refresh_token.encode()
        return tuple(
            _with_checksum(REFRESH_PREFIX, hmac.digest(secret.encode(), message, "sha256"))
            for secret in self._secrets
        )

    def _is_current(self, issued: object, expires: object) -> bool:
        now = self._clock().timestamp()
        return isinstance(issued, int) and isinstance(expires, int) and issued <= now < expires

    @staticmethod
    def _unknown() -> bytes:
        raise NotAuthenticatedError


def _is_canonical(part: str) -> bool:
    """Whether this is the only way to write these bytes; padding and stray bits are others."""
    return base64url_encode(base64url_decode(part)).decode() == part


def new_token(prefix: str) -> str:
    """A fresh token of 256 random bits with its checksum."""
    return _with_checksum(prefix, secrets.token_bytes(32))


def is_well_formed(token: str, prefix: str) -> bool:
    """Whether a token can be one of ours; most typing errors and guesses are not.

    Example:
        >>> is_well_formed(new_token(API_PREFIX), API_PREFIX)
        True
        >>> is_well_formed("cip_guess", API_PREFIX)
        False
    """
    if len(token) != len(prefix) + _SECRET_LENGTH + _CHECK_LENGTH or not token.isascii():
        return False
    body, check = token[:-_CHECK_LENGTH], token[-_CHECK_LENGTH:]
    return body.startswith(prefix) and hmac.compare_digest(check, _checksum(body))


def hash_of(token: str) -> bytes:
    """What is stored instead of the token."""
    return sha256(token.encode()).digest()


def _with_checksum(prefix: str, raw: bytes) -> str:
    body = prefix + urlsafe_b64encode(raw).decode().rstrip("=")
    return body + _checksum(body)


def _checksum(body: str) -> str:
    return f"{crc32(body.encode()):08x}"
