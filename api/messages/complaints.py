"""A decoder's complaint about a value, as a message that says which values are accepted."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import inspect

from api.messages.text import Text
from engine import Message

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
_PATH = re.compile(r" - at (?:`key` in )?`(\$[^`]*)`$")
_STEP = re.compile(r"\.([^.\[]+)|\[[^\]]*\]")
_NOT_LISTED = "Invalid enum value"
_BACKSLASH = "\\"
_ESCAPED_BACKSLASH = _BACKSLASH * 2
"""How a decoder writes a backslash in a pattern."""


def split_complaint(complaint: str) -> tuple[str, str]:
    """The path of the value, and the complaint without it.

    Example:
        >>> split_complaint("Expected `int` <= 5 - at `$.ratings[...]`")
        ('$.ratings[...]', 'Expected `int` <= 5')
    """
    found = _PATH.search(complaint)
    return ("$", complaint) if found is None else (found.group(1), complaint[: found.start()])


def fault_text(complaint: str, choices: Sequence[str] = ()) -> Text:
    """The complaint without its path as a message.

    Args:
        complaint: As msgspec words it; one that is not known is quoted.
        choices: The values the field takes, where they are listed.

    Example:
        >>> fault_text("Expected `float` >= 0.1").say()
        'must be a number of 0.1 or more'
        >>> fault_text("Expected `array` of length <= 8").say()
        'must have 8 entries or fewer'
        >>> fault_text("Invalid enum value 'perhaps'", ["no", "yes"]).say()
        'must be one of: no, yes'
    """
    if choices and complaint.startswith(_NOT_LISTED):
        return Text("field.not-listed", choices=", ".join(choices))
    for pattern, read in _COMPLAINTS:
        found = pattern.fullmatch(complaint)
        if found is not None:
            return read(found)
    return Text("field.invalid", reason=complaint)


def choices_at(target: object, path: str) -> tuple[str, ...]:
    """The values listed for the field at a decoder's path; empty where any value goes.

    Example:
        >>> from typing import Literal
        >>> choices_at(list[Literal["yes", "no"] | None], "$[2]")
        ('no', 'yes')
    """
    kinds = list(_alternatives(inspect.type_info(target)))
    for step in _STEP.finditer(path):
        kinds = [inner for kind in kinds for inner in _inside(kind, step[1])]
    listed = [kind for kind in kinds if isinstance(kind, inspect.LiteralType)]
    return tuple(sorted(str(value) for kind in listed for value in kind.values))


def _alternatives(kind: inspect.Type) -> Iterator[inspect.Type]:
    """The type without its metadata; of a union, each of its types."""
    if isinstance(kind, inspect.Metadata):
        yield from _alternatives(kind.type)
    elif isinstance(kind, inspect.UnionType):
        for one in kind.types:
            yield from _alternatives(one)
    else:
        yield kind


def _inside(kind: inspect.Type, field: str | None) -> Iterator[inspect.Type]:
    """The types of a field, or without a name those of an entry."""
    if isinstance(kind, inspect.StructType):
        for one in kind.fields:
            if one.encode_name == field:
                yield from _alternatives(one.type)
    elif field is None and isinstance(kind, inspect.ListType | inspect.VarTupleType):
        yield from _alternatives(kind.item_type)
    elif field is None and isinstance(kind, inspect.DictType):
        yield from _alternatives(kind.value_type)


def _kinds(names: str) -> str | Message:
    """What may be sent: `int | null` as a whole number or null."""
    first, _, rest = names.partition(" | ")
    kind = KINDS.get(first, first)
    return Message("field.kind.or", {"first": kind, "second": _kinds(rest)}) if rest else kind


def _bound(found: re.Match[str]) -> Text:
    kind, sign, bound = found.groups()
    return Text("field.bound", kind=KINDS[kind], sign=_SIGNS[sign], bound=float(bound))


def _length(found: re.Match[str]) -> Text:
    kind, sign, bound = found.groups()
    return Text("field.length", kind=kind, sign=_SIGNS[sign], n=int(bound))


_SIGNS: Mapping[str, str] = {">=": "least", "<=": "most", ">": "above", "<": "below"}
_COMPLAINTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Text]], ...] = (
    (re.compile(r"Expected `(int|float)` (>=|<=|>|<) (\S+)"), _bound),
    (re.compile(r"Expected `(str|array|object)` of length (>=|<=) (\d+)"), _length),
    (
        re.compile(r"Expected `(int[^`]*)`, got `float`"),
        lambda found: Text("field.one-kind", kind=_kinds(found[1])),
    ),
    (
        re.compile(r"Expected `([^`]+)`, got `([^`]+)`"),
        lambda found: Text("field.type", expected=_kinds(found[1]), given=_kinds(found[2])),
    ),
    (
        re.compile(r"Invalid RFC3339 encoded date"),
        lambda _: Text("field.one-kind", kind=KINDS["date"]),
    ),
    (re.compile(r"Invalid UUID"), lambda _: Text("field.id")),
    (re.compile(r"Number out of range"), lambda _: Text("field.digits")),
    (
        re.compile(r"Expected `str` matching regex '(.+)'"),
        lambda found: Text(
            "field.pattern", pattern=found[1].replace(_ESCAPED_BACKSLASH, _BACKSLASH)
        ),
    ),
    (
        re.compile(r"Object missing required field (`.+`)"),
        lambda found: Text("field.missing", name=found[1]),
    ),
    (
        re.compile(r"Object contains unknown field (`.+`)"),
        lambda found: Text("field.unknown", name=found[1]),
    ),
)
