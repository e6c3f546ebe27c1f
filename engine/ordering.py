"""The study order: prerequisites first, and readiness as soon as possible per hour.

Every round takes the closed group of steps that brings most readiness per
typical hour and studies it next. Soft prerequisites count like hard ones
wherever that makes no circle.
"""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from engine.clauses import Clause
from engine.errors import NoPlanError
from engine.graph import SkillGraph
from engine.model import Step

Precedence = Mapping[Step, tuple[Step, ...]]


class Ordering(Struct, frozen=True):
    """The steps in order, and for each the steps of this order it stands on (hard)."""

    steps: tuple[Step, ...]
    stands_on: Precedence


def order_steps(
    graph: SkillGraph,
    needed: Collection[Step],
    *,
    given: frozenset[Step],
    gains: Mapping[Step, float],
) -> Ordering:
    """Put the needed steps into a study order.

    A prerequisite never stands after what needs it; between groups the one
    that pays more per hour comes first, then the smaller slug.

    Args:
        graph: Where the steps and their prerequisites stand.
        needed: Closed under hard prerequisites together with what is given.
        given: Steps that are held, or taken as held.
        gains: Readiness that each finished step brings [points]; absent means none.

    Raises:
        NoPlanError: The needed steps cannot be learnt from what is given.

    Complexity: O(rounds · targets · closure size).
    Example:
        >>> from engine.model import Hours, Level, Skill, SkillSlug
        >>> git = Skill(SkillSlug("git"), "Git", "t", tuple(Level(Hours(1, 2, 3)) for _ in "ab"))
        >>> graph = SkillGraph.of([git])
        >>> [str(s) for s in order_steps(graph, graph.steps, given=frozenset(), gains={}).steps]
        ['git:1', 'git:2']
    """
    stands_on = _supports(graph, needed, given)
    before = _with_soft(graph, stands_on)
    closures = _closures(before)
    todo = set(needed)
    order: list[Step] = []
    while todo:
        group = _best_group(graph, closures, todo, gains)
        order.extend(sorted(group, key=lambda step: (len(closures[step] & group), step)))
        todo -= group
    return Ordering(tuple(order), stands_on)


def _supports(
    graph: SkillGraph, needed: Collection[Step], given: frozenset[Step]
) -> dict[Step, tuple[Step, ...]]:
    """For each step the needed steps that come before it, one alternative picked a demand."""
    rounds = graph.attain(sorted(needed), given=given)
    if len(rounds) < len(needed):
        missing = min(step for step in needed if step not in rounds)
        raise NoPlanError(f"{missing} cannot be learnt from these steps")
    return {
        step: tuple(
            sorted(
                {
                    before
                    for clause in graph.hard_clauses(step)
                    for before in _support(clause, rounds, given)
                }
            )
        )
        for step in sorted(needed)
    }


def _support(clause: Clause, rounds: Mapping[Step, int], given: frozenset[Step]) -> list[Step]:
    """The steps of the alternative that is in reach first; nothing when it is given."""
    ways = [
        [step for step in alternative if step not in given]
        for alternative in clause.alternatives
        if all(step in given or step in rounds for step in alternative)
    ]
    return min(ways, key=lambda way: (max((rounds[s] for s in way), default=0), way))


def _with_soft(graph: SkillGraph, stands_on: Precedence) -> dict[Step, set[Step]]:
    """Add what is better learnt first, edge by edge, wherever it makes no circle."""
    before = {step: set(steps) for step, steps in stands_on.items()}
    for step in sorted(before):
        for clause in graph.soft_clauses(step):
            for alternative in clause.alternatives:
                for soft in alternative:
                    if soft in before and not _comes_after(before, soft, step):
                        before[step].add(soft)
    return before


def _comes_after(before: Mapping[Step, set[Step]], step: Step, other: Step) -> bool:
    """Whether the step is the other one, or must come after it."""
    return other in _closure(before, step)


def _closure(before: Mapping[Step, Iterable[Step]], step: Step) -> frozenset[Step]:
    seen = {step}
    stack = [step]
    while stack:
        for earlier in before[stack.pop()]:
            if earlier not in seen:
                seen.add(earlier)
                stack.append(earlier)
    return frozenset(seen)


def _closures(before: Mapping[Step, Iterable[Step]]) -> dict[Step, frozenset[Step]]:
    return {step: _closure(before, step) for step in before}


def _best_group(
    graph: SkillGraph,
    closures: Mapping[Step, frozenset[Step]],
    todo: set[Step],
    gains: Mapping[Step, float],
) -> frozenset[Step]:
    """The open part of one closure with the most readiness per hour; the rest when none pays."""
    paying = sorted(step for step in todo if gains.get(step, 0.0) > 0)
    if not paying:
        return frozenset(todo)

    def pay(step: Step) -> float:
        group = closures[step] & todo
        hours = sum(graph.hours(member).typical for member in group)
        return sum(gains.get(member, 0.0) for member in group) / hours

    best = max(paying, key=lambda step: (pay(step), [-ord(c) for c in step.skill], -step.level))
    return frozenset(closures[best] & todo)
