"""Which headers the responses of an operation have."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
UNLIMITED = frozenset({"isLive", "isReady"})
"""What the limit of requests does not count."""
VERSIONED = frozenset({"createPlacement", "createRoadmap", "reanalyseRoadmap"})
"""What they create can be changed, so that their responses name its version."""
RATE_LIMIT = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


def header_names(operation: Json, status: int) -> Iterator[str]:
    """The headers of a response with a status, in the order in which they are described.

    Args:
        operation: As the OpenAPI document describes it.
        status: Of one of its responses.
    """
    parameters = {one["name"] for one in operation.get("parameters", ())}
    makes_something = "Idempotency-Key" in parameters
    has_versions = "304" in operation["responses"] or "If-Match" in parameters
    is_versioned = operation["operationId"] in VERSIONED and status == 201
    if status in {304, 412} or (status == 200 and has_versions) or is_versioned:
        yield "ETag"
    if status in {200, 304} and "cursor" in parameters:
        yield "Link"
    if status == 301 or (status == 201 and makes_something):
        yield "Location"
    if status in {429, 503}:
        yield "Retry-After"
    if status == 401 and operation.get("security"):
        yield "WWW-Authenticate"
    if operation["operationId"] not in UNLIMITED:
        yield from RATE_LIMIT
    yield "X-Request-Id"
