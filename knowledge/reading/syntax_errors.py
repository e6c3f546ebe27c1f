"""What the parser rejects, explained: which mistake it was, where it was made, and how to fix it.

The parser says where it could not go on, which is often a line below the
mistake or, after a quote that was never closed, many lines below.
"""

import re
from collections.abc import Callable, Sequence

import yaml
from msgspec import Struct

from engine import MessageParam, SourceRef
from knowledge.findings import Violation

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_LEFT_OPEN = re.compile(
    r"""(?:[:,-]\s+|[\[{]\s*)("(?:[^"\\]|\\.)*|'(?:[^']|'')*)$"""  # to the end of the line
)
_KEY = re.compile(r"\s*(?:- +)?[\w-]+")
_TIGHT_KEY = re.compile(r"\s*(?:- +)?([\w-]+):(\S.*)")
_NO_ENTRY = re.compile(r"\s*[-–—•*·]\S|\s*[–—•·]")  # noqa: RUF001 - these are the mistakes


class _ParserError(Struct, frozen=True):
    """What the parser said; lines and columns count from 0 as its marks do."""

    path: str
    lines: Sequence[str]
    problem: str
    context: str
    line: int
    column: int
    context_line: int
    context_column: int

    @property
    def before(self) -> str:
        return self.lines[self.line][: self.column] if self.line < len(self.lines) else ""

    def here(self, message: str, /, **params: MessageParam) -> Violation:
        """A violation where the parser stopped."""
        return self.at(self.line, self.column, message, **params)

    def at_context(self, message: str, /, **params: MessageParam) -> Violation:
        """A violation where the parser began what it could not finish."""
        return self.at(self.context_line, self.context_column, message, **params)

    def at(self, line: int, column: int, message: str, /, **params: MessageParam) -> Violation:
        place = SourceRef(self.path, line + 1, column + 1)
        return Violation.with_params(place, message, params)


def explain_parser_error(path: str, text: str, error: yaml.YAMLError) -> Violation:
    """The mistake behind a parser error, or the parser's own words where none is recognised.

    Example:
        >>> try: yaml.safe_load("name: a: b")
        ... except yaml.YAMLError as error: found = explain_parser_error("x", "name: a: b", error)
        >>> found.message.code, str(found.place)
        ('S001.second-colon', 'x:1:8')
    """
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        line = text.count("\n", 0, conflict.start()) + 1
        return Violation.of(SourceRef(path, line, 1), "S001.merge-conflict")
    said = _read_error(path, text, error)
    for explain in _EXPLANATIONS:
        violation = explain(said)
        if violation is not None:
            return violation
    problem = f"{said.context}, {said.problem}" if said.context else said.problem
    return said.here("S001.parser", problem=problem)


def _read_error(path: str, text: str, error: yaml.YAMLError) -> _ParserError:
    problem = getattr(error, "problem", None) or "it cannot be parsed"
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if context is not None and (mark is None or "end of stream" in problem):
        mark = context
    around = context or mark
    return _ParserError(
        path=path,
        lines=text.split("\n"),
        problem=problem,
        context=getattr(error, "context", None) or "",
        line=mark.line if mark else 0,
        column=mark.column if mark else 0,
        context_line=around.line if around else 0,
        context_column=around.column if around else 0,
    )


def _quote(said: _ParserError) -> Violation | None:
    before = said.before.rstrip()
    is_after_quote = before.endswith(('"', "'"))
    if not is_after_quote and "quoted scalar" not in said.context:
        return None
    if is_after_quote and before.count(before[-1]) % 2 == 0:
        return said.here("S001.after-quote")
    for number in range(min(said.line, len(said.lines) - 1), -1, -1):
        opened = _LEFT_OPEN.search(said.lines[number])
        if opened is not None:
            return said.at(number, opened.start(1), "S001.open-quote")
    return None


def _no_key(said: _ParserError) -> Violation | None:
    if "expected ':'" not in said.problem:
        return None
    line = said.lines[said.context_line]
    tight = _TIGHT_KEY.fullmatch(line)
    if _NO_ENTRY.match(line):
        return said.at_context("S001.no-dash")
    if tight is not None:
        return said.at_context("S001.no-space", key=tight[1], value=tight[2][:60])
    return said.at_context("S001.no-key")


def _colon(said: _ParserError) -> Violation | None:
    if "mapping values are not allowed" not in said.problem:
        return None
    if not _KEY.fullmatch(said.before):
        return said.here("S001.second-colon")
    indent = _indent(said.before)
    for number in range(said.line - 1, -1, -1):
        line = said.lines[number]
        if line.strip() and _indent(line) <= indent and _KEY.fullmatch(line.rstrip()):
            key = line.strip().removeprefix("- ")[:60]
            return said.at(number, len(line) - len(line.lstrip()), "S001.no-colon", key=key)
        if line.strip() and _indent(line) < indent:
            break
    return said.at(said.line, _indent(said.before), "S001.deep-key")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indentation(said: _ParserError) -> Violation | None:
    if "expected key" not in said.problem and "'-' indicator" not in said.problem:
        return None
    if said.before.strip():
        return said.here("S001.trailing")
    is_entry = said.lines[said.line][said.column :].startswith("- ")
    if "'-' indicator" in said.problem and not is_entry:
        return said.here("S001.among-entries")
    return said.here("S001.indentation", n=said.column)


def _bracket(said: _ParserError) -> Violation | None:
    if "expected ',' or" not in said.problem:
        return None
    bracket = said.problem[-2]
    if said.line > said.context_line:
        return said.at_context("S001.open-bracket", bracket=bracket, line=said.line + 1)
    return said.here("S001.no-comma", bracket=bracket)


def _first_sign(said: _ParserError) -> Violation | None:
    is_sigil = said.context in ("while scanning an alias", "while scanning an anchor")
    if not is_sigil and "cannot start any token" not in said.problem:
        return None
    line, column = (
        (said.context_line, said.context_column) if is_sigil else (said.line, said.column)
    )
    character = said.lines[line][column : column + 1]
    return said.at(line, column, "S001.first-character", character=character)


def _second_document(said: _ParserError) -> Violation | None:
    return said.here("S001.second-document") if "another document" in said.problem else None


_EXPLANATIONS: tuple[Callable[[_ParserError], Violation | None], ...] = (
    _quote,
    _no_key,
    _colon,
    _indentation,
    _bracket,
    _first_sign,
    _second_document,
)
