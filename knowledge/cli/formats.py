"""Findings for people, for programs, for GitHub's annotations, and as SARIF for code scanning."""

from collections.abc import Callable, Sequence

import msgspec

from knowledge.findings import Finding, Severity, count_errors

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_text(findings: Sequence[Finding], root: str) -> str:
    """One finding on two lines: place, code and message, then the mend."""
    lines = [
        f"{root}{one.path}:{one.line}:{one.column}: {one.severity.value} {one.code} {one.message}\n"
        f"    mend: {one.mend}{'  (--fix does it)' if one.edit else ''}"
        for one in findings
    ]
    return "\n".join([*lines, summary(findings)]) + "\n"


def summary(findings: Sequence[Finding]) -> str:
    """How many of each kind.

    Example:
        >>> summary([])
        'content is good: 0 errors, 0 warnings, 0 notes'
    """
    errors = count_errors(findings)
    warnings = sum(1 for one in findings if one.severity is Severity.WARNING)
    verdict = "content is broken" if errors else "content is good"
    notes = len(findings) - errors - warnings
    counted = ((errors, "error"), (warnings, "warning"), (notes, "note"))
    return f"{verdict}: " + ", ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in counted)


def as_json(findings: Sequence[Finding], root: str) -> str:
    """A list of objects, as the fields of a finding."""
    rows = [
        {
            "path": root + one.path,
            "line": one.line,
            "column": one.column,
            "code": one.code,
            "severity": one.severity.value,
            "message": one.message,
            "mend": one.mend,
            "fixable": one.edit is not None,
        }
        for one in findings
    ]
    return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode() + "\n"


def as_github(findings: Sequence[Finding], root: str) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""
    return "".join(
        f"::{_GITHUB_LEVELS[one.severity]} file={_property(root + one.path)},line={one.line},"
        f"col={one.column},title={one.code}::{_data(one.message)}%0A{_data(one.mend)}\n"
        for one in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Sequence[Finding], root: str) -> str:
    """SARIF 2.1.0, one run."""
    rules = [{"id": code} for code in sorted({one.code for one in findings})]
    driver = {"name": "knowledge check", "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(one, root) for one in findings],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _sarif_result(one: Finding, root: str) -> dict[str, object]:
    region = {"startLine": one.line, "startColumn": one.column}
    location = {"artifactLocation": {"uri": root + one.path}, "region": region}
    return {
        "ruleId": one.code,
        "level": _SARIF_LEVELS[one.severity],
        "message": {"text": f"{one.message}. Mend: {one.mend}"},
        "locations": [{"physicalLocation": location}],
    }


FORMATS: dict[str, Callable[[Sequence[Finding], str], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
