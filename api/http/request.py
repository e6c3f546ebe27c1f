"""The request as our routes see it: a body that is bounded, on time, strict JSON, and typed."""

import asyncio
from functools import lru_cache
from typing import Any, cast

import msgspec
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.exceptions import InternalServerException
from litestar.handlers import HTTPRouteHandler

from api.errors import (
    InvalidFieldsError,
    MalformedBodyError,
    SlowBodyError,
    UnsupportedContentEncodingError,
    UnsupportedContentTypeError,
)
from api.http.body import BODY_DEADLINE, check_json
from api.http.language import negotiate
from engine import Message

BODY = "body"
"""Where the state of a request holds its JSON, once it was read and is well formed."""
LANGUAGE = "language"
"""Where the state of a request holds its language, once something of the response depends on it."""

PLAIN = frozenset({"", "identity"})
"""The values of `Content-Encoding` that change nothing about a body."""

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
        body = await self.read_body()
        field = self.route_handler.parsed_data_field
        return decode(body, object if field is None else field.annotation)

    async def read_body(self) -> bytes:
        """Read the JSON of the body, without looking at its shape.

        Raises:
            UnsupportedContentTypeError: It is not declared as JSON; a browser form never is.
            UnsupportedContentEncodingError: It is compressed.
            MalformedBodyError: It is not JSON, or JSON that parsers disagree about.
        """
        content_type = self.headers.get("content-type", "")
        if content_type.partition(";")[0].strip().lower() != "application/json":
            raise UnsupportedContentTypeError(content_type)
        coding = self.headers.get("content-encoding", "").strip().lower()
        if coding not in PLAIN:
            raise UnsupportedContentEncodingError
        body = await self.body()
        check_json(body)
        self.scope["state"][BODY] = body
        return body


def decode(body: bytes, target: object) -> object:
    """Decode strictly: no number from a string, no unknown field.

    Raises:
        InvalidFieldsError: Another shape than `target`; its faults are found where it becomes
            a response.
        MalformedBodyError: Not JSON.
    """
    try:
        return _decoder(target).decode(body)
    except msgspec.ValidationError:
        raise InvalidFieldsError([]) from None
    except msgspec.DecodeError:
        raise MalformedBodyError(Message("problem.malformed-body.reason.unicode")) from None


@lru_cache(maxsize=256)
def _decoder(target: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(target)
