"""The check before the C loader: bytes become text that is safe to parse, or the file is refused.

Size, encoding, line ends, tabs, and everything that lets a small file grow
large (depth, anchors, aliases, tags, directives) are looked at here, because
the C loader crashes on some of them and spends minutes on others.
"""

import re
from collections.abc import Iterator

import yaml
from msgspec import Struct

from engine import SourceRef
from knowledge.findings import Edit, Violation

MAX_BYTES = 256 * 1024
MAX_DEPTH = 24
MAX_REPEATS = 20
"""How often one kind of violation is reported in one file."""

_FREE_BRACKETS = 400
_DEEP_INDENT = " " * 96
_STACKED = tuple(f"{one} {other}" for one in "-?:" for other in (*"-?:", " "))
"""Without one of these, a line opens at most two blocks."""
_SIGIL = re.compile(r"(?:^|[\s\[\]{},:?-])[&*!][^\s]", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_PLAIN_BYTES = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
_ODD_CHARACTER = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff"
    r"\u00ad\u200b\u2060"  # those that are invisible and break search
    r"\u202a-\u202e\u2066-\u2069]"  # those that change the direction of writing
)
_HARD_SPACE = re.compile("[\u00a0\u2007\u202f]")
_BOM = b"\xef\xbb\xbf"


class ScreenedText(Struct, frozen=True):
    """Text that is safe to parse, with line ends and tabs made harmless, and what was found.

    `text` is None when the file must not be parsed at all.
    """

    text: str | None
    violations: tuple[Violation, ...]
    tabbed_lines: frozenset[int] = frozenset()


def screen(path: str, content: bytes) -> ScreenedText:
    """Look at the raw bytes of a file before any parser sees them.

    Complexity: linear in the size, which is bounded by MAX_BYTES.
    """
    top = SourceRef(path, 1, 1)
    if len(content) > MAX_BYTES:
        too_big = Violation.of(top, "S008.file-size", n=len(content), most=MAX_BYTES)
        return ScreenedText(None, (too_big,))
    violations: list[Violation] = []
    if content.startswith(_BOM):
        content = content[len(_BOM) :]
        edit = Edit(1, 1, "\ufeff", "")
        violations.append(Violation.of(top, "S005.byte-order-mark", edit=edit))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ScreenedText(None, (Violation.of(top, "S005.utf-16"),))
    if b"\x00" in content:
        place = _place_of_byte(path, content, content.index(b"\x00"))
        return ScreenedText(None, (*violations, Violation.of(place, "S005.nul")))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        violations.append(_not_utf8(path, content, error.start))
        text = content.decode("utf-8", errors="replace")
    is_ascii = not content.translate(None, _PLAIN_BYTES)
    return _screen_text(path, text, violations, is_ascii=is_ascii)


def _screen_text(
    path: str, text: str, violations: list[Violation], *, is_ascii: bool
) -> ScreenedText:
    """Line ends, tabs, characters and whatever lets a small file grow large."""
    if "\r" in text:
        violations.append(_carriage_return(path, text))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    tabs = list(_tabs(path, text))
    violations.extend(tabs[:MAX_REPEATS])
    text = text.replace("\t", " ")
    violations.extend([] if is_ascii else list(_hard_spaces(path, text))[:MAX_REPEATS])
    text = text if is_ascii else _HARD_SPACE.sub(" ", text)
    odd = [] if is_ascii else list(_odd_characters(path, text))
    violations.extend(odd[:MAX_REPEATS])
    growing = list(_growing_parts(path, text))
    violations.extend(growing)
    if odd or any(one.code == "S008" for one in growing) or _has_directive(text):
        return ScreenedText(None, tuple(violations))
    return ScreenedText(text, tuple(violations), frozenset(tab.place.line for tab in tabs))


