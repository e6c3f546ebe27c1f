"""Tokens that say nothing: recognised by their hash, and by a checksum even before that."""

import hmac
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from zlib import crc32

API_PREFIX = "cip_"
REFRESH_PREFIX = "cir_"
_SECRET_LENGTH = 43
_CHECK_LENGTH = 8


def new_token(prefix: str) -> str:
    """A fresh token of 256 random bits with its checksum."""
    return _with_checksum(prefix, secrets.token_bytes(32))


def successor_of(token: str, *, secret: str) -> str:
    """The refresh token that follows this one.

    It is derived and not drawn, so that a retry gets the same successor though
    no token is ever stored; without the server's secret it cannot be guessed.
    """
    digest = hmac.digest(secret.encode(), b"successor:" + token.encode(), "sha256")
    return _with_checksum(REFRESH_PREFIX, digest)


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
