"""How good any valid order of a large plan can be: an independent bound, exact where it fits.

Two facts, used with nothing of the engine:

* Leave out what a job may choose between: the rest are plain precedences. An order of them that
  respects the choices as well is best; otherwise one way of a violated choice comes first, and
  each is tried.
* Under plain precedences some best order begins with the beginning that pays most per hour
  (Sidney 1975), found here as a maximum closure by flows. Inside such a part the least cost is
  found over all its beginnings; where those are too many, it is no less than
  (Σ gains · Σ hours + Σ gain · hours) / 2 (Goemans and Williamson 2000).
"""

from collections import deque
from collections.abc import Iterable
from functools import cache
from heapq import heappop, heappush
from itertools import pairwise

from msgspec import Struct
from order_checker import Ways, World

Before = tuple[int, ...]  # For each job the jobs directly before it, as bits.


class Bound(Struct, frozen=True):
    """No valid order costs less than `cost`; `is_reached` when a valid order costs just that."""

    cost: int
    is_reached: bool


class _Part(Struct, frozen=True):
    """A least cost, or a bound when `is_exact` is false, with the order it was found for."""

    cost: int
    order: tuple[int, ...]
    is_exact: bool


def bound_of(world: World, *, most_nodes: int = 400, most_sets: int = 60_000) -> Bound:
    """The independent bound on the cost of every valid order."""
    return _Search(world, most_sets).bound(most_nodes)


