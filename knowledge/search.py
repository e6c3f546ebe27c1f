"""Search by what people type: titles, slugs, aliases as in CVs, and slips of the pen.

Words are compared with words, so that `ai` is not found inside `blockchain`; where nothing is
near, nothing is found.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from msgspec import Struct

from knowledge.did_you_mean import LIMIT, slips_between
from knowledge.texts import RoleText, SkillText

MAX_QUERY = 100
"""Longer queries are cut [characters]."""
LAST_SIGN = "\U0010ffff"
SHORTEST_PART = 4
"""What is shorter is not yet taken for the beginning of a word of an alias [characters]."""
SHORTEST_IN_SUMMARY = 3
"""Of what is looked for in a summary, one word has to be as long as this [characters]."""
MOST_WORDS = 12
"""More words of a query are not looked at."""
S = TypeVar("S", bound=str)
_WORD = re.compile(r"[^\W_]+[+#]*")

_EXACT, _JOINED, _BEGINS, _WORDS, _BEGINS_PART, _PARTS, _ACROSS, _SLIPS, _SUMMARY = range(9)
"""How a query matches, best first: it is the name; but for blanks; the name begins with it; has
its words; begins with it while the last word is still typed; has words that begin with its words;
all names together do; a name does but for slips; the summary has its words."""

Words = tuple[str, ...]


class SearchableName(Struct, frozen=True):
    """A title, slug or alias in words."""

    words: Words
    is_title: bool


class SearchEntry(Struct, frozen=True):
    """What can be found."""

    slug: str
    title: str
    names: tuple[SearchableName, ...]
    summary: frozenset[str]

    @classmethod
    def of(cls, text: SkillText | RoleText) -> "SearchEntry":
        """A skill or role by all its names, present and former."""
        titles = (text.title, text.slug)
        others = (*text.aliases, *text.former_slugs)
        names = [SearchableName(words_of(name), is_title=True) for name in titles]
        names += [SearchableName(words_of(name), is_title=False) for name in others]
        summary = frozenset(words_of(text.summary))
        return cls(text.slug, text.title.casefold(), tuple(names), summary)


class NameSearch(Generic[S]):
    """The names of all skills, or of all roles, prepared for search.

    `spare` are words that say nothing about what is searched for when nothing has them, such as
    the variants of roles.
    """

    def __init__(
        self, texts: Mapping[S, SkillText] | Mapping[S, RoleText], *, spare: Iterable[str] = ()
    ) -> None:
        self._entries = {slug: SearchEntry.of(text) for slug, text in texts.items()}
        self._spare = frozenset(word for name in spare for word in words_of(name))

    def find(self, query: str) -> tuple[S, ...]:
        """Slugs of what matches, best first; all by title for a query without words.

        Slips of the pen are looked for only where nothing matches without.
        """
        words = words_of(query[:MAX_QUERY])[:MOST_WORDS]
        if not words:
            return tuple(sorted(self._entries, key=lambda slug: self._entries[slug].title))
        return self._find(words) or self._find(tuple(w for w in words if w not in self._spare))

    def suggest(self, name: str) -> tuple[S, ...]:
        """What an unknown name may have meant, best first, at most three.

        A name that is meant but for blanks is the only one; otherwise those that begin with it,
        and those that are written so but for slips.
        """
        words = words_of(name[:MAX_QUERY])[:MOST_WORDS]
        worst = _BEGINS if len(words) == 1 else _BEGINS_PART
        found = self._ranked(words, worst)
        if not found and not self._ranked(words, _WORDS):
            found = self._ranked_by_slips(words, is_whole=True)
        best = [slug for (rank, *_), slug in found if rank <= _JOINED]
        return tuple(best or (slug for _, slug in found))[:LIMIT]

    def _find(self, words: Words) -> tuple[S, ...]:
        found = self._ranked(words, _ACROSS) or self._ranked_by_slips(words)
        return tuple(slug for _, slug in found + self._by_summary(words, found))

    def _ranked(self, words: Words, worst: int) -> list[tuple[tuple[int, ...], S]]:
        if not words:
            return []
        found = [
            ((*rank, self._places[slug]), slug)
            for slug in self._candidates(words)
            if (rank := _best(words, self._entries[slug])) is not None and rank[0] <= worst
        ]
        return sorted(found)

    def _candidates(self, words: Words) -> set[S]:
        """What has, in any of its names, a word that begins with each of these; or all joined."""
        begun = [
            {slug for one in self._beginning_with(word) for slug in self._having[one]}
            for word in words
        ]
        return set.intersection(*begun) | self._joined.get("".join(words), set())

    def _beginning_with(self, start: str) -> list[str]:
        known = self._vocabulary
        first = bisect_left(known, start)
        return known[first : bisect_left(known, start + LAST_SIGN, first)]

    def _ranked_by_slips(
        self, words: Words, *, is_whole: bool = False
    ) -> list[tuple[tuple[int, ...], S]]:
        """Names that have every word of the query but for slips, and at most one word more.

        With `is_whole` they have no other word.
        """
        if not words:
            return []
        near = [self._near(word) for word in words]
        having = [{slug for word in one for slug in self._having[word]} for one in near]
        found = []
        for slug in set.intersection(*having):
            slips = [
                (_SLIPS, sum(per_word), len(name.words), not name.is_title, self._places[slug])
                for name in self._entries[slug].names
                if len(name.words) <= len(words) + (not is_whole)
                and len(per_word := list(_slips_in(name.words, near))) == len(words)
            ]
            if slips:
                found.append((min(slips), slug))
        return sorted(found)

    def _by_summary(
        self, words: Words, found: list[tuple[tuple[int, ...], S]]
    ) -> list[tuple[tuple[int, ...], S]]:
        known = {slug for _, slug in found}
        if all(len(word) < SHORTEST_IN_SUMMARY for word in words):
            return []
        more = [
            ((_SUMMARY, self._places[slug]), slug)
            for slug, entry in self._entries.items()
            if slug not in known and entry.summary.issuperset(words)
        ]
        return sorted(more)

    def _near(self, word: str) -> dict[str, int]:
        """Every word that this one may be, with the slips that takes."""
        return {
            known: slips
            for start in set(word[:2])  # The first two letters may be swapped.
            for known in self._beginning_with(start)
            if (slips := slips_between(word, known)) is not None
        }

    @cached_property
    def _having(self) -> dict[str, set[S]]:
        """Word → what has it in any of its names."""
        having: dict[str, set[S]] = {}
        for slug, entry in self._entries.items():
            for word in {word for name in entry.names for word in name.words}:
                having.setdefault(word, set()).add(slug)
        return having

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(self._having)

    @cached_property
    def _joined(self) -> dict[str, set[S]]:
        """Name without blanks → what is called so."""
        joined: dict[str, set[S]] = {}
        for slug, entry in self._entries.items():
            for name in entry.names:
                joined.setdefault("".join(name.words), set()).add(slug)
        return joined

    @cached_property
    def _places(self) -> dict[S, int]:
        by_title = sorted(self._entries, key=lambda slug: (self._entries[slug].title, slug))
        return {slug: place for place, slug in enumerate(by_title)}


def words_of(text: str) -> Words:
    """The words of a name or query, without case, accents and punctuation but `+` and `#`.

    Example:
        >>> words_of("Node.js / C++"), words_of("full-stack Développeur")
        (('node', 'js', 'c++'), ('full', 'stack', 'developpeur'))
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(_WORD.findall(plain.casefold()))