def _not_utf8(path: str, content: bytes, start: int) -> Violation:
    place = _place_of_byte(path, content, start)
    byte = f"0x{content[start]:02x}"
    sign = content[start : start + 1].decode("cp1252", errors="ignore")
    if sign:
        return Violation.of(place, "S005.windows-1252", byte=byte, sign=sign)
    return Violation.of(place, "S005.not-utf-8", byte=byte)


def _place_of_byte(path: str, content: bytes, offset: int) -> SourceRef:
    before = content[:offset].decode("utf-8", errors="replace")
    return _place(path, before, len(before))


def _place(path: str, text: str, offset: int) -> SourceRef:
    line_start = text.rfind("\n", 0, offset) + 1
    return SourceRef(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def _carriage_return(path: str, text: str) -> Violation:
    place = _place(path, text, text.index("\r"))
    return Violation.of(place, "S006", edit=Edit(1, 1, "\r", "\n"), n=text.count("\r"))


def _tabs(path: str, text: str) -> Iterator[Violation]:
    if "\t" not in text:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        column = line.find("\t") + 1
        if column:
            edit = Edit(number, column, "\t", "  ")
            yield Violation.of(SourceRef(path, number, column), "S004", edit=edit)


def _hard_spaces(path: str, text: str) -> Iterator[Violation]:
    for found in _HARD_SPACE.finditer(text):
        place = _place(path, text, found.start())
        edit = Edit(place.line, place.column, found.group(), " ")
        yield Violation.of(place, "S005.hard-space", edit=edit, character=_code_point(found))


def _odd_characters(path: str, text: str) -> Iterator[Violation]:
    for found in _ODD_CHARACTER.finditer(text):
        place = _place(path, text, found.start())
        yield Violation.of(place, "S005.character", character=_code_point(found))


def _code_point(found: re.Match[str]) -> str:
    return f"U+{ord(found.group()):04X}"


def _growing_parts(path: str, text: str) -> Iterator[Violation]:
    """Depth, anchors, aliases, tags and directives, by the event parser where there may be any.

    The event parser is lazy and never recurses, so that it can be stopped at
    the first sign of too much depth.
    """
    if _has_directive(text):
        found = _DIRECTIVE.search(text)
        yield Violation.of(_place(path, text, found.start() if found else 0), "S007.directive")
        return
    brackets = text.count("[") + text.count("{")
    is_suspect = (
        brackets > _FREE_BRACKETS
        or _DEEP_INDENT in text
        or any(stacked in text for stacked in _STACKED)
        or (any(sign in text for sign in "&*!") and _SIGIL.search(text) is not None)
    )
    if is_suspect:
        yield from _scan_events(path, text)


def _has_directive(text: str) -> bool:
    return text.startswith("%") or "\n%" in text


def _scan_events(path: str, text: str) -> Iterator[Violation]:
    depth = seen = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += _depth_change(event)
            mark = event.start_mark
            place = (
                SourceRef(path, mark.line + 1, mark.column + 1) if mark else SourceRef(path, 1, 1)
            )
            if depth > MAX_DEPTH:
                yield Violation.of(place, "S008.depth", most=MAX_DEPTH)
                return
            violation = _shorthand(place, event)
            if violation is not None:
                seen += 1
                yield violation
                if seen == MAX_REPEATS:
                    return
    except yaml.YAMLError:
        return  # the reader reports it, with its place


def _depth_change(event: yaml.Event) -> int:
    if isinstance(event, yaml.CollectionStartEvent):
        return 1
    return -1 if isinstance(event, yaml.CollectionEndEvent) else 0


def _shorthand(place: SourceRef, event: yaml.Event) -> Violation | None:
    """An alias, an anchor or a tag."""
    if isinstance(event, yaml.AliasEvent):
        return Violation.of(place, "S007.alias", name=f"*{event.anchor}")
    if not isinstance(event, yaml.NodeEvent):
        return None
    if event.anchor is not None:
        return Violation.of(place, "S007.anchor", name=f"&{event.anchor}")
    tag = getattr(event, "tag", None)
    return None if tag is None else Violation.of(place, "S007.tag", tag=tag)
