"""The guard before the C loader: bytes become text that is safe to parse, or the file is refused.

Size, encoding, line ends, tabs, and everything that lets a small file grow
large (depth, anchors, aliases, tags, directives) are looked at here, because
the C loader dies of some of them and spends minutes on others.
"""

import re
from collections.abc import Iterator

import yaml
from msgspec import Struct

from engine import SourceRef
from knowledge.findings import Edit, Finding, error

MAX_BYTES = 256 * 1024
MAX_DEPTH = 24
MAX_REPEATS = 20
"""How often one kind of fault is reported in one file."""

_FREE_BRACKETS = 400
_DEEP_INDENT = " " * 96
_STACKED = tuple(f"{one} {other}" for one in "-?:" for other in (*"-?:", " "))
"""Without one of these, a line opens at most two blocks."""
_SIGIL = re.compile(r"(?:^|[\s\[\]{},:?-])[&*!][^\s]", re.MULTILINE)
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_PLAIN_BYTES = bytes([0x09, 0x0A, 0x0D, *range(0x20, 0x7F)])
_ODD_CHARACTER = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff"
    r"\u00ad\u200b\u2060"  # those that nobody sees and no search forgives
    r"\u202a-\u202e\u2066-\u2069]"  # those that turn the direction of writing
)
_HARD_SPACE = re.compile("[\u00a0\u2007\u202f]")
_BOM = b"\xef\xbb\xbf"


class Screened(Struct, frozen=True):
    """What came through: the text with line ends and tabs made harmless, and what was found.

    `text` is None when the file must not be parsed at all.
    """

    text: str | None
    findings: tuple[Finding, ...]
    tabbed_lines: frozenset[int] = frozenset()


def screen(path: str, content: bytes) -> Screened:
    """Look at the raw bytes of a file before any parser sees them.

    Complexity: linear in the size, which is bounded by MAX_BYTES.
    """
    if len(content) > MAX_BYTES:
        return Screened(None, (_too_big(path, len(content)),))
    findings: list[Finding] = []
    if content.startswith(_BOM):
        content = content[len(_BOM) :]
        findings.append(_bom(path))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Screened(None, (_utf16(path),))
    if b"\x00" in content:
        return Screened(None, (*findings, _nul(path, content)))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as refusal:
        findings.append(_not_utf8(path, content, refusal.start))
        text = content.decode("utf-8", errors="replace")
    if "\r" in text:
        findings.append(_carriage_return(path, text))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    tabs = list(_tabs(path, text))
    findings.extend(tabs[:MAX_REPEATS])
    text = text.replace("\t", " ")
    is_plain = not content.translate(None, _PLAIN_BYTES)
    findings.extend([] if is_plain else list(_hard_spaces(path, text))[:MAX_REPEATS])
    text = text if is_plain else _HARD_SPACE.sub(" ", text)
    odd = [] if is_plain else list(_odd_characters(path, text))
    findings.extend(odd[:MAX_REPEATS])
    grown = list(_what_grows(path, text))
    findings.extend(grown)
    if odd or any(one.code == "S008" for one in grown) or _has_directive(text):
        return Screened(None, tuple(findings))
    return Screened(text, tuple(findings), frozenset(tab.line for tab in tabs))


def _too_big(path: str, size: int) -> Finding:
    return error(
        SourceRef(path, 1, 1),
        "S008",
        f"the file has {size:,} bytes; at most {MAX_BYTES:,} are read",
        "split it into smaller files",
    )


def _bom(path: str) -> Finding:
    return error(
        SourceRef(path, 1, 1),
        "S005",
        "the file starts with a byte order mark",
        "save it as UTF-8 without BOM",
        edit=Edit(1, 1, "\ufeff", ""),
    )


def _utf16(path: str) -> Finding:
    return error(
        SourceRef(path, 1, 1), "S005", "the file is in UTF-16", "save it as UTF-8 without BOM"
    )


def _nul(path: str, content: bytes) -> Finding:
    return error(
        _place_of_byte(path, content, content.index(b"\x00")),
        "S005",
        "the file holds a NUL byte, so it is no text",
        "save it as UTF-8 text",
    )


