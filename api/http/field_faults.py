"""All faults of a JSON body at once, each with its path, what is expected there, and what is near.

The decoder stops at its first complaint. Only when it, or a route, has refused a body is the body
read a second time, without types, and compared with the type that the route takes. So a request
that is right costs nothing more, and one that is wrong is refused once instead of fault by fault.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Any, Protocol

from msgspec import Struct, inspect
from msgspec.structs import replace

from api.messages.requirements import (
    TypeOption,
    accepts,
    alternatives,
    fitting,
    requirement,
    type_fault,
)
from api.messages.text import Text
from api.wire import NAMES, CheckedStruct

MOST_FAULTS = 50
"""So many faults are listed; of more, it is said that there are more."""
MOST_SHOWN = 40
"""More of a name than this is not repeated [characters]."""
NEAR = 0.75
"""How alike a field has to be to be suggested [0..1]."""


class Vocabulary(Protocol):
    """What the content calls its skills, roles and variants."""

    def top_level(self, skill: str, /) -> int | None:
        """The highest level of a skill; None where there is no such skill."""

    def variants(self, role: str | None, /) -> tuple[str, ...] | None:
        """The variants of a role; None where there is no such role."""

    def suggest(self, slug: str, /) -> Sequence[str]:
        """Skills of a similar name, best first."""

    def suggest_role(self, slug: str, /) -> Sequence[str]:
        """Roles of a similar name, best first."""


class BodyFault(Struct, frozen=True):
    """One fault of a body.

    `about` says what is wrong: the `form` of the value, or that there is no such `skill`, `role`,
    `variant` or `level`; `unknown` is the name that is not there, which similar ones are found by.
    """

    about: str
    path: str
    text: Text
    unknown: str = ""
    known: tuple[str, ...] = ()

    def near(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """What was probably meant."""
        if self.about == "skill":
            return tuple(vocabulary.suggest(self.unknown))
        if self.about == "role":
            return tuple(vocabulary.suggest_role(self.unknown))
        return self.known


class Place(Struct, frozen=True):
    """Where in the body a value is, and the skill and role that its level and variant are of."""

    path: str = "$"
    skill: str | None = None
    role: str | None = None

    def field(self, name: str) -> "Place":
        """The place of a field, or of an entry by its key."""
        plain = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
        shown = f".{name}" if plain and len(name) <= MOST_SHOWN else f'["{abridged(name)}"]'
        return Place(self.path + shown, self.skill, self.role)

    def entry(self, number: int) -> "Place":
        """The place of an entry of a list."""
        return Place(f"{self.path}[{number}]", self.skill, self.role)


def body_faults(
    body: bytes, target: Any, vocabulary: Vocabulary, *, skill: str | None = None
) -> list[BodyFault]:
    """Every fault of a body, in the order of the fields, at most `MOST_FAULTS` and one more.

    Args:
        body: JSON that is well formed.
        target: The type that the route takes.
        vocabulary: What names are judged by.
        skill: The skill of the address, which a level in the body is of.
    """
    value = json.loads(body, parse_int=_number, parse_constant=lambda name: name)
    comparison = _BodyComparison(vocabulary)
    found = list(
        islice(
            comparison.faults(inspect.type_info(target), value, Place(skill=skill)), MOST_FAULTS + 1
        )
    )
    if len(found) > MOST_FAULTS:
        found[MOST_FAULTS] = BodyFault("form", "$", Text("field.more"))
    return found


def abridged(name: str) -> str:
    """A name from a request as it is repeated: printable, and not longer than it helps.

    Example:
        >>> abridged("is_admin"), len(abridged("x" * 100_000))
        ('is_admin', 41)
    """
    shown = name if len(name) <= MOST_SHOWN else name[:MOST_SHOWN] + "…"
    return "".join(char if char.isprintable() and char != '"' else "\ufffd" for char in shown)


def near_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known field or parameter that was probably meant by another spelling.

    Example:
        >>> near_names("hours_per_week", ("hoursPerWeek", "pins"))
        ('hoursPerWeek',)
        >>> near_names("isAdmin", ("email", "password"))
        ()
    """
    plain = {one.lower(): one for one in known}
    spelt = name[:MOST_SHOWN].replace("_", "").replace("-", "").lower()
    return tuple(plain[one] for one in get_close_matches(spelt, plain, n=1, cutoff=NEAR))


