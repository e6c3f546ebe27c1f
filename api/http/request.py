"""The request as our routes see it: a body that is bounded, on time, strict JSON, and typed."""

import asyncio
import json
import re
from collections import Counter
from functools import lru_cache
from typing import Any

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.exceptions import InternalServerException
from litestar.handlers import HTTPRouteHandler

from api.errors import (
    FieldFault,
    InvalidFieldsError,
    MalformedBodyError,
    SlowBodyError,
    UnsupportedContentTypeError,
)
from api.http.field_choices import choices_at
from api.http.field_messages import field_sentence

MAX_DEPTH = 64
BODY_DEADLINE = 15.0
"""How long a whole body may take to arrive [s]."""

_PATH = re.compile(r" - at (?:`key` in )?`(\$[^`]*)`$")
_BRACKETS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
"""Brackets outside of text. Text that never ends is taken whole and never tried again from
its middle, so the time grows with the length and not with its square."""


AnyConnection = ASGIConnection[HTTPRouteHandler, None, None, State]
"""A request as guards and middlewares see it."""


class ApiRequest(Request[None, None, State]):
    """A request whose JSON body is decoded once, straight into the struct the route asks for."""

    async def body(self) -> bytes:
        """Read the body.

        Raises:
            SlowBodyError: It did not arrive within `BODY_DEADLINE`.
            MalformedBodyError: The asker hung up before its end.
        """
        try:
            async with asyncio.timeout(BODY_DEADLINE):
                return await super().body()
        except TimeoutError:
            raise SlowBodyError(BODY_DEADLINE) from None
        except InternalServerException:
            raise MalformedBodyError(reason="it stops in the middle") from None

    async def json(self) -> object:
        """Decode the body into the type of the route's `data`.

        Raises:
            UnsupportedContentTypeError: It is not declared as JSON; a browser form never is.
            MalformedBodyError: It is not JSON, or JSON that parsers disagree about.
            InvalidFieldsError: It is JSON of another shape.
        """
        content_type = self.headers.get("content-type", "")
        if content_type.partition(";")[0].strip().lower() != "application/json":
            raise UnsupportedContentTypeError(content_type)
        body = await self.body()
        check_json(body)
        field = self.route_handler.parsed_data_field
        return decode(body, object if field is None else field.annotation)


def check_json(body: bytes) -> None:
    """Refuse what decoders read differently or cannot hold.

    Raises:
        MalformedBodyError: Not UTF-8, a byte order mark, too deep, duplicate keys, NaN or
            Infinity, or a NUL.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise MalformedBodyError(f"byte {error.start} is not UTF-8") from None
    if text.startswith("\ufeff"):
        raise MalformedBodyError(reason="it starts with a byte order mark")
    if _depth(body) > MAX_DEPTH:
        raise MalformedBodyError(f"it is nested deeper than {MAX_DEPTH}")
    try:
        json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_no_constant,
            # The size of a number is for the struct to judge, not for Python's limit on digits.
            parse_int=float,
        )
    except ValueError as error:
        raise MalformedBodyError(str(error)) from None
    if b"\\u0000" in body and _holds_nul(json.loads(text)):
        raise MalformedBodyError(reason="text must not hold NUL characters")


def decode(body: bytes, target: object) -> object:
    """Decode strictly: no number from a string, no unknown field.

    Raises:
        InvalidFieldsError: Another shape than `target`.
        MalformedBodyError: Not JSON.
    """
    try:
        return _decoder(target).decode(body)
    except msgspec.ValidationError as error:
        raise InvalidFieldsError([field_fault(str(error), target)]) from None
    except msgspec.DecodeError as error:
        raise MalformedBodyError(str(error)) from None


def field_fault(message: str, target: object) -> FieldFault:
    """Split a complaint about a `target` into the place and the fault, and say it in words."""
    found = _PATH.search(message)
    path = "$" if found is None else found.group(1)
    fault = message if found is None else message[: found.start()]
    return FieldFault(path=path, message=field_sentence(fault, choices_at(target, path)))


@lru_cache(maxsize=256)
def _decoder(target: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(target)


def _depth(body: bytes) -> int:
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return 0
    depth = deepest = 0
    for token in _BRACKETS.findall(body):
        if token in {b"[", b"{"}:
            depth += 1
            deepest = max(deepest, depth)
        elif token in {b"]", b"}"}:
            depth -= 1
    return deepest


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        raise DuplicateKeyError(counts.most_common(1)[0][0])
    return found


class DuplicateKeyError(ValueError):
    """One object names the same key twice."""

    def __init__(self, key: str) -> None:
        super().__init__(f"the key {key!r} stands twice in one object")


def _no_constant(name: str) -> object:
    raise NotANumberError(name)


class NotANumberError(ValueError):
    """NaN and the infinities are no JSON."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not a JSON number")


def _holds_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any("\0" in key or _holds_nul(inner) for key, inner in value.items())
    if isinstance(value, list):
        return any(_holds_nul(inner) for inner in value)
    return False
