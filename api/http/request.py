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
    FieldFault,
    InvalidFieldsError,
    MalformedBodyError,
    SlowBodyError,
    UnsupportedContentTypeError,
)
from api.http.body import BODY_DEADLINE, check_json
from api.http.language import negotiate
from api.messages.complaints import choices_at, fault_text, split_complaint
from engine import Message

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
