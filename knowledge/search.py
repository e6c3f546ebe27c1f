"""Search for skills by what people type: titles, slugs, aliases as in CVs, and near misses."""

from collections.abc import Iterable

from msgspec import Struct
from rapidfuzz import fuzz, process

from engine import SkillSlug
from knowledge.did_you_mean import closest
from knowledge.texts import SkillText

MAX_QUERY = 100
"""Longer queries are cut [characters]."""
_NEAR = 80


class _SearchEntry(Struct, frozen=True):
    slug: SkillSlug
    title: str
    names: tuple[str, ...]
    summary: str


class SkillSearch:
    """The names of all skills, prepared for search."""

    def __init__(self, texts: Iterable[SkillText]) -> None:
        self._entries = tuple(
            _SearchEntry(
                SkillSlug(text.slug),
                text.title,
                tuple(_plain(name) for name in (text.title, text.slug, *text.aliases)),
                _plain(text.summary),
            )
            for text in texts
        )
        self._slug_of_name = {
            name: entry.slug for entry in reversed(self._entries) for name in entry.names
        }

    def find(self, query: str) -> tuple[SkillSlug, ...]:
        """Slugs of the matching skills, best first; all by title for an empty query.

        A name that is the query comes before one that begins with it, before
        one that contains its words, before a summary that does, before similar names.
        """
        wanted = _plain(query[:MAX_QUERY])
        ranked = [
            (rank, entry.title.casefold(), entry.slug)
            for entry in self._entries
            if (rank := _rank(wanted, entry)) is not None
        ]
        if not ranked:
            return self._near(wanted)
        return tuple(slug for _, _, slug in sorted(ranked))

    def _near(self, wanted: str) -> tuple[SkillSlug, ...]:
        found = process.extract(
            wanted, sorted(self._slug_of_name), scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=10
        )
        return tuple(dict.fromkeys(self._slug_of_name[name] for name, _, _ in found))

    def suggest(self, name: str) -> tuple[SkillSlug, ...]:
        """Slugs that an unknown name may have meant, best first, at most three."""
        plain = _plain(name[:MAX_QUERY])
        if plain in self._slug_of_name:
            return (self._slug_of_name[plain],)
        near = closest(plain, self._slug_of_name, limit=6)
        return tuple(dict.fromkeys(self._slug_of_name[one] for one in near))[:3]


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").split())


def _rank(wanted: str, entry: _SearchEntry) -> int | None:
    if wanted in entry.names:
        return 0
    if any(name.startswith(wanted) for name in entry.names):
        return 1
    words = wanted.split()
    if any(all(_has_word(name, word) for word in words) for name in entry.names):
        return 2
    if any(wanted in name for name in entry.names) and len(wanted) > 2:
        return 3
    if all(_has_word(entry.summary, word) for word in words) and len(wanted) > 2:
        return 4
    return None


def _has_word(text: str, word: str) -> bool:
    return text.startswith(word) or f" {word}" in text
