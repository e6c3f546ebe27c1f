"""What the parser refuses, in an editor's words: which slip it was, where it was made, and how to
mend it.

The parser says where it could not go on, which is often a line below the
slip or, after a quote that was never closed, many lines below.
"""

import re
from collections.abc import Callable, Sequence

import yaml
from msgspec import Struct

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_LEFT_OPEN = re.compile(
    r"""(?:[:,-]\s+|[\[{]\s*)("(?:[^"\\]|\\.)*|'(?:[^']|'')*)$"""  # to the end of the line
)
_KEY = re.compile(r"\s*(?:- +)?[\w-]+")
_TIGHT_KEY = re.compile(r"\s*(?:- +)?([\w-]+):(\S.*)")
_NO_ENTRY = re.compile(r"\s*[-–—•*·]\S|\s*[–—•·]")  # noqa: RUF001 - these are the slips
_GENERAL_MEND = "look at quotes, colons and indentation here and on the line above"


class SyntaxFault(Struct, frozen=True):
    """Where the slip is, counted from 1, what it is, and the mend."""

    line: int
    column: int
    message: str
    mend: str


class _Refusal(Struct, frozen=True):
    """What the parser said; lines count from 0 as its marks do."""

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


def explain_refusal(text: str, refusal: yaml.YAMLError) -> SyntaxFault:
    """The slip behind a refusal, or the parser's own words where none is recognised.

    Example:
        >>> try: yaml.safe_load("name: a: b")
        ... except yaml.YAMLError as refusal: explain_refusal("name: a: b", refusal).message
        'a second colon on this line turns the text before it into a key'
    """
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        return SyntaxFault(
            text.count("\n", 0, conflict.start()) + 1,
            1,
            "git left both sides of a merge here",
            "keep one side, and take out the lines of <, = and >",
        )
    said = _refusal_of(text, refusal)
    for explain in _EXPLANATIONS:
        fault = explain(said)
        if fault is not None:
            return fault
    message = f"{said.context}, {said.problem}" if said.context else said.problem
    return SyntaxFault(said.line + 1, said.column + 1, f"not YAML: {message}", _GENERAL_MEND)


def _refusal_of(text: str, refusal: yaml.YAMLError) -> _Refusal:
    problem = getattr(refusal, "problem", None) or "it cannot be parsed"
    mark = getattr(refusal, "problem_mark", None)
    context = getattr(refusal, "context_mark", None)
    if "end of stream" in problem and context is not None:
        mark = context
    mark = mark or context
    around = context or mark
    return _Refusal(
        lines=text.split("\n"),
        problem=problem,
        context=getattr(refusal, "context", None) or "",
        line=mark.line if mark else 0,
        column=mark.column if mark else 0,
        context_line=around.line if around else 0,
        context_column=around.column if around else 0,
    )


def _quote(said: _Refusal) -> SyntaxFault | None:
    before = said.before.rstrip()
    is_after_quote = before.endswith(('"', "'"))
    if not is_after_quote and "quoted scalar" not in said.context:
        return None
    if is_after_quote and before.count(before[-1]) % 2 == 0:
        return SyntaxFault(
            said.line + 1,
            said.column + 1,
            "the text goes on after its closing quote",
            "put the whole text between one pair of quotes",
        )
    for number in range(min(said.line, len(said.lines) - 1), -1, -1):
        opened = _LEFT_OPEN.search(said.lines[number])
        if opened is not None:
            return SyntaxFault(
                number + 1,
                opened.start(1) + 1,
                "a quote is opened here and not closed on this line",
                "close it; a text with an apostrophe goes between double quotes",
            )
    return None


