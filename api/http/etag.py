"""`If-None-Match`: what the asker holds already is not sent again."""

from collections.abc import Mapping

from litestar import Response
from litestar.openapi import ResponseSpec

from api.http.encoding import T, encoded
from api.http.request import ApiRequest

HELD = {304: ResponseSpec(None, description="It is what the asker holds already")}


def is_held(claimed: str, etag: str) -> bool:
    """Whether an `If-None-Match` claims this entity tag; servers in between may weaken it.

    Example:
        >>> is_held('"a", W/"b"', '"b"'), is_held("", '"b"'), is_held("*", '"b"')
        (True, False, True)
    """
    return claimed.strip() == "*" or etag in [
        tag.strip().removeprefix("W/") for tag in claimed.split(",")
    ]


def unless_held(
    kind: type[T], request: ApiRequest, body: bytes, headers: Mapping[str, str]
) -> Response[T]:
    """Answer with bytes that hold an encoded `kind`, or with 304.

    Args:
        kind: What the bytes hold.
        request: Whose `If-None-Match` counts.
        body: The answer.
        headers: Those of the answer, its `etag` among them.
    """
    if is_held(request.headers.get("if-none-match", ""), headers["etag"]):
        return encoded(kind, b"", status=304, headers=headers)
    return encoded(kind, body, headers=headers)
