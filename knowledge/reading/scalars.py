"""Plain scalars as YAML 1.2 reads them, and those that YAML 1.1 parsers read differently."""

import re

Scalar = None | bool | int | float | str

_FIRST = frozenset("0123456789+-.~nNtTfF")
_WORDS: dict[str, Scalar] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_DECIMAL = re.compile(r"[-+]?[0-9]{1,300}")
_OCTAL = re.compile(r"0o[0-7]{1,300}")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]{1,300}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")

_NUMERIC = frozenset("0123456789+-.")
_DIGITS = frozenset("0123456789+-")
_OLD_BOOLEANS = frozenset(("y", "n", "yes", "no", "on", "off"))
_OLD_NUMBER = re.compile(
    r"[-+]?0[0-9_]+"  # octal without the o
    r"|[-+]?0b[01_]+"
    r"|[-+]?[0-9][0-9_]*_[0-9_.]*"  # 1_000
    r"|[-+]?[0-9]+(:[0-5]?[0-9])+(\.[0-9_]*)?"  # 12:30 as a number to base 60
)


def is_surely_text(text: str) -> bool:
    """Whether an unquoted scalar is obviously text in every version of YAML.

    Example:
        >>> is_surely_text("Commit a change"), is_surely_text("false"), is_surely_text("1.0.0")
        (True, False, False)
    """
    return len(text) > 5 and text[0] not in _NUMERIC


def read_scalar(text: str) -> Scalar:
    """Read an unquoted scalar by the YAML 1.2 core schema.

    Example:
        >>> read_scalar("no"), read_scalar("12"), read_scalar("0o17"), read_scalar("2026-11-22")
        ('no', 12, 15, '2026-11-22')
    """
    if text and text[0] not in _FIRST:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _DECIMAL.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if _HEXADECIMAL.fullmatch(text):
        return int(text[2:], 16)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def is_ambiguous(text: str) -> bool:
    """Whether YAML 1.1 and 1.2 parsers disagree about an unquoted scalar.

    Example:
        >>> [is_ambiguous(word) for word in ("No", "on", "1_000", "010", "north", "10")]
        [True, True, True, True, False, False]
    """
    if len(text) <= 3 and text.lower() in _OLD_BOOLEANS:
        return True
    return text[:1] in _DIGITS and _OLD_NUMBER.fullmatch(text) is not None
