"""`check`: every fault of the content in one run."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from knowledge.corpus import Released
from knowledge.findings import Finding, Severity, count_errors, put_in_order
from knowledge.fixing import fix_folder
from knowledge.formats import FORMATS
from knowledge.gate import check_folder
from knowledge.places import label_of
from knowledge.schemas import check_schemas, write_schemas


class CheckWish(Struct, frozen=True):
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


def run_check(wish: CheckWish, write: Callable[[str], object]) -> int:
    """Print the findings; 1 when there are errors, else 0."""
    found = _find(wish)
    if wish.is_fixing:
        if wish.schemas is not None:
            write_schemas(wish.schemas)
        fix_folder(wish.content, found, new_signs=wish.new_signs)
        found = _find(wish)
    shown = [
        one
        for one in found
        if wish.include_notes or wish.format != "text" or one.severity is not Severity.NOTE
    ]
    write(FORMATS[wish.format](shown, label_of(wish.content)))
    return 1 if count_errors(found) else 0


def _find(wish: CheckWish) -> tuple[Finding, ...]:
    checked = check_folder(wish.content, today=wish.today, released=wish.released)
    stale = check_schemas(wish.schemas) if wish.schemas is not None else ()
    return put_in_order([*checked.findings, *stale])
