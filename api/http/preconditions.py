"""`If-Match`: a change says which version it is for."""

from typing import Annotated

from litestar.params import HeaderParameter

from api.errors import MissingVersionError, StaleVersionError
from api.http.encoding import version_tag

IfMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match", max_length=200, description="the ETag that was read; 428 without"
    ),
]


def check_version(if_match: str | None, current: int) -> None:
    """Hold a change against the version it claims to be for.

    Raises:
        MissingVersionError: Nothing was claimed, or `*`, which fits every version.
        StaleVersionError: Only other versions were claimed; a weak tag claims none.
    """
    claimed = {tag.strip() for tag in (if_match or "*").split(",")}
    if claimed == {"*"}:
        raise MissingVersionError
    if version_tag(current) not in claimed:
        raise StaleVersionError(version_tag(current))
