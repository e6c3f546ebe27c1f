"""Access tokens: signed, short-lived, and strict about what they are."""

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import jwt
from jwt.utils import base64url_decode, base64url_encode
from msgspec import Struct

from api.errors import NotAuthenticatedError

ISSUER = "career"
AUDIENCE = "career-api"
KIND = "at+jwt"
ALGORITHM = "HS256"
LIFETIME = timedelta(minutes=10)
LONGEST = 1024
"""Ours are about 400 characters; a longer one is not read at all."""
CLAIMS = ("exp", "iat", "iss", "aud", "sub", "sid")


class Claims(Struct, frozen=True):
    """Whom a token speaks for, and by which log-in."""

    user_id: UUID
    session_id: UUID


class AccessTokens:
    """Issues and reads access tokens with the newest secret; older ones are still read."""

    def __init__(self, secrets: tuple[str, ...], *, clock: Callable[[], datetime]) -> None:
        """Derive a key and its name from each secret; the first one signs."""
        keys = [sha256(b"access:" + secret.encode()).digest() for secret in secrets]
        self._keys = {sha256(key).hexdigest()[:12]: key for key in keys}
        self._newest = next(iter(self._keys))
        self._clock = clock

    def issue(self, user_id: UUID, session_id: UUID) -> tuple[str, datetime]:
        """Make a token and say when it expires."""
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

    def read(self, token: str) -> Claims:
        """Read a token.

        Raises:
            NotAuthenticatedError: It is not one of ours, has expired, or says anything unusual.
        """
        if len(token) > LONGEST:
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
                options={"require": list(CLAIMS), "strict_aud": True, "verify_exp": False},
            )
            if set(claims) != set(CLAIMS) or self._is_late(claims["exp"]):
                raise NotAuthenticatedError
            return Claims(UUID(claims["sub"]), UUID(claims["sid"]))
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError):
            raise NotAuthenticatedError from None

    def _is_late(self, expires: object) -> bool:
        return not isinstance(expires, int) or expires <= self._clock().timestamp()

    @staticmethod
    def _unknown() -> bytes:
        raise NotAuthenticatedError


def _is_canonical(part: str) -> bool:
    """Whether this is the only way to write these bytes; padding and stray bits are others."""
    return base64url_encode(base64url_decode(part)).decode() == part
