"""How a file is laid out: the editor's schema line on top, and the keys in the expected order."""

from collections.abc import Iterator

from engine import SourceRef
from knowledge.findings import Edit, Violation
from knowledge.reading.document import YamlDocument
from knowledge.reading.records import KEY_ORDER

SCHEMA_LINE = "# yaml-language-server: $schema="


def schema_line(path: str, kind: str) -> str:
    """The line that gives editors completion: the path from the file to its schema.

    Example:
        >>> schema_line("roles/data-analyst.yaml", "role")
        '# yaml-language-server: $schema=../../schema/role.schema.json'
    """
    up = "../" * (path.count("/") + 1)
    return f"{SCHEMA_LINE}{up}schema/{kind}.schema.json"


def check_layout(document: YamlDocument) -> Iterator[Violation]:
    """S010 for the schema line, S011 for the order of keys."""
    value = document.value
    kind = value.get("kind") if isinstance(value, dict) else None
    if isinstance(kind, str):
        yield from _check_schema_line(document, kind)
        yield from _check_key_order(document, kind)


def _check_schema_line(document: YamlDocument, kind: str) -> Iterator[Violation]:
    wanted = schema_line(document.path, kind)
    first = document.text.split("\n", 1)[0]
    if first.rstrip() == wanted:
        return
    is_stale = first.startswith(SCHEMA_LINE)
    edit = Edit(1, 1, first if is_stale else "", wanted if is_stale else wanted + "\n")
    yield Violation.of(SourceRef(document.path, 1, 1), "S010", edit=edit, line=wanted)


def _check_key_order(document: YamlDocument, kind: str) -> Iterator[Violation]:
    order = KEY_ORDER.get(kind)
    if order is None or not isinstance(document.value, dict):
        return
    written = [key for key in document.value if key in order]
    wanted = [key for key in order if key in document.value]
    for key, expected in zip(written, wanted, strict=True):
        if key != expected:
            place = document.at_key(str(key))
            yield Violation.of(place, "S011", key=str(key), expected=expected, keys=tuple(wanted))
            return
