"""Which steps to learn: the fewest hours that meet the targets, preferences included, proved.

Where nothing is open the closure is the result. Where an `any_of` or a choice
leaves ways open, a mixed-integer programme over the open part decides, and
HiGHS proves that no other set of steps comes to fewer typical hours, with those
that less preferred options of a choice add (`preferences.py`). Between sets of
equal hours the preferred branch wins, then the one that the role writes first,
then the smaller slug.

A set may satisfy every clause and still be out of reach, when its members only
support each other in a cycle; positions along such cycles rule that out.
"""

from collections.abc import Iterable
from math import fsum
from threading import Lock

from cachetools import LRUCache
from msgspec import Struct
from msgspec.structs import replace

from engine.errors import NoWayError, PinConflictError, PinsContradictError
from engine.graph.clauses import Clause
from engine.graph.identity_key import IdentityKey
from engine.graph.skill_graph import SkillGraph
from engine.model import SkillSlug, Step
from engine.planning.selection.choices import (
    Requirements,
    Selection,
    SelectionProblem,
    goals_of,
    hours_of,
    pinned_in,
    selection_of,
)
from engine.planning.selection.greedy import Ways
from engine.planning.selection.highs import UNLIMITED
from engine.planning.selection.programme import SMALLEST_HOURS, Alternatives, Programme, StepGoal
from engine.planning.selection.proof import Proof, ProofStatus
from engine.planning.selection.solver import Search, Solver, SolverResult, SolverStatus


class ProvedSelection(Struct, frozen=True):
    """The steps of a plan for every target, and what is proved of them."""

    selection: Selection
    proof: Proof


def select_steps(
    graph: SkillGraph, problem: SelectionProblem, *, search: Search = UNLIMITED
) -> Selection:
    """The best set of steps that meets every requirement; raises as `select_all` does."""
    return select_all(graph, problem, search=search).selection


def select_all(
    graph: SkillGraph, problem: SelectionProblem, *, search: Search = UNLIMITED
) -> ProvedSelection:
    """The best set of steps that meets every requirement, with its proof.

    Best are the fewest hours, with those that less preferred options add. When the
    solver fails or its time is up, the best set found, and how far it may be from
    the best; what preferences cost is then told from the shortest set found.

    Raises:
        PinConflictError: A pin settles nothing that is open in this role.
        PinsContradictError: A choice has fewer places than pins.
        NoWayError: No set of steps meets the problem.

    Complexity: linear where nothing is open; otherwise a mixed-integer programme over
        the steps that the open alternatives reach, and another where options add hours.
    Source: docs/decisions, own rules, exact selection and preferences.
    """
    key = (
        graph,
        IdentityKey(problem.requirements),
        problem.given,
        problem.pins,
        IdentityKey(search.solver),
    )
    with _lock:
        known = _proved.get(key)
    if known is None:
        known, is_exact = _select_all(graph, problem, search)
        if is_exact:
            with _lock:
                _proved[key] = known
    return known


_Key = tuple[
    SkillGraph,
    IdentityKey[Requirements],
    frozenset[Step],
    frozenset[SkillSlug],
    IdentityKey[Solver],
]
# What is proved stays proved, at any pace and in any what-if; an entry takes a few kilobytes.
_proved: LRUCache[_Key, ProvedSelection] = LRUCache(maxsize=1_000)
_lock = Lock()


def forget_selections() -> None:
    """Empty the cache of proved selections; results stay the same and take longer."""
    with _lock:
        _proved.clear()


def _select_all(
    graph: SkillGraph, problem: SelectionProblem, search: Search
) -> tuple[ProvedSelection, bool]:
    """The selection, and whether everything about it is exact."""
    check_pins(graph, problem)
    open_part = _OpenPart(graph, problem)
    if open_part.is_settled:
        steps = open_part.required
        proof = Proof.of(SolverStatus.OPTIMAL, value=hours_of(graph, steps), bound=0.0)
        return ProvedSelection(selection_of(graph, problem, steps), proof), True
    found = open_part.solve(search)
    certain = open_part.settled - problem.given
    steps, shortest = found.steps | certain, found.shortest | certain
    goals = open_part.goals
    selection = selection_of(graph, problem, steps, goals=goals, shortest=shortest)
    value = cost_of(graph, problem, steps, goals)
    bound = min(found.bound + hours_of(graph, certain), value)
    proof = Proof.of(found.status, value=value, bound=bound)
    is_exact = proof.status is ProofStatus.PROVED and found.is_shortest_proved
    if open_part.has_surcharges and (selection.shortest is not None or not is_exact):
        proof = replace(proof, is_by_preference=True)
    elif is_exact:
        proof = Proof.of(SolverStatus.OPTIMAL, value=hours_of(graph, steps), bound=0.0)
    return ProvedSelection(selection, proof), is_exact


def cost_of(
    graph: SkillGraph,
    problem: SelectionProblem,
    steps: frozenset[Step],
    goals: Iterable[StepGoal],
) -> float:
    """Hours of these steps, with what the options that they meet the goals by add [h]."""
    learnt = problem.given | steps
    return hours_of(graph, steps) + fsum(goal.surcharge(learnt) for goal in goals)


def open_goals(graph: SkillGraph, problem: SelectionProblem) -> list[StepGoal]:
    """What the requirements leave to learn, with the hours that less preferred options add."""
    return _OpenPart(graph, problem).goals


