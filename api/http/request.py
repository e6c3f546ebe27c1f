"""The request as our routes see it: a body that is bounded, on time, strict JSON, and typed."""

import asyncio
import json
import re
from collections import Counter
from functools import lru_cache
from typing import Any, NoReturn, cast

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
from api.http.language import negotiate
from api.messages.complaints import choices_at, fault_text, split_complaint
from engine import Message

MAX_DEPTH = 64
BODY_DEADLINE = 15.0
"""How long a whole body may take to arrive [s]."""

_BRACKETS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
"""Brackets outside of text. Text that never ends is taken whole and never tried again from
its middle, so the time grows with the length and not with its square."""


LANGUAGE = "language"
"""Where the state of a request holds its language, once something of the response depends on it."""

AnyConnection = ASGIConnection[HTTPRouteHandler, None, None, State]
"""A request as guards and middlewares see it."""


class ApiRequest(Request[None, None, State]):
    """A request whose JSON body is decoded once, straight into the struct the route asks for."""

    @property
    def language(self) -> str:
        """The language to answer in; reading it puts `Content-Language` on the response."""
        state = self.scope["state"]
        if LANGUAGE not in state:
            state[LANGUAGE] = negotiate(self.headers.get("accept-language", ""))
        return cast("str", state[LANGUAGE])

    async def body(self) -> bytes:
        """Read the body.

        Raises:
            SlowBodyError: It did not arrive within `BODY_DEADLINE`.
            MalformedBodyError: The client hung up before its end.
        """
        try:
            async with asyncio.timeout(BODY_DEADLINE):
                return await super().body()
        except TimeoutError:
            raise SlowBodyError(BODY_DEADLINE) from None
        except InternalServerException:
            raise MalformedBodyError(Message("problem.malformed-body.reason.cut-off")) from None

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
        raise MalformedBodyError(
            Message("problem.malformed-body.reason.utf-8", {"position": error.start})
        ) from None
    if text.startswith("\ufeff"):
        raise MalformedBodyError(Message("problem.malformed-body.reason.byte-order-mark"))
    if _depth(body) > MAX_DEPTH:
        raise MalformedBodyError(
            Message("problem.malformed-body.reason.depth", {"limit": MAX_DEPTH})
        )
    try:
        json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_no_constant,
            # The size of a number is for the struct to judge, not for Python's limit on digits.
            parse_int=float,
        )
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise MalformedBodyError(Message("problem.malformed-body.reason.syntax", place)) from None
    if b"\\u0000" in body and _holds_nul(json.loads(text)):
        raise MalformedBodyError(Message("problem.malformed-body.reason.nul"))


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
        reason = Message("problem.malformed-body.reason.decoder", {"reason": str(error)})
        raise MalformedBodyError(reason) from None


def field_fault(complaint: str, target: object) -> FieldFault:
    """A decoder's complaint about a `target`, as the fault of one of its fields."""
    path, fault = split_complaint(complaint)
    return FieldFault(path=path, message=fault_text(fault, choices_at(target, path)))


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
        key = {"key": counts.most_common(1)[0][0]}
        raise MalformedBodyError(Message("problem.malformed-body.reason.duplicate-key", key))
    return found


def _no_constant(name: str) -> NoReturn:
    raise MalformedBodyError(Message("problem.malformed-body.reason.not-a-number", {"name": name}))


def _holds_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any("\0" in key or _holds_nul(inner) for key, inner in value.items())
    if isinstance(value, list):
        return any(_holds_nul(inner) for inner in value)
    return False
