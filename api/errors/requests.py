"""What is refused of a request itself, whatever it asks for."""

from collections.abc import Sequence

from api.errors.base import ApiError, FieldFault
from engine import Message


class UnsupportedContentTypeError(ApiError):
    """A body that does not say that it is JSON."""

    def __init__(self, content_type: str) -> None:
        self.content_type = content_type
        super().__init__(f"content type {content_type!r}")


class UnsupportedContentEncodingError(ApiError):
    """A body that is compressed."""


class MalformedBodyError(ApiError):
    """A body that is not the JSON it claims to be; `reason` is a part of a sentence."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(reason.code)


class InvalidFieldsError(ApiError):
    """Well-formed JSON or parameters with values that are not allowed.

    `faults` are those that only the raiser knows of; those of the route's types are added later.
    """

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faulty fields")


class BodyTooLargeError(ApiError):
    """A body above the limit [bytes]."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"more than {limit} bytes")


class SlowBodyError(ApiError):
    """A body that did not arrive in time [s]."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        super().__init__(f"no body within {deadline} s")


class InvalidCursorError(ApiError):
    """A cursor that no page of ours ever held."""

    def __init__(self, cursor: str) -> None:
        self.cursor = cursor
        super().__init__("unreadable cursor")


class ForeignOriginError(ApiError):
    """A browser's writing request that does not come from our own pages."""

    def __init__(self, origin: str | None) -> None:
        self.origin = origin
        super().__init__(f"origin {origin!r}")


class RateLimitedError(ApiError):
    """More requests than one client may send; try again after so many seconds."""

    def __init__(self, *, limit: int, retry_after: int) -> None:
        self.limit = limit
        self.retry_after = retry_after
        super().__init__(f"more than {limit} requests a minute")


class AddressNotFoundError(ApiError):
    """No route has this address."""


class MethodNotAllowedError(ApiError):
    """The routes of this address do not support the method."""


class InternalError(ApiError):
    """A fault of ours; what it was stands in the log only."""


class BusyError(ApiError):
    """Too much work is queued already; try again after so many seconds."""

    def __init__(self, *, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__("too much work is queued")
