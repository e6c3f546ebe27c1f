"""`--fix`: the safe fixes, made in the text itself, so that comments and layout are preserved."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from knowledge.findings import NEW_ID, Edit, Finding
from knowledge.reading.document import INVALID, read_document
from knowledge.reading.value_types import ID_PREFIXES

_BOM = "\ufeff"
_TAB_WIDTHS = (2, 4, 8)


def fix_folder(folder: Path, findings: Iterable[Finding], *, random_part: Callable[[], str]) -> int:
    """Make the edits of the findings; returns how many files were written.

    Args:
        folder: The content folder that the findings' paths start from.
        findings: As a check found them; those without an edit are left alone.
        random_part: Makes the eight random characters of a new id.
    """
    edits: dict[str, list[Edit]] = defaultdict(list)
    for one in findings:
        if one.edit is not None:
            edits[one.path].append(one.edit)
    return sum(_fix_file(folder / name, edits[name], random_part) for name in sorted(edits))


def _fix_file(path: Path, edits: Sequence[Edit], random_part: Callable[[], str]) -> bool:
    before = path.read_bytes()
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError:
        return False
    after = _with_fitting_tabs(path.name, text, edits)
    kind = next((line[6:].strip() for line in after.split("\n") if line.startswith("kind: ")), "")
    if kind in ID_PREFIXES and f"\nid: {NEW_ID}\n" in after:
        generated = f"\nid: {ID_PREFIXES[kind]}{random_part()}\n"
        after = after.replace(f"\nid: {NEW_ID}\n", generated, 1)
    if after == text:
        return False
    path.write_bytes(after.encode("utf-8"))
    return True


def _with_fitting_tabs(name: str, text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits, and tabs of the first width that leaves a readable file.

    Where none does, tabs are left to the editor: which indentation was meant is unknown.
    """
    for width in _TAB_WIDTHS:
        after = apply_edits(text, edits, tab_width=width)
        if read_document(name, after.encode()).value is not INVALID:
            return after
    return apply_edits(text, [one for one in edits if one.old != "\t"])


def apply_edits(text: str, edits: Iterable[Edit], *, tab_width: int = 2) -> str:
    """The text with the edits made; an edit whose old text is not there is skipped.

    Example:
        >>> apply_edits("a: no\\n", [Edit(1, 4, "no", '"no"')])
        'a: "no"\\n'
    """
    wanted = sorted(set(edits), reverse=True)
    text = text.removeprefix(_BOM) if any(one.old == _BOM for one in wanted) else text
    if any(one.old == "\r" for one in wanted):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for one in wanted:
        if one.old in ("\r", _BOM) or not 1 <= one.line <= len(lines):
            continue
        line = lines[one.line - 1]
        if one.old == "\t":
            lines[one.line - 1] = line.expandtabs(tab_width)
            continue
        start = one.column - 1
        if line[start : start + len(one.old)] != one.old:
            start += line[start : start + 1] in ("'", '"')
        if line[start : start + len(one.old)] == one.old:
            lines[one.line - 1] = line[:start] + one.new + line[start + len(one.old) :]
    return "\n".join(lines)
