"""`If-Match`: a change says which version it is for."""

from typing import Annotated

from litestar.params import HeaderParameter

from api.errors import MissingVersionError, StaleVersionError
from api.http.encoding import version_tag
from api.messages.text import LANGUAGES

IfMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match", max_length=200, description="the ETag that was read; 428 without"
    ),
]


def check_version(if_match: str | None, current: int) -> None:
    """Compare the version that a change claims to be for with the present one.

    The tags of all languages name the same version, and so does the tag without a language,
    which clients hold that read before there were languages.

    Raises:
        MissingVersionError: Nothing was claimed, or `*`, which fits every version.
        StaleVersionError: Only other versions were claimed; a weak tag claims none.
    """
    claimed = {tag.strip() for tag in (if_match or "*").split(",")}
    if claimed == {"*"}:
        raise MissingVersionError
    if claimed.isdisjoint(version_tag(current, language) for language in (None, *LANGUAGES)):
        raise StaleVersionError(version_tag(current))
