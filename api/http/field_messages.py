"""A decoder's complaint about a field as a sentence that says what to give instead."""

import re
from collections.abc import Callable, Mapping, Sequence

KINDS: Mapping[str, str] = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
    "date": "a date such as 2027-03-01",
}
PARTS: Mapping[str, tuple[str, str]] = {
    "str": ("character", "characters"),
    "array": ("entry", "entries"),
    "object": ("entry", "entries"),
}
BOUNDS: Mapping[str, str] = {
    ">=": "of {} or more",
    "<=": "of {} or less",
    ">": "of more than {}",
    "<": "of less than {}",
}
BACKSLASH = "\\"
BACKSLASHES = BACKSLASH * 2
"""How a decoder writes one in a pattern."""
NOT_LISTED = "Invalid enum value"


def field_sentence(message: str, choices: Sequence[str] = ()) -> str:
    """The complaint in words, with the values the field takes; one not known stays as it is.

    Example:
        >>> field_sentence("Expected `float` >= 0.1")
        'give a number of 0.1 or more'
        >>> field_sentence("Expected `array` of length <= 8")
        'give 8 entries or fewer'
        >>> field_sentence("Invalid enum value 'perhaps'", ["no", "yes"])
        'give one of: no, yes'
    """
    if choices and message.startswith(NOT_LISTED):
        return f"give one of: {', '.join(choices)}"
    for pattern, say in SENTENCES:
        found = pattern.fullmatch(message)
        if found is not None:
            return say(found)
    return message


def _kinds(text: str) -> str:
    """What may be given: `int | null` as a whole number or null."""
    return " or ".join(KINDS.get(kind, kind) for kind in text.split(" | "))


def _bound(found: re.Match[str]) -> str:
    kind, sign, value = found.groups()
    bound = BOUNDS[sign].format(value.removesuffix(".0"))
    return f"give {_kinds(kind)} {bound}"


def _length(found: re.Match[str]) -> str:
    kind, sign, value = found.groups()
    one, many = PARTS[kind]
    return f"give {value} {one if value == '1' else many} or {'more' if sign == '>=' else 'fewer'}"


SENTENCES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"Expected `(int|float)` (>=|<=|>|<) (\S+)"), _bound),
    (re.compile(r"Expected `(str|array|object)` of length (>=|<=) (\d+)"), _length),
    (
        re.compile(r"Expected `([^`]+)`, got `([^`]+)`"),
        lambda found: f"give {_kinds(found[1])}, not {_kinds(found[2])}",
    ),
    (re.compile(r"Invalid RFC3339 encoded date"), lambda _: f"give {KINDS['date']}"),
    (
        re.compile(r"Invalid UUID"),
        lambda _: "give an id such as 0197c1f0-7b3e-7c51-9d4a-2f60a1b5c8e3",
    ),
    (re.compile(r"Number out of range"), lambda _: "give a number of fewer digits"),
    (
        re.compile(r"Expected `str` matching regex '(.+)'"),
        lambda found: f"give text that matches {found[1].replace(BACKSLASHES, BACKSLASH)}",
    ),
    (re.compile(r"Object missing required field (`.+`)"), lambda found: f"{found[1]} is required"),
    (
        re.compile(r"Object contains unknown field (`.+`)"),
        lambda found: f"leave {found[1]} out: there is no such field",
    ),
)
