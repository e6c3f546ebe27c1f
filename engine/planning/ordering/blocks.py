"""Jobs ordered Sidney block by block, with a cache of the blocks that were ordered before."""

from collections.abc import Sequence
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


class BlockOrders:
    """Orders several sets of precedences over the same jobs within one allowance of effort.

    `left` is how many decompositions may still be taken before the search goes on greedily.
    A block that was ordered here before costs nothing again.

    Source: Sidney (1975) for blocks; Goemans & Williamson (2000), Two-dimensional Gantt
        charts, for the bound of a block.
    """

    def __init__(self, most_splits: int) -> None:
        self.left = most_splits
        self._solved: dict[Jobs, Solved] = {}

    def cut(self, jobs: Jobs, *, relaxed: Sequence[Block] = ()) -> tuple[Block, ...]:
        """The blocks of the jobs, in an order that some best order follows.

        Args:
            jobs: What to order.
            relaxed: The blocks of the same jobs under fewer precedences. Blocks at either end
                that the new precedences leave alone are taken over; the rest is cut again.

        Complexity: at most two maximum flows a block that is cut again.
        """
        first, middle, last = _taken_over(jobs, relaxed)
        cut = Decomposition(jobs)
        blocks = (*first, *cut.blocks(middle), *last)
        self.left -= cut.splits
        return blocks

    def best(self, jobs: Jobs, blocks: Sequence[Block]) -> Solved:
        """The order of least cost, proved when cost and bound are equal.

        Equal neighbours that may change places stand with the smaller job first.

        Complexity: exponential in the largest block at worst; at most `left` + n
            decompositions of maximum flows each.
        """
        by_block: dict[JobSet, Solved] = {}
        for block in sorted(blocks, key=lambda block: block.jobs.bit_count()):
            by_block[block.jobs] = self._order_of(jobs, block)
        parts = [by_block[block.jobs] for block in blocks]
        order = tuple(job for part in parts for job in part.order)
        cost = total_cost(blocks, [part.cost for part in parts])
        bound = total_cost(blocks, [part.bound for part in parts])
        if cost > bound:
            greedy = greedy_order(jobs, jobs.all)
            cost, order = min((cost, order), (cost_of(jobs, greedy), greedy), key=itemgetter(0))
        return Solved(_settled(jobs, order), cost, bound)

    def _order_of(self, jobs: Jobs, block: Block) -> Solved:
        """The best order of one block."""
        inside = members(block.jobs)
        if len(inside) == 1:
            return Solved(tuple(inside), block.floor, block.floor)
        part = jobs.part(inside)
        solved = self._solved.get(part)
        if solved is None:
            solved = self._solved[part] = _known_block(part, max(self.left, 0))
            self.left -= solved.splits
        return replace(solved, order=tuple([inside[job] for job in solved.order]))


def _taken_over(
    jobs: Jobs, relaxed: Sequence[Block]
) -> tuple[Sequence[Block], JobSet, Sequence[Block]]:
    """The first blocks that need nothing of the others, what is to be cut, the last blocks.

    The last ones are those that nothing else needs. More precedences leave fewer beginnings
    and ends, so that the best ones of before are the best still where they are allowed.
    """
    first = last = 0
    for block in relaxed:
        if any(jobs.before[job] & ~(first | block.jobs) for job in members(block.jobs)):
            break
        first |= block.jobs
    for block in reversed(relaxed):
        is_needed = any(jobs.after[job] & ~(last | block.jobs) for job in members(block.jobs))
        if is_needed or first & block.jobs:
            break
        last |= block.jobs
    begin = [block for block in relaxed if block.jobs & first]
    end = [block for block in relaxed if block.jobs & last]
    return begin, jobs.all & ~first & ~last, end


# What was solved within its effort: a search would find the same again, in as many splits. The
# same blocks come again in the roadmaps of many people. Each entry takes a few kilobytes.
_blocks: LRUCache[Jobs, Solved] = LRUCache(maxsize=1_000)
_lock = Lock()


def _known_block(jobs: Jobs, most_splits: int) -> Solved:
    with _lock:
        solved = _blocks.get(jobs)
    if solved is None or solved.splits > most_splits:
        solved = order_of_block(jobs, most_splits)
        if solved.splits <= most_splits:
            with _lock:
                _blocks[jobs] = solved
    return solved


def forget_blocks() -> None:
    """Empty the cache of ordered blocks; results stay the same and take longer."""
    with _lock:
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
