"""`check`: every fault of the content in one run."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from knowledge.cli.fixing import fix_folder
from knowledge.cli.formats import FORMATS, label_of
from knowledge.corpus import ReleasedEntry
from knowledge.findings import Finding, Severity, count_errors, put_in_order
from knowledge.gate import check_folder, with_severity
from knowledge.schemas import check_schemas, write_schemas


class CheckOptions(Struct, frozen=True):
    """What to check and how to print it; `random_part` makes the random part of an id.

    `schemas` is the folder of the content's schemas, or None when they are not
    to be checked.
    """

    content: Path
    schemas: Path | None
    today: str
    format: str
    include_notes: bool
    is_fixing: bool
    random_part: Callable[[], str]
    released: tuple[ReleasedEntry, ...] = ()


def run_check(options: CheckOptions, write: Callable[[str], object]) -> int:
    """Print the findings; 1 when there are errors, else 0."""
    found = _find(options)
    if options.is_fixing:
        if options.schemas is not None:
            write_schemas(options.schemas)
        fix_folder(options.content, found, random_part=options.random_part)
        found = _find(options)
    shown = [
        one
        for one in found
        if options.include_notes or options.format != "text" or one.severity is not Severity.NOTE
    ]
    write(FORMATS[options.format](shown, label_of(options.content)))
    return 1 if count_errors(found) else 0


def _find(options: CheckOptions) -> tuple[Finding, ...]:
    checked = check_folder(
        options.content, today=options.today, released=options.released, include_plans=True
    )
    stale = check_schemas(options.schemas) if options.schemas is not None else ()
    return put_in_order([*checked.findings, *with_severity(stale)])
