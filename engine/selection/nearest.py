"""The nearest wish that can be met, for one that cannot."""

from math import ceil, floor

from msgspec.structs import replace

from engine.errors import NearestWish, NoWayError
from engine.graph import SkillGraph
from engine.holdings import Holdings
from engine.limits import HourLimit, Limit, ReadinessTarget
from engine.model import Requirement, SkillSlug
from engine.selection.budget import select_limited
from engine.selection.greedy_budget import GreedyBudget
from engine.selection.highs import UNLIMITED
from engine.selection.solver import Search
from engine.selection.steps import Wish, is_possible, pins_off_the_way, select_steps
from engine.selection.worth import Worth

SMALLEST_GAIN = 0.1
"""The readiness that a plan must bring to be worth the name [points]."""

_TENTH = 10
_ROUNDING_ERROR = 1e-6


def nearest_wish(
    graph: SkillGraph,
    wish: Wish,
    *,
    holdings: Holdings,
    limit: Limit | None,
    search: Search = UNLIMITED,
) -> NearestWish:
    """Change a wish as little as it takes until it can be met.

    Pins that settle nothing go; of more pins than a choice has places those stay
    with which the role takes the fewest hours; of pins that leave no way, as many
    as do, by their slugs. Then hours are raised to what the pins take, or where
    there were none at all to the shortest plan that brings a tenth of a point, and
    a readiness is lowered to the most there is. Both are rounded to a tenth, to
    the safe side. A wish that can be met stays as it is.

    Args:
        graph: Where the steps and their prerequisites stand.
        wish: The counted requirements, what is held or skipped, the pins.
        holdings: What the person holds.
        limit: The hours there are, or the readiness wished for; None for the whole role.
        search: By which solver, and how long for each of the programmes.

    Complexity: a mixed-integer programme for each choice with too many pins, two for hours.
    """
    pins = wish.pins - set(pins_off_the_way(graph, wish))
    for requirement in wish.requirements:
        pins = _fitting(graph, replace(wish, pins=pins), requirement, search)
    left = _passable(graph, replace(wish, pins=pins), holdings, limit)
    if isinstance(limit, HourLimit):
        limit = HourLimit(_enough(graph, left, holdings, limit.hours, search))
    elif isinstance(limit, ReadinessTarget):
        most = GreedyBudget(Worth(graph, left, holdings)).most
        limit = ReadinessTarget(min(limit.points, _down(most)))
    return NearestWish(tuple(sorted(left.pins)), limit)


def _fitting(
    graph: SkillGraph, wish: Wish, requirement: Requirement, search: Search
) -> frozenset[SkillSlug]:
    """The pins without those too many for this requirement."""
    pinned = tuple(target for target in requirement.targets if target.skill in wish.pins)
    if not requirement.is_choice or len(pinned) <= requirement.choose:
        return wish.pins
    among_pinned = replace(requirement, targets=pinned)
    asked = tuple(among_pinned if r is requirement else r for r in wish.requirements)
    choices = select_steps(graph, Wish(asked, wish.given), search=search).choices
    chosen = next(made.chosen for made in choices if made.requirement is among_pinned)
    return wish.pins - {target.skill for target in pinned} | frozenset(chosen)


def _passable(graph: SkillGraph, wish: Wish, holdings: Holdings, limit: Limit | None) -> Wish:
    """The wish with the pins that together leave a way."""

    def leaves_a_way(asked: Wish) -> bool:
        if limit is None:
            return is_possible(graph, asked)
        try:
            return GreedyBudget(Worth(graph, asked, holdings)).insisted is not None
        except NoWayError:
            return False

    if leaves_a_way(wish):
        return wish
    kept = replace(wish, pins=frozenset())
    for pin in sorted(wish.pins):
        tried = replace(wish, pins=kept.pins | {pin})
        if leaves_a_way(tried):
            kept = tried
    return kept


def _enough(
    graph: SkillGraph, wish: Wish, holdings: Holdings, hours: float, search: Search
) -> float:
    """So many hours, or the fewest more that are enough [h]."""
    worth = Worth(graph, wish, holdings)
    points = 0.0
    if hours <= 0 and not worth.insisted:
        points = min(worth.readiness(()) + SMALLEST_GAIN, GreedyBudget(worth).most)
    target = ReadinessTarget(points)
    found = select_limited(graph, wish, holdings=holdings, limit=target, search=search)
    least = ceil(found.hours * _TENTH - _ROUNDING_ERROR) / _TENTH
    return max(hours, least, 1 / _TENTH)


def _down(points: float) -> float:
    return floor(points * _TENTH + _ROUNDING_ERROR) / _TENTH
