"""Limited plans without a solver: what brings most per hour first, and bounds that are true."""

from collections.abc import Iterator
from functools import cached_property
from math import inf

from engine.errors import NoWayError
from engine.model import Step
from engine.planning.selection.choices import hours_of
from engine.planning.selection.greedy import Ways
from engine.planning.selection.programme import StepGoal
from engine.planning.selection.worth import GRAIN, Worth


class GreedyBudget:
    """Solves one problem closure by closure."""

    def __init__(self, worth: Worth) -> None:
        self._worth = worth
        self._graph = worth.graph
        self._ways = Ways(
            worth.graph, given=worth.problem.given, wanted=worth.wanted, allowed=worth.allowed
        )

    @cached_property
    def insisted(self) -> frozenset[Step]:
        """What is learnt in any case.

        Raises:
            NoWayError: It cannot be.
        """
        steps = self._ways.meet(self._goals)
        if steps is None:
            raise NoWayError(self._worth.problem.pins)
        return steps

    @property
    def _goals(self) -> list[StepGoal]:
        return [StepGoal((step,), at_least=1) for step in self._worth.insisted]

    @cached_property
    def most(self) -> float:
        """The readiness of learning all that can be learnt [points]."""
        return self._worth.readiness(self._ways.cheapest().cost)

    def within(self, hours: float) -> frozenset[Step]:
        """A plan that takes no more than these hours, which are enough for what is insisted on."""
        chosen = self.insisted
        for addition in self._additions(hours):
            chosen |= addition
        return chosen

    def reaching(self, points: float) -> frozenset[Step]:
        """A plan that leads to this readiness, which is within reach; raises NoWayError."""
        chosen = self.insisted
        added = []
        for addition in self._additions(inf):
            if self._worth.readiness(chosen) >= points - GRAIN:
                break
            chosen |= addition
            added.append(addition)
        for addition in added:
            without = chosen - addition
            if self._worth.readiness(without) >= points - GRAIN and self._can_be_learnt(without):
                chosen = without
        return chosen

    def _can_be_learnt(self, steps: frozenset[Step]) -> bool:
        return len(self._graph.attain(steps, given=self._worth.problem.given)) == len(steps)

    def _additions(self, hours: float) -> Iterator[frozenset[Step]]:
        """Again and again the closure that fits and brings most readiness per hour."""
        chosen = self.insisted
        while True:
            now = self._worth.readiness(chosen)
            left = hours - hours_of(self._graph, chosen)
            derived = self._ways.cheapest(held=chosen)
            best, best_pay = frozenset[Step](), 0.0
            for step in sorted(set(self._worth.wanted) & derived.cost.keys()):
                closure = derived.steps(step)
                own = hours_of(self._graph, closure)
                gain = self._worth.readiness(chosen | closure) - now
                pay = gain / own if own else inf
                if own <= left + GRAIN and gain > GRAIN and pay > best_pay:
                    best, best_pay = closure, pay
            if not best:
                return
            chosen |= best
            yield best

    def most_within(self, hours: float) -> float:
        """Readiness that no plan within the hours exceeds [points].

        Steps are taken by what they bring per hour of their own, the last one in part,
        whatever their prerequisites.
        """
        dearest = self._ways.cheapest(combine=lambda costs: max(costs, default=0.0)).cost
        points = self._worth.readiness(())
        left = hours
        for step, earned in self._by_pay:
            if dearest.get(step, inf) <= hours + GRAIN:
                own = self._graph.hours(step).typical
                share = min(1.0, left / own) if own else 1.0
                points += earned * share
                left -= own * share
        return min(points + GRAIN, self.most)

    def least_to(self, points: float) -> float:
        """Hours that no plan undercuts which leads to this readiness [h]."""
        missing = points - self._worth.readiness(()) - GRAIN
        hours = 0.0
        for step, earned in self._by_pay:
            share = min(1.0, max(missing, 0.0) / earned)
            hours += self._graph.hours(step).typical * share
            missing -= earned * share
        return max(hours - GRAIN, self._ways.least_hours(self._goals), 0.0)

    @cached_property
    def _by_pay(self) -> list[tuple[Step, float]]:
        """What each step earns by itself at most [points], what pays most per hour first."""
        earned: dict[Step, float] = {}
        for requirement in self._worth.problem.requirements:
            for target in requirement.targets:
                _, credits_ = self._worth.credits(requirement, target, reached=self._ways.steps)
                for credit in credits_:
                    for step in credit.steps:
                        earned[step] = earned.get(step, 0.0) + credit.points
        paying = [(step, points) for step, points in earned.items() if points > 0]
        return sorted(paying, key=lambda entry: (-self._pay(*entry), entry[0]))

    def _pay(self, step: Step, points: float) -> float:
        own = self._graph.hours(step).typical
        return points / own if own else inf
