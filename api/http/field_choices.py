"""Which values a field takes, as a decoder only says that the one it was given is none of them."""

import re
from collections.abc import Iterator

from msgspec import inspect

_STEP = re.compile(r"\.([^.\[]+)|\[[^\]]*\]")


def choices_at(target: object, path: str) -> tuple[str, ...]:
    """The values listed for the field at a decoder's path; empty where any value goes.

    Example:
        >>> from typing import Literal
        >>> choices_at(list[Literal["yes", "no"] | None], "$[2]")
        ('no', 'yes')
    """
    kinds = list(_plain(inspect.type_info(target)))
    for step in _STEP.finditer(path):
        kinds = [inner for kind in kinds for inner in _inside(kind, step[1])]
    listed = [kind for kind in kinds if isinstance(kind, inspect.LiteralType)]
    return tuple(sorted(str(value) for kind in listed for value in kind.values))


def _plain(kind: inspect.Type) -> Iterator[inspect.Type]:
    """The kind without what is said about it; of a union, each of its kinds."""
    if isinstance(kind, inspect.Metadata):
        yield from _plain(kind.type)
    elif isinstance(kind, inspect.UnionType):
        for one in kind.types:
            yield from _plain(one)
    else:
        yield kind


def _inside(kind: inspect.Type, field: str | None) -> Iterator[inspect.Type]:
    """What stands in a field, or without a name as an entry."""
    if isinstance(kind, inspect.StructType):
        for one in kind.fields:
            if one.encode_name == field:
                yield from _plain(one.type)
    elif field is None and isinstance(kind, inspect.ListType | inspect.VarTupleType):
        yield from _plain(kind.item_type)
    elif field is None and isinstance(kind, inspect.DictType):
        yield from _plain(kind.value_type)
