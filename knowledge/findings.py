"""What is wrong with content, as codes and parameters; the words are in messages/.

A check reports a violation; the gate makes a finding of it by adding the severity of its code.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from engine import Message, MessageParam, SourceRef

NEW_ID = "NEW"
"""What an edit writes for an id that is still to be generated."""
CODE_LENGTH = 4


class Severity(StrEnum):
    """Errors keep content from going live; warnings should be looked at; notes only inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Edit(Struct, frozen=True, order=True):
    """A safe fix as data: at line and column, counted from 1, `old` becomes `new`."""

    line: int
    column: int
    old: str
    new: str


class Violation(Struct, frozen=True):
    """A rule that is broken at a place: the message that says how, and the one that helps.

    `edit` is there when `--fix` can repair it.
    """

    place: SourceRef
    message: Message
    fix: Message
    edit: Edit | None = None

    @classmethod
    def of(
        cls,
        place: SourceRef,
        message: str,
        /,
        *,
        fix: Message | None = None,
        edit: Edit | None = None,
        **params: MessageParam,
    ) -> "Violation":
        """A violation of the rule with which the message's code begins.

        Args:
            place: Where it is.
            message: The rule's code, or the code and a variant of the message: "F012.summary".
            fix: What to do about it; the message `<message>.fix` with the same parameters if None.
            edit: The same as an edit of the text, where it is safe.
            params: What the placeholders of the message stand for.
        """
        return cls(place, Message(message, params), fix or Message(f"{message}.fix", params), edit)

    @classmethod
    def with_params(
        cls, place: SourceRef, message: str, params: Mapping[str, MessageParam]
    ) -> "Violation":
        """A violation whose fix is the message `<message>.fix`, and has no edit."""
        return cls(place, Message(message, params), Message(f"{message}.fix", params))

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.message.code[:CODE_LENGTH]

    @property
    def variant(self) -> str:
        """Which of the messages of a rule it is, or nothing when there is one."""
        return self.message.code[CODE_LENGTH + 1 :]


class Finding(Struct, frozen=True):
    """One fault of the content, as editors see it.

    `path` is relative to the content folder and uses slashes on every system;
    line and column count from 1. `edit` is there when `--fix` can repair it.
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: Message
    fix: Message
    edit: Edit | None

    @classmethod
    def of(cls, violation: Violation, severity: Severity) -> "Finding":
        """The violation with the severity that its rule has."""
        return cls(
            path=violation.place.path,
            line=violation.place.line,
            column=violation.place.column,
            code=violation.code,
            severity=severity,
            message=violation.message,
            fix=violation.fix,
            edit=violation.edit,
        )


def put_in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by file, line, column, code and message, and drop exact repetitions."""
    keyed = {(one.path, one.line, one.column, one.code, repr(one.message)): one for one in findings}
    return tuple(keyed[key] for key in sorted(keyed))


def count_errors(findings: Iterable[Finding]) -> int:
    """How many findings keep the content from going live."""
    return sum(1 for one in findings if one.severity is Severity.ERROR)
