"""The nearest problem that can be met, for one that cannot."""

from math import ceil, floor

from msgspec.structs import replace

from engine.errors import NearestPlan, NoWayError
from engine.graph.skill_graph import SkillGraph
from engine.limits import HourLimit, Limit, ReadinessTarget
from engine.model import Requirement, SkillSlug
from engine.planning.selection.budget import select_limited
from engine.planning.selection.choices import SelectionProblem
from engine.planning.selection.greedy_budget import GreedyBudget
from engine.planning.selection.highs import UNLIMITED
from engine.planning.selection.solver import Search
from engine.planning.selection.steps import (
    is_possible,
    pins_off_the_way,
    select_steps,
)
from engine.planning.selection.worth import Worth
from engine.readiness.holdings import Holdings

SMALLEST_GAIN = 0.1
"""The readiness that a plan must bring to be worth the name [points]."""

_TENTH = 10
_ROUNDING_ERROR = 1e-6


def nearest_plan(
    graph: SkillGraph,
    problem: SelectionProblem,
    *,
    holdings: Holdings,
    limit: Limit | None,
    search: Search = UNLIMITED,
) -> NearestPlan:
    """Change a problem as little as it takes until it can be met.

    Pins that settle nothing go; of more pins than a choice has places those stay
    with which the role takes the fewest hours; of pins that leave no way, as many
    as do, by their slugs. Then hours are raised to what the pins take, or where
    there were none at all to the shortest plan that brings a tenth of a point, and
    a readiness is lowered to the most there is. Both are rounded to a tenth, to
    the safe side. A problem that can be met stays as it is.

    Args:
        graph: Where the steps and their prerequisites stand.
        problem: The counted requirements, what is held or skipped, the pins.
        holdings: What the person holds.
        limit: The hours there are, or the readiness to reach; None for the whole role.
        search: By which solver, and how long for each of the programmes.

    Complexity: a mixed-integer programme for each choice with too many pins, two for hours.
    """
    pins = problem.pins - set(pins_off_the_way(graph, problem))
    for requirement in problem.requirements:
        pins = _fitting(graph, replace(problem, pins=pins), requirement, search)
    left = _passable(graph, replace(problem, pins=pins), holdings, limit)
    if isinstance(limit, HourLimit):
        limit = HourLimit(_enough(graph, left, holdings, limit.hours, search))
    elif isinstance(limit, ReadinessTarget):
        most = GreedyBudget(Worth(graph, left, holdings)).most
        limit = ReadinessTarget(min(limit.points, _down(most)))
    return NearestPlan(tuple(sorted(left.pins)), limit)


def _fitting(
    graph: SkillGraph, problem: SelectionProblem, requirement: Requirement, search: Search
) -> frozenset[SkillSlug]:
    """The pins without those too many for this requirement."""
    pinned = tuple(target for target in requirement.targets if target.skill in problem.pins)
    if not requirement.is_choice or len(pinned) <= requirement.choose:
        return problem.pins
    among_pinned = replace(requirement, targets=pinned)
    narrowed = tuple(among_pinned if r is requirement else r for r in problem.requirements)
    choices = select_steps(graph, SelectionProblem(narrowed, problem.given), search=search).choices
    chosen = next(made.chosen for made in choices if made.requirement is among_pinned)
    return problem.pins - {target.skill for target in pinned} | frozenset(chosen)


def _passable(
    graph: SkillGraph, problem: SelectionProblem, holdings: Holdings, limit: Limit | None
) -> SelectionProblem:
    """The problem with the pins that together leave a way."""

    def leaves_a_way(tried: SelectionProblem) -> bool:
        if limit is None:
            return is_possible(graph, tried)
        try:
            return GreedyBudget(Worth(graph, tried, holdings)).insisted is not None
        except NoWayError:
            return False

    if leaves_a_way(problem):
        return problem
    possible = replace(problem, pins=frozenset())
    for pin in sorted(problem.pins):
        more = replace(problem, pins=possible.pins | {pin})
        if leaves_a_way(more):
            possible = more
    return possible


def _enough(
    graph: SkillGraph, problem: SelectionProblem, holdings: Holdings, hours: float, search: Search
) -> float:
    """So many hours, or the fewest more that are enough [h]."""
    worth = Worth(graph, problem, holdings)
    points = 0.0
    if hours <= 0 and not worth.insisted:
        points = min(worth.readiness(()) + SMALLEST_GAIN, GreedyBudget(worth).most)
    target = ReadinessTarget(points)
    found = select_limited(graph, problem, holdings=holdings, limit=target, search=search)
    least = ceil(found.hours * _TENTH - _ROUNDING_ERROR) / _TENTH
    return max(hours, least, 1 / _TENTH)


def _down(points: float) -> float:
    return floor(points * _TENTH + _ROUNDING_ERROR) / _TENTH
