"""Where a placement puts a skill."""

from msgspec import Struct

from engine.model import SkillSlug

MOST_CERTAIN = 0.999
"""That all imagined learners agree is strong evidence, but no certainty."""


class PlacedLevel(Struct, frozen=True):
    """The level of one skill that the answers speak for.

    `chances[n]` is the probability that exactly level n is held, up to the highest
    level asked about; they sum to 1.
    """

    skill: SkillSlug
    level: int
    chances: tuple[float, ...]


def confidence_of(placed: PlacedLevel) -> float:
    """The probability that the person holds exactly the level placed, at most 0.999.

    Example:
        >>> confidence_of(PlacedLevel(SkillSlug("sql"), 1, (0.1, 0.7, 0.2)))
        0.7
        >>> confidence_of(PlacedLevel(SkillSlug("sql"), 1, (0.0, 1.0)))
        0.999
    """
    return min(round(placed.chances[placed.level], 6), MOST_CERTAIN)
