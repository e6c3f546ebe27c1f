"""What a problem is made of: its row in the table, and what is read from the error."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol, TypeVar, cast

from msgspec import Struct

from api.errors import FieldFault, NearestFields
from api.messages.text import Text
from api.wire import OutputStruct
from engine import NO_PARAMS, Message, MessageParam

PROBLEM_JSON = "application/problem+json"
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
E = TypeVar("E", bound=Exception)


class FieldFaultView(OutputStruct, frozen=True):
    """One field that cannot be accepted as it is, and what was probably meant there."""

    path: str
    message: Text
    did_you_mean: list[str]


class ProblemView(OutputStruct, frozen=True):
    """RFC 9457 problem details; `detail` says what to do, and lists are empty where unused.

    Where a request cannot be met, `conflict` says what contradicts what, and `nearest` holds
    the fields of the request that make the nearest possible request of it.
    """

    type: str
    title: Text
    status: int
    detail: Text
    instance: str
    did_you_mean: list[str]
    fields: list[FieldFaultView]
    roadmap: str | None
    conflict: Text | None
    nearest: NearestFields | None

    @classmethod
    def of(cls, problem: "Problem", path: str, suggester: "Suggester") -> "ProblemView":
        """Show a problem of the request with this path."""
        row, details = problem.row, problem.details
        return cls(
            type=row.type,
            title=problem.title,
            status=row.status,
            detail=problem.detail,
            instance=path,
            did_you_mean=problem.did_you_mean(suggester),
            fields=[
                FieldFaultView(
                    path=fault.path,
                    message=fault.message,
                    did_you_mean=list(fault.did_you_mean),
                )
                for fault in details.faults
            ],
            roadmap=details.roadmap,
            conflict=problem.conflict,
            nearest=details.nearest,
        )


class Details(Struct, frozen=True):
    """What is read from one error: values for the sentences of its row, and facts beside them.

    With `is_one_of_several` the error names the first of several faults, which are all listed.
    """

    params: Mapping[str, MessageParam] = NO_PARAMS
    faults: tuple[FieldFault, ...] = ()
    is_one_of_several: bool = False
    unknown_skill: str | None = None
    unknown_role: str | None = None
    known: tuple[str, ...] = ()
    roadmap: str | None = None
    nearest: NearestFields | None = None
    headers: Mapping[str, str] = NO_HEADERS


class ProblemRow(Struct, frozen=True):
    """The fixed part of a problem, and how the rest is read from the error.

    Its sentences stand in the catalogue under `problem.<slug>`: `title`, `detail` and, with
    `has_conflict`, `conflict`, which may use the params of the details; and `meaning` and `remedy`,
    which explain every problem of the type.
    """

    error: type[Exception]
    status: int
    slug: str
    read: Callable[[Exception], Details]
    has_conflict: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all its sentences."""
        parts = ["title", "detail", "meaning", "remedy"]
        if self.has_conflict:
            parts.append("conflict")
        return tuple(f"problem.{self.slug}.{part}" for part in parts)

    @property
    def type(self) -> str:
        """The address of the page that explains it."""
        return f"/problems/{self.slug}"

    @property
    def title(self) -> Text:
        """Its title, the same for every error of this kind."""
        return Text(f"problem.{self.slug}.title")

    @property
    def meaning(self) -> Text:
        """What happened, for every error of this kind."""
        return Text(f"problem.{self.slug}.meaning")

    @property
    def remedy(self) -> Text:
        """What to do, for every error of this kind."""
        return Text(f"problem.{self.slug}.remedy")


class Suggester(Protocol):
    """Knows what was probably meant by an unknown slug; a library of the knowledge does."""

    def suggest(self, slug: str, /) -> Sequence[str]:
        """Skills of a similar name, best first."""

    def suggest_role(self, slug: str, /) -> Sequence[str]:
        """Roles of a similar name, best first."""


class Problem(Struct, frozen=True):
    """One error as a problem: its row and its details."""

    row: ProblemRow
    details: Details

    @property
    def title(self) -> Text:
        """What is wrong."""
        return self.row.title

    @property
    def detail(self) -> Text:
        """What to do about it."""
        if self.details.is_one_of_several:
            return Text("problem.several.detail", n=len(self.details.faults))
        return self._text("detail")

    @property
    def conflict(self) -> Text | None:
        """What contradicts what, where that is the problem."""
        return self._text("conflict") if self.row.has_conflict else None

    def did_you_mean(self, suggester: Suggester) -> list[str]:
        """What was probably meant where something unknown was named."""
        if self.details.unknown_skill is not None:
            return list(suggester.suggest(self.details.unknown_skill))
        if self.details.unknown_role is not None:
            return list(suggester.suggest_role(self.details.unknown_role))
        return list(self.details.known)

    def _text(self, part: str) -> Text:
        return Text.of(Message(f"problem.{self.row.slug}.{part}", self.details.params))


def row(
    error: type[E],
    status: int,
    slug: str,
    read: Callable[[E], Details] | None = None,
    *,
    has_conflict: bool = False,
) -> ProblemRow:
    """One row of the table; `read` is needed where the sentences have parameters."""
    read_any = cast("Callable[[Exception], Details]", read or _nothing)
    return ProblemRow(error, status, slug, read_any, has_conflict)


def params(**values: MessageParam) -> Details:
    """Details that are only values for the sentences."""
    return Details(values)


def retry(seconds: int, **values: MessageParam) -> Details:
    """Say when to try again [s]."""
    return Details({"seconds": seconds, **values}, headers={"retry-after": str(seconds)})


def _nothing(_: Exception) -> Details:
    return Details()
