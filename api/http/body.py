"""What a request body may be: how large, how slow, how deep, and which JSON."""

import json
import re
from collections import Counter
from typing import NoReturn

from api.errors import MalformedBodyError
from engine import Message

MAX_BODY = 1_000_000
"""The largest body [bytes]."""
MAX_DEPTH = 64


BODY_DEADLINE = 15.0
"""How long a whole body may take to arrive [s]."""


_BRACKETS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
"""Brackets outside of text. Text that never ends is taken whole and never tried again from
its middle, so the time grows with the length and not with its square."""


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
    if _depth(body) > MAX_DEPTH:
        raise MalformedBodyError(
            Message("problem.malformed-body.reason.depth", {"limit": MAX_DEPTH})
        )
    try:
        json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_no_constant,
            # The size of a number is for the struct to judge, not for Python's limit on digits.
            parse_int=float,
        )
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise MalformedBodyError(Message("problem.malformed-body.reason.syntax", place)) from None
    if b"\\u0000" in body and _holds_nul(json.loads(text)):
        raise MalformedBodyError(Message("problem.malformed-body.reason.nul"))


def _depth(body: bytes) -> int:
    if body.count(b"[") + body.count(b"{") <= MAX_DEPTH:
        return 0
    depth = deepest = 0
    for token in _BRACKETS.findall(body):
        if token in {b"[", b"{"}:
            depth += 1
            deepest = max(deepest, depth)
        elif token in {b"]", b"}"}:
            depth -= 1
    return deepest


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        counts = Counter(key for key, _ in pairs)
        key = {"key": counts.most_common(1)[0][0]}
        raise MalformedBodyError(Message("problem.malformed-body.reason.duplicate-key", key))
    return found


def _no_constant(name: str) -> NoReturn:
    raise MalformedBodyError(Message("problem.malformed-body.reason.not-a-number", {"name": name}))


def _holds_nul(value: object) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any("\0" in key or _holds_nul(inner) for key, inner in value.items())
    if isinstance(value, list):
        return any(_holds_nul(inner) for inner in value)
    return False
