"""Which steps to learn: the fewest hours that meet the targets, proved.

Where nothing is open the closure is the result. Where an `any_of` or a choice
leaves ways open, a mixed-integer programme over the open part decides, and
HiGHS proves that no other set of steps needs fewer typical hours. Between sets
of equal hours the branch that the role writes first wins, then the smaller slug.

A set may satisfy every clause and still be out of reach, when its members only
support each other in a cycle; positions along such cycles rule that out.
"""

from collections.abc import Collection, Iterable
from math import fsum
from threading import Lock

from cachetools import LRUCache
from msgspec import Struct

from engine.errors import NoWayError, PinConflictError, PinsContradictError
from engine.graph.clauses import Clause
from engine.graph.identity_key import IdentityKey
from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement, SkillSlug, Step
from engine.planning.selection.greedy import Ways
from engine.planning.selection.highs import UNLIMITED
from engine.planning.selection.programme import SMALLEST_HOURS, Alternatives, Programme, StepGoal
from engine.planning.selection.proof import Proof, ProofStatus
from engine.planning.selection.solver import Search, Solver, SolverStatus

Requirements = tuple[Requirement, ...]


class ChoiceMade(Struct, frozen=True):
    """How a choice of the role was settled; `is_pinned` when the person settled it."""

    requirement: Requirement
    chosen: tuple[SkillSlug, ...]
    is_pinned: bool


class Selection(Struct, frozen=True):
    """The steps to learn, sorted, and how the role's choices were settled."""

    steps: tuple[Step, ...]
    choices: tuple[ChoiceMade, ...]


class SelectionProblem(Struct, frozen=True):
    """What to plan for: the goals, what counts as given, and the skills the person insists on."""

    requirements: Requirements
    given: frozenset[Step]
    pins: frozenset[SkillSlug] = frozenset()


class ProvedSelection(Struct, frozen=True):
    """The steps of a plan for every target, and what is proved of them."""

    selection: Selection
    proof: Proof


def select_steps(
    graph: SkillGraph, problem: SelectionProblem, *, search: Search = UNLIMITED
) -> Selection:
    """The least-hours set of steps that meets every requirement; raises as `select_all` does."""
    return select_all(graph, problem, search=search).selection