def _no_key(said: _Refusal) -> SyntaxFault | None:
    if "expected ':'" not in said.problem:
        return None
    line = said.lines[said.context_line]
    tight = _TIGHT_KEY.fullmatch(line)
    if _NO_ENTRY.match(line):
        message = "this looks like a list entry, but a dash and a space do not begin it"
        mend = "begin it with - and a space"
    elif tight is not None:
        message = f"a space is missing after {tight[1]}:"
        mend = f"write {tight[1]}: {tight[2][:60]}"
    else:
        message = "this line is no key with a colon and a space"
        mend = "write key: value; what goes on with the text above is indented further"
    return SyntaxFault(said.context_line + 1, said.context_column + 1, message, mend)


def _colon(said: _Refusal) -> SyntaxFault | None:
    if "mapping values are not allowed" not in said.problem:
        return None
    if not _KEY.fullmatch(said.before):
        return SyntaxFault(
            said.line + 1,
            said.column + 1,
            "a second colon on this line turns the text before it into a key",
            "put the text between double quotes; keys and values on one line go in { }",
        )
    indent = _indent(said.before)
    for number in range(said.line - 1, -1, -1):
        line = said.lines[number]
        if line.strip() and _indent(line) <= indent and _KEY.fullmatch(line.rstrip()):
            key = line.strip().removeprefix("- ")
            place = (number + 1, len(line) - len(line.lstrip()) + 1)
            return SyntaxFault(*place, f"a colon is missing after {key}", f"write {key}:")
        if line.strip() and _indent(line) < indent:
            break
    return SyntaxFault(
        said.line + 1,
        _indent(said.before) + 1,
        "this key is indented as if it went on with the text above",
        "give it the indentation of the keys that it stands with",
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indentation(said: _Refusal) -> SyntaxFault | None:
    if "expected key" not in said.problem and "'-' indicator" not in said.problem:
        return None
    place = (said.line + 1, said.column + 1)
    if said.before.strip():
        return SyntaxFault(
            *place,
            "the value is at an end before here, but the line goes on",
            "take out what is too much, or put the whole text between double quotes",
        )
    is_entry = said.lines[said.line][said.column :].startswith("- ")
    if "'-' indicator" in said.problem and not is_entry:
        return SyntaxFault(
            *place,
            "this line stands among list entries, but no dash begins it",
            "indent it as the key above the list, or begin it with - and a space",
        )
    return SyntaxFault(
        *place,
        f"this line is indented by {said.column}, and none that it could stand with is",
        "give it the indentation of the lines that it stands with",
    )


def _bracket(said: _Refusal) -> SyntaxFault | None:
    if "expected ',' or" not in said.problem:
        return None
    closing = said.problem[-2]
    if said.line > said.context_line:
        return SyntaxFault(
            said.context_line + 1,
            said.context_column + 1,
            f"what opens here is not closed, or a comma is missing in it (line {said.line + 1})",
            f"write {closing} at its end, and commas between its entries",
        )
    return SyntaxFault(
        said.line + 1,
        said.column + 1,
        f"a comma or {closing} is expected here",
        "write commas between the entries; a text with a colon goes between double quotes",
    )


def _first_sign(said: _Refusal) -> SyntaxFault | None:
    is_sigil = said.context in ("while scanning an alias", "while scanning an anchor")
    if not is_sigil and "cannot start any token" not in said.problem:
        return None
    line, column = (
        (said.context_line, said.context_column) if is_sigil else (said.line, said.column)
    )
    sign = said.lines[line][column : column + 1]
    return SyntaxFault(
        line + 1,
        column + 1,
        f"a text cannot begin with {sign}",
        "put the text between double quotes",
    )


def _second_document(said: _Refusal) -> SyntaxFault | None:
    if "another document" not in said.problem:
        return None
    return SyntaxFault(
        said.line + 1,
        said.column + 1,
        "--- begins a second document",
        "take the line out, or make two files",
    )


_EXPLANATIONS: tuple[Callable[[_Refusal], SyntaxFault | None], ...] = (
    _quote,
    _no_key,
    _colon,
    _indentation,
    _bracket,
    _first_sign,
    _second_document,
)
