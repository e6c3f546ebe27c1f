"""Did you mean …? The nearest names to one that is not known."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

LIMIT = 3
_NEAR = 0.72


def closest(name: str, known: Iterable[str], *, limit: int = LIMIT) -> tuple[str, ...]:
    """Names that somebody may have meant, best first; empty when none is near.

    Example:
        >>> closest("pyhton", ["python", "java", "typing"])
        ('python',)
    """
    names = sorted(known)
    found = process.extract(
        name[:100], names, scorer=JaroWinkler.similarity, score_cutoff=_NEAR, limit=limit * 3
    )
    ranked = sorted(
        (DamerauLevenshtein.distance(name, other), -score, other) for other, score, _ in found
    )
    allowed = max(2, len(name) // 3)
    return tuple(other for distance, _, other in ranked if distance <= allowed)[:limit]


def did_you_mean(name: str, known: Iterable[str], *, otherwise: str) -> str:
    """The mend for an unknown name: the nearest ones, or the sentence given."""
    near = closest(name, known)
    return f"did you mean {' or '.join(near)}?" if near else otherwise
