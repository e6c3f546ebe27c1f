"""What to write instead of a value of the wrong type or an unknown key, as concrete as the
mistake allows.
"""

import re
from collections.abc import Iterable

from msgspec import inspect

from engine import Message
from knowledge.did_you_mean import closest, did_you_mean
from knowledge.reading.field_types import bare, describe, fits
from knowledge.reading.records import SHAPES

_DIGITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_TIGHT = re.compile(r"([A-Za-z_]+)[:=]\s*(\S.*)")


def hint_for_type(kind: inspect.Type, value: object) -> Message:
    """The fix for a value that is not of its type.

    Example:
        >>> hint_for_type(inspect.IntType(), "4h").params, hint_for_type(inspect.IntType(), "two").params
        ({'digits': '4'}, {'value': '2'})
    """  # noqa: E501 - one line of input each
    kind = bare(kind)
    numbers = [bare(one) for one in kind.types] if isinstance(kind, inspect.UnionType) else [kind]
    is_number = any(isinstance(one, inspect.IntType | inspect.FloatType) for one in numbers)
    if is_number and isinstance(value, str):
        takes_fractions = any(isinstance(one, inspect.FloatType) for one in numbers)
        return _hint_for_number(kind, value, takes_fractions=takes_fractions)
    if isinstance(kind, inspect.VarTupleType):
        return _hint_for_list(value)
    if isinstance(kind, inspect.StrType):
        return _hint_for_text(value)
    if isinstance(kind, inspect.StructType):
        return _hint_for_mapping(kind)
    return write(describe(kind))


def write(what: Message) -> Message:
    """The fix that names what to write."""
    return Message("fix.write", {"what": what})


def _hint_for_number(kind: inspect.Type, value: str, *, takes_fractions: bool) -> Message:
    if value.casefold() in _DIGITS:
        return Message("fix.write-value", {"value": str(_DIGITS[value.casefold()])})
    numbers = [found.group() for found in _NUMBER.finditer(value)]
    if len(numbers) == 1 and (takes_fractions or "." not in numbers[0]):
        return Message("fix.number-alone", {"digits": numbers[0]})
    return write(describe(kind))


def _hint_for_list(value: object) -> Message:
    if isinstance(value, str) and value.startswith(("-", "–", "•", "*")):  # noqa: RUF001
        return Message("fix.dashes")
    if isinstance(value, str) and len(value) <= 60 and not set(value) & set(":[]{}\"'\n#"):
        return Message("fix.write-value", {"value": f"[{value}]"})
    if isinstance(value, dict):
        return Message("fix.mapping-to-list")
    return Message("fix.empty-to-list" if value is None else "fix.list")


def _hint_for_text(value: object) -> Message:
    if isinstance(value, dict):
        return Message("fix.mapping-to-text")
    if isinstance(value, list):
        return Message("fix.list-to-text")
    return Message("fix.empty-to-text") if value is None else write(Message("type.text"))


def _hint_for_mapping(kind: inspect.StructType) -> Message:
    keys: Iterable[str] = [field.encode_name for field in kind.fields if field.required]
    if not keys and kind.cls in SHAPES:
        keys = SHAPES[kind.cls][0]
    if not keys:
        return write(describe(kind))
    example = "{" + ", ".join(f"{key}: …" for key in keys) + "}"
    return Message("fix.write-value", {"value": example})


def hint_for_slug(value: str) -> Message | None:
    """The text as a slug, or None when it cannot be made one.

    Example:
        >>> hint_for_slug("Command line").params
        {'slug': 'command-line'}
    """
    slug = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    is_usable = slug and len(slug) <= 64 and "/" not in value
    return Message("fix.slug", {"slug": slug}) if is_usable else None


def hint_for_key(kind: inspect.Type, key: object) -> Message:
    """The fix for the key of a mapping that has only certain keys."""
    if isinstance(kind, inspect.LiteralType):
        known = tuple(str(one) for one in kind.values)
        return did_you_mean(str(key), known, otherwise=Message("fix.known-keys", {"keys": known}))
    if isinstance(kind, inspect.IntType) and isinstance(key, str):
        digits = str(_DIGITS.get(key.casefold(), key))
        if fits(kind, int(digits) if digits.isdecimal() and len(digits) < 4 else None):
            return Message("fix.unquoted-key", {"key": digits})
    return Message("fix.rename-key")


def meant_key(key: object, unwritten: Iterable[str]) -> str | None:
    """The key that a misspelt one most probably is, of those that are not written."""
    tight = _TIGHT.fullmatch(str(key))
    near = closest(str(key).split(":")[0] if tight is None else tight[1], unwritten, limit=1)
    return near[0] if near else None


def hint_for_unknown_key(
    key: object, value: object, unwritten: list[str], known: list[str]
) -> Message:
    """The fix for a key that is not expected here."""
    tight = _TIGHT.fullmatch(str(key))
    if value is None and tight is not None and tight[1] in unwritten:
        return Message("fix.colon-and-space", {"key": tight[1], "value": tight[2]})
    if value is None and isinstance(key, int):
        return Message("fix.decimal-point")
    if value is None and " " in str(key):
        return Message("fix.quote-commas")
    otherwise = Message("fix.known-keys", {"keys": tuple(known)})
    return did_you_mean(str(key), unwritten, otherwise=otherwise)
