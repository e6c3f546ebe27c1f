"""Puts messages into words: one catalogue a floor, written in ICU message syntax.

A catalogue is a folder with a folder for each language (`en/`), in which every `.json` file maps
codes to patterns. A second language is a second folder. Plurals, numbers and lists follow it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias

from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal
from pyicumessageformat import Parser

from engine import Message, MessageParam

Params: TypeAlias = Mapping[str, MessageParam]
_Render: TypeAlias = Callable[["MessageCatalogue", Params], str]

FALLBACK = "en"
_PARSER = Parser()


class UnknownMessageError(LookupError):
    """A code that the catalogue of a language has no pattern for."""

    def __init__(self, code: str, language: str) -> None:
        self.code = code
        self.language = language
        super().__init__(f"the catalogue {language!r} has no message {code!r}")


class MessagePatternError(ValueError):
    """A pattern that is not ICU message syntax, or uses an unsupported part of it."""

    def __init__(self, code: str, reason: str) -> None:
        self.code = code
        super().__init__(f"message {code!r}: {reason}")


class MessageCatalogue:
    """The messages of one floor in one language."""

    def __init__(self, language: str, patterns: Mapping[str, str]) -> None:
        """Compile every pattern.

        Raises:
            MessagePatternError: A pattern cannot be read.
        """
        self.language = language
        self.locale = Locale.parse(language)
        self.patterns = dict(patterns)
        self._compiled = {code: _compile(code, text) for code, text in patterns.items()}

    @classmethod
    def load(
        cls, folder: Traversable, language: str = FALLBACK, *, shared: Traversable | None = None
    ) -> "MessageCatalogue":
        """Read every file of a language below the folder of a catalogue.

        Args:
            folder: Of the catalogue.
            language: Which of its languages.
            shared: One more file, which belongs to a lower floor and says the same in both.

        Raises:
            MessagePatternError: A pattern cannot be read, or a code is in two files.
        """
        patterns: dict[str, str] = {}
        files = [one for one in (folder / language).iterdir() if one.name.endswith(".json")]
        files += [] if shared is None else [shared]
        for file in sorted(files, key=lambda one: one.name):
            for code, text in json.loads(file.read_text(encoding="utf-8")).items():
                if code in patterns:
                    raise MessagePatternError(code, f"it is in {file.name} and in an earlier file")
                patterns[code] = text
        return cls(language, patterns)

    def format(self, message: Message) -> str:
        """Put a message into words.

        Raises:
            UnknownMessageError: The code has no pattern.
            KeyError: The message lacks a parameter that its pattern names.

        Example:
            >>> patterns = {"left": "{n, plural, one {# step} other {# steps}} left"}
            >>> MessageCatalogue("en", patterns).format(Message("left", {"n": 3}))
            '3 steps left'
        """
        render = self._compiled.get(message.code)
        if render is None:
            raise UnknownMessageError(message.code, self.language)
        return render(self, message.params)

    def show(self, value: MessageParam) -> str:
        """A parameter as text: lists joined and numbers formatted for the language."""
        if isinstance(value, str):
            return value
        if isinstance(value, Message):
            return self.format(value)
        if isinstance(value, tuple):
            return format_list([self.show(one) for one in value], locale=self.locale)
        return _number(value, self.language)


@lru_cache(maxsize=16_384)  # Points in tenths and hours in halves come again and again.
def _number(value: float, language: str) -> str:
    """A number as the language writes it, with up to six decimals."""
    return format_decimal(value, format="#,##0.######", locale=language)


@cache
def messages_for_editors(language: str = FALLBACK) -> MessageCatalogue:
    """The messages of the checks and of the command line."""
    return MessageCatalogue.load(files("knowledge.messages"), language)


def reasons_file(language: str = FALLBACK) -> Traversable:
    """The messages about reasons of a plan, which editors and learners read alike."""
    return files("knowledge.messages") / language / "reasons.json"


def _compile(code: str, text: str) -> _Render:
    try:
        parts = _PARSER.parse(text)
    except SyntaxError as error:
        raise MessagePatternError(code, str(error)) from error
    return _sequence(code, parts)


def _sequence(code: str, parts: Iterable[Any]) -> _Render:
    parts = list(parts)
    if all(isinstance(part, str) or "type" not in part for part in parts):
        return _plain(parts)
    renders = [_part(code, part) for part in parts]
    return lambda catalogue, params: "".join([render(catalogue, params) for render in renders])


def _plain(parts: Sequence[Any]) -> _Render:
    """Text with nothing but names in it, which most patterns are: filled in one go."""
    template = "".join(p.replace("%", "%%") if isinstance(p, str) else "%s" for p in parts)
    names = [part["name"] for part in parts if not isinstance(part, str)]
    return lambda catalogue, params: template % tuple([catalogue.show(params[n]) for n in names])


def _part(code: str, part: Any) -> _Render:
    if isinstance(part, str):
        return lambda _catalogue, _params: part
    name, kind = part["name"], part.get("type")
    if kind is None or (kind == "number" and "format" not in part):
        return lambda catalogue, params: catalogue.show(params[name])
    options = {key: _sequence(code, inner) for key, inner in part.get("options", {}).items()}
    if kind == "select":
        return lambda catalogue, params: options.get(str(params[name]), options["other"])(
            catalogue, params
        )
    if kind == "plural" and not part.get("offset"):
        return lambda catalogue, params: _plural(options, catalogue, params[name])(
            catalogue, params
        )
    raise MessagePatternError(code, f"{kind} is not supported")


def _plural(
    options: Mapping[str, _Render], catalogue: MessageCatalogue, value: MessageParam
) -> _Render:
    """The branch for exactly this number, or else for its plural form."""
    number = float(value) if isinstance(value, int | float) else float("nan")
    exact = options.get(f"={number:g}")
    return exact or options.get(catalogue.locale.plural_form(number), options["other"])


def placeholders(text: str) -> frozenset[str]:
    """The names of all parameters of a pattern."""
    return frozenset(_names(_PARSER.parse(text)))


def _names(parts: Iterable[Any]) -> Iterator[str]:
    for part in parts:
        if not isinstance(part, str):
            yield part["name"]
            for inner in part.get("options", {}).values():
                yield from _names(inner)