def is_possible(graph: SkillGraph, problem: SelectionProblem) -> bool:
    """Whether any set of steps meets every requirement by way of the pins; needs no solver."""
    open_part = _OpenPart(graph, problem)
    return open_part.ways.meet(open_part.goals) is not None


class _OpenPart:
    """What a problem leaves open once the steps required in any case are taken."""

    def __init__(self, graph: SkillGraph, problem: SelectionProblem) -> None:
        self._graph = graph
        self._problem = problem
        goals = [goal for r in problem.requirements for goal in goals_of(r, problem)]
        forced = [s for d in goals if len(d.options) == d.at_least for s in d.options]
        self.required = graph.closure(forced, given=problem.given)
        self.goals = [
            goal
            for r in problem.requirements
            for goal in goals_of(r, problem, required=self.required)
        ]
        self._held = problem.given | self.required
        learnable = graph.learnable(self.required, given=problem.given)
        self._is_supported = len(learnable) == len(self.required)
        self.settled = problem.given | learnable
        self.is_settled = self._is_supported and all(_is_met(d, self._held) for d in self.goals)
        self._wanted = [step for goal in self.goals for step in goal.options]

    @property
    def ways(self) -> Ways:
        """Every way to what is open."""
        return Ways(self._graph, given=self.settled, wanted=self._wanted, allowed=self._allowed)

    def _allowed(self, clause: Clause) -> Alternatives:
        return allowed_ways(clause, held=self._held, pins=self._problem.pins)

    @property
    def has_surcharges(self) -> bool:
        """Whether less preferred options add hours."""
        return any(goal.surcharges for goal in self.goals)

    def solve(self, search: Search) -> "_Found":
        """The steps beyond what is settled."""
        programme = Programme(
            self._graph, given=self.settled, wanted=self._wanted, allowed=self._allowed
        )
        for goal in self.goals:
            programme.require(goal)
        open_from = self._held if self._is_supported else self._problem.given
        among = self._graph.reach(self._wanted, given=open_from)
        programme.price_by_hours(among=among)
        model = programme.model
        result = model.minimise(search)
        if result.status is not SolverStatus.OPTIMAL:
            return self._about(result, programme.chosen(result.values))
        steps = shortest = programme.chosen(result.values)
        is_shortest_proved = True
        if programme.has_surcharges:
            programme.price_by_hours(among=among, with_surcharges=False)
            shorter = model.minimise(search.after(model.seconds), start=result.values)
            is_shortest_proved = shorter.status is SolverStatus.OPTIMAL
            shortest = programme.chosen(shorter.values) or steps
        return _Found(steps, shortest, result.status, result.bound, is_shortest_proved)

    def _about(self, result: SolverResult, steps: frozenset[Step]) -> "_Found":
        """The best that was found, by the solver or without it; raises NoWayError."""
        ways = self.ways
        greedy = ways.meet(self.goals)
        if greedy is None:
            raise NoWayError(self._problem.pins)
        least, status = ways.least_hours(self.goals), result.status
        if status is SolverStatus.INFEASIBLE:  # There are ways: the solver is in trouble.
            status = SolverStatus.UNAVAILABLE
        else:
            least = max(least, result.bound - SMALLEST_HOURS)
        if not result.values or ways.cost(steps, self.goals) > ways.cost(greedy, self.goals):
            steps = greedy
        plain = [replace(goal, surcharges={}) for goal in self.goals]
        shortest = min(steps, ways.meet(plain) or steps, key=ways.hours)
        return _Found(steps, shortest, status, least, is_shortest_proved=False)


class _Found(Struct, frozen=True):
    """Steps beyond what is settled, those of the shortest plan, and a cost none falls below [h]."""

    steps: frozenset[Step]
    shortest: frozenset[Step]
    status: SolverStatus
    bound: float
    is_shortest_proved: bool


def _is_met(goal: StepGoal, held: frozenset[Step]) -> bool:
    return sum(step in held for step in goal.options) >= goal.at_least


def check_pins(graph: SkillGraph, problem: SelectionProblem) -> None:
    """Refuse pins that settle nothing in this role, or that leave no place for each other."""
    for requirement in problem.requirements:
        pinned = pinned_in(requirement, problem)
        if len(pinned) > requirement.choose:
            name = requirement.label or requirement.key
            raise PinsContradictError(name, requirement.choose, pinned)
    for pin in pins_off_the_way(graph, problem):
        raise PinConflictError(pin)


def pins_off_the_way(graph: SkillGraph, problem: SelectionProblem) -> list[SkillSlug]:
    """The pins that settle nothing in this role, sorted; raises UnknownSkillError."""
    if not problem.pins:
        return []
    targets = [target.step for r in problem.requirements for target in r.targets]
    on_the_way = {step.skill for step in graph.reach(targets, given=frozenset())}
    for pin in sorted(problem.pins):
        graph.skill(pin)
    return sorted(problem.pins - on_the_way)


def allowed_ways(
    clause: Clause, *, held: frozenset[Step], pins: frozenset[SkillSlug]
) -> tuple[tuple[Step, ...], ...]:
    """The alternatives a pin leaves open; where the clause is met anyway a pin changes nothing."""
    if len(clause.alternatives) == 1 or clause.is_satisfied_by(held):
        return clause.alternatives
    pinned = tuple(a for a in clause.alternatives if any(step.skill in pins for step in a))
    return pinned or clause.alternatives
