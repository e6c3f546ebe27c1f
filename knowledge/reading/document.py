"""One file → plain values by YAML 1.2, with line and column of every key and value.

The text is screened first (see screening.py), composed once by the C loader,
and walked once. Faults do not stop the walk: a part that cannot be read is
`UNREADABLE` and the rest is there.
"""

import re
from enum import Enum

import yaml
from msgspec import Struct, field

from engine import SourceRef
from knowledge.findings import Edit, Finding, error, warning
from knowledge.reading.scalars import is_ambiguous, is_surely_text, read_scalar
from knowledge.reading.screening import MAX_DEPTH, screen
from knowledge.reading.syntax_faults import explain_refusal

MAX_SCALAR = 4_000
"""The longest single text there may be [characters]."""

_CUT = re.compile(r"(?<=[^\s]) #(?=\S|$)")

Path = tuple[str | int, ...]
Spot = tuple[int, int]


class Unreadable(Enum):
    """The one value that stands for a part that could not be read; its fault is reported."""

    UNREADABLE = "unreadable"


UNREADABLE = Unreadable.UNREADABLE


class Document(Struct, frozen=True):
    """A file as read.

    `value` is UNREADABLE when nothing of the file can be used. `spots` has the
    (line, column) of every value and `key_spots` of every key, counted from 1;
    `raw` has what was written for values that are no text.
    """

    path: str
    value: object
    text: str = ""
    spots: dict[Path, Spot] = field(default_factory=dict)
    key_spots: dict[Path, Spot] = field(default_factory=dict)
    raw: dict[Path, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def at(self, *path: str | int) -> SourceRef:
        """Where the value stands, or the nearest part around it that exists."""
        line, column = _nearest(self.spots, path)
        return SourceRef(self.path, line, column)

    def at_key(self, *path: str | int) -> SourceRef:
        """Where the key stands; for an item of a list, where the item stands."""
        spot = self.key_spots.get(path)
        return self.at(*path) if spot is None else SourceRef(self.path, *spot)


def _nearest(spots: dict[Path, Spot], path: Path) -> Spot:
    while path and path not in spots:
        path = path[:-1]
    return spots.get(path, (1, 1))


class _PlainLoader(yaml.CSafeLoader):
    """Composes nodes without finding out what their values mean: scalars.py does that."""

    def resolve(self, _kind: type[yaml.Node], _value: str | None, _implicit: object) -> str:
        return ""

    def descend_resolver(self, _node: yaml.Node | None, _index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def read_document(path: str, content: bytes) -> Document:
    """Read one file; never raises for what stands in it.

    Args:
        path: The name that findings carry, relative to the content folder.
        content: The bytes as they are; screened before they are parsed.
    """
    screened = screen(path, content)
    if screened.text is None:
        return Document(path, UNREADABLE, findings=screened.findings)
    try:
        node = yaml.compose(screened.text, Loader=_PlainLoader)
    except yaml.YAMLError as refusal:
        fault = _not_yaml(path, screened.text, refusal)
        is_told = fault.line in screened.tabbed_lines
        findings = screened.findings if is_told else (*screened.findings, fault)
        return Document(path, UNREADABLE, screened.text, findings=findings)
    walk = _Walk(path, _cut_lines(screened.text))
    value = walk.visit(node, ()) if node is not None else UNREADABLE
    if not isinstance(value, dict):
        walk.refuse(
            SourceRef(path, 1, 1),
            "S001",
            "the file is empty" if node is None else "the file is no mapping of keys to values",
            "write its keys, or delete the file" if node is None else "",
        )
        value = UNREADABLE
    return Document(
        path=path,
        value=value,
        text=screened.text,
        spots=walk.spots,
        key_spots=walk.key_spots,
        raw=walk.raw,
        findings=(*screened.findings, *walk.findings),
    )


def _cut_lines(text: str) -> dict[int, int]:
    """Line → column, from 0, where a space and a # may cut off the rest of a text."""
    if " #" not in text:
        return {}
    lines = ((number, _CUT.search(line)) for number, line in enumerate(text.split("\n")))
    return {number: found.start() for number, found in lines if found}


def _not_yaml(path: str, text: str, refusal: yaml.YAMLError) -> Finding:
    fault = explain_refusal(text, refusal)
    return error(SourceRef(path, fault.line, fault.column), "S001", fault.message, fault.mend)


class _Walk:
    """One pass over the composed nodes."""

    def __init__(self, path: str, cut_lines: dict[int, int]) -> None:
        self.path = path
        self._cut_lines = cut_lines
        self.spots: dict[Path, Spot] = {}
        self.key_spots: dict[Path, Spot] = {}
        self.raw: dict[Path, str] = {}
        self.findings: list[Finding] = []
        self._seen: set[int] = set()

    def refuse(self, place: SourceRef, code: str, message: str, mend: str = "") -> None:
        self.findings.append(
            error(place, code, message, mend or "write it as the format page shows")
        )

    def visit(self, node: yaml.Node, path: Path) -> object:
        mark = node.start_mark
        self.spots[path] = (mark.line + 1, mark.column + 1)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if id(node) in self._seen:
            return UNREADABLE  # an alias; the screening has reported it
        self._seen.add(id(node))
        if len(path) >= MAX_DEPTH:
            self.refuse(self._place(node), "S008", f"values are nested more than {MAX_DEPTH} deep")
            return UNREADABLE
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return [self.visit(item, (*path, index)) for index, item in enumerate(node.value)]

    def _place(self, node: yaml.Node) -> SourceRef:
        return SourceRef(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def _scalar(self, node: yaml.ScalarNode, path: Path) -> object:
        text: str = node.value
        if self._cut_lines and not node.style:
            self._report_cut(node)
        if len(text) > MAX_SCALAR:
            self.refuse(
                self._place(node),
                "S008",
                f"a text of {len(text):,} characters; at most {MAX_SCALAR:,} are read",
                "shorten it",
            )
            return UNREADABLE
        if node.style or is_surely_text(text):
            return text
        if is_ambiguous(text):
            self._report_ambiguous(node)
        value = read_scalar(text)
        if type(value) is not str and (type(value) is not int or text != str(value)):
            self.raw[path] = text
        return value

    def _report_cut(self, node: yaml.ScalarNode) -> None:
        end = node.end_mark
        column = self._cut_lines.get(end.line)
        if node.value and column is not None and column == end.column:
            self.findings.append(
                warning(
                    SourceRef(self.path, end.line + 1, column + 2),
                    "S012",
                    "the text ends here: what follows # is a comment",
                    "put the text between double quotes, or write a space after # for a comment",
                )
            )

    def _report_ambiguous(self, node: yaml.ScalarNode) -> None:
        place = self._place(node)
        self.findings.append(
            error(
                place,
                "S003",
                f"{node.value} without quotes is read differently by different tools",
                f'write "{node.value}" for the text, or true, false or a plain number',
                edit=Edit(place.line, place.column, node.value, f'"{node.value}"'),
            )
        )

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str | int, object]:
        values: dict[str | int, object] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key is None:
                continue
            key_path = (*path, key)
            if key in values:
                self._report_duplicate(key_node, key_path)
                continue
            place = key_node.start_mark
            self.key_spots[key_path] = (place.line + 1, place.column + 1)
            values[key] = self.visit(value_node, key_path)
        return values

    def _key(self, node: yaml.Node) -> str | int | None:
        if not isinstance(node, yaml.ScalarNode):
            self.refuse(self._place(node), "S001", "a key must be a word or a number")
            return None
        text: str = node.value
        if node.style or is_surely_text(text):
            return text
        if text == "<<":
            self.refuse(
                self._place(node),
                "S007",
                "<< is a merge key; content files do without",
                "write the keys out",
            )
            return None
        if is_ambiguous(text):
            self._report_ambiguous(node)
        value = read_scalar(text)
        return value if isinstance(value, int) and not isinstance(value, bool) else text

    def _report_duplicate(self, node: yaml.ScalarNode, path: Path) -> None:
        first = self.key_spots[path]
        self.refuse(
            self._place(node),
            "S002",
            f"the key {node.value} stands here a second time, first on line {first[0]}",
            "keep one of the two",
        )