def select_all(
    graph: SkillGraph, problem: SelectionProblem, *, search: Search = UNLIMITED
) -> ProvedSelection:
    """The least-hours set of steps that meets every requirement, with its proof.

    When the solver fails or its time is up, the best set found, and how far it may
    be from the least.

    Raises:
        PinConflictError: A pin settles nothing that is open in this role.
        PinsContradictError: A choice has fewer places than pins.
        NoWayError: No set of steps meets the problem.

    Complexity: linear where nothing is open; otherwise a mixed-integer programme over
        the steps that the open alternatives reach.
    Source: docs/decisions, own rules and exact selection.
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
        known = _select_all(graph, problem, search)
        if known.proof.status is ProofStatus.PROVED:
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


def _select_all(graph: SkillGraph, problem: SelectionProblem, search: Search) -> ProvedSelection:
    check_pins(graph, problem)
    open_part = _OpenPart(graph, problem)
    if open_part.is_settled:
        steps = open_part.required
        proof = Proof.of(SolverStatus.OPTIMAL, value=hours_of(graph, steps), bound=0.0)
        return ProvedSelection(Selection(tuple(sorted(steps)), choices_met(problem, steps)), proof)
    found, status, bound = open_part.solve(search)
    certain = open_part.settled - problem.given
    steps = found | certain
    value = hours_of(graph, steps)
    bound = min(bound + hours_of(graph, certain), value)
    selection = Selection(tuple(sorted(steps)), choices_met(problem, steps))
    return ProvedSelection(selection, Proof.of(status, value=value, bound=bound))


def is_possible(graph: SkillGraph, problem: SelectionProblem) -> bool:
    """Whether any set of steps meets every requirement by way of the pins; needs no solver."""
    open_part = _OpenPart(graph, problem)
    return open_part.ways.meet(open_part.goals) is not None


class _OpenPart:
    """What a problem leaves open once the steps required in any case are taken."""

    def __init__(self, graph: SkillGraph, problem: SelectionProblem) -> None:
        self._graph = graph
        self._problem = problem
        self.goals = [goal for r in problem.requirements for goal in goals_of(r, problem)]
        forced = [s for d in self.goals if len(d.options) == d.at_least for s in d.options]
        self.required = graph.closure(forced, given=problem.given)
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

    def solve(self, search: Search) -> tuple[frozenset[Step], SolverStatus, float]:
        """The steps beyond what is settled, how well known, and hours they cannot undercut."""
        programme = Programme(
            self._graph, given=self.settled, wanted=self._wanted, allowed=self._allowed
        )
        for goal in self.goals:
            programme.require(goal)
        open_from = self._held if self._is_supported else self._problem.given
        programme.price_by_hours(among=self._graph.reach(self._wanted, given=open_from))
        result = programme.model.minimise(search)
        steps = programme.chosen(result.values)
        if result.status is SolverStatus.OPTIMAL:
            return steps, result.status, result.bound
        ways = self.ways
        greedy = ways.meet(self.goals)
        if greedy is None:
            raise NoWayError(self._problem.pins)
        least = ways.least_hours(self.goals)
        if result.status is SolverStatus.INFEASIBLE:  # There are ways: the solver is in trouble.
            return greedy, SolverStatus.UNAVAILABLE, least
        least = max(least, result.bound - SMALLEST_HOURS)
        if result.values and ways.hours(steps) <= ways.hours(greedy):
            return steps, result.status, least
        return greedy, result.status, least


def hours_of(graph: SkillGraph, steps: Iterable[Step]) -> float:
    """Typical hours of these steps [h]."""
    return fsum(graph.hours(step).typical for step in steps)


def goals_of(requirement: Requirement, problem: SelectionProblem) -> list[StepGoal]:
    """What the requirement still needs: pinned branches in any case, others to fill the places."""
    pinned = _pinned(requirement, problem)
    missing = [target.step for target in requirement.targets if target.step not in problem.given]
    places = requirement.choose - (len(requirement.targets) - len(missing))
    insisted = [step for step in missing if step.skill in pinned]
    goals = [StepGoal((step,), at_least=1) for step in insisted]
    if places > len(insisted):
        goals.append(StepGoal(tuple(missing), at_least=places))
    return goals


def _is_met(goal: StepGoal, held: frozenset[Step]) -> bool:
    return sum(step in held for step in goal.options) >= goal.at_least


def _pinned(requirement: Requirement, problem: SelectionProblem) -> list[SkillSlug]:
    if not requirement.is_choice:
        return []
    return [target.skill for target in requirement.targets if target.skill in problem.pins]


def check_pins(graph: SkillGraph, problem: SelectionProblem) -> None:
    """Refuse pins that settle nothing in this role, or that leave no place for each other."""
    for requirement in problem.requirements:
        pinned = _pinned(requirement, problem)
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


def choices_met(problem: SelectionProblem, steps: Collection[Step]) -> tuple[ChoiceMade, ...]:
    """Every choice of the role with the branches that meet it: pinned ones, given ones, others."""
    held = problem.given | frozenset(steps)
    made = []
    for requirement in problem.requirements:
        if not requirement.is_choice:
            continue
        pinned = _pinned(requirement, problem)
        met = [target for target in requirement.targets if target.step in held]
        met.sort(key=lambda t: (t.skill not in pinned, t.step not in problem.given))
        chosen = tuple([target.skill for target in met[: requirement.choose]])
        made.append(ChoiceMade(requirement, chosen, bool(pinned)))
    return tuple(made)
