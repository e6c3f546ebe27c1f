"""Which steps to learn when not all can be: the most readiness for the hours, or the reverse.

Both problems are mixed-integer programmes over the steps that any target
reaches. The result carries what was proved: a bound, and how far the plan may
be from it.
"""

from collections.abc import Sequence

from msgspec import Struct

from engine.errors import BudgetTooSmallError, TargetOutOfReachError
from engine.graph.skill_graph import SkillGraph
from engine.limits import HourLimit, Limit
from engine.model import Requirement, Step
from engine.planning.selection.choices import Selection, SelectionProblem, hours_of
from engine.planning.selection.greedy_budget import GreedyBudget
from engine.planning.selection.highs import UNLIMITED
from engine.planning.selection.programme import SMALLEST_HOURS, Programme, StepGoal
from engine.planning.selection.proof import Proof
from engine.planning.selection.solver import Search, SolverResult, SolverStatus
from engine.planning.selection.steps import check_pins
from engine.planning.selection.worth import GRAIN, Worth
from engine.readiness.holdings import Holdings


class LimitedSelection(Struct, frozen=True):
    """The steps of a limited plan, the readiness they lead to [points], their hours, the proof."""

    selection: Selection
    readiness: float
    hours: float
    proof: Proof


def select_limited(
    graph: SkillGraph,
    problem: SelectionProblem,
    *,
    holdings: Holdings,
    limit: Limit,
    search: Search = UNLIMITED,
) -> LimitedSelection:
    """The best set of steps under a limit; between equals fewer hours, then the first written.

    A pinned skill's targets are met in any case. Skipped steps are among what
    is given and earn no readiness unless a higher level is learnt. When the
    solver fails or its time is up, the best set found, and how far it may be from the best.

    Args:
        graph: Where the steps and their prerequisites stand.
        problem: The counted requirements, what is held or skipped, the pins.
        holdings: What the person holds.
        limit: The hours there are, or the readiness to reach.
        search: By which solver, and how long in all.

    Raises:
        PinConflictError: A pin that has nothing to do with the role.
        PinsContradictError: More pins than a choice has places.
        NoWayError: The pins leave no way to what is pinned.
        BudgetTooSmallError: What is pinned takes more hours.
        TargetOutOfReachError: Nothing leads to this readiness.

    Complexity: a mixed-integer programme, for an hour limit two.
    Source: docs/decisions, exact selection.
    """
    check_pins(graph, problem)
    programme = _LimitedProgramme(Worth(graph, problem, holdings), search)
    if isinstance(limit, HourLimit):
        return programme.within(limit.hours)
    return programme.reaching(limit.points)


