"""What a type requires of a value, in words; and whether a value meets it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct, inspect

from api.messages.text import Text
from engine import Message, MessageParam

KINDS: Mapping[str, Message] = {
    "int": Message("field.kind.int"),
    "float": Message("field.kind.float"),
    "str": Message("field.kind.str"),
    "bool": Message("field.kind.bool"),
    "array": Message("field.kind.array"),
    "object": Message("field.kind.object"),
    "null": Message("field.kind.null"),
    "date": Message("field.kind.date"),
}
"""What the kinds of values are called."""
NO_EXTRA: Mapping[str, Any] = MappingProxyType({})
NUMBERS = (inspect.IntType, inspect.FloatType)
PARSED: Mapping[type[inspect.Type], type] = MappingProxyType(
    {inspect.DateType: date, inspect.DateTimeType: datetime, inspect.UUIDType: UUID}
)
"""Types that are text on the wire."""
PATTERNS: Mapping[str, str] = MappingProxyType({r"^[\x21-\x7e]+$": "field.visible-ascii"})
"""What a pattern asks for, in words: no person is shown a pattern."""
_NAMES: Sequence[tuple[tuple[type[inspect.Type], ...], str]] = (
    ((inspect.BoolType,), "bool"),
    ((inspect.IntType,), "int"),
    ((inspect.FloatType,), "float"),
    ((inspect.DateType, inspect.DateTimeType), "date"),
    ((inspect.StrType, inspect.UUIDType, inspect.LiteralType), "str"),
    ((inspect.ListType, inspect.VarTupleType), "array"),
    ((inspect.DictType, inspect.StructType), "object"),
    ((inspect.NoneType,), "null"),
)
_JSON = {bool: "bool", int: "int", float: "float", str: "str", list: "array", dict: "object"}


class TypeOption(Struct, frozen=True):
    """One of the types of a union, with the `extra` that its declaration carries."""

    kind: inspect.Type
    extra: Mapping[str, Any] = NO_EXTRA


def alternatives(kind: inspect.Type, extra: Mapping[str, Any] = NO_EXTRA) -> list[TypeOption]:
    """The type without its metadata; of a union, each of its types."""
    if isinstance(kind, inspect.Metadata):
        return alternatives(kind.type, {**extra, **(kind.extra or {})})
    if isinstance(kind, inspect.UnionType):
        return [one for inner in kind.types for one in alternatives(inner, extra)]
    return [TypeOption(kind, extra)]


def fitting(kinds: Sequence[TypeOption], value: object) -> TypeOption | None:
    """The alternative that takes this kind of JSON value; None where none of them does."""
    found = json_kind(value)
    for one in kinds:
        name = kind_name(one.kind)
        if name in {found, "any"} or (name, found) in {("float", "int"), ("date", "str")}:
            return one
    return None


def json_kind(value: object) -> str:
    """What JSON calls a value.

    Example:
        >>> json_kind(True), json_kind(1), json_kind(None)
        ('bool', 'int', 'null')
    """
    return "null" if value is None else _JSON[type(value)]


def kind_name(kind: inspect.Type) -> str:
    """What a type is called in `KINDS`; `any` where it takes every value."""
    return next((name for kinds, name in _NAMES if isinstance(kind, kinds)), "any")


def accepts(kind: inspect.Type, value: object) -> bool:
    """Whether a value of a fitting kind is within the bounds, length or list of the type."""
    if isinstance(kind, NUMBERS) and isinstance(value, int | float):
        return (
            (kind.ge is None or value >= kind.ge)
            and (kind.le is None or value <= kind.le)
            and (kind.gt is None or value > kind.gt)
            and (kind.lt is None or value < kind.lt)
            and abs(value) != float("inf")
        )
    if isinstance(kind, inspect.LiteralType):
        return value in kind.values
    parsed = PARSED.get(type(kind))
    if parsed is not None:
        return _is_parsed(value, parsed)
    if isinstance(kind, inspect.StrType) and isinstance(value, str):
        return (
            _length_sign(kind, value) is None and re.search(kind.pattern or "", value) is not None
        )
    return _length_sign(kind, value) is None


def requirement(kind: inspect.Type, value: object) -> Text:
    """What is required instead of a value that is not accepted."""
    if isinstance(kind, NUMBERS):
        return _number(kind)
    if isinstance(kind, inspect.LiteralType):
        return Text("field.not-listed", choices=", ".join(sorted(map(str, kind.values))))
    if isinstance(kind, inspect.UUIDType):
        return Text("field.id")
    sign = _length_sign(kind, value)
    if sign is not None:
        name = kind_name(kind)
        n = getattr(kind, "min_length" if sign == "least" else "max_length")
        return Text("field.length", kind=name, sign=sign, n=n)
    if isinstance(kind, inspect.StrType) and kind.pattern is not None:
        return Text.of(Message(PATTERNS.get(kind.pattern, "field.invalid")))
    return Text("field.one-kind", kind=_said(kind_name(kind)))


def type_fault(kinds: Sequence[TypeOption], value: object) -> Text:
    """What is required instead of a value of another kind."""
    listed = [one.kind for one in kinds if isinstance(one.kind, inspect.LiteralType)]
    if listed:
        return requirement(listed[0], value)
    names = [kind_name(one.kind) for one in kinds]
    if "int" in names and isinstance(value, float):
        return Text("field.one-kind", kind=_either(names))
    return Text("field.type", expected=_either(names), given=_said(json_kind(value)))


def _number(kind: inspect.IntType | inspect.FloatType) -> Text:
    name = _said(kind_name(kind))
    if kind.ge is not None and kind.le is not None:
        return Text("field.range", kind=name, low=kind.ge, high=kind.le)
    bounds = {"least": kind.ge, "most": kind.le, "above": kind.gt, "below": kind.lt}
    for sign, bound in bounds.items():
        if bound is not None:
            return Text("field.bound", kind=name, sign=sign, bound=bound)
    return Text("field.digits")


def _length_sign(kind: inspect.Type, value: object) -> str | None:
    """Which bound on the length a value breaks."""
    if not isinstance(value, str | list | dict):
        return None
    least, most = getattr(kind, "min_length", None), getattr(kind, "max_length", None)
    if least is not None and len(value) < least:
        return "least"
    return "most" if most is not None and len(value) > most else None


def _is_parsed(value: object, kind: type) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _said(name: str) -> MessageParam:
    return KINDS.get(name, name)


def _either(names: Sequence[str]) -> MessageParam:
    first, *rest = dict.fromkeys(names)
    if not rest:
        return _said(first)
    return Message("field.kind.or", {"first": _said(first), "second": _either(rest)})
