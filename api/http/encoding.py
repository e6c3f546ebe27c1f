"""Answers that are encoded once, and the entity tags on them."""

from collections.abc import Mapping
from hashlib import sha256
from typing import TypeVar, cast

import msgspec
from litestar import Response

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder()


def encode(view: object) -> bytes:
    """Encode an answer; equal values give equal bytes."""
    return _ENCODER.encode(view)


def content_tag(body: bytes) -> str:
    """The strong entity tag of these bytes."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def version_tag(version: int) -> str:
    """The entity tag of something that counts its changes."""
    return f'"v{version}"'


def encoded(
    kind: type[T], body: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response[T]:
    """Answer with bytes that hold an encoded `kind`; they go out as they are."""
    del kind
    return cast(
        "Response[T]",
        Response(
            content=body,
            status_code=status,
            media_type="application/json",
            headers=dict(headers or {}),
        ),
    )
