"""`check`: every fault of the content in one run."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from knowledge.cli.formats import FORMATS
from knowledge.corpus import Released
from knowledge.findings import Finding, Severity, count_errors, put_in_order
from knowledge.fixing import fix_folder
from knowledge.gate import check_folder
from knowledge.places import label_of
from knowledge.schemas import check_schemas, write_schemas


class CheckOptions(Struct, frozen=True):
    """What the editor asked for; `new_signs` makes the random part of an id.

    `schemas` is where the schemas of the content lie, or None when they are
    not to be looked at.
    """

    content: Path
    schemas: Path | None
    today: str
    format: str
    include_notes: bool
    is_fixing: bool
    new_signs: Callable[[], str]
    released: tuple[Released, ...] = ()


def run_check(options: CheckOptions, write: Callable[[str], object]) -> int:
    """Print the findings; 1 when there are errors, else 0."""
    found = _find(options)
    if options.is_fixing:
        if options.schemas is not None:
            write_schemas(options.schemas)
        fix_folder(options.content, found, new_signs=options.new_signs)
        found = _find(options)
    shown = [
        one
        for one in found
        if options.include_notes or options.format != "text" or one.severity is not Severity.NOTE
    ]
    write(FORMATS[options.format](shown, label_of(options.content)))
    return 1 if count_errors(found) else 0


def _find(options: CheckOptions) -> tuple[Finding, ...]:
    checked = check_folder(options.content, today=options.today, released=options.released)
    stale = check_schemas(options.schemas) if options.schemas is not None else ()
    return put_in_order([*checked.findings, *stale])
