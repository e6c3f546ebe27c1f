"""Responses that are encoded once, and the entity tags on them."""

from collections.abc import Mapping
from hashlib import sha256
from typing import TypeVar, cast

import msgspec
from litestar import Response

from api.messages.text import LANGUAGES, Text

T = TypeVar("T")


def _said(language: str) -> msgspec.json.Encoder:
    """An encoder that puts every `Text` into words."""
    return msgspec.json.Encoder(enc_hook=lambda text: cast("Text", text).say(language))


_ENCODERS = {language: _said(language) for language in LANGUAGES}
_STORING = msgspec.json.Encoder(enc_hook=lambda text: cast("Text", text).stored())


def encode(view: object, language: str = LANGUAGES[0]) -> bytes:
    """Encode a view in a language; equal values give equal bytes."""
    return _ENCODERS[language].encode(view)


def encode_stored(view: object) -> bytes:
    """Encode a view as it is stored: sentences as codes, for any language to put into words."""
    return _STORING.encode(view)


def decode_stored(data: bytes | str, kind: type[T]) -> T:
    """Read back what `encode_stored` wrote; words that were stored earlier stay as they were."""
    return msgspec.json.decode(data, type=kind, dec_hook=lambda _, value: Text.read(value))


def say_stored(data: bytes | str, language: str = LANGUAGES[0]) -> bytes:
    """Put what `encode_stored` wrote into words, of whatever shape and version it is.

    Only sentences change; everything else keeps its order and its value.
    """
    return msgspec.json.encode(_in_words(msgspec.json.decode(data), language))


def _in_words(value: object, language: str) -> object:
    if isinstance(value, list):
        return [_in_words(one, language) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"code", "params"}:
        return Text.read(value).say(language)
    return {name: _in_words(one, language) for name, one in value.items()}


def content_tag(body: bytes) -> str:
    """The strong entity tag of these bytes."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def version_tag(version: int, language: str | None = None) -> str:
    """The entity tag of something that counts its changes, in a language.

    Without a language it names the version alone, which `If-Match` accepts as well.

    Example:
        >>> version_tag(3, "en"), version_tag(3)
        ('"v3-en"', '"v3"')
    """
    return f'"v{version}"' if language is None else f'"v{version}-{language}"'


def representation_tag(version: int, body: bytes, language: str | None = None) -> str:
    """The entity tag of these bytes, which show a version of something that counts its changes.

    It changes with the content and the day as well; `If-Match` reads only the version of it.

    Example:
        >>> representation_tag(3, b"{}", "en")
        '"v3-en-44136fa355b3678a"'
    """
    digest = sha256(body).hexdigest()[:16]
    return f'{version_tag(version, language).rstrip(chr(34))}-{digest}"'


def encoded(
    kind: type[T], body: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response[T]:
    """Respond with bytes that hold an encoded `kind`; they go out as they are."""
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
