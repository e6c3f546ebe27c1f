"""The shape of a problem, and of a row in the table of them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar, cast

from msgspec import Struct

from api.errors import FieldFault, NearestFields
from api.wire import OutputStruct
from knowledge import Library

PROBLEM_JSON = "application/problem+json"
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
E = TypeVar("E", bound=Exception)


class FieldFaultView(OutputStruct, frozen=True):
    """One field that cannot be taken as it is."""

    path: str
    message: str


class ProblemView(OutputStruct, frozen=True):
    """RFC 9457 problem details; `detail` says what to do, and lists are empty where unused.

    Of an impossible wish, `conflict` says what contradicts what, and `nearest` holds the
    fields of the request that make the nearest possible wish of it.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    did_you_mean: list[str]
    fields: list[FieldFaultView]
    roadmap: str | None
    conflict: str | None
    nearest: NearestFields | None


class Details(Struct, frozen=True):
    """What one error says, apart from its row's fixed part."""

    text: str
    faults: tuple[FieldFault, ...] = ()
    unknown_skill: str | None = None
    unknown_role: str | None = None
    known: tuple[str, ...] = ()
    roadmap: str | None = None
    conflict: str | None = None
    nearest: NearestFields | None = None
    headers: Mapping[str, str] = NO_HEADERS


class Row(Struct, frozen=True):
    """The fixed part of a problem, and how the rest is read from the error."""

    error: type[Exception]
    status: int
    slug: str
    title: str
    read: Callable[[Exception], Details]


def row(
    error: type[E], status: int, slug: str, title: str, read: str | Callable[[E], Details]
) -> Row:
    """One row of the table; `read` is a fixed sentence, or makes one from the error."""
    if isinstance(read, str):
        text = read
        return Row(error, status, slug, title, lambda _: Details(text))
    return Row(error, status, slug, title, cast("Callable[[Exception], Details]", read))


def retry(text: str, seconds: int) -> Details:
    """Say when to try again."""
    return Details(text, headers={"retry-after": str(seconds)})


def suggestions(library: Library, details: Details) -> list[str]:
    """What was probably meant where something unknown was named."""
    if details.unknown_skill is not None:
        return list(library.suggest(details.unknown_skill))
    if details.unknown_role is not None:
        return list(library.suggest_role(details.unknown_role))
    return list(details.known)
