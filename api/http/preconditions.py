"""`If-Match`: a change says which version it is for."""

import re
from typing import Annotated

from litestar.params import HeaderParameter

from api.errors import FieldFault, InvalidFieldsError, MissingVersionError, StaleVersionError
from api.http.encoding import version_tag
from api.messages.text import LANGUAGES, Text

IfMatch = Annotated[
    str | None,
    HeaderParameter(
        name="If-Match", max_length=200, description="the ETag that was read; 428 without"
    ),
]


_TAGS = re.compile(r'\s*(?:W/)?"[^"\s]*"\s*(?:,\s*(?:W/)?"[^"\s]*"\s*)*')
_TAG = re.compile(r'(?:W/)?"[^"]*"')
_OURS = re.compile(r'"(v\d+)(?:-([a-z]{2,3}))?(?:-[0-9a-f]{16})?"')


def check_version(if_match: str | None, current: int) -> None:
    """Compare the version that a change claims to be for with the present one.

    The tags of all languages and forms of one version name that version, and so does the tag of
    the version alone.

    Raises:
        MissingVersionError: Nothing was claimed, or `*`, which fits every version.
        InvalidFieldsError: It is not a list of entity tags.
        StaleVersionError: Only other versions were claimed; a weak tag claims none.

    Example:
        >>> check_version('"v2-en", "v3-en-44136fa355b3678a"', 3)
    """
    if if_match is None or if_match.strip() in {"", "*"}:
        raise MissingVersionError
    if _TAGS.fullmatch(if_match) is None:
        fault = FieldFault(path="header.If-Match", message=Text("field.entity-tag"))
        raise InvalidFieldsError([fault])
    ours = filter(None, map(_OURS.fullmatch, _TAG.findall(if_match)))
    versions = {f'"{tag[1]}"' for tag in ours if tag[2] in {None, *LANGUAGES}}
    if version_tag(current) not in versions:
        raise StaleVersionError(version_tag(current))
