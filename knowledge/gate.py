"""The gate before the content: reads a folder, runs every check and brings the findings into
order.
"""

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from knowledge.checks import CHECKS
from knowledge.collecting import collection_paused
from knowledge.corpus import Corpus, Released
from knowledge.findings import Finding, Severity, put_in_order
from knowledge.folder import read_folder


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


def _not_told(told: Iterable[Finding], found: Iterable[Finding]) -> list[Finding]:
    """What the checks found, without what only follows from a part that could not be read."""
    faulty = {(one.path, one.line, one.column) for one in told if one.severity is Severity.ERROR}
    return [one for one in found if (one.path, one.line, one.column) not in faulty]
