"""The language of a request: the best match between `Accept-Language` and our catalogues."""

import re
from collections.abc import Sequence
from functools import lru_cache

from babel import negotiate_locale

from api.messages.text import LANGUAGES

MAX_LENGTH = 500
"""A longer header is not read at all; browsers send about 50 characters."""
_RANGE = re.compile(r"([a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?", re.I)


@lru_cache(maxsize=256)
def negotiate(header: str, available: Sequence[str] = LANGUAGES) -> str:
    """Choose a language; the first one available where none of them is accepted.

    Example:
        >>> negotiate("fr, de-AT;q=0.8, en;q=0.5", ("en", "de"))
        'de'
        >>> negotiate("de;q=0, *", ("en", "de"))
        'en'
    """
    weighted: list[tuple[float, str]] = []
    for part in header.split(",") if len(header) <= MAX_LENGTH else ():
        found = _RANGE.fullmatch(part.strip())
        if found is not None and (weight := float(found[2] or 1)) > 0:
            weighted.append((weight, found[1]))
    preferred = [tag for _, tag in sorted(weighted, key=lambda entry: -entry[0])]
    chosen = negotiate_locale(preferred, available, sep="-")
    by_name = {language.lower(): language for language in available}
    return by_name[chosen.lower()] if chosen else available[0]
