"""Sidney decomposition: jobs cut into blocks, so that some best order takes block after block.

A block is a group of jobs none of whose beginnings pays more per hour than the
whole. Groups of jobs are bit sets: bit j stands for job j.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from engine.graph.bit_sets import BitSet, members

JobSet = BitSet


class Jobs(Struct, frozen=True):
    """Jobs with whole hours and gains, and for each the bit sets that must come before and after.

    `before` and `after` are transitive. A gain is earned when its job is finished. Where
    nothing else decides, jobs stand by `depth`: it rises along `before`.
    """

    hours: tuple[int, ...]
    gains: tuple[int, ...]
    before: tuple[JobSet, ...]
    after: tuple[JobSet, ...]
    depth: tuple[int, ...]

    @classmethod
    def of(cls, hours: Sequence[int], gains: Sequence[int], before: Sequence[JobSet]) -> "Jobs":
        """Jobs of these hours and gains; `before` is transitive and free of cycles."""
        after = [0] * len(before)
        for job, earlier in enumerate(before):
            for other in members(earlier):
                after[other] |= 1 << job
        depth = tuple([earlier.bit_count() for earlier in before])
        return cls(tuple(hours), tuple(gains), tuple(before), tuple(after), depth)

    def part(self, inside: Sequence[int]) -> "Jobs":
        """These jobs alone, numbered anew in their order."""
        number = {job: at for at, job in enumerate(inside)}
        group = sum(1 << job for job in inside)
        before = [
            sum(1 << number[other] for other in members(self.before[job] & group)) for job in inside
        ]
        depths = sorted({self.depth[job] for job in inside})
        return replace(
            Jobs.of(
                [self.hours[job] for job in inside], [self.gains[job] for job in inside], before
            ),
            depth=tuple([depths.index(self.depth[job]) for job in inside]),
        )

    @property
    def all(self) -> JobSet:
        """Every job."""
        return (1 << len(self.hours)) - 1

    def block(self, inside: Sequence[int]) -> "Block":
        """These jobs as one block."""
        group = gain = hours = own = 0
        for job in inside:
            group |= 1 << job
            gain += self.gains[job]
            hours += self.hours[job]
            own += self.gains[job] * self.hours[job]
        return Block(group, gain, hours, (gain * hours + own + 1) // 2)


class Block(Struct, frozen=True):
    """A group of jobs with its gain and hours added up.

    `floor` is the least cost of any order of it (Σ gain · hours until finished),
    provided that none of its beginnings pays more per hour than the whole.
    """

    jobs: JobSet
    gain: int
    hours: int
    floor: int


class Decomposition:
    """Cuts groups of jobs into blocks; `splits` counts the cuts, each at most one maximum flow."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._singles = [jobs.block([job]) for job in range(len(jobs.hours))]
        self._cuts: dict[JobSet, tuple[JobSet, list[Block]]] = {}
        self.splits = 0

    def blocks(self, group: JobSet) -> list[Block]:
        """The finest blocks of the group in an order some best order follows.

        Earlier blocks pay at least as much per hour as later ones; among those
        that pay the same, what must come first does, then the smaller job.

        Complexity: at most two maximum flows a block, each over its own part of the group.
        Source: Sidney (1975), Decomposition algorithms for single-machine sequencing with
            precedence relations; the parametric closure as in Lawler (1978).
        """
        found: list[Block] = []
        stack = [group] if group else []
        while stack:
            part = stack.pop()
            if part & (part - 1) == 0:
                found.append(self._singles[part.bit_length() - 1])
                continue
            self.splits += 1
            begun, tight = self._cut(part)
            if begun:
                stack += (part ^ begun, begun)
            found += tight
        return found

    def _cut(self, group: JobSet) -> tuple[JobSet, list[Block]]:
        """The beginning that pays more than the group, or the blocks of one where none does."""
        known = self._cuts.get(group)
        if known is None:
            transport = _Transport(self._jobs, members(group))
            begun = transport.run()
            tight = [] if begun else [self._block(part) for part in transport.tight_parts()]
            known = self._cuts[group] = begun, tight
        return known

    def _block(self, inside: list[int]) -> Block:
        return self._singles[inside[0]] if len(inside) == 1 else self._jobs.block(inside)


