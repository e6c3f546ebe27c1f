"""Search and suggestions, by a table of what people type and what they must get."""

from functools import cache
from pathlib import Path

import msgspec
import pytest

from knowledge import BUNDLED_CONTENT, Library

TABLE = Path(__file__).with_name("search_queries.yaml")


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a query must find: first, among the first three, not at all, or nothing."""

    query: str
    first: str = ""
    top: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    empty: bool = False

    def is_met_by(self, found: tuple[str, ...]) -> bool:
        """Whether these results are what it asks for."""
        if self.empty:
            return not found
        is_first = not self.first or found[:1] == (self.first,)
        return is_first and set(self.top) <= set(found[:3]) and not set(self.without) & set(found)


def expectations() -> dict[str, list[Expectation]]:
    text = TABLE.read_text(encoding="utf-8")
    return msgspec.yaml.decode(text, type=dict[str, list[Expectation]])


@cache
def library() -> Library:
    return Library.load(BUNDLED_CONTENT)


def found_by(kind: str, query: str) -> tuple[str, ...]:
    searches = {
        "skills": library().search,
        "roles": library().search_roles,
        "skill_suggestions": library().suggest,
        "role_suggestions": library().suggest_role,
    }
    return tuple(map(str, searches[kind](query)))


@pytest.mark.parametrize("kind", ["skills", "roles", "skill_suggestions", "role_suggestions"])
def test_what_people_type_finds_what_they_mean_and_nothing_else(kind: str) -> None:
    wrong = {
        one.query: found_by(kind, one.query)[:5]
        for one in expectations()[kind]
        if not one.is_met_by(found_by(kind, one.query))
    }
    assert wrong == {}


def test_every_name_finds_what_it_names() -> None:
    """Titles, slugs and aliases, as they are written and without their blanks."""
    for text in library().skill_texts.values():
        for name in (text.title, text.slug, *text.aliases):
            assert text.slug in library().search(name), name
            assert text.slug in library().suggest(name), name
    for role in library().role_texts.values():
        for name in (role.title, role.slug, *role.aliases):
            assert role.slug in library().search_roles(name), name
            assert role.slug in library().suggest_role(name), name


def test_every_role_has_aliases() -> None:
    assert [slug for slug, text in library().role_texts.items() if len(text.aliases) < 3] == []


@pytest.mark.parametrize("query", ["", "   ", "?!", "…", "x" * 100_000, "a " * 50_000, "\x00"])
def test_no_query_is_too_much(query: str) -> None:
    assert isinstance(library().search(query), tuple)
    assert isinstance(library().search_roles(query), tuple)
    assert isinstance(library().suggest(query), tuple)
