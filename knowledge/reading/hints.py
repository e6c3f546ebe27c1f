"""What to write instead: mends for values of the wrong kind and for keys that are not known, as
concrete as the slip allows.
"""

import re
from collections.abc import Iterable

from msgspec import inspect

from knowledge.closest import closest, did_you_mean
from knowledge.reading.field_types import bare, describe, fits
from knowledge.reading.records import SHAPES

_DIGITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_TIGHT = re.compile(r"([A-Za-z_]+)[:=]\s*(\S.*)")


def mend_of_type(kind: inspect.Type, value: object) -> str:
    """The mend for a value that is not of its type.

    Example:
        >>> mend_of_type(inspect.IntType(), "4h"), mend_of_type(inspect.IntType(), "two")
        ('write 4, the number alone and without quotes', 'write 2')
    """
    kind = bare(kind)
    numbers = [bare(one) for one in kind.types] if isinstance(kind, inspect.UnionType) else [kind]
    is_number = any(isinstance(one, inspect.IntType | inspect.FloatType) for one in numbers)
    if is_number and isinstance(value, str):
        return _mend_of_number(kind, value)
    if isinstance(kind, inspect.VarTupleType):
        return _mend_of_list(value)
    if isinstance(kind, inspect.StrType):
        return _mend_of_text(value)
    if isinstance(kind, inspect.StructType):
        return f"write {_example(kind)}"
    return f"write {describe(kind)}"


def _mend_of_number(kind: inspect.Type, value: str) -> str:
    if value.casefold() in _DIGITS:
        return f"write {_DIGITS[value.casefold()]}"
    number = _NUMBER.findall(value)
    found = _NUMBER.search(value)
    is_one = found is not None and len(number) == 1
    if is_one and found is not None and fits_number(kind, found.group()):
        return f"write {found.group()}, the number alone and without quotes"
    return f"write {describe(kind)}"


def fits_number(kind: inspect.Type, digits: str) -> bool:
    """Whether the digits are a number of the kind: a fraction is no whole number."""
    return "." not in digits or not isinstance(kind, inspect.IntType)


def _mend_of_list(value: object) -> str:
    if isinstance(value, str) and value.startswith(("-", "–", "•", "*")):  # noqa: RUF001
        return "begin each entry with - and a space"
    if isinstance(value, str) and len(value) <= 60 and not set(value) & set(":[]{}\"'\n#"):
        return f"write [{value}]"
    if isinstance(value, dict):
        return "begin each entry with - and a space, or put [ and ] around it"
    if value is None:
        return "write its entries, each after - and a space, or take the key out"
    return "write a list: each entry after - and a space"


def _mend_of_text(value: object) -> str:
    if isinstance(value, dict):
        return "put the text between double quotes; a colon and a space or a { make keys of it"
    if isinstance(value, list):
        return "write one text; one that begins with [ goes between double quotes"
    if value is None:
        return "write a text; one that begins with # goes between double quotes"
    return "write a text"


def _example(kind: inspect.StructType) -> str:
    keys: Iterable[str] = [field.encode_name for field in kind.fields if field.required]
    if not keys and kind.cls in SHAPES:
        keys = SHAPES[kind.cls][0]
    return "{" + ", ".join(f"{key}: …" for key in keys) + "}" if keys else describe(kind)


def mend_of_slug(value: str) -> str:
    """How somebody's words would look as a slug, or an empty text.

    Example:
        >>> mend_of_slug("Command line")
        'write it as in command-line'
    """
    slug = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    return f"write it as in {slug}" if slug and len(slug) <= 64 and "/" not in value else ""


def mend_of_key(kind: inspect.Type, key: object) -> str:
    """The mend for the key of a mapping that has only certain keys."""
    if isinstance(kind, inspect.LiteralType):
        known = [str(one) for one in kind.values]
        return did_you_mean(str(key), known, otherwise=f"the keys are {', '.join(known)}")
    if isinstance(kind, inspect.IntType) and isinstance(key, str):
        digits = str(_DIGITS.get(key.casefold(), key))
        if fits(kind, int(digits) if digits.isdecimal() and len(digits) < 4 else None):
            return f"write {digits}: without quotes"
    return "rename the key"


def meant_key(key: object, unwritten: Iterable[str]) -> str | None:
    """The key that a misspelt one most probably is, of those that are not written."""
    tight = _TIGHT.fullmatch(str(key))
    near = closest(str(key).split(":")[0] if tight is None else tight[1], unwritten, limit=1)
    return near[0] if near else None


def mend_of_unknown_key(key: object, value: object, unwritten: list[str], known: list[str]) -> str:
    """The mend for a key that is none of those expected here."""
    tight = _TIGHT.fullmatch(str(key))
    if value is None and tight is not None and tight[1] in unwritten:
        return f"write {tight[1]}: {tight[2]}, with a colon and a space"
    if value is None and isinstance(key, int):
        return "a fraction takes a point, as in 4.5; a comma begins the next entry"
    if value is None and " " in str(key):
        return "inside { } a text that holds a comma needs quotes"
    return did_you_mean(str(key), unwritten, otherwise=f"the keys here are {', '.join(known)}")