class _BodyComparison:
    """One comparison of a body with a type."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def faults(self, kind: inspect.Type, value: object, place: Place) -> Iterator[BodyFault]:
        """The faults of a value and of all that is inside of it."""
        kinds = alternatives(kind)
        names = next((one.extra[NAMES] for one in kinds if NAMES in one.extra), None)
        chosen = fitting(kinds, value)
        if names == "level" and place.skill is not None:
            yield from self._level(kinds, value, place)
        elif chosen is None:
            yield _form(place, type_fault(kinds, value))
        elif not accepts(chosen.kind, value):
            yield _form(place, requirement(chosen.kind, value))
        elif isinstance(chosen.kind, inspect.StructType) and isinstance(value, dict):
            yield from self._struct(chosen.kind, value, place)
        elif isinstance(chosen.kind, inspect.DictType) and isinstance(value, dict):
            yield from self._entries(chosen.kind, value, place)
        elif isinstance(chosen.kind, inspect.ListType) and isinstance(value, list):
            for number, one in enumerate(value):
                yield from self.faults(chosen.kind.item_type, one, place.entry(number))
        elif isinstance(value, str) and names is not None:
            yield from self._name(names, value, place)

    def _struct(
        self, kind: inspect.StructType, value: Mapping[str, object], place: Place
    ) -> Iterator[BodyFault]:
        known = {field.encode_name: field for field in kind.fields}
        skill, role = (_named(names, kind, value) for names in ("skill", "role"))
        beside = Place(place.path, skill or place.skill, role)
        for name, field in known.items():
            at = beside.field(name)
            if name in value:
                yield from self._checked(kind, field, value[name], at)
            elif field.required:
                yield _form(at, Text("field.required"))
        for name in value:
            if name not in known:
                near = near_names(name, known)
                yield BodyFault("form", place.field(name).path, Text("field.unknown"), known=near)

    def _checked(
        self, kind: inspect.StructType, field: inspect.Field, value: object, place: Place
    ) -> Iterator[BodyFault]:
        """The faults of a field; where there are none, what its check says about it."""
        checks = kind.cls.checks if issubclass(kind.cls, CheckedStruct) else {}
        check = checks.get(field.name)
        found = self.faults(field.type, value, place)
        if check is None:
            yield from found
            return
        said = check(value) if isinstance(value, str) else None
        yield from [_form(place, said)] if said is not None else found

    def _entries(
        self, kind: inspect.DictType, value: Mapping[str, object], place: Place
    ) -> Iterator[BodyFault]:
        names = [one.extra.get(NAMES) for one in alternatives(kind.key_type)]
        for key, one in value.items():
            at = place.field(key)
            wrong_key = list(self.faults(kind.key_type, key, at))
            yield from wrong_key
            if not wrong_key:
                skill = key if "skill" in names else at.skill
                yield from self.faults(kind.value_type, one, Place(at.path, skill, at.role))

    def _name(self, names: str, value: str, place: Place) -> Iterator[BodyFault]:
        known = self._vocabulary.variants(place.role if names == "variant" else value)
        if names == "skill" and self._vocabulary.top_level(value) is None:
            yield BodyFault("skill", place.path, Text("field.no-skill"), unknown=abridged(value))
        elif names == "role" and known is None:
            yield BodyFault("role", place.path, Text("field.no-role"), unknown=abridged(value))
        elif names == "variant" and known is not None and value not in known:
            text = Text("field.not-listed", choices=", ".join(known))
            yield BodyFault("variant", place.path, text, known=known)

    def _level(
        self, kinds: Sequence[TypeOption], value: object, place: Place
    ) -> Iterator[BodyFault]:
        """A level is judged by the levels of its own skill; of an unknown one, nothing is said."""
        skill = place.skill or ""
        top = self._vocabulary.top_level(skill)
        own = next((one.kind for one in kinds if isinstance(one.kind, inspect.IntType)), None)
        if top is None or own is None:
            return
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if is_number and accepts(replace(own, le=top), value):
            return
        text = Text("field.level", skill=abridged(skill), low=own.ge or 0, top=top)
        about = "level" if is_number and accepts(own, value) else "form"
        yield BodyFault(about, place.path, text)


def _form(place: Place, text: Text) -> BodyFault:
    return BodyFault("form", place.path, text)


def _named(names: str, kind: inspect.StructType, value: Mapping[str, object]) -> str | None:
    """The skill or role that a field of an object names."""
    for field in kind.fields:
        if any(one.extra.get(NAMES) == names for one in alternatives(field.type)):
            found = value.get(field.encode_name)
            return found if isinstance(found, str) else None
    return None


def _number(digits: str) -> int | float:
    """A whole number as Python can hold it; one of very many digits only by its size."""
    return int(digits) if len(digits) <= MOST_SHOWN else float(digits)