class _Search:
    def __init__(self, world: World, most_sets: int) -> None:
        self._world = world
        self._most_sets = most_sets
        self._part = cache(self._part_of)
        self._first = cache(self._first_of)

    def bound(self, most_nodes: int) -> Bound:
        """Settle the choices, the least bound first."""
        waits = self._world.waits
        plain = tuple(_union(ways[0] for ways in own if len(ways) == 1) for own in waits)
        open_ = [
            (job, w) for job, own in enumerate(waits) for w in own if len(w) > 1 and 0 not in w
        ]
        nodes = [(self._solved(plain), plain)]
        seen = {plain}
        while True:
            found, before = heappop(nodes)
            violated = _violated(open_, found.order)
            if violated is None or len(seen) > most_nodes:
                return Bound(found.cost, found.is_exact and violated is None)
            job, ways = violated
            for way in ways:
                child = (*before[:job], before[job] | way, *before[job + 1 :])
                if child not in seen and _has_order(child):
                    seen.add(child)
                    heappush(nodes, (self._solved(child), child))

    def _solved(self, before: Before) -> "_Ranked":
        """The least cost under plain precedences."""
        hours, gains = self._world.hours, self._world.gains
        rest, elapsed, cost = self._world.all, 0, 0
        order: list[int] = []
        is_exact = True
        while rest:
            inside = tuple((job, before[job] & rest) for job in _members(rest))
            first = self._first(inside)
            part = self._part(tuple((job, its & first) for job, its in inside if first >> job & 1))
            cost += part.cost + elapsed * sum(gains[job] for job in part.order)
            elapsed += sum(hours[job] for job in part.order)
            order += part.order
            is_exact = is_exact and part.is_exact
            rest &= ~first
        return _Ranked(cost, tuple(order), is_exact)

    def _first_of(self, inside: tuple[tuple[int, int], ...]) -> int:
        """The beginning that pays most per hour."""
        hours, gains = self._world.hours, self._world.gains
        best = _union(1 << job for job, _ in inside)
        while True:
            gain = sum(gains[job] for job in _members(best))
            length = sum(hours[job] for job in _members(best))
            surplus = {job: gains[job] * length - gain * hours[job] for job, _ in inside}
            better = _closure(surplus, dict(inside))
            if not better:
                return best
            best = better

    def _part_of(self, inside: tuple[tuple[int, int], ...]) -> _Part:
        hours, gains = self._world.hours, self._world.gains
        layer: dict[int, tuple[int, int, tuple[int, ...]]] = {0: (0, 0, ())}
        left = self._most_sets
        for _ in inside:
            following: dict[int, tuple[int, int, tuple[int, ...]]] = {}
            for done, (cost, elapsed, order) in layer.items():
                for job, its in inside:
                    if done >> job & 1 or its & ~done:
                        continue
                    finished = elapsed + hours[job]
                    raised = cost + finished * gains[job]
                    known = following.get(done | 1 << job)
                    if known is None or raised < known[0]:
                        following[done | 1 << job] = (raised, finished, (*order, job))
            left -= len(following)
            if left < 0:
                return self._bounded(inside)
            layer = following
        ((cost, _, order),) = layer.values()
        return _Part(cost, order, is_exact=True)

    def _bounded(self, inside: tuple[tuple[int, int], ...]) -> _Part:
        hours, gains = self._world.hours, self._world.gains
        jobs = [job for job, _ in inside]
        twice = sum(gains[job] for job in jobs) * sum(hours[job] for job in jobs)
        twice += sum(gains[job] * hours[job] for job in jobs)
        order: list[int] = []
        waiting, done = list(inside), 0
        while waiting:
            job, its = next((job, its) for job, its in waiting if not its & ~done)
            waiting.remove((job, its))
            order.append(job)
            done |= 1 << job
        return _Part(-(-twice // 2), tuple(order), is_exact=False)


class _Ranked(Struct, frozen=True, order=True):
    cost: int
    order: tuple[int, ...]
    is_exact: bool


def _union(sets: Iterable[int]) -> int:
    found = 0
    for bits in sets:
        found |= bits
    return found


def _members(bits: int) -> list[int]:
    return [job for job in range(bits.bit_length()) if bits >> job & 1]


def _violated(open_: list[tuple[int, Ways]], order: tuple[int, ...]) -> tuple[int, Ways] | None:
    done = 0
    for job in order:
        for waiting, ways in open_:
            if waiting == job and all(way & ~done for way in ways):
                return waiting, ways
        done |= 1 << job
    return None


def _has_order(before: Before) -> bool:
    done, last = 0, -1
    while done != last:
        last = done
        for job, its in enumerate(before):
            if not its & ~done:
                done |= 1 << job
    return done == (1 << len(before)) - 1


def _closure(surplus: dict[int, int], before: dict[int, int]) -> int:
    """The closed set with the greatest surplus over 0, by a maximum flow; empty when none has.

    Surpluses flow from job to the jobs before it, to where there is a lack.
    """
    left = dict(surplus)
    flow: dict[tuple[int, int], int] = {}
    after: dict[int, list[int]] = {job: [] for job in before}
    needs = {job: _members(its) for job, its in before.items()}
    for job, its in needs.items():
        for other in its:
            after[other].append(job)
    while True:
        came: dict[int, int] = {job: job for job, excess in left.items() if excess > 0}
        queue = deque(came)
        sink = -1
        while queue:
            job = queue.popleft()
            if left[job] < 0:
                sink = job
                break
            onward = needs[job] + [o for o in after[job] if flow.get((o, job), 0) > 0]
            for other in onward:
                if other not in came:
                    came[other] = job
                    queue.append(other)
        if sink < 0:
            return _union(1 << job for job in came)
        _augment(left, flow, came, sink, before)


def _augment(
    left: dict[int, int],
    flow: dict[tuple[int, int], int],
    came: dict[int, int],
    sink: int,
    before: dict[int, int],
) -> None:
    path = [sink]
    while came[path[-1]] != path[-1]:
        path.append(came[path[-1]])
    path.reverse()
    amount = min(left[path[0]], -left[sink])
    for job, other in pairwise(path):
        if not before[job] >> other & 1:
            amount = min(amount, flow[other, job])
    for job, other in pairwise(path):
        if before[job] >> other & 1:
            flow[job, other] = flow.get((job, other), 0) + amount
        else:
            flow[other, job] -= amount
    left[path[0]] -= amount
    left[sink] += amount
