"""The types of record fields as editors think of them: what fits, what to call it, what stands
in.
"""

from math import isfinite

from msgspec import inspect


def bare(kind: inspect.Type) -> inspect.Type:
    """The type without what was noted about it."""
    return kind.type if isinstance(kind, inspect.Metadata) else kind


def hint_of(kind: inspect.Type) -> str:
    """What the record's author wrote down about the type, or nothing."""
    if isinstance(kind, inspect.Metadata) and kind.extra_json_schema:
        return str(kind.extra_json_schema.get("description", ""))
    return ""


def fits(kind: inspect.Type, value: object) -> bool:
    """Whether a value is of the type at the first look, before patterns, bounds and parts."""
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


def describe(kind: inspect.Type) -> str:
    """The type in an editor's words."""
    match bare(kind):
        case inspect.BoolType():
            return "true or false"
        case inspect.IntType():
            return "a whole number"
        case inspect.FloatType():
            return "a number"
        case inspect.VarTupleType():
            return "a list"
        case inspect.DictType() | inspect.StructType():
            return "a mapping of keys to values"
        case inspect.UnionType(types=types):
            words = [describe(one) for one in types if not isinstance(one, inspect.NoneType)]
            if "a number" in words and "a whole number" in words:
                words.remove("a whole number")
            return " or ".join(words)
        case inspect.LiteralType(values=(only,)):
            return str(only)
        case inspect.LiteralType(values=values):
            return "one of " + ", ".join(str(one) for one in values)
    return "a text"


def name_value(value: object) -> str:
    """What somebody wrote instead, in an editor's words."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}"
        case str():
            return f'the text "{value if len(value) <= 40 else value[:39] + "…"}"'
        case list():
            return "a list"
    return "a mapping"


def placeholder(kind: inspect.Type) -> object:
    """The empty value that stands in for a faulty part."""
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


def bound_fault(kind: inspect.Type, value: object) -> str | None:
    """What is wrong with a number's size, or None.

    Example:
        >>> bound_fault(inspect.IntType(ge=1, le=5), 7)
        'must be from 1 to 5'
    """
    if not isinstance(kind, inspect.IntType | inspect.FloatType) or not isinstance(
        value, int | float
    ):
        return None
    if not isfinite(value):
        return "must be a finite number"
    too_low = (kind.ge is not None and value < kind.ge) or (
        kind.gt is not None and value <= kind.gt
    )
    too_high = kind.le is not None and value > kind.le
    if not too_low and not too_high:
        return None
    if kind.gt is not None:
        return f"must be above {kind.gt:g} and at most {kind.le:g}"
    return f"must be from {kind.ge:g} to {kind.le:g}"


def name_of(path: tuple[str | int, ...]) -> str:
    """The field in an editor's words: the last key, with the place in a list.

    Example:
        >>> name_of(("levels", 1, "requires", 0, "level")), name_of(("aliases", 2))
        ('level', 'entry 3 of aliases')
    """
    if not path:
        return "the file"
    last = path[-1]
    if isinstance(last, int):
        owner = str(path[-2])
        return f"level {last}" if owner == "levels" else f"entry {last + 1} of {owner}"
    return last
