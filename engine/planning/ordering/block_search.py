"""The best order of jobs under precedence: search inside Sidney blocks, with a bound.

Minimises Σ gain · (hours until the job is finished), which is the same as the
greatest area under the gains earned over hours.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from engine.graph.bit_sets import members
from engine.planning.ordering.sidney import Block, Decomposition, Jobs, JobSet

_SMALL = 8  # Up to here, going through all closed sets takes less than one decomposition.
_DEEPEST = 250  # The search recurses once a job; this keeps far from the interpreter's limit.


class Solved(Struct, frozen=True):
    """An order of jobs, its cost, and a bound that no valid order's cost falls below."""

    order: tuple[int, ...]
    cost: int
    bound: int
    splits: int = 0


class _SearchBranch(Struct, frozen=True):
    """A way to begin or to end a block: fixed jobs around a rest that is cut into blocks."""

    bound: int
    job: int
    head: tuple[int, ...]
    tail: tuple[int, ...]
    fixed_cost: int
    rest: list[Block]


def cost_of(jobs: Jobs, order: Iterable[int]) -> int:
    """Σ gain · (hours until the job is finished)."""
    elapsed = cost = 0
    for job in order:
        elapsed += jobs.hours[job]
        cost += elapsed * jobs.gains[job]
    return cost


def total_cost(blocks: Sequence[Block], own: Sequence[int]) -> int:
    """The cost of blocks one after another, each with its own cost from its start."""
    elapsed = cost = 0
    for block, inner in zip(blocks, own, strict=True):
        cost += elapsed * block.gain + inner
        elapsed += block.hours
    return cost


def over_closed_sets(jobs: Jobs, group: JobSet) -> Solved:
    """The best order of a small group, by dynamic programming over its closed sets.

    Complexity: O(closed sets · jobs).
    """
    inside = members(group)
    needs = [(job, 1 << job, jobs.before[job] & group) for job in inside]
    layer: dict[JobSet, tuple[int, int, tuple[int, ...]]] = {0: (0, 0, ())}
    for _ in inside:
        following: dict[JobSet, tuple[int, int, tuple[int, ...]]] = {}
        for done, (cost, elapsed, order) in layer.items():
            for job, bit, needed in needs:
                if done & bit or needed & ~done:
                    continue
                finished = elapsed + jobs.hours[job]
                raised = cost + finished * jobs.gains[job]
                known = following.get(done | bit)
                if known is None or raised < known[0]:
                    following[done | bit] = (raised, finished, (*order, job))
        layer = following
    cost, _, order = layer[group]
    return Solved(order, cost, cost)


def greedy_order(jobs: Jobs, group: JobSet) -> tuple[int, ...]:
    """Again and again the job that pays most per hour together with all it still needs."""
    order: list[int] = []
    todo = members(group)
    while todo:
        best, best_gain, best_hours = todo[0], -1, 1
        for job in todo:
            needed = members(jobs.before[job] & group | 1 << job)
            gain = sum(jobs.gains[j] for j in needed)
            hours = sum(jobs.hours[j] for j in needed)
            if gain * best_hours > best_gain * hours:
                best, best_gain, best_hours = job, gain, hours
        taken = jobs.before[best] & group | 1 << best
        order += _topological(jobs, taken)
        group &= ~taken
        todo = [job for job in todo if not taken >> job & 1]
    return tuple(order)


def _topological(jobs: Jobs, group: JobSet) -> list[int]:
    return sorted(members(group), key=lambda job: (jobs.depth[job], job))


def order_of_block(jobs: Jobs, most_splits: int) -> Solved:
    """The best order of jobs that form one block, proved when cost and bound are equal.

    Args:
        jobs: None of their beginnings pays more per hour than the whole.
        most_splits: How many decompositions the search may take before it goes on greedily.

    Complexity: exponential in the jobs at worst; at most `most_splits` + n decompositions of
        maximum flows each.
    Source: Sidney (1975) for blocks; Goemans & Williamson (2000), Two-dimensional Gantt
        charts, for the bound of a block.
    """
    return _BlockSearch(jobs, most_splits).solve()


