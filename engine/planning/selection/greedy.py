"""Steps chosen without a solver: never far from sense, and with a bound that is true.

Every step has a cheapest way: its own hours and those of the cheapest
alternatives it requires. Counted as sums, which counts shared steps twice,
the ways lead to a plan; counted by the dearest step alone, to hours that no
plan can undercut.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from heapq import heappop, heappush

from msgspec import Struct

from engine.graph.skill_graph import SkillGraph
from engine.model import Step
from engine.planning.selection.programme import Allowed, Alternatives, StepGoal

Combine = Callable[[Iterable[float]], float]


class CheapestWays(Struct, frozen=True):
    """What each step costs that can be learnt [h], and the alternatives taken for it."""

    cost: Mapping[Step, float]
    ways: Mapping[Step, Alternatives]

    def steps(self, step: Step) -> frozenset[Step]:
        """The step with all that its cheapest way learns before it."""
        found: set[Step] = set()
        stack = [step]
        while stack:
            at = stack.pop()
            if at not in found:
                found.add(at)
                stack.extend(s for way in self.ways[at] for s in way)
        return frozenset(found)


class Ways:
    """All ways to the wanted steps from what is given."""

    def __init__(
        self,
        graph: SkillGraph,
        *,
        given: frozenset[Step],
        wanted: Iterable[Step],
        allowed: Allowed,
    ) -> None:
        """`allowed` says which alternatives of a clause may be used."""
        self._graph = graph
        self._given = given
        self.steps = tuple(sorted(graph.reach(wanted, given=given)))
        self._clauses: dict[Step, list[Alternatives]] = {
            step: [
                allowed(clause)
                for clause in graph.hard_clauses(step)
                if not clause.is_satisfied_by(given)
            ]
            for step in self.steps
        }

    def cheapest(
        self, *, held: frozenset[Step] = frozenset(), combine: Combine = sum
    ) -> CheapestWays:
        """The cheapest way to every step that can be learnt, with `held` for nothing.

        Args:
            held: Learnt already, besides what is given.
            combine: Adds up the costs of a step's prerequisites; must not fall as they rise.

        Complexity: O(edges · log steps).
        Source: Knuth (1977), a generalization of Dijkstra's algorithm.
        """
        return _CheapestWaySearch(self._graph, self._clauses, self._given | held, combine).run()

    def hours(self, steps: Iterable[Step]) -> float:
        """Typical hours of these steps [h]."""
        return sum(self._graph.hours(step).typical for step in steps)

    def meet(self, goals: Collection[StepGoal]) -> frozenset[Step] | None:
        """Steps that meet the goals, each by the cheapest way left; None when nothing does.

        What an option adds counts. Once what leaves no choice comes first and once last; the
        cheaper plan is taken.
        """
        open_last = sorted(goals, key=lambda goal: len(goal.options) != goal.at_least)
        found = [self._meet(order) for order in (open_last, open_last[::-1])]
        plans = [plan for plan in found if plan is not None]
        return min(plans, key=lambda plan: self.cost(plan, goals), default=None)

    def cost(self, steps: frozenset[Step], goals: Iterable[StepGoal]) -> float:
        """Hours of these steps, and what the options that meet the goals add [h]."""
        learnt = steps | self._given
        return self.hours(steps) + sum(goal.surcharge(learnt) for goal in goals)

    def _meet(self, goals: Iterable[StepGoal]) -> frozenset[Step] | None:
        chosen: frozenset[Step] = frozenset()
        for goal in goals:
            while self._missing(goal, chosen) > 0:
                derived = self.cheapest(held=chosen)
                options = {
                    s: derived.cost[s] + goal.surcharges.get(s, 0.0)
                    for s in goal.options
                    if s in derived.cost
                }
                if not options:
                    return None
                chosen |= derived.steps(min(options, key=options.__getitem__))
        return chosen

    def least_hours(self, goals: Collection[StepGoal]) -> float:
        """Hours that no steps undercut which meet the goals, with what options add [h].

        What every plan holds in any case is counted whole; of the rest, the dearest goal; and
        for each goal the options that add least.
        """
        forced = [s for d in goals if len(d.options) == d.at_least for s in d.options]
        certain = self._graph.closure(forced, given=self._given)
        dearest = self.cheapest(held=certain, combine=lambda costs: max(costs, default=0.0))
        least = 0.0
        for goal in goals:
            places = self._missing(goal, certain)
            costs = sorted(c for s in goal.options if (c := dearest.cost.get(s)) is not None)
            if 0 < places <= len(costs):
                least = max(least, costs[places - 1])
        return self.hours(certain) + least + sum(g.surcharge(g.options) for g in goals)

    def _missing(self, goal: StepGoal, chosen: frozenset[Step]) -> int:
        held = sum(step in chosen or step in self._given for step in goal.options)
        return goal.at_least - held


class _Alternative(Struct):
    """One way to satisfy a clause while the search runs."""

    owner: Step
    clause: int
    steps: tuple[Step, ...]
    missing: int


class _CheapestWaySearch:
    """Settles steps and clauses, the cheapest first."""

    def __init__(
        self,
        graph: SkillGraph,
        clauses: Mapping[Step, list[Alternatives]],
        held: frozenset[Step],
        combine: Combine,
    ) -> None:
        self._graph = graph
        self._held = held
        self._combine = combine
        self._cost: dict[Step, float] = {}
        self._ways: dict[Step, dict[int, tuple[Step, ...]]] = {}
        self._clause_cost: dict[tuple[Step, int], float] = {}
        self._open: dict[Step, int] = {}
        self._watchers: dict[Step, list[_Alternative]] = {}
        self._queue: list[tuple[float, Step, int, tuple[Step, ...]]] = []
        for step, own in clauses.items():
            if step not in held:
                self._begin(step, own)

    def _begin(self, step: Step, clauses: list[Alternatives]) -> None:
        waiting = [c for c in clauses if not any(self._held.issuperset(way) for way in c)]
        self._open[step] = len(waiting)
        self._ways[step] = {}
        for number, alternatives in enumerate(waiting):
            for way in alternatives:
                missing = tuple(s for s in way if s not in self._held)
                alternative = _Alternative(step, number, missing, len(missing))
                for needed in missing:
                    self._watchers.setdefault(needed, []).append(alternative)
        if not waiting:
            heappush(self._queue, (self._whole(step), step, -1, ()))

    def _whole(self, step: Step) -> float:
        """What the step costs once all its clauses are settled."""
        parts = [self._clause_cost[step, number] for number in self._ways[step]]
        return self._graph.hours(step).typical + self._combine(parts)

    def run(self) -> CheapestWays:
        """Settle all that can be settled."""
        while self._queue:
            cost, step, clause, way = heappop(self._queue)
            if clause >= 0:
                self._settle_clause(cost, step, clause, way)
            elif step not in self._cost:
                self._cost[step] = cost
                self._tell(step)
        ways = {step: tuple(self._ways[step].values()) for step in self._cost}
        return CheapestWays(self._cost, ways)

    def _settle_clause(self, cost: float, step: Step, clause: int, way: tuple[Step, ...]) -> None:
        if clause in self._ways[step]:
            return
        self._ways[step][clause] = way
        self._clause_cost[step, clause] = cost
        self._open[step] -= 1
        if not self._open[step]:
            heappush(self._queue, (self._whole(step), step, -1, ()))

    def _tell(self, learnt: Step) -> None:
        for alternative in self._watchers.get(learnt, ()):
            alternative.missing -= 1
            if not alternative.missing:
                cost = self._combine([self._cost[s] for s in alternative.steps])
                entry = (cost, alternative.owner, alternative.clause, alternative.steps)
                heappush(self._queue, entry)
