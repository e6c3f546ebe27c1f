"""Which characters a person cannot see, and what is said about a text that holds one."""

import unicodedata

from api.messages.text import Text

HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
HIDDEN_LETTERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
) | frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Letters, marks and signs that are drawn as nothing: joiners, fillers, variation selectors."""
JOINERS = frozenset("\u200c\u200d\ufe0f")
"""Between two characters that can be seen they are part of spelling, as in Persian and in emoji."""


def is_hidden(char: str) -> bool:
    """Whether a character cannot be seen; a plain blank can, by the gap it leaves.

    Example:
        >>> is_hidden("\\u200b"), is_hidden("\\n"), is_hidden("é"), is_hidden(" ")
        (True, True, False, False)
    """
    return unicodedata.category(char) in HIDDEN_CATEGORIES or char in HIDDEN_LETTERS


def described(char: str) -> str:
    """What a character is called.

    Example:
        >>> described("\\u200b"), described("\\x07")
        ('zero width space (U+200B)', 'U+0007')
    """
    code = f"U+{ord(char):04X}"
    name = unicodedata.name(char, "")
    return f"{name.lower()} ({code})" if name else code


def name_fault(name: str) -> Text | None:
    """What is wrong with a name that a person gives to themselves or to something of theirs.

    Example:
        >>> name_fault("Zoë"), name_fault("  ").say()
        (None, 'must have at least one character that can be seen')
    """
    plain = name.strip()
    if not any(map(_is_seen, plain)):
        return Text("field.name.blank")
    for place, char in enumerate(plain):
        if is_hidden(char) and not _joins(plain, place):
            return Text("field.hidden", character=described(char))
    return None


def _joins(text: str, place: int) -> bool:
    if text[place] not in JOINERS:
        return False
    after = text[place + 1 :]
    return place > 0 and (text[place] == "\ufe0f" or (bool(after) and not after[0].isspace()))


def _is_seen(char: str) -> bool:
    return not char.isspace() and not is_hidden(char)
