"""L003: a can_do starts with an observable verb, because it is asked as "Can you …?"."""

import re
from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Violation

_FIRST_WORD = re.compile(r"[A-Z][a-z]+(-[a-z]+)?\b")
_NO_VERBS = frozenset(
    (
        *("A", "An", "The", "Ability", "Able", "Advanced", "Basic", "Can", "Deep", "Experience"),
        *("Experienced", "Familiar", "Familiarity", "Good", "Has", "Is", "Knowledge"),
        *("Proficient", "Solid", "Strong", "Working"),
    )
)
_NOT_OBSERVABLE = frozenset(("Appreciate", "Be", "Know", "Learn", "Understand"))
_VERBS_IN_ING = frozenset(("Bring", "Ring", "Sing", "String", "Spring", "Swing"))


def check(corpus: Corpus) -> Iterator[Violation]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            for index, text in enumerate(level.can_do):
                word, is_verb = _first_word(text)
                if not text.strip() or (is_verb and not _is_hidden(word)):
                    continue
                place = skill.at("levels", number, "can_do", index)
                message = "L003.not-observable" if _is_hidden(word) else "L003.no-verb"
                yield Violation.of(place, message, word=word)


def _first_word(text: str) -> tuple[str, bool]:
    """The first word, and whether it may be a verb with a capital letter."""
    found = _FIRST_WORD.match(text)
    first = found.group() if found else text.split(" ", 1)[0]
    is_gerund = first.endswith("ing") and first not in _VERBS_IN_ING
    return first, found is not None and first not in _NO_VERBS and not is_gerund


def _is_hidden(word: str) -> bool:
    return word in _NOT_OBSERVABLE or word.removesuffix("s") in _NOT_OBSERVABLE