class _LimitedProgramme:
    """The programme of one problem, with readiness as a sum over its columns."""

    def __init__(self, worth: Worth, search: Search) -> None:
        self._worth = worth
        self._search = search
        self._graph = worth.graph
        self._programme = Programme(
            worth.graph, given=worth.problem.given, wanted=worth.wanted, allowed=worth.allowed
        )
        self._points: dict[int, float] = {}
        self._held_points = 0.0
        for requirement in worth.problem.requirements:
            self._add_credit(requirement)
        for step in worth.insisted:
            self._programme.require(StepGoal((step,), at_least=1))

    def within(self, hours: float) -> LimitedSelection:
        """The most readiness in so many hours, then the fewest of them."""
        model, programme = self._programme.model, self._programme
        times = [(c, self._graph.hours(step).typical) for step, c in programme.column.items()]
        model.row(times, at_most=hours + GRAIN)
        model.price({column: -points for column, points in self._points.items()})
        result = model.minimise(self._search)
        if result.status is not SolverStatus.OPTIMAL:
            return self._about_within(hours, result)
        steps = programme.chosen(result.values)
        least = self._worth.readiness(steps) - self._held_points - GRAIN
        model.row([*self._points.items()], at_least=least)
        programme.price_by_hours()
        shorter = model.minimise(self._search.after(model.seconds), start=result.values)
        steps = programme.chosen(shorter.values) if shorter.values else steps
        points = self._worth.readiness(steps)
        return self._result(steps, Proof.of(result.status, value=points, bound=points))

    def reaching(self, points: float) -> LimitedSelection:
        """The fewest hours that lead to so much readiness."""
        model = self._programme.model
        model.row([*self._points.items()], at_least=points - self._held_points - GRAIN)
        self._programme.price_by_hours()
        result = model.minimise(self._search)
        if result.status is not SolverStatus.OPTIMAL:
            return self._about_reaching(points, result)
        steps = self._programme.chosen(result.values)
        hours = hours_of(self._graph, steps)
        return self._result(steps, Proof.of(result.status, value=hours, bound=hours))

    def _about_within(self, hours: float, result: SolverResult) -> LimitedSelection:
        """The best that was found, by the solver or without it; raises as `select_limited` does."""
        greedy = GreedyBudget(self._worth)
        status, most = result.status, greedy.most_within(hours)
        found = [self._programme.chosen(result.values)] if result.values else []
        if hours_of(self._graph, greedy.insisted) <= hours + GRAIN:
            found.append(greedy.within(hours))
        if not found:
            least = _LimitedProgramme(self._worth, self._search).reaching(0.0)
            if least.hours > hours + GRAIN:
                raise BudgetTooSmallError(hours, least.hours, self._worth.problem.pins)
            found.append(frozenset(least.selection.steps))
        if status is SolverStatus.INFEASIBLE:
            status = SolverStatus.UNAVAILABLE  # There is a plan: the solver is in trouble.
        else:
            most = min(most, self._held_points - result.bound)
        steps = max(
            found, key=lambda steps: (self._worth.readiness(steps), -hours_of(self._graph, steps))
        )
        points = self._worth.readiness(steps)
        bound = min(max(most, points), 100.0)
        return self._result(steps, Proof.of(status, value=points, bound=bound))

    def _about_reaching(self, points: float, result: SolverResult) -> LimitedSelection:
        """The best that was found, by the solver or without it; raises as `select_limited` does."""
        greedy = GreedyBudget(self._worth)
        found = [greedy.reaching(points)]
        if greedy.most < points - GRAIN:
            raise TargetOutOfReachError(points, greedy.most)
        status, least = result.status, greedy.least_to(points)
        if status is SolverStatus.INFEASIBLE:
            status = SolverStatus.UNAVAILABLE  # There is a plan: the solver is in trouble.
        else:
            # The digits that break ties add up to less than the smallest difference in hours.
            least = max(least, result.bound - SMALLEST_HOURS)
        if result.values:
            found.insert(0, self._programme.chosen(result.values))
        steps = min(found, key=lambda steps: hours_of(self._graph, steps))
        hours = hours_of(self._graph, steps)
        return self._result(steps, Proof.of(status, value=hours, bound=min(least, hours)))

    def _result(self, steps: frozenset[Step], proof: Proof) -> LimitedSelection:
        return LimitedSelection(
            selection=Selection(tuple(sorted(steps)), self._worth.choices(steps)),
            readiness=self._worth.readiness(steps),
            hours=hours_of(self._graph, steps),
            proof=proof,
        )

    def _add_credit(self, requirement: Requirement) -> None:
        """Readiness of the requirement: of a choice only so many branches count."""
        counted = []
        for target in requirement.targets:
            reached = self._programme.column
            held, earned = self._worth.credits(requirement, target, reached=reached)
            if not requirement.is_choice:
                self._held_points += held
                for credit in earned:
                    self._earn(self._brought_by(credit.steps), credit.points)
                continue
            model = self._programme.model
            counts = model.binary(0.0)
            counted.append((counts, 1.0))
            self._earn(counts, held)
            for credit in earned:
                both = self._at_most_any_of(credit.steps)
                model.row([(counts, 1.0), (both, -1.0)], at_least=0.0)
                self._earn(both, credit.points)
        if counted:
            self._programme.model.row(counted, at_most=float(requirement.choose))

    def _brought_by(self, steps: Sequence[Step]) -> int:
        """A column that may be 1 where one of the steps is learnt."""
        column = self._programme.column
        return column[steps[0]] if len(steps) == 1 else self._at_most_any_of(steps)

    def _at_most_any_of(self, steps: Sequence[Step]) -> int:
        model = self._programme.model
        found = model.column(0.0, upper=1.0)
        learnt = [(self._programme.column[step], 1.0) for step in steps]
        model.row([*learnt, (found, -1.0)], at_least=0.0)
        return found

    def _earn(self, column: int, points: float) -> None:
        if points:
            self._points[column] = self._points.get(column, 0.0) + points
