"""`If-None-Match`: what the client holds already is not sent again."""

from collections.abc import Mapping

from litestar import Response
from litestar.openapi import ResponseSpec

from api.http.encoding import T, encoded
from api.http.request import ApiRequest

NOT_MODIFIED = {304: ResponseSpec(None, description="The client holds it already")}
"""How a route with entity tags is declared in the OpenAPI document."""


def matches(if_none_match: str, etag: str) -> bool:
    """Whether an `If-None-Match` names this entity tag; proxies may have made it a weak one.

    Example:
        >>> matches('"a", W/"b"', '"b"'), matches("", '"b"'), matches("*", '"b"')
        (True, False, True)
    """
    return if_none_match.strip() == "*" or etag in [
        tag.strip().removeprefix("W/") for tag in if_none_match.split(",")
    ]


def conditional_response(
    kind: type[T], request: ApiRequest, body: bytes, headers: Mapping[str, str]
) -> Response[T]:
    """Respond with bytes that hold an encoded `kind`, or with 304.

    Args:
        kind: What the bytes hold.
        request: Whose `If-None-Match` counts.
        body: The encoded view.
        headers: Those of the response, its `etag` among them.
    """
    if matches(request.headers.get("if-none-match", ""), headers["etag"]):
        return encoded(kind, b"", status=304, headers=headers)
    return encoded(kind, body, headers=headers)
