"""`check`: every fault of the content in one run."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from knowledge.corpus import Released
from knowledge.findings import Severity, count_errors
from knowledge.fixing import fix_folder
from knowledge.formats import FORMATS
from knowledge.gate import check_folder
from knowledge.places import label_of


class CheckWish(Struct, frozen=True):
    """What the editor asked for; `new_signs` makes the random part of an id."""

    content: Path
    today: str
    format: str
    include_notes: bool
    is_fixing: bool
    new_signs: Callable[[], str]
    released: tuple[Released, ...] = ()


def run_check(wish: CheckWish, write: Callable[[str], object]) -> int:
    """Print the findings; 1 when there are errors, else 0."""
    checked = check_folder(wish.content, today=wish.today, released=wish.released)
    if wish.is_fixing and fix_folder(wish.content, checked.findings, new_signs=wish.new_signs):
        checked = check_folder(wish.content, today=wish.today, released=wish.released)
    shown = [
        one
        for one in checked.findings
        if wish.include_notes or wish.format != "text" or one.severity is not Severity.NOTE
    ]
    write(FORMATS[wish.format](shown, label_of(wish.content)))
    return 1 if count_errors(checked.findings) else 0