def _not_utf8(path: str, content: bytes, start: int) -> Finding:
    return error(
        _place_of_byte(path, content, start),
        "S005",
        f"byte 0x{content[start]:02x} is not UTF-8" + _in_windows(content[start : start + 1]),
        "save the file as UTF-8",
    )


def _in_windows(byte: bytes) -> str:
    sign = byte.decode("cp1252", errors="ignore")
    return f"; in Windows-1252 it is {sign}" if sign else ""


def _place_of_byte(path: str, content: bytes, offset: int) -> SourceRef:
    before = content[:offset].decode("utf-8", errors="replace")
    return _place(path, before, len(before))


def _place(path: str, text: str, offset: int) -> SourceRef:
    line_start = text.rfind("\n", 0, offset) + 1
    return SourceRef(path, text.count("\n", 0, offset) + 1, offset - line_start + 1)


def _carriage_return(path: str, text: str) -> Finding:
    return error(
        _place(path, text, text.index("\r")),
        "S006",
        f"{text.count(chr(13))} lines end in a carriage return",
        "save the file with LF line ends",
        edit=Edit(1, 1, "\r", "\n"),
    )


def _tabs(path: str, text: str) -> Iterator[Finding]:
    if "\t" not in text:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        column = line.find("\t") + 1
        if column:
            yield error(
                SourceRef(path, number, column),
                "S004",
                "a tab; YAML and editors disagree about how wide it is",
                "write spaces",
                edit=Edit(number, column, "\t", "  "),
            )


def _hard_spaces(path: str, text: str) -> Iterator[Finding]:
    for found in _HARD_SPACE.finditer(text):
        place = _place(path, text, found.start())
        yield error(
            place,
            "S005",
            f"a space that is none to YAML and to search, U+{ord(found.group()):04X}",
            "write a plain space",
            edit=Edit(place.line, place.column, found.group(), " "),
        )


def _odd_characters(path: str, text: str) -> Iterator[Finding]:
    for found in _ODD_CHARACTER.finditer(text):
        yield error(
            _place(path, text, found.start()),
            "S005",
            f"the character U+{ord(found.group()):04X} is not allowed in content",
            "take it out",
        )


def _what_grows(path: str, text: str) -> Iterator[Finding]:
    """Depth, anchors, aliases, tags and directives, by the event parser where there may be any.

    The event parser is lazy and never recurses, so that it can be stopped at
    the first sign of too much depth.
    """
    if _has_directive(text):
        found = _DIRECTIVE.search(text)
        yield error(
            _place(path, text, found.start() if found else 0),
            "S007",
            "a YAML directive; content files do without",
            "take the line out",
        )
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


def _scan_events(path: str, text: str) -> Iterator[Finding]:
    depth = seen = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += _depth_change(event)
            mark = event.start_mark
            place = (
                SourceRef(path, mark.line + 1, mark.column + 1) if mark else SourceRef(path, 1, 1)
            )
            if depth > MAX_DEPTH:
                yield _too_deep(place)
                return
            message = _sigil_message(event)
            if message is not None:
                seen += 1
                yield error(place, "S007", message, "write the value itself, in plain YAML")
                if seen == MAX_REPEATS:
                    return
    except yaml.YAMLError:
        return  # the reader reports it, with its place


def _depth_change(event: yaml.Event) -> int:
    if isinstance(event, yaml.CollectionStartEvent):
        return 1
    return -1 if isinstance(event, yaml.CollectionEndEvent) else 0


def _too_deep(place: SourceRef) -> Finding:
    return error(
        place,
        "S008",
        f"values are nested more than {MAX_DEPTH} deep",
        "write it flatter",
    )


def _sigil_message(event: yaml.Event) -> str | None:
    if isinstance(event, yaml.AliasEvent):
        return f"*{event.anchor} is an alias; content files do without"
    if not isinstance(event, yaml.NodeEvent):
        return None
    if event.anchor is not None:
        return f"&{event.anchor} is an anchor; content files do without"
    tag = getattr(event, "tag", None)
    return None if tag is None else f"the tag {tag} is not allowed in content"