class _BlockSearch:
    """Branch and bound over the beginnings and ends of a block; what remains is cut again."""

    def __init__(self, jobs: Jobs, most_splits: int) -> None:
        self._jobs = jobs
        self._cut = Decomposition(jobs)
        self._most_splits = most_splits
        self._known: dict[JobSet, Solved] = {}
        self._open: dict[JobSet, list[_SearchBranch]] = {}
        self._gainless = sum(1 << job for job, gain in enumerate(jobs.gains) if not gain)

    def solve(self) -> Solved:
        """The best order of all jobs, which form one block."""
        block = self._jobs.block(members(self._jobs.all))
        solved = self._solve(block, depth=0, below=block.gain * block.hours + 1)
        return replace(solved, splits=self._cut.splits)

    @property
    def _is_spent(self) -> bool:
        return self._cut.splits > self._most_splits

    def _bound(self, block: Block) -> int:
        """The best bound known: the search's, or that no beginning beats the block."""
        known = self._known.get(block.jobs)
        return block.floor if known is None else known.bound

    def _bounds(self, blocks: Sequence[Block]) -> int:
        return total_cost(blocks, [self._bound(block) for block in blocks])

    def _solve(self, block: Block, *, depth: int, below: int) -> Solved:
        """The best order of a block, or just a bound when no order costs less than `below`."""
        known = self._known.get(block.jobs)
        if known is not None:
            is_proved = bool(known.order) and (known.bound >= known.cost or self._is_spent)
            if is_proved or known.bound >= below:
                return known
        known = self._known[block.jobs] = self._search(block, depth, below)
        return known

    def _search(self, block: Block, depth: int, below: int) -> Solved:
        if block.jobs & (block.jobs - 1) == 0:
            return Solved((block.jobs.bit_length() - 1,), block.floor, block.floor)
        if block.jobs.bit_count() <= _SMALL:
            return over_closed_sets(self._jobs, block.jobs)
        if self._is_spent or depth > _DEEPEST:
            order = greedy_order(self._jobs, block.jobs)
            return Solved(order, cost_of(self._jobs, order), self._bound(block))
        best = Solved((), below, below)
        least = below
        branches = self._open.get(block.jobs)
        if branches is None:
            branches = self._open[block.jobs] = self._branches(block)
        for branch in sorted(branches, key=lambda b: (b.fixed_cost + self._bounds(b.rest), b.job)):
            bound = branch.fixed_cost + self._bounds(branch.rest)
            if bound < best.cost and not (self._is_spent and best.order):
                found = self._follow(branch, depth, best.cost)
                bound = found.bound
                if found.cost < best.cost:
                    best = found
            least = min(least, bound)
        return Solved(best.order, best.cost, max(least, self._bound(block)))

    def _follow(self, branch: _SearchBranch, depth: int, below: int) -> Solved:
        """Solve the branch's blocks, small ones first, as long as it may stay below."""
        bound = branch.fixed_cost + self._bounds(branch.rest)
        for block in sorted(branch.rest, key=lambda block: block.jobs.bit_count()):
            others = bound - self._bound(block)
            solved = self._solve(block, depth=depth + 1, below=below - others)
            bound = others + solved.bound
            if bound >= below or not solved.order:
                return Solved((), below, max(bound, branch.bound))
        solved_blocks = [self._known[block.jobs] for block in branch.rest]
        middle = (job for part in solved_blocks for job in part.order)
        cost = branch.fixed_cost + total_cost(branch.rest, [s.cost for s in solved_blocks])
        return Solved((*branch.head, *middle, *branch.tail), cost, bound)

    def _branches(self, block: Block) -> list[_SearchBranch]:
        """Every first gain the block may begin with, or every last job, whichever are fewer."""
        jobs, inside = self._jobs, members(block.jobs)
        lasts = [job for job in inside if not jobs.after[job] & block.jobs]
        firsts = [
            job
            for job in inside
            if jobs.gains[job] and not jobs.before[job] & block.jobs & ~self._gainless
        ]
        if 2 * len(lasts) <= len(firsts):
            found = [self._ending(block, job) for job in lasts]
        else:
            found = [self._beginning(block, job) for job in firsts]
        return [branch for branch in found if branch is not None]

    def _beginning(self, block: Block, job: int) -> _SearchBranch | None:
        """The job after what it needs, all without gain; None when something better could pass."""
        jobs = self._jobs
        needed = jobs.before[job] & block.jobs
        head = (*_topological(jobs, needed), job)
        hours = sum(jobs.hours[j] for j in head)
        rest = self._cut.blocks(block.jobs & ~needed & ~(1 << job))
        if rest and rest[0].gain * hours > jobs.gains[job] * rest[0].hours:
            follow = 0
            for j in head:
                follow |= jobs.after[j]
            if not follow & rest[0].jobs:
                return None
        fixed = hours * block.gain
        return _SearchBranch(fixed + self._bounds(rest), job, head, (), fixed, rest)

    def _ending(self, block: Block, job: int) -> _SearchBranch | None:
        """The job at the end; None when something that pays less could change places with it."""
        jobs = self._jobs
        rest = self._cut.blocks(block.jobs & ~(1 << job))
        last = rest[-1]
        is_free = not jobs.before[job] & last.jobs
        if is_free and last.gain * jobs.hours[job] < jobs.gains[job] * last.hours:
            return None
        fixed = block.hours * jobs.gains[job]
        return _SearchBranch(fixed + self._bounds(rest), job, (), (job,), fixed, rest)
