"""The study order: prerequisites first, and readiness as soon as possible per hour.

Among all valid orders the one with the greatest area under the gains earned
over hours, proved or with a certified gap. Soft prerequisites count like hard
ones wherever that makes no cycle. Which algorithm: this module branches over alternatives,
`blocks` splits the order (Sidney), and `block_search` orders each block, exactly or greedily.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from heapq import heappop, heappush
from math import fsum

from msgspec import Struct

from engine.graph.skill_graph import SkillGraph
from engine.model import Step
from engine.planning.ordering.block_search import Solved
from engine.planning.ordering.blocks import best_order
from engine.planning.ordering.precedence import Choice, Precedence, settlements
from engine.planning.ordering.sidney import Jobs, JobSet

MOST_SPLITS = 3_500
"""How many decompositions an order may take before the search goes on greedily."""

_MOST_SUPPORTS = 24  # Combinations of alternatives searched before the fallback is taken.
_GRAIN = (
    2**40
)  # Pay per hour is counted in this fraction of the best pay: below any real difference.
_SAME_PAY = 1e-9  # Relative; two sums of floats that mean the same differ by less.
_FINEST_HOURS = 2**20

PrerequisiteMap = Mapping[Step, tuple[Step, ...]]


class OrderMethod(StrEnum):
    """How an order was found: proved best, or with a bound on what is better."""

    EXACT = "exact"
    CERTIFIED = "certified"


class Certificate(Struct, frozen=True):
    """What is proved of an order, over all valid orders with every choice of alternatives.

    `area` is the area under the gains earned over the hours of the order
    [points · h], and no valid order has more than `bound`. `gap` in [0, 1] is
    the share of the bound that the order may miss; 0.0 means proved best. A
    valid order respects every hard prerequisite (of an `any_of` any one branch
    among the needed steps) and every soft one that makes no cycle.
    """

    area: float
    bound: float
    gap: float
    method: OrderMethod


class Ordering(Struct, frozen=True):
    """The steps in order, for each its hard prerequisites among them, and the proof."""

    steps: tuple[Step, ...]
    prerequisites: PrerequisiteMap
    certificate: Certificate


def order_steps(
    graph: SkillGraph,
    needed: Collection[Step],
    *,
    given: frozenset[Step],
    gains: Mapping[Step, float],
    most_splits: int = MOST_SPLITS,
) -> Ordering:
    """Put the needed steps into the study order that raises readiness soonest.

    A prerequisite never stands after what needs it. Neighbours that pay the
    same per hour and may change places stand by skill and level.

    Args:
        graph: Where the steps and their prerequisites stand.
        needed: Closed under hard prerequisites together with what is given.
        given: Steps that are held, or taken as held.
        gains: Readiness that each finished step brings [points]; absent means none.
        most_splits: The effort allowed, counted in decompositions; never in time.

    Raises:
        NoPlanError: The needed steps cannot be learnt from what is given.

    Complexity: exponential in the largest Sidney block at worst, cut off by `most_splits`.
    Source: Sidney (1975); docs/decisions, study order.
    Example:
        >>> from engine.model import Hours, Level, Skill, SkillSlug
        >>> git = Skill(SkillSlug("git"), "Git", "t", tuple(Level(Hours(1, 2, 3)) for _ in "ab"))
        >>> graph = SkillGraph.of([git])
        >>> ordering = order_steps(graph, graph.steps, given=frozenset(), gains={})
        >>> [str(step) for step in ordering.steps], ordering.certificate.gap
        (['git:1', 'git:2'], 0.0)
    """
    precedence = Precedence.of(graph, needed, given=given)
    hours = [graph.hours(step).typical for step in precedence.steps]
    earned = [gains.get(step, 0.0) for step in precedence.steps]
    whole_hours, whole_gains = _whole_numbers(hours, earned)
    solved = _Supports(precedence, whole_hours, whole_gains, most_splits).search()
    steps = tuple(precedence.steps[job] for job in solved.order)
    certificate = _certificate(solved, hours, earned, sum(whole_hours) * sum(whole_gains))
    return Ordering(steps, precedence.prerequisites(steps), certificate)


def area_under(hours: Sequence[float], gains: Sequence[float]) -> float:
    """The area under the gains earned over the hours, each when its step is finished [points · h].

    Example:
        >>> area_under([2, 3], [10, 5])
        30.0
    """
    left = fsum(hours)
    parts = []
    for own, gain in zip(hours, gains, strict=True):
        left -= own
        parts.append(gain * left)
    return fsum(parts)


def _whole_numbers(hours: Sequence[float], gains: Sequence[float]) -> tuple[list[int], list[int]]:
    """Hours and gains in grains, so that what pays the same per hour does so exactly."""
    unit = next((u for u in (1, 2, 4, 100) if all(h * u == int(h * u) for h in hours)), None)
    whole = [round(h * (unit or _FINEST_HOURS)) for h in hours]
    pays = [gain / own if own else 0.0 for gain, own in zip(gains, whole, strict=True)]
    best = max(pays, default=0.0) or 1.0
    grains = {0.0: 0}
    last = 0.0
    for pay in sorted(set(pays)):
        is_same = pay <= last * (1 + _SAME_PAY)
        grains[pay] = grains[last] if is_same else round(pay / best * _GRAIN)
        last = pay
    return whole, [
        grains[pay] * own if own else round(gain / best * _GRAIN)
        for pay, own, gain in zip(pays, whole, gains, strict=True)
    ]


class _SearchNode(Struct, frozen=True, order=True):
    """Some choices settled, the others left out; `number` makes equal bounds comparable."""

    bound: int
    number: int
    before: tuple[JobSet, ...]
    choices: tuple[Choice, ...]
    solved: Solved


class _Supports:
    """Best-first search over the alternatives that choices are settled by."""

    def __init__(
        self, precedence: Precedence, hours: Sequence[int], gains: Sequence[int], most_splits: int
    ) -> None:
        self._fallback = precedence.fallback
        self._hours = hours
        self._gains = gains
        self._left = most_splits
        self._nodes: list[_SearchNode] = []
        self._number = 0
        self._best: Solved | None = None
        self._push(precedence.before, precedence.choices, least=0)

    def search(self) -> Solved:
        """The best order found, with a bound over all ways to settle the choices."""
        unproved: list[int] = []
        while self._nodes and (self._best is None or self._nodes[0].bound < self._best.cost):
            node = heappop(self._nodes)
            violated = _violated(node.choices, node.solved.order)
            if violated is None:
                self._keep(node.solved)
                unproved.append(node.bound)
            elif self._number < _MOST_SUPPORTS and self._left > 0:
                for before, choices in settlements(node.before, node.choices, violated):
                    self._push(before, choices, least=node.bound)
            else:
                unproved.append(node.bound)
                self._keep(self._solve(self._fallback))
                break
        found = self._best or self._solve(self._fallback)
        bound = min([found.cost, *unproved, *(node.bound for node in self._nodes)])
        return Solved(found.order, found.cost, bound)

    def _keep(self, solved: Solved) -> None:
        if self._best is None or solved.cost < self._best.cost:
            self._best = solved

    def _push(self, before: tuple[JobSet, ...], choices: tuple[Choice, ...], *, least: int) -> None:
        solved = self._solve(before)
        self._number += 1
        bound = max(least, solved.bound)
        heappush(self._nodes, _SearchNode(bound, self._number, before, choices, solved))

    def _solve(self, before: tuple[JobSet, ...]) -> Solved:
        jobs = Jobs.of(self._hours, self._gains, before)
        solved = best_order(jobs, most_splits=max(self._left, 0))
        self._left -= solved.splits
        return solved


def _violated(choices: Iterable[Choice], order: Sequence[int]) -> Choice | None:
    """The choice first in the order none of whose ways is complete when its step comes."""
    waiting: dict[int, list[Choice]] = {}
    for choice in choices:
        waiting.setdefault(choice.job, []).append(choice)
    done = 0
    for job in order:
        for choice in waiting.get(job, ()):
            if all(way & ~done for way in choice.ways):
                return choice
        done |= 1 << job
    return None


def _certificate(
    solved: Solved, hours: Sequence[float], gains: Sequence[float], most: int
) -> Certificate:
    """The proof in points and hours; `most` is the cost at which nothing is ever earned early."""
    area = area_under([hours[job] for job in solved.order], [gains[job] for job in solved.order])
    missed = solved.cost - solved.bound
    if not missed:
        return Certificate(area, area, 0.0, OrderMethod.EXACT)
    gap = missed / (most - solved.bound)
    return Certificate(area, area / (1 - gap), gap, OrderMethod.CERTIFIED)
