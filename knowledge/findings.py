"""A finding is a fault in content: where it stands, which rule it breaks, and how to mend it."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from engine import SourceRef


class Severity(StrEnum):
    """Errors keep content from going live; warnings ask for a look; notes only inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Edit(Struct, frozen=True, order=True):
    """A safe mend as data: at line and column, counted from 1, `old` becomes `new`."""

    line: int
    column: int
    old: str
    new: str


NEW_ID = "NEW"
"""What an edit writes for an id that is still to be drawn."""


class Finding(Struct, frozen=True):
    """One fault, in the editor's words.

    `path` is relative to the content folder and uses slashes on every system;
    line and column count from 1. `edit` is there when `--fix` can mend it.
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    mend: str
    edit: Edit | None = None


def _finding(
    place: SourceRef, severity: Severity, code: str, text: tuple[str, str], edit: Edit | None
) -> Finding:
    message, mend = text
    return Finding(
        path=place.path,
        line=place.line,
        column=place.column,
        code=code,
        severity=severity,
        message=message,
        mend=mend,
        edit=edit,
    )


def error(
    place: SourceRef, code: str, message: str, mend: str, *, edit: Edit | None = None
) -> Finding:
    """A finding that keeps the content from going live."""
    return _finding(place, Severity.ERROR, code, (message, mend), edit)


def warning(
    place: SourceRef, code: str, message: str, mend: str, *, edit: Edit | None = None
) -> Finding:
    """A finding that asks for a look."""
    return _finding(place, Severity.WARNING, code, (message, mend), edit)


def note(place: SourceRef, code: str, message: str, mend: str) -> Finding:
    """A finding that only informs."""
    return _finding(place, Severity.NOTE, code, (message, mend), None)


def put_in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by file, line, column, code and text, and drop exact repetitions."""
    keyed = {(one.path, one.line, one.column, one.code, one.message): one for one in findings}
    return tuple(keyed[key] for key in sorted(keyed))


def count_errors(findings: Iterable[Finding]) -> int:
    """How many findings keep the content from going live."""
    return sum(1 for one in findings if one.severity is Severity.ERROR)


class BrokenKnowledgeError(Exception):
    """The content has errors; `findings` holds every one of them, with places and mends."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = put_in_order(findings)
        super().__init__(f"the content has {count_errors(self.findings)} errors")
