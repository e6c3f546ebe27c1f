"""Did you mean …? The nearest names to one that is not known."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

LIMIT = 3
LONGEST = 100
"""More of a name than this is not compared [characters]."""
_NEAR = 0.72


def closest(name: str, known: Iterable[str], *, limit: int = LIMIT) -> tuple[str, ...]:
    """Names that somebody may have meant: slips of the finger first, then longer names.

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
    slips = [other for distance, _, other in ranked if distance <= allowed]
    longer = [other for other in names if len(name) > 2 and _begins_a_word(other, name)]
    return tuple(dict.fromkeys(slips + longer))[:limit]


def _begins_a_word(text: str, start: str) -> bool:
    return text.startswith(start) or f"-{start}" in text or f" {start}" in text


def did_you_mean(name: str, known: Iterable[str], *, otherwise: str) -> str:
    """The mend for an unknown name: the nearest ones, or the sentence given."""
    near = closest(name, known)
    return f"did you mean {' or '.join(near)}?" if near else otherwise
