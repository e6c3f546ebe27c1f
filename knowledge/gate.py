"""The gate before the content: reads a folder, runs every check and puts the findings in order."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from knowledge.checks.registry import CHECKS, QUICK_CHECKS, severity_of
from knowledge.corpus import Corpus, ReleasedEntry, read_folder
from knowledge.findings import Finding, Severity, Violation, put_in_order
from knowledge.messages.catalogue import messages_for_editors


class CheckResult(Struct, frozen=True):
    """A folder's corpus with all its findings in order."""

    corpus: Corpus
    findings: tuple[Finding, ...]


class BrokenKnowledgeError(Exception):
    """The content has errors; `findings` holds every finding, with places and fixes."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = put_in_order(findings)
        super().__init__(self.findings)

    def __str__(self) -> str:
        messages = messages_for_editors()
        errors = [one for one in self.findings if one.severity is Severity.ERROR]
        first = errors[0]
        where = f"{first.path}:{first.line}:{first.column}"
        what = messages.format(first.message)
        return f"{len(errors)} errors, first at {where}: {first.code}: {what}"


def check_folder(
    folder: Path,
    *,
    today: str | None = None,
    released: tuple[ReleasedEntry, ...] = (),
    include_plans: bool = False,
) -> CheckResult:
    """Find every fault of a content folder in one run.

    Args:
        folder: The content folder.
        today: The day for checks that depend on it, as YYYY-MM-DD; None leaves them out.
        released: What the last release published; empty leaves those checks out.
        include_plans: Also run the checks that plan every role, which takes some seconds.
    """
    with collection_paused():
        contents = read_folder(folder)
        corpus = replace(contents.corpus, today=today, released=released)
        checks = CHECKS if include_plans else QUICK_CHECKS
        found = [violation for check in checks for violation in check(corpus)]
        reported = [*contents.violations, *_independent(contents.violations, found)]
        return CheckResult(corpus, put_in_order(with_severity(reported)))


def with_severity(violations: Iterable[Violation]) -> list[Finding]:
    """The violations as findings, with the severities of the registry."""
    return [Finding.of(one, severity_of(one)) for one in violations]


@contextmanager
def collection_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector while many objects are made that all stay."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


_MISLED_BY_THE_LINE = frozenset(("E001", "G004", "I014", "O006"))
"""Checks that are misled by a faulty part on the line they complain about."""

_MISLED_BY_THE_FILE = {"A005": "", "A006": "", "F010": "F", "L001": "S002"}
"""Checks that are misled by errors elsewhere in the file: those whose codes begin so."""


def _independent(read: Iterable[Violation], found: Iterable[Violation]) -> list[Violation]:
    """What the checks found, without what only follows from a part that could not be read."""
    found = list(found)
    faulty = [one for one in read if severity_of(one) is Severity.ERROR]
    places = {one.place for one in faulty}
    lines = {(place.path, place.line) for place in places}
    codes: dict[str, set[str]] = defaultdict(set)
    for one in (*faulty, *found):
        if one.code not in _MISLED_BY_THE_FILE and severity_of(one) is Severity.ERROR:
            codes[one.place.path].add(one.code)
    return [
        one
        for one in found
        if one.place not in places
        and not (one.code in _MISLED_BY_THE_LINE and (one.place.path, one.place.line) in lines)
        and not _is_misled(one.code, codes[one.place.path])
    ]


def _is_misled(code: str, others: Iterable[str]) -> bool:
    start = _MISLED_BY_THE_FILE.get(code)
    return start is not None and any(other.startswith(start) for other in others)
