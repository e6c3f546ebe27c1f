"""Which roles are near a person or a role, and the orders in which a ranking can be read."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from engine.model import RoleSlug
from engine.ranking.likeness import Likeness
from engine.ranking.table import RankedRole, RoleKey

Likenesses = Mapping[RoleKey, Likeness]


class RankingOrder(StrEnum):
    """What a ranking is sorted by."""

    LIKENESS = "likeness"
    READINESS = "readiness"
    HOURS = "hours"


def sorted_ranking(
    ranked: Sequence[RankedRole], order: RankingOrder, likenesses: Likenesses
) -> tuple[RankedRole, ...]:
    """The ranking in another order; equals stay as they are, readiest first.

    Args:
        ranked: As `RankingTable.rank` returns it.
        order: Most alike first, readiest first, or fewest hours first.
        likenesses: Of every role and variant; empty where there is nothing to compare with, and
            then the order by likeness is that by readiness.
    """
    if order is RankingOrder.HOURS:
        return tuple(sorted(ranked, key=lambda role: role.hours_left))
    if order is RankingOrder.LIKENESS and likenesses:
        return tuple(sorted(ranked, key=lambda role: -likenesses[role.key].score))
    return tuple(ranked)


def nearest_roles(
    ranked: Sequence[RankedRole], *, most: int, likenesses: Likenesses | None = None
) -> tuple[RoleKey, ...]:
    """The roles most alike that are not met, each in its readiest variant; at most `most`.

    A role is as alike as the most alike of its variants that are not met. What is not alike
    at all is not near. Where nothing is alike, or there is nothing to compare with, the
    readiest are near.

    Args:
        ranked: Every role and variant, readiest first.
        most: So many roles at most.
        likenesses: Of every role and variant to the role or person in question.
    """
    nearest: dict[RoleSlug, RoleKey] = {}
    scores: dict[RoleSlug, float] = {}
    for role in ranked:
        if role.points < 100:
            nearest.setdefault(role.role, role.key)
            score = likenesses[role.key].score if likenesses else 0.0
            scores[role.role] = max(score, scores.get(role.role, 0.0))
    alike = [slug for slug in nearest if scores[slug] > 0] or list(nearest)
    return tuple(nearest[slug] for slug in sorted(alike, key=lambda slug: -scores[slug])[:most])
