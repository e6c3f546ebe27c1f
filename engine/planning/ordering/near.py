"""A valid order near an old one that gives away no more area than allowed."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from engine.graph.skill_graph import SkillGraph
from engine.model import Step
from engine.planning.ordering.precedence import Precedence, bound_by
from engine.planning.ordering.sidney import JobSet
from engine.planning.ordering.study_order import Certificate, Ordering, OrderMethod, area_under

TOLERANCE = 0.01
"""The share of the best order's area under readiness that keeping the old order may cost."""

_BLENDS = 16  # Mixtures of old and best order that are tried.
_STARTS = 4  # So many good enough ones are worked on.


def order_near(
    graph: SkillGraph,
    best: Ordering,
    old: Sequence[Step],
    *,
    given: frozenset[Step],
    gains: Mapping[Step, float],
) -> Ordering:
    """Of the orders tried within the tolerance of the best, the one nearest to the old one.

    Mixtures from all old to all best are tried; from the first good enough ones,
    neighbours go back to their old order, the cheapest such change first, as
    long as the tolerance lasts.

    Args:
        graph: Where the steps and their prerequisites stand.
        best: The best order of the steps needed now; its choice of alternatives stays.
        old: The former order; steps no longer needed are passed over.
        given: Steps that are held, or taken as held.
        gains: Readiness that each finished step brings [points].

    Complexity: O(mixtures · n²) and O(n) for each pair of neighbours that goes back.
    """
    near = _Near(graph, best, old, given, gains)
    least = best.certificate.bound * (1 - TOLERANCE)
    restored = [near.restored(order, least) for order in near.blended(least)]
    return near.ordering(min(restored, key=near.turned))


class _Near:
    """Orders between an old and a best one, as positions of the best order's steps."""

    def __init__(
        self,
        graph: SkillGraph,
        best: Ordering,
        old: Sequence[Step],
        given: frozenset[Step],
        gains: Mapping[Step, float],
    ) -> None:
        self._best = best
        self._precedence = Precedence.of(graph, best.steps, given=given)
        steps = self._precedence.steps
        place = {step: job for job, step in enumerate(steps)}
        self._before = bound_by(
            self._precedence,
            {place[s]: [place[b] for b in on] for s, on in best.prerequisites.items()},
        )
        self._hours = [graph.hours(step).typical for step in steps]
        self._gains = [gains.get(step, 0.0) for step in steps]
        self._best_rank = {place[step]: float(at) for at, step in enumerate(best.steps)}
        self.old_rank = self._ranks([place[step] for step in old if step in place])

    def _ranks(self, old: Sequence[int]) -> dict[int, float]:
        """Where each job stood; a new one stands just before the first that needs it now."""
        ranks = {job: float(at) for at, job in enumerate(old)}
        newcomers = sorted(self._best_rank.keys() - ranks.keys(), key=self._best_rank.__getitem__)
        share = len(old) / (len(self._best_rank) or 1)
        for job in newcomers:
            needing = [ranks[o] for o in old if self._before[o] >> job & 1]
            own = self._best_rank[job] * share
            ranks[job] = min([own, *(rank - 0.5 for rank in needing)])
        return ranks

    def blended(self, least: float) -> list[list[int]]:
        """The first few mixtures from old to best with at least that area, and the best order."""
        found = []
        for weight in range(_BLENDS):
            share = weight / _BLENDS
            ranks = {
                job: (1 - share) * self.old_rank[job] + share * self._best_rank[job]
                for job in self._best_rank
            }
            order = self._sorted(ranks)
            if self._area(order) >= least:
                found.append(order)
            if len(found) == _STARTS or (found and not weight):
                return found
        return [*found, self._sorted(self._best_rank)]

    def turned(self, order: Sequence[int]) -> int:
        """How many pairs stand the other way round than they did."""
        ranks = [self.old_rank[job] for job in order]
        return sum(rank > later for at, rank in enumerate(ranks) for later in ranks[at + 1 :])

    def restored(self, order: list[int], least: float) -> list[int]:
        """Let neighbours go back to their old order while the area allows."""
        spare = self._area(order) - least
        while True:
            turns = [
                (self._cost_of_turn(first, second), at)
                for at, (first, second) in enumerate(pairwise(order))
                if self._may_turn(first, second)
            ]
            cost, at = min(turns, default=(0.0, -1))
            if at < 0 or cost > spare:
                return order
            order[at], order[at + 1] = order[at + 1], order[at]
            spare -= max(cost, 0.0)

    def _may_turn(self, first: int, second: int) -> bool:
        is_turned = self.old_rank[first] > self.old_rank[second]
        return is_turned and not self._before[second] >> first & 1

    def _cost_of_turn(self, first: int, second: int) -> float:
        return self._gains[first] * self._hours[second] - self._gains[second] * self._hours[first]

    def _sorted(self, ranks: Mapping[int, float]) -> list[int]:
        """The valid order that takes the smallest rank that is open, again and again."""
        waiting = sorted(ranks, key=lambda job: (ranks[job], job))
        order: list[int] = []
        done: JobSet = 0
        while waiting:
            job = next(job for job in waiting if not self._before[job] & ~done)
            waiting.remove(job)
            order.append(job)
            done |= 1 << job
        return order

    def _area(self, order: Sequence[int]) -> float:
        return area_under([self._hours[j] for j in order], [self._gains[j] for j in order])

    def ordering(self, order: Sequence[int]) -> Ordering:
        """The order with what is proved of it."""
        steps = tuple(self._precedence.steps[job] for job in order)
        prerequisites = self._precedence.prerequisites(steps)
        proved = self._best.certificate
        area = min(self._area(order), proved.bound)
        gap = (proved.bound - area) / proved.bound if proved.bound else 0.0
        method = OrderMethod.CERTIFIED if gap else OrderMethod.EXACT
        return Ordering(steps, prerequisites, Certificate(area, proved.bound, gap, method))
