"""The best order of jobs, Sidney block by block, with a cache of what was ordered before."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from threading import Lock

from cachetools import LRUCache
from msgspec.structs import replace

from engine.graph.bit_sets import members
from engine.planning.ordering.block_search import (
    Solved,
    cost_of,
    greedy_order,
    order_of_block,
    total_cost,
)
from engine.planning.ordering.sidney import Block, Decomposition, Jobs, JobSet


def best_order(jobs: Jobs, *, most_splits: int) -> Solved:
    """The order of least cost, proved when cost and bound are equal.

    Equal neighbours that may change places stand with the smaller job first.

    Args:
        jobs: What to order.
        most_splits: How many decompositions the search may take before it goes on greedily.

    Complexity: exponential in the largest block at worst; at most `most_splits` + n
        decompositions of maximum flows each.
    Source: Sidney (1975) for blocks; Goemans & Williamson (2000), Two-dimensional Gantt
        charts, for the bound of a block.
    """
    return _known(_orders, jobs, most_splits, _block_by_block)


def _block_by_block(jobs: Jobs, most_splits: int) -> Solved:
    cut = Decomposition(jobs)
    blocks = cut.blocks(jobs.all)
    splits = cut.splits
    by_block: dict[JobSet, Solved] = {}
    for block in sorted(blocks, key=lambda block: block.jobs.bit_count()):
        solved = by_block[block.jobs] = _order_of(jobs, block, most_splits - splits)
        splits += solved.splits
    parts = [by_block[block.jobs] for block in blocks]
    order = tuple(job for part in parts for job in part.order)
    cost = total_cost(blocks, [part.cost for part in parts])
    bound = total_cost(blocks, [part.bound for part in parts])
    if cost > bound:
        greedy = greedy_order(jobs, jobs.all)
        cost, order = min((cost, order), (cost_of(jobs, greedy), greedy), key=itemgetter(0))
    return Solved(_settled(jobs, order), cost, bound, splits)


def _order_of(jobs: Jobs, block: Block, most_splits: int) -> Solved:
    """The best order of one block."""
    inside = members(block.jobs)
    if len(inside) == 1:
        return Solved(tuple(inside), block.floor, block.floor)
    solved = _known(_blocks, jobs.part(inside), most_splits, order_of_block)
    return replace(solved, order=tuple([inside[job] for job in solved.order]))


# What was solved within its effort: a search would find the same again, in as many splits. The
# same jobs come again at another pace, and the same blocks in the roadmaps of many people. Each
# entry takes a few kilobytes.
_orders: LRUCache[Jobs, Solved] = LRUCache(maxsize=1_000)
_blocks: LRUCache[Jobs, Solved] = LRUCache(maxsize=1_000)
_lock = Lock()


def _known(
    cache: LRUCache[Jobs, Solved],
    jobs: Jobs,
    most_splits: int,
    search: Callable[[Jobs, int], Solved],
) -> Solved:
    with _lock:
        solved = cache.get(jobs)
    if solved is None or solved.splits > most_splits:
        solved = search(jobs, most_splits)
        if solved.splits <= most_splits:
            with _lock:
                cache[jobs] = solved
    return solved


def forget_orders() -> None:
    """Empty the caches of best orders; results stay the same and take longer."""
    with _lock:
        _orders.clear()
        _blocks.clear()


def _settled(jobs: Jobs, order: Sequence[int]) -> tuple[int, ...]:
    """Let a smaller job pass neighbours that pay the same and need not come first."""
    settled: list[int] = []
    for job in order:
        at = len(settled)
        while at and _may_pass(jobs, job, settled[at - 1]):
            at -= 1
        settled.insert(at, job)
    return tuple(settled)


def _may_pass(jobs: Jobs, job: int, earlier: int) -> bool:
    if job > earlier or jobs.before[job] >> earlier & 1:
        return False
    return jobs.gains[job] * jobs.hours[earlier] == jobs.gains[earlier] * jobs.hours[job]
