"""The links in mails: tokens that the database alone cannot tell, and the addresses they are in.

A token is derived from a secret of the server and a nonce that is stored with the mail, so that a
mail can be sent again as it was, while the database holds nothing that opens an account: only the
SHA-256 of the token, and the nonce, which is of no use without the secret.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Literal, cast
from uuid import UUID

from msgspec import Struct

LinkPurpose = Literal["verification", "reset", "email-change"]
LINK_MINUTES = 30
"""How long a link works after it was sent."""
PREFIX = "cil_"
LENGTH = len(PREFIX) + 64
"""Of a token [characters]: the id of its person and 256 bits."""
PATHS: Mapping[LinkPurpose, str] = MappingProxyType(
    {
        "verification": "/confirm/#verification=",
        "email-change": "/confirm/#email=",
        "reset": "/reset/#token=",
    }
)
"""A token stands in the fragment, which browsers send to no server and name to no other page."""


class NewLink(Struct, frozen=True):
    """What is stored of a new link: with the mail, and with the token."""

    nonce: bytes
    token_hash: bytes


class PresentLink(Struct, frozen=True):
    """The token of a link that works; `is_taken` says that another account has its address."""

    token: str
    is_taken: bool


class MailLinks:
    """Makes tokens with the newest secret; those of older secrets are still found."""

    def __init__(self, signing_secrets: tuple[str, ...], *, public_url: str) -> None:
        """Args: secrets of the server, the newest first; where people reach the browser app."""
        self._keys = [
            sha256(b"mail-link:" + secret.encode()).digest() for secret in signing_secrets
        ]
        self._public_url = public_url

    def new(self, purpose: LinkPurpose, user_id: UUID) -> NewLink:
        """A link that was never made before."""
        nonce = secrets.token_bytes(32)
        return NewLink(nonce, token_hash(_token(self._keys[0], purpose, user_id, nonce)))

    def tokens(self, purpose: LinkPurpose, user_id: UUID, nonce: bytes) -> dict[bytes, str]:
        """The token of a stored nonce, by its hash: one for each secret of the server."""
        found = [_token(key, purpose, user_id, nonce) for key in self._keys]
        return {token_hash(token): token for token in found}

    def address(self, purpose: LinkPurpose, token: str) -> str:
        """Where a link leads."""
        return f"{self._public_url}{PATHS[purpose]}{token}"

    @property
    def reset_page(self) -> str:
        """Where a person asks for a new password."""
        return f"{self._public_url}/reset/"


def token_hash(token: str) -> bytes:
    """What is stored instead of the token."""
    return sha256(token.encode()).digest()


def user_of(token: str) -> UUID | None:
    """Whose link it claims to be; None where it cannot be a token of ours.

    Example:
        >>> user_of("cil_guess") is None
        True
    """
    if len(token) != LENGTH or not token.isascii() or not token.startswith(PREFIX):
        return None
    try:
        raw = urlsafe_b64decode(token.removeprefix(PREFIX))
    except Error:
        return None
    return UUID(bytes=raw[:16]) if len(raw) == 48 else None


def as_purpose(kind: str) -> LinkPurpose | None:
    """The purpose of the link in a mail of some kind; None where it has none."""
    return cast("LinkPurpose", kind) if kind in PATHS else None


def _token(key: bytes, purpose: LinkPurpose, user_id: UUID, nonce: bytes) -> str:
    mac = hmac.digest(key, b"\0".join((purpose.encode(), user_id.bytes, nonce)), "sha256")
    return PREFIX + urlsafe_b64encode(user_id.bytes + mac).decode()
