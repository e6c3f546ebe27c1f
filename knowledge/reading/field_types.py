"""The types of record fields as editors think of them: what fits, what to call it, and what
replaces a faulty value.
"""

from math import isfinite

from msgspec import inspect

from engine import Message


def bare(kind: inspect.Type) -> inspect.Type:
    """The type without its annotations."""
    return kind.type if isinstance(kind, inspect.Metadata) else kind


def form_of(kind: inspect.Type) -> Message | None:
    """The form that the record's author requires of a text, if any."""
    if isinstance(kind, inspect.Metadata) and kind.extra_json_schema:
        code = kind.extra_json_schema.get("description")
        return Message(str(code)) if code else None
    return None


def fits(kind: inspect.Type, value: object) -> bool:
    """Whether a value is of the type at first sight, before patterns, bounds and parts."""
    match kind:
        case inspect.BoolType():
            return isinstance(value, bool)
        case inspect.IntType():
            return isinstance(value, int) and not isinstance(value, bool)
        case inspect.FloatType():
            return isinstance(value, int | float) and not isinstance(value, bool)
        case inspect.StrType():
            return isinstance(value, str)
        case inspect.VarTupleType():
            return isinstance(value, list)
        case inspect.DictType() | inspect.StructType():
            return isinstance(value, dict)
        case inspect.LiteralType(values=values):
            return type(value) in {type(one) for one in values}
    return value is None


def describe(kind: inspect.Type) -> Message:
    """What a value of the type is called.

    Example:
        >>> describe(inspect.IntType()).code
        'type.integer'
    """
    match bare(kind):
        case inspect.BoolType():
            return Message("type.boolean")
        case inspect.IntType():
            return Message("type.integer")
        case inspect.FloatType():
            return Message("type.number")
        case inspect.VarTupleType():
            return Message("type.list")
        case inspect.DictType() | inspect.StructType():
            return Message("type.mapping")
        case inspect.UnionType(types=types):
            return _describe_union(types)
        case inspect.LiteralType(values=(only,)):
            return Message("type.constant", {"value": str(only)})
        case inspect.LiteralType(values=values):
            return Message("type.one-of", {"values": tuple(str(one) for one in values)})
    return Message("type.text")


def _describe_union(types: tuple[inspect.Type, ...]) -> Message:
    """The types as alternatives; integers are covered by numbers."""
    described = [describe(one) for one in types if not isinstance(one, inspect.NoneType)]
    if Message("type.number") in described and Message("type.integer") in described:
        described.remove(Message("type.integer"))
    *others, last = described
    for one in reversed(others):
        last = Message("type.either", {"first": one, "second": last})
    return last


def describe_value(value: object) -> Message:
    """What was written instead."""
    match value:
        case None:
            return Message("value.empty")
        case bool():
            return Message("value.constant", {"value": "true" if value else "false"})
        case int() | float():
            return Message("value.number", {"number": str(value)})
        case str():
            return Message("value.text", {"text": value if len(value) <= 40 else value[:39] + "…"})
        case list():
            return Message("value.list")
    return Message("value.mapping")


def placeholder(kind: inspect.Type) -> object:
    """The empty value that replaces a faulty part."""
    match bare(kind):
        case inspect.BoolType():
            return False
        case inspect.IntType() | inspect.FloatType():
            return 0
        case inspect.StrType():
            return ""
        case inspect.VarTupleType():
            return ()
        case inspect.DictType():
            return {}
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.StructType(cls=cls, fields=fields):
            return cls(**{f.name: placeholder(f.type) for f in fields if f.required})
        case inspect.UnionType(types=types):
            return (
                None
                if any(isinstance(t, inspect.NoneType) for t in types)
                else placeholder(types[0])
            )
    return None


def violated_range(kind: inspect.Type, value: object) -> Message | None:
    """The range that a number lies outside of, or None.

    Example:
        >>> violated_range(inspect.IntType(ge=1, le=5), 7).params
        {'least': 1, 'most': 5}
    """
    if not isinstance(kind, inspect.IntType | inspect.FloatType) or not isinstance(
        value, int | float
    ):
        return None
    if not isfinite(value):
        return Message("range.finite")
    too_low = (kind.ge is not None and value < kind.ge) or (
        kind.gt is not None and value <= kind.gt
    )
    too_high = kind.le is not None and value > kind.le
    if not too_low and not too_high:
        return None
    if kind.gt is not None:
        return Message("range.above", {"least": kind.gt, "most": kind.le or kind.gt})
    return Message("range.between", {"least": kind.ge or 0, "most": kind.le or 0})


def name_field(path: tuple[str | int, ...]) -> Message:
    """The field by its key, with the position in a list.

    Example:
        >>> name_field(("levels", 1, "requires", 0, "level")).params
        {'key': 'level'}
        >>> name_field(("aliases", 2)).params
        {'list': 'aliases', 'n': 3}
    """
    last = path[-1]
    if isinstance(last, str):
        return Message("field.key", {"key": last})
    owner = str(path[-2])
    if owner == "levels":
        return Message("field.level", {"n": last})
    return Message("field.entry", {"list": owner, "n": last + 1})
