"""The gate before the content: reads a folder, runs every check and brings the findings into
order.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from knowledge.checks import CHECKS
from knowledge.collecting import collection_paused
from knowledge.corpus import Corpus, Released
from knowledge.findings import Finding, Severity, put_in_order
from knowledge.reading.folder import read_folder


class Checked(Struct, frozen=True):
    """A folder's corpus with all its findings in order."""

    corpus: Corpus
    findings: tuple[Finding, ...]


def check_folder(
    folder: Path, *, today: str | None = None, released: tuple[Released, ...] = ()
) -> Checked:
    """Find every fault of a content folder in one run.

    Args:
        folder: The content folder.
        today: The day for checks that depend on it, as YYYY-MM-DD; None leaves them out.
        released: What the last release gave out; empty leaves those checks out.
    """
    with collection_paused():
        reading = read_folder(folder)
        corpus = replace(reading.corpus, today=today, released=released)
        found = [finding for check in CHECKS for finding in check(corpus)]
        ordered = put_in_order([*reading.findings, *_not_told(reading.findings, found)])
        return Checked(corpus, ordered)


_FOLLOW_ON_THE_LINE = frozenset(("G004", "I014", "O006"))
"""Codes of checks that are misled by a faulty part on the line they complain about."""

_FOLLOW_IN_THE_FILE = {"A005": "", "A006": "", "F010": "F", "L001": "S002"}
"""Codes of checks that are misled by errors elsewhere in the file: those whose codes begin so."""


def _not_told(told: Iterable[Finding], found: Iterable[Finding]) -> list[Finding]:
    """What the checks found, without what only follows from a part that could not be read."""
    found = list(found)
    faulty = [one for one in told if one.severity is Severity.ERROR]
    spots = {(one.path, one.line, one.column) for one in faulty}
    lines = {(one.path, one.line) for one in faulty}
    codes: dict[str, set[str]] = defaultdict(set)
    for one in (*faulty, *found):
        if one.severity is Severity.ERROR and one.code not in _FOLLOW_IN_THE_FILE:
            codes[one.path].add(one.code)
    return [
        one
        for one in found
        if (one.path, one.line, one.column) not in spots
        and not (one.code in _FOLLOW_ON_THE_LINE and (one.path, one.line) in lines)
        and not _follows(one.code, codes[one.path])
    ]


def _follows(code: str, others: Iterable[str]) -> bool:
    start = _FOLLOW_IN_THE_FILE.get(code)
    return start is not None and any(other.startswith(start) for other in others)
