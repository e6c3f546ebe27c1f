"""A roadmap planned again with the smallest change that is good enough, and that change.

After a missed week, another pace, new ratings or new content the best plan may
look quite different and be hardly better. A plan that a person already follows is
worth keeping: steps and order stay as they were where that costs at most 1 %.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from engine.graph.skill_graph import SkillGraph
from engine.model import Step
from engine.planning.ordering.near import TOLERANCE, order_near
from engine.planning.ordering.study_order import Ordering
from engine.planning.query import PlanQuery
from engine.planning.roadmap import Roadmap, lay_out
from engine.planning.selection.choices import Selection, SelectionProblem, hours_of, selection_of
from engine.planning.selection.highs import UNLIMITED
from engine.planning.selection.programme import Programme
from engine.planning.selection.proof import Proof
from engine.planning.selection.solver import Search, SolverStatus
from engine.planning.selection.steps import allowed_ways, cost_of, open_goals
from engine.rules.tables import RuleBook

_OLD_STEP = 0.1  # What an hour of a known step counts beside an hour of a new one.


class ChangeKind(StrEnum):
    """What became of a step."""

    KEPT = "kept"
    MOVED = "moved"
    ADDED = "added"
    DROPPED = "dropped"


class ChangeReason(StrEnum):
    """Why a step was moved, added or dropped."""

    PREREQUISITE = "prerequisite"
    PAYS_MORE = "pays-more"
    PAYS_LESS = "pays-less"
    REQUIRED = "required"
    ROOM = "room"
    NO_ROOM = "no-room"
    HELD = "held"
    SKIPPED = "skipped"
    NOT_NEEDED = "not-needed"
    GONE = "gone"


class Change(Struct, frozen=True):
    """One step of the old or the new plan; positions count from 1.

    `reason` is None where a step keeps its place. With `PREREQUISITE`, `because` is the
    step that needs this one (added), or that this one now has to follow or to
    precede (moved). `ROOM` and `NO_ROOM` say that a limit leaves or takes its place.
    """

    kind: ChangeKind
    step: Step
    before: int | None
    after: int | None
    reason: ChangeReason | None
    because: Step | None


class Replan(Struct, frozen=True):
    """The new roadmap, what changed, and what keeping to the old one costs.

    `kept_order` is the share of pairs of steps in both plans whose order
    stayed; `loss` in [0, 1] the share of the best area under readiness given
    away for it at most.
    """

    roadmap: Roadmap
    changes: tuple[Change, ...]
    kept_order: float
    loss: float


def replan(query: PlanQuery, old: Sequence[Step], *, rules: RuleBook) -> Replan:
    """Plan again, near the old order of the steps that were still to do.

    Under a limit the steps are the best ones, and only their order stays near the old one.

    Args:
        query: What to plan for now.
        old: The steps of the former plan in their order, without what was done.
        rules: The tables that cut and name the phases.

    Raises:
        What `plan` raises.

    Source: docs/decisions, study order.
    """
    found = query.select()
    selection, proof = found.selection, found.proof
    known = frozenset(old)
    if query.options.limit is None and not known.issuperset(selection.steps):
        problem = query.selection_problem
        selection = select_near(query.graph, problem, known, selection, search=query.options.search)
        goals = open_goals(query.graph, problem) if proof.is_by_preference else ()
        steps = frozenset(selection.steps)
        proof = _nearer(proof, cost_of(query.graph, problem, steps, goals))
    ordering = order_near(
        query.graph,
        query.order(selection),
        old,
        given=query.given,
        gains=query.gains(selection),
    )
    return Replan(
        roadmap=lay_out(query, selection, ordering, proof=proof, rules=rules),
        changes=_changes(query, old, ordering),
        kept_order=kept_order(old, ordering.steps),
        loss=ordering.certificate.gap,
    )


def _nearer(proof: Proof, hours: float) -> Proof:
    """The proof of a plan of so many hours, where that of the best is known."""
    return replace(proof, gap=max(hours - proof.bound, 0.0) / hours if hours else 0.0)


def select_near(
    graph: SkillGraph,
    problem: SelectionProblem,
    known: frozenset[Step],
    best: Selection,
    *,
    search: Search = UNLIMITED,
) -> Selection:
    """The selection with the fewest hours of unknown steps, at most 1 % longer than the best.

    What less preferred options add counts as it does for the best. Where the solver does not
    find the selection, the best.
    """
    goals = open_goals(graph, problem)
    programme = Programme(
        graph,
        given=problem.given,
        wanted=[step for goal in goals for step in goal.options],
        allowed=lambda clause: allowed_ways(clause, held=problem.given, pins=problem.pins),
    )
    for goal in goals:
        programme.require(goal)
    steps = frozenset(best.steps)
    spare = TOLERANCE * hours_of(graph, steps)
    programme.add_limit_on_hours(cost_of(graph, problem, steps, goals) + spare)
    programme.price_by_hours(weights=dict.fromkeys(known, _OLD_STEP))
    result = programme.model.minimise(search)
    if result.status is not SolverStatus.OPTIMAL:
        return best
    steps = programme.chosen(result.values)
    return selection_of(graph, problem, steps, goals=goals, shortest=best.shortest)


def kept_order(old: Sequence[Step], new: Sequence[Step]) -> float:
    """The share of pairs of steps in both orders that stand the same way round; 1.0 for none.

    Example:
        >>> from engine.model import SkillSlug
        >>> a, b, c = (Step(SkillSlug(slug), 1) for slug in "abc")
        >>> kept_order([a, b, c], [a, c, b])
        0.6666666666666666
    """
    place = {step: at for at, step in enumerate(old)}
    order = [place[step] for step in new if step in place]
    pairs = len(order) * (len(order) - 1) // 2
    same = sum(first < second for at, first in enumerate(order) for second in order[at + 1 :])
    return same / pairs if pairs else 1.0


def _changes(query: PlanQuery, old: Sequence[Step], ordering: Ordering) -> tuple[Change, ...]:
    """First the new plan's steps in their order, then what was dropped in the old order."""
    before = {step: at for at, step in enumerate(old, start=1)}
    after = {step: at for at, step in enumerate(ordering.steps, start=1)}
    both = [step for step in ordering.steps if step in before]
    unmoved = {both[at] for at in _longest_rise([before[step] for step in both])}
    changes = []
    for step in ordering.steps:
        if step in unmoved:
            changes.append(Change(ChangeKind.KEPT, step, before[step], after[step], None, None))
        elif step in before:
            reason, because = _why_moved(ordering, step, before, after)
            kind = ChangeKind.MOVED
            changes.append(Change(kind, step, before[step], after[step], reason, because))
        else:
            because = next((s for s in ordering.steps if step in ordering.prerequisites[s]), None)
            reason = ChangeReason.ROOM if query.options.limit else ChangeReason.REQUIRED
            reason = ChangeReason.PREREQUISITE if because else reason
            changes.append(Change(ChangeKind.ADDED, step, None, after[step], reason, because))
    for step in old:
        if step not in after:
            why = _why_dropped(query, step)
            changes.append(Change(ChangeKind.DROPPED, step, before[step], None, why, None))
    return tuple(changes)


