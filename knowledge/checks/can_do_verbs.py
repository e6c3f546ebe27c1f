"""L003: a can_do starts with a verb that somebody can watch, because it is asked as "Can you
…?".
"""

import re
from collections.abc import Iterator

from knowledge.corpus import Corpus
from knowledge.findings import Finding, warning

_VERB_FIRST = re.compile(r"[A-Z][a-z]+(-[a-z]+)?\b")
_NO_VERBS = frozenset(
    (
        *("A", "An", "The", "Ability", "Able", "Advanced", "Basic", "Can", "Deep", "Experience"),
        *("Experienced", "Familiar", "Familiarity", "Good", "Has", "Is", "Knowledge"),
        *("Proficient", "Solid", "Strong", "Working"),
    )
)
_NOT_SEEN = frozenset(("Appreciate", "Be", "Know", "Learn", "Understand"))
_VERBS_IN_ING = frozenset(("Bring", "Ring", "Sing", "String", "Spring", "Swing"))


def check(corpus: Corpus) -> Iterator[Finding]:
    for skill in corpus.skills:
        for number, level in skill.record.levels.items():
            for index, text in enumerate(level.can_do):
                problem = _problem(text)
                if text.strip() and problem:
                    yield warning(
                        skill.at("levels", number, "can_do", index),
                        "L003",
                        problem,
                        'begin with what one does, so that it can follow "Can you …?"',
                    )


def _problem(text: str) -> str | None:
    found = _VERB_FIRST.match(text)
    first = found.group() if found else text.split(" ", 1)[0]
    if first in _NOT_SEEN or first.removesuffix("s") in _NOT_SEEN:
        return f"{first} cannot be observed"
    is_gerund = first.endswith("ing") and first not in _VERBS_IN_ING
    if found is None or first in _NO_VERBS or is_gerund:
        return f"{first} is no verb with a capital letter"
    return None
