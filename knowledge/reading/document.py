"""One file → plain values by YAML 1.2, with line and column of every key and value.

The text is screened first (see screening.py), composed once by the C loader,
and walked once. Faults do not stop the walk: a part that cannot be read is
`INVALID` and the rest is there.
"""

import re
from enum import Enum

import yaml
from msgspec import field

from engine import SourceRef
from knowledge.findings import Edit, Violation
from knowledge.reading.scalars import is_ambiguous, is_surely_text, read_scalar
from knowledge.reading.screening import MAX_DEPTH, screen
from knowledge.reading.source_map import Path, Position, SourceMap
from knowledge.reading.syntax_errors import explain_parser_error

MAX_SCALAR = 4_000
"""The longest single text that is accepted [characters]."""

_CUT = re.compile(r"(?<=[^\s]) #(?=\S|$)")


class Invalid(Enum):
    """The value of a part that could not be read; its violation is reported."""

    INVALID = "invalid"


INVALID = Invalid.INVALID


class YamlDocument(SourceMap, frozen=True, kw_only=True):
    """A file as read.

    `value` is INVALID when nothing of the file can be used; `raw` has what was
    written for values that are not text.
    """

    value: object
    text: str = ""
    raw: dict[Path, str] = field(default_factory=dict)
    violations: tuple[Violation, ...] = ()


class _PlainLoader(yaml.CSafeLoader):
    """Composes nodes without working out what their values mean: scalars.py does that."""

    def resolve(self, _kind: type[yaml.Node], _value: str | None, _implicit: object) -> str:
        return ""

    def descend_resolver(self, _node: yaml.Node | None, _index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def read_document(path: str, content: bytes) -> YamlDocument:
    """Read one file; never raises because of its content.

    Args:
        path: The name that findings carry, relative to the content folder.
        content: The bytes as they are; screened before they are parsed.
    """
    screened = screen(path, content)
    if screened.text is None:
        return YamlDocument(path, value=INVALID, violations=screened.violations)
    try:
        node = yaml.compose(screened.text, Loader=_PlainLoader)
    except yaml.YAMLError as error:
        found = explain_parser_error(path, screened.text, error)
        is_reported = found.place.line in screened.tabbed_lines
        violations = screened.violations if is_reported else (*screened.violations, found)
        return YamlDocument(path, value=INVALID, text=screened.text, violations=violations)
    walk = _Walk(path, _cut_lines(screened.text))
    value = walk.visit(node, ()) if node is not None else INVALID
    if not isinstance(value, dict):
        message = "S001.empty" if node is None else "S001.not-a-mapping"
        walk.violations.append(Violation.of(SourceRef(path, 1, 1), message))
        value = INVALID
    return YamlDocument(
        path=path,
        value=value,
        text=screened.text,
        positions=walk.positions,
        key_positions=walk.key_positions,
        raw=walk.raw,
        violations=(*screened.violations, *walk.violations),
    )


def _cut_lines(text: str) -> dict[int, int]:
    """Line → column, from 0, where a space and a # may cut off the rest of a text."""
    if " #" not in text:
        return {}
    lines = ((number, _CUT.search(line)) for number, line in enumerate(text.split("\n")))
    return {number: found.start() for number, found in lines if found}


class _Walk:
    """One pass over the composed nodes."""

    def __init__(self, path: str, cut_lines: dict[int, int]) -> None:
        self.path = path
        self._cut_lines = cut_lines
        self.positions: dict[Path, Position] = {}
        self.key_positions: dict[Path, Position] = {}
        self.raw: dict[Path, str] = {}
        self.violations: list[Violation] = []
        self._seen: set[int] = set()

    def visit(self, node: yaml.Node, path: Path) -> object:
        mark = node.start_mark
        self.positions[path] = (mark.line + 1, mark.column + 1)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, path)
        if id(node) in self._seen:
            return INVALID  # an alias; the screening has reported it
        self._seen.add(id(node))
        if len(path) >= MAX_DEPTH:
            self.violations.append(Violation.of(self._place(node), "S008.depth", most=MAX_DEPTH))
            return INVALID
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
            place = self._place(node)
            self.violations.append(
                Violation.of(place, "S008.text-length", n=len(text), most=MAX_SCALAR)
            )
            return INVALID
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
            place = SourceRef(self.path, end.line + 1, column + 2)
            self.violations.append(Violation.of(place, "S012"))

    def _report_ambiguous(self, node: yaml.ScalarNode) -> None:
        place, text = self._place(node), node.value
        edit = Edit(place.line, place.column, text, f'"{text}"')
        self.violations.append(Violation.of(place, "S003.ambiguous", edit=edit, text=text))

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str | int, object]:
        values: dict[str | int, object] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key is None:
                continue
            key_path = (*path, key)
            if key in values:
                line = self.key_positions[key_path][0]
                self.violations.append(
                    Violation.of(self._place(key_node), "S002", key=key_node.value, line=line)
                )
                continue
            mark = key_node.start_mark
            self.key_positions[key_path] = (mark.line + 1, mark.column + 1)
            values[key] = self.visit(value_node, key_path)
        return values

    def _key(self, node: yaml.Node) -> str | int | None:
        if not isinstance(node, yaml.ScalarNode):
            self.violations.append(Violation.of(self._place(node), "S001.key"))
            return None
        text: str = node.value
        if node.style or is_surely_text(text):
            return text
        if text == "<<":
            self.violations.append(Violation.of(self._place(node), "S007.merge-key"))
            return None
        if is_ambiguous(text):
            self._report_ambiguous(node)
        value = read_scalar(text)
        return value if isinstance(value, int) and not isinstance(value, bool) else text
