"""Did you mean …? The names nearest to an unknown one."""

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from engine import Message

LIMIT = 3
LONGEST = 100
"""More of a name than this is not compared [characters]."""
_NEAR = 0.72


def closest(name: str, known: Iterable[str], *, limit: int = LIMIT) -> tuple[str, ...]:
    """Known names that may have been meant: typing errors first, then longer names.

    Example:
        >>> closest("pyhton", ["python", "java", "typing"])
        ('python',)
        >>> closest("backend", ["backend-developer", "blacksmith"])
        ('backend-developer',)
    """
    name = name[:LONGEST]
    names = sorted(known)
    found = process.extract(
        name, names, scorer=JaroWinkler.similarity, score_cutoff=_NEAR, limit=limit * 3
    )
    ranked = sorted(
        (DamerauLevenshtein.distance(name, other), -score, other) for other, score, _ in found
    )
    allowed = max(2, len(name) // 3) if len(name) > 3 else 1
    typos = [other for distance, _, other in ranked if distance <= allowed]
    longer = [other for other in names if len(name) > 2 and _begins_a_word(other, name)]
    return tuple(dict.fromkeys(typos + longer))[:limit]


def _begins_a_word(text: str, start: str) -> bool:
    return text.startswith(start) or f"-{start}" in text or f" {start}" in text


def did_you_mean(name: str, known: Iterable[str], *, otherwise: Message) -> Message:
    """The hint for an unknown name: the nearest known ones, or the message given."""
    near = closest(name, known)
    return suggest(near) if near else otherwise


def suggest(names: Sequence[str]) -> Message:
    """The question whether one of these names, at most three and at least one, was meant."""
    first, second, third = (*names, "", "")[:3]
    n = min(len(names), LIMIT)
    return Message("did-you-mean", {"n": n, "first": first, "second": second, "third": third})
