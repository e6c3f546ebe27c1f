"""Did you mean …? The names nearest to an unknown one, and none where nothing is near."""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from engine import Message

LIMIT = 3
LONGEST = 100
"""More of a name than this is not compared [characters]."""
_SLIPS = ((13, 3), (9, 2), (4, 1))
"""In so many characters or more, so many slips of the pen are taken for slips."""
_LONG = 6
"""In shorter words a wrong letter makes another word [characters]."""


def slips_between(typed: str, other: str) -> int | None:
    """How many slips turn another word into the one that was typed; None where it is not near.

    A slip is a letter too many, missing, wrong, or swapped with the next. The length of what was
    typed decides how many are allowed, and in a short word no letter is wrong: `flash` is not
    `flask`. The first letter is never wrong, and a word with a digit is near to itself only.

    Example:
        >>> slips_between("pyhton", "python"), slips_between("openssl", "opengl")
        (1, None)
    """
    if typed == other:
        return 0
    allowed = next((slips for length, slips in _SLIPS if len(typed) >= length), 0)
    if not allowed or any(sign.isdigit() for sign in typed + other):
        return None
    if typed[:1] != other[:1] and typed[:2] != other[1::-1]:
        return None
    if len(typed) < _LONG and len(typed) == len(other) and sorted(typed) != sorted(other):
        return None
    slips = OSA.distance(typed, other, score_cutoff=allowed)
    return slips if slips <= allowed else None


def closest(name: str, known: Iterable[str], *, limit: int = LIMIT) -> tuple[str, ...]:
    """Known names that may have been meant: slips of the pen first, then longer names.

    Example:
        >>> closest("pyhton", ["python", "java", "typing"])
        ('python',)
        >>> closest("backend", ["backend-developer", "blacksmith"])
        ('backend-developer',)
    """
    name = name[:LONGEST]
    names = sorted(known)
    near = sorted(
        (slips, other) for other in names if (slips := slips_between(name, other)) is not None
    )
    longer = [other for other in names if len(name) > 2 and _begins_a_word(other, name)]
    return tuple(dict.fromkeys([other for _, other in near] + longer))[:limit]


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