def _best(words: Words, entry: SearchEntry) -> tuple[int, ...] | None:
    """How well the best of its names matches, or all of them together; None where none does."""
    ranks = [
        (rank, not name.is_title, len(name.words))
        for name in entry.names
        if (rank := _rank(words, name)) is not None
    ]
    if ranks:
        return min(ranks)
    known = [word for name in entry.names for word in name.words]
    if len(words) > 1 and all(any(one.startswith(word) for one in known) for word in words):
        return _ACROSS, 0, 0
    return None


def _rank(words: Words, name: SearchableName) -> int | None:
    if words == name.words:
        return _EXACT
    if "".join(words) == "".join(name.words):
        return _JOINED
    if name.words[: len(words)] == words:
        return _BEGINS
    if all(word in name.words for word in words):
        return _WORDS
    if not name.is_title and len(words[-1]) < SHORTEST_PART:
        return None
    *typed, last = words
    begun = name.words[len(typed)] if len(name.words) > len(typed) else ""
    if list(name.words[: len(typed)]) == typed and begun.startswith(last):
        return _BEGINS_PART
    if all(any(one.startswith(word) for one in name.words) for word in words):
        return _PARTS
    return None


def _slips_in(words: Words, near: Iterable[dict[str, int]]) -> Iterator[int]:
    """For each word of a query that a name has but for slips, their number."""
    for per_word in near:
        found = [per_word[word] for word in words if word in per_word]
        if found:
            yield min(found)
