"""A sentence that is still to be put into words: its code and what it speaks of.

The engine and the knowledge decide what is to be said; a catalogue of messages finds the words.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from msgspec import Struct

MessageParam: TypeAlias = "str | int | float | Message | tuple[str | Message, ...]"
"""A title, a number, a sentence within the sentence, or a list that the language joins."""

NO_PARAMS: Mapping[str, MessageParam] = MappingProxyType({})


class Message(Struct, frozen=True):
    """What is to be said, without the words.

    `code` names one entry of a catalogue; `params` are what its placeholders stand for, by name.

    Example:
        >>> Message("gap.requirement", {"skill": "SQL", "level": 2}).code
        'gap.requirement'
    """

    code: str
    params: Mapping[str, MessageParam] = NO_PARAMS