class _Transport:
    """Whether any beginning of a group pays more per hour than the whole, as a flow.

    At the group's own pay per hour every job has an excess or a lack, in units
    that keep all numbers whole. Excess flows to the lacks that must come
    before; what finds no way marks the beginning that pays more.
    """

    def __init__(self, jobs: Jobs, inside: list[int]) -> None:
        gains, hours, before = jobs.gains, jobs.hours, jobs.before
        self._before = before
        self._inside = inside
        gain = sum([gains[job] for job in inside])
        length = sum([hours[job] for job in inside])
        self._excess: dict[int, int] = {}
        self._lack: dict[int, int] = {}
        lacking = group = 0
        for job in inside:
            bit = 1 << job
            group |= bit
            surplus = gains[job] * length - gain * hours[job]
            if surplus > 0:
                self._excess[job] = surplus
            elif surplus < 0:
                self._lack[job] = -surplus
                lacking |= bit
        self._group = group
        self._takers = {job: before[job] & lacking for job in self._excess}
        self._open = lacking
        self._flow: dict[int, dict[int, int]] = {}

    def run(self) -> JobSet:
        """The beginning with the greatest excess over the group's own pay; empty when none has."""
        unserved = [job for job in self._excess if self._pour(job)]
        found = 0
        for job in unserved:
            while self._excess[job]:
                reached = self._push(job, found)
                if reached:
                    found |= reached
                    break
        begun = found
        for job in members(found):
            begun |= self._before[job] & self._group
        return begun

    def _pour(self, job: int) -> int:
        """Send what goes straight; return what is left."""
        left = self._excess[job]
        takers = self._takers[job] & self._open
        while takers and left:
            taker = takers.bit_length() - 1
            takers ^= 1 << taker
            sent = min(left, self._lack[taker])
            left -= sent
            self._give(taker, job, sent)
        self._excess[job] = left
        return left

    def _give(self, taker: int, job: int, sent: int) -> None:
        flow = self._flow.setdefault(taker, {})
        flow[job] = flow.get(job, 0) + sent
        self._lack[taker] -= sent
        if not self._lack[taker]:
            self._open ^= 1 << taker

    def _push(self, job: int, spent: JobSet) -> JobSet:
        """Send along one way of diversions; where there is none, return what was searched.

        `spent` are jobs already known to reach no open lack.
        """
        came_by: dict[int, tuple[int, int]] = {}
        seen = 0
        queue = [job]
        queued = 1 << job
        for giver in queue:
            fresh = self._takers[giver] & ~seen & ~spent
            hit = fresh & self._open
            if hit:
                self._divert(job, giver, hit.bit_length() - 1, came_by)
                return 0
            seen |= fresh
            for taker in members(fresh):
                for other in self._flow.get(taker, ()):
                    if not queued >> other & 1:
                        queued |= 1 << other
                        came_by[other] = (taker, giver)
                        queue.append(other)
        return seen | queued

    def _divert(
        self, source: int, giver: int, taker: int, came_by: dict[int, tuple[int, int]]
    ) -> None:
        sent = min(self._excess[source], self._lack[taker])
        walker = giver
        while walker != source:
            through, before = came_by[walker]
            sent = min(sent, self._flow[through][walker])
            walker = before
        self._excess[source] -= sent
        self._give(taker, giver, sent)
        walker = giver
        while walker != source:
            through, before = came_by[walker]
            flow = self._flow[through]
            flow[walker] -= sent
            if not flow[walker]:
                del flow[walker]
            flow[before] = flow.get(before, 0) + sent
            walker = before

    def tight_parts(self) -> list[list[int]]:
        """The finest cut of a group that no beginning beats: jobs that only pay together."""
        group, before = self._group, self._before
        needs = {job: before[job] & group | 1 << job for job in self._inside}
        for taker, flow in self._flow.items():
            for giver in flow:
                needs[taker] |= needs[giver]
        for taker in self._flow:
            bit, gained = 1 << taker, needs[taker]
            for job in self._inside:
                if needs[job] & bit:
                    needs[job] |= gained
        parts: dict[JobSet, list[int]] = {}
        for job in self._inside:
            parts.setdefault(needs[job], []).append(job)
        return _smallest_first(parts)


def _smallest_first(parts: dict[JobSet, list[int]]) -> list[list[int]]:
    """Parts, each given by all it needs, in an order that respects needs; the smaller job first."""
    if len(parts) == 1:
        return list(parts.values())
    waiting = [(needs, sum(1 << job for job in part), part) for needs, part in parts.items()]
    order: list[list[int]] = []
    done = 0
    while waiting:
        at = next(i for i, (needs, own, _) in enumerate(waiting) if not needs & ~own & ~done)
        _, own, part = waiting.pop(at)
        order.append(part)
        done |= own
    return order
