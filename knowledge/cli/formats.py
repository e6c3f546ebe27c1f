"""Findings in words: for people, for programs, for GitHub's annotations, and as SARIF."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from engine import Message
from knowledge.checks.registry import CHECK_BY_CODE
from knowledge.findings import Finding, Severity, count_errors
from knowledge.messages.catalogue import MessageCatalogue, messages_for_editors

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def say(code: str, /, **params: str | int | float | Message | tuple[str, ...]) -> str:
    """A sentence of the command line."""
    return messages_for_editors().format(Message(code, params))


def label_of(folder: Path) -> str:
    """The folder relative to the current one, with a slash at the end."""
    here = Path.cwd()
    real = folder.resolve()
    shown = real.relative_to(here) if real.is_relative_to(here) else real
    return "" if shown == Path() else shown.as_posix() + "/"


def as_text(findings: Sequence[Finding], root: str) -> str:
    """One finding on two lines: place, severity, code and message, then the fix."""
    messages = messages_for_editors()
    lines = [_text_lines(one, root, messages) for one in findings]
    return "\n".join([*lines, summary(findings)]) + "\n"


def _text_lines(one: Finding, root: str, messages: MessageCatalogue) -> str:
    place = f"{root}{one.path}:{one.line}:{one.column}"
    severity = say("check.severity", severity=one.severity.value)
    fix = messages.format(one.fix)
    advice = say("check.fixable" if one.edit else "check.fix", fix=fix)
    return f"{place}: {severity} {one.code}: {messages.format(one.message)}\n    {advice}"


def summary(findings: Sequence[Finding]) -> str:
    """How many of each severity.

    Example:
        >>> summary([])
        'Content OK: 0 errors, 0 warnings, 0 notes'
    """
    errors = count_errors(findings)
    warnings = sum(1 for one in findings if one.severity is Severity.WARNING)
    notes = len(findings) - errors - warnings
    code = "check.failed" if errors else "check.passed"
    return say(code, errors=errors, warnings=warnings, notes=notes)


def as_json(findings: Sequence[Finding], root: str) -> str:
    """A list of objects with the fields of a finding."""
    messages = messages_for_editors()
    rows = [
        {
            "path": root + one.path,
            "line": one.line,
            "column": one.column,
            "code": one.code,
            "severity": one.severity.value,
            "message": messages.format(one.message),
            "fix": messages.format(one.fix),
            "fixable": one.edit is not None,
        }
        for one in findings
    ]
    return _json(rows)


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def as_github(findings: Sequence[Finding], root: str) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""
    messages = messages_for_editors()
    return "".join(
        f"::{_GITHUB_LEVELS[one.severity]} file={_property(root + one.path)},line={one.line},"
        f"col={one.column},title={one.code}::{_data(messages.format(one.message))}"
        f"%0A{_data(messages.format(one.fix))}\n"
        for one in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Sequence[Finding], root: str) -> str:
    """SARIF 2.1.0, one run; every rule with its title."""
    messages = messages_for_editors()
    rules = [
        {"id": code, "shortDescription": {"text": messages.format(CHECK_BY_CODE[code].title)}}
        for code in sorted({one.code for one in findings})
    ]
    run = {
        "tool": {"driver": {"name": "knowledge check", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(one, root) for one in findings],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return _json(log)


def _sarif_result(one: Finding, root: str) -> dict[str, object]:
    region = {"startLine": one.line, "startColumn": one.column}
    location = {"artifactLocation": {"uri": root + one.path}, "region": region}
    text = say("check.sarif", message=one.message, fix=one.fix)
    return {
        "ruleId": one.code,
        "level": _SARIF_LEVELS[one.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }


FORMATS: dict[str, Callable[[Sequence[Finding], str], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def as_errors(findings: Sequence[Finding], content: Path) -> str:
    """Only the errors, as text: why a command cannot use the content."""
    errors = [one for one in findings if one.severity is Severity.ERROR]
    return as_text(errors, label_of(content))