def _why_moved(
    ordering: Ordering, step: Step, before: Mapping[Step, int], after: Mapping[Step, int]
) -> tuple[ChangeReason, Step | None]:
    """A prerequisite that stood the other way round or is new; otherwise what it pays."""
    here = before[step]
    for needed in ordering.prerequisites[step]:
        if before.get(needed, here + 1) > here:
            return ChangeReason.PREREQUISITE, needed
    for later in ordering.steps:
        if step in ordering.prerequisites[later] and before.get(later, here) < here:
            return ChangeReason.PREREQUISITE, later
    passed = sum(1 for s in before if s in after and before[s] < here and after[s] > after[step])
    fell = sum(1 for s in before if s in after and before[s] > here and after[s] < after[step])
    return (ChangeReason.PAYS_MORE if passed >= fell else ChangeReason.PAYS_LESS), None


def _why_dropped(query: PlanQuery, step: Step) -> ChangeReason:
    if step in query.holdings.steps:
        return ChangeReason.HELD
    if step in query.options.skipped:
        return ChangeReason.SKIPPED
    skill = query.graph.skills.get(step.skill)
    if not skill or step.level > skill.top:
        return ChangeReason.GONE
    return ChangeReason.NO_ROOM if query.options.limit else ChangeReason.NOT_NEEDED


def _longest_rise(values: Sequence[int]) -> list[int]:
    """Where the members of a longest rising row of these different values stand.

    Example:
        >>> _longest_rise([3, 1, 2, 5, 4])
        [1, 2, 4]
    """
    ends: list[int] = []
    tails: list[int] = []
    previous: list[int] = []
    for at, value in enumerate(values):
        length = bisect_left(ends, value)
        previous.append(tails[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        tails[length : length + 1] = [at]
    rise = []
    at = tails[-1] if tails else -1
    while at >= 0:
        rise.append(at)
        at = previous[at]
    return rise[::-1]
