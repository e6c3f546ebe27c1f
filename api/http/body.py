"""What a request body may be: how large, how slow, how deep, and which JSON."""

import json
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import NoReturn

from api.errors import MalformedBodyError
from engine import Message

MAX_BODY = 65_536
"""The largest body of a route that names no other size [bytes]."""
RATINGS_BODY = 262_144
"""The largest body of a route that takes ratings: two profiles of the longest slugs [bytes]."""
MAX_DEPTH = 64


BODY_DEADLINE = 15.0
"""How long a whole body may take to arrive [s]."""


def check_json(body: bytes) -> None:
    """Refuse what decoders read differently or cannot hold.

    Raises:
        MalformedBodyError: Not UTF-8, a byte order mark, too deep, duplicate keys, NaN or
            Infinity, or a NUL.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise MalformedBodyError(
            Message("problem.malformed-body.reason.utf-8", {"position": error.start})
        ) from None
    if text.startswith("\ufeff"):
        raise MalformedBodyError(Message("problem.malformed-body.reason.byte-order-mark"))
    try:
        value: object = json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_no_constant,
            # The size of a number is for the struct to judge, not for Python's limit on digits.
            parse_int=float,
        )
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise MalformedBodyError(Message("problem.malformed-body.reason.syntax", place)) from None
    except RecursionError:
        raise _too_deep() from None
    _check_values(value, may_hold_nul=b"\\u0000" in body)


def _check_values(value: object, *, may_hold_nul: bool) -> None:
    """Walk level by level through what was decoded, for its depth and for a NUL in a text."""
    level: list[Iterable[object]] = [[value]]
    for _ in range(MAX_DEPTH + 1):
        inner: list[Iterable[object]] = []
        for values in level:
            for one in values:
                if isinstance(one, dict):
                    inner.append(chain(one, one.values()) if may_hold_nul else one.values())
                elif isinstance(one, list):
                    inner.append(one)
                elif may_hold_nul and isinstance(one, str) and "\0" in one:
                    raise MalformedBodyError(Message("problem.malformed-body.reason.nul"))
        if not inner:
            return
        level = inner
    raise _too_deep()


def _too_deep() -> MalformedBodyError:
    return MalformedBodyError(Message("problem.malformed-body.reason.depth", {"limit": MAX_DEPTH}))


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        key = {"key": counts.most_common(1)[0][0]}
        raise MalformedBodyError(Message("problem.malformed-body.reason.duplicate-key", key))
    return found


def _no_constant(name: str) -> NoReturn:
    raise MalformedBodyError(Message("problem.malformed-body.reason.not-a-number", {"name": name}))
