"""A sentence on the wire: a code with parameters, put into words when it is encoded.

So a stored result is in the language of its reader, and no feature makes words itself.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from engine import NO_PARAMS, Message, MessageParam
from knowledge import MessageCatalogue, reasons_file

LANGUAGES = ("en",)
"""Those with a complete catalogue; the first is used where none of them is accepted."""


class Text:
    """A sentence or title for people.

    What an earlier version stored as words stays as it was (`Text.verbatim`).
    """

    __slots__ = ("message", "words")

    def __init__(self, code: str, /, **params: MessageParam) -> None:
        self.message = Message(code, params)
        self.words: str | None = None

    @classmethod
    def of(cls, message: Message) -> "Text":
        """What the engine or the knowledge hands over."""
        text = cls(message.code)
        text.message = message
        return text

    @classmethod
    def verbatim(cls, words: str) -> "Text":
        """Words that are content or were stored, and are used as they are."""
        text = cls("")
        text.words = words
        return text

    def say(self, language: str = LANGUAGES[0]) -> str:
        """In words.

        Raises:
            UnknownMessageError: The catalogue has no such message.
        """
        return catalogue(language).format(self.message) if self.words is None else self.words

    def stored(self) -> object:
        """As it is stored: words as text, a code with its parameters as an object."""
        return _stored(self.message) if self.words is None else self.words

    @classmethod
    def read(cls, value: object) -> "Text":
        """From what was stored."""
        if isinstance(value, str):
            return cls.verbatim(value)
        return cls.of(_message(value))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.message, self.words) == (
            other.message,
            other.words,
        )

    def __hash__(self) -> int:
        return hash((self.message.code, self.words))

    def __repr__(self) -> str:
        return f"Text({self.stored()!r})"


@cache
def catalogue(language: str) -> MessageCatalogue:
    """The API's messages in a language, and those about reasons, which editors read as well."""
    return MessageCatalogue.load(files("api.messages"), language, shared=reasons_file(language))


def _stored(value: MessageParam) -> object:
    if isinstance(value, Message):
        params = {name: _stored(param) for name, param in value.params.items()}
        return {"code": value.code, "params": params}
    return [_stored(one) for one in value] if isinstance(value, tuple) else value


def _message(value: object) -> Message:
    if not isinstance(value, Mapping):
        raise TypeError(value)
    params = {name: _param(param) for name, param in value["params"].items()}
    return Message(value["code"], params or NO_PARAMS)


def _param(value: object) -> MessageParam:
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, list):
        return tuple(one if isinstance(one, str) else _message(one) for one in value)
    return _message(value)
