"""The best order where steps may choose what they wait for: branch and bound over alternatives.

The search leaves the choices out; where the order it finds violates one, it branches on which
way of it is done first.
"""

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from threading import Lock

from cachetools import LRUCache
from msgspec import Struct
from msgspec.structs import replace

from engine.graph.bit_sets import members
from engine.planning.ordering.block_search import Solved, total_cost
from engine.planning.ordering.blocks import BlockOrders, forget_blocks
from engine.planning.ordering.precedence import Choice, Precedence, settlements
from engine.planning.ordering.sidney import Block, Jobs, JobSet

_MOST_SUPPORTS = 64  # Combinations of alternatives searched before the fallback is taken.


class _OrderProblem(Struct, frozen=True):
    """Everything that a search follows from."""

    hours: tuple[int, ...]
    gains: tuple[int, ...]
    before: tuple[JobSet, ...]
    choices: tuple[Choice, ...]
    fallback: tuple[JobSet, ...]
    most_splits: int


# The same steps come again at another pace and in every what-if. An entry takes a few kilobytes.
_searches: LRUCache[_OrderProblem, Solved] = LRUCache(maxsize=1_000)
_lock = Lock()


def best_over_alternatives(
    precedence: Precedence, hours: Sequence[int], gains: Sequence[int], most_splits: int
) -> Solved:
    """The best order found, with a bound over all ways to settle the choices.

    Args:
        precedence: What every valid order respects.
        hours: Of each job, in whole units.
        gains: Of each job, in whole units.
        most_splits: The effort allowed, counted in decompositions.
    """
    problem = _OrderProblem(
        tuple(hours),
        tuple(gains),
        precedence.before,
        precedence.choices,
        precedence.fallback,
        most_splits,
    )
    with _lock:
        solved = _searches.get(problem)
    if solved is None:
        solved = _AlternativesSearch(problem).run()
        with _lock:
            _searches[problem] = solved
    return solved


def forget_orders() -> None:
    """Empty the caches of best orders; results stay the same and take longer."""
    with _lock:
        _searches.clear()
    forget_blocks()


class _AlternativesNode(Struct, frozen=True, order=True):
    """Some choices settled, the others left out; `number` makes equal bounds comparable."""

    bound: int
    number: int
    jobs: Jobs
    choices: tuple[Choice, ...]
    blocks: tuple[Block, ...]
    solved: Solved | None


class _AlternativesSearch:
    """Best-first search over the alternatives that choices are settled by.

    A node waits with the bound of its blocks, and is solved when no other one promises more.
    """

    def __init__(self, problem: _OrderProblem) -> None:
        self._problem = problem
        self._orders = BlockOrders(problem.most_splits)
        self._nodes: list[_AlternativesNode] = []
        self._number = 0
        self._best: Solved | None = None

    def run(self) -> Solved:
        """The best order found, with a bound over all ways to settle the choices."""
        self._push(self._problem.before, self._problem.choices, least=0)
        unproved: list[int] = []
        while self._nodes and (self._best is None or self._nodes[0].bound < self._best.cost):
            node = heappop(self._nodes)
            if node.solved is None:
                solved = self._orders.best(node.jobs, node.blocks)
                bound = max(node.bound, solved.bound)
                heappush(self._nodes, replace(node, bound=bound, solved=solved))
                continue
            violated = _violated(node.choices, node.solved.order)
            if violated is None:
                self._keep(node.solved)
                unproved.append(node.bound)
            elif self._number < _MOST_SUPPORTS and self._orders.left > 0:
                for before, choices in settlements(node.jobs.before, node.choices, violated):
                    self._push(before, choices, least=node.bound, relaxed=node.blocks)
            else:
                unproved.append(node.bound)
                self._keep(self._fallback())
                break
        found = self._best or self._fallback()
        bound = min([found.cost, *unproved, *(node.bound for node in self._nodes)])
        return Solved(found.order, found.cost, bound)

    def _keep(self, solved: Solved) -> None:
        if self._best is None or solved.cost < self._best.cost:
            self._best = solved

    def _push(
        self,
        before: tuple[JobSet, ...],
        choices: tuple[Choice, ...],
        *,
        least: int,
        relaxed: Sequence[Block] = (),
    ) -> None:
        jobs = Jobs.of(self._problem.hours, self._problem.gains, before)
        blocks = self._orders.cut(jobs, relaxed=relaxed)
        bound = max(least, total_cost(blocks, [block.floor for block in blocks]))
        self._number += 1
        heappush(self._nodes, _AlternativesNode(bound, self._number, jobs, choices, blocks, None))

    def _fallback(self) -> Solved:
        jobs = Jobs.of(self._problem.hours, self._problem.gains, self._problem.fallback)
        return self._orders.best(jobs, self._orders.cut(jobs))


def _violated(choices: Iterable[Choice], order: Sequence[int]) -> Choice | None:
    """The choice whose step comes longest before any way of it is complete, counted in places.

    To settle it changes most, so that few others have to be settled as well.
    """
    place = dict(zip(order, range(len(order)), strict=True))
    violated, longest = None, 0
    for choice in choices:
        if not choice.ways:
            return choice
        complete = min(max(place[job] for job in members(way)) for way in choice.ways)
        early = complete - place[choice.job]
        if early > longest:
            violated, longest = choice, early
    return violated
