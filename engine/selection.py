"""Which steps to learn: the fewest hours that meet the targets, proved.

Where nothing is open the closure is the answer. Where an `any_of` or a choice
leaves ways open, a mixed-integer programme over the open part decides, and
HiGHS proves that no other set of steps needs fewer typical hours. Between sets
of equal hours the branch that the role writes first wins, then the smaller slug.

A set may satisfy every demand and still be out of reach, when its members only
support each other in a circle; positions along such circles keep that out.
"""

from collections.abc import Collection

from msgspec import Struct

from engine.clauses import Clause
from engine.errors import NoPlanError, PinConflictError, PinsContradictError
from engine.graph import SkillGraph
from engine.model import Requirement, SkillSlug, Step
from engine.programme import Demand, Programme
from engine.solver import SolverStatus

NOTHING_FITS = "no set of steps meets these targets with these pins and skips"


class ChoiceMade(Struct, frozen=True):
    """How a choice of the role was settled; `is_pinned` when the person settled it."""

    requirement: Requirement
    chosen: tuple[SkillSlug, ...]
    is_pinned: bool


class Selection(Struct, frozen=True):
    """The steps to learn, sorted, and how the role's choices were settled."""

    steps: tuple[Step, ...]
    choices: tuple[ChoiceMade, ...]


class Wish(Struct, frozen=True):
    """What to plan for: the demands, what counts as given, and the skills the person insists on."""

    requirements: tuple[Requirement, ...]
    given: frozenset[Step]
    pins: frozenset[SkillSlug] = frozenset()


def select_steps(graph: SkillGraph, wish: Wish) -> Selection:
    """The least-hours set of steps that meets every requirement.

    Raises:
        PinConflictError: A pin settles nothing that is open in this role.
        PinsContradictError: A choice has fewer places than pins.
        NoPlanError: No set of steps meets the wish.

    Complexity: linear where nothing is open; otherwise a mixed-integer programme over
        the steps that the open alternatives reach.
    Source: docs/decisions, own rules and exact selection.
    """
    check_pins(graph, wish)
    demands = [demand for r in wish.requirements for demand in demands_of(r, wish)]
    forced = [s for d in demands if len(d.options) == d.at_least for s in d.options]
    sure = graph.closure(forced, given=wish.given)
    held = wish.given | sure
    is_supported = _is_supported(graph, sure, wish.given)
    if is_supported and all(_is_met(demand, held) for demand in demands):
        return Selection(tuple(sorted(sure)), choices_met(wish, sure))
    settled = held if is_supported else wish.given
    programme = Programme(
        graph,
        given=settled,
        wanted=[step for demand in demands for step in demand.options],
        allowed=lambda clause: allowed_ways(clause, held=held, pins=wish.pins),
    )
    for demand in demands:
        programme.require(demand)
    programme.price_by_hours()
    answer = programme.model.minimise()
    if answer.status is not SolverStatus.OPTIMAL:
        raise NoPlanError(NOTHING_FITS)
    steps = programme.chosen(answer.values) | (settled - wish.given)
    return Selection(tuple(sorted(steps)), choices_met(wish, steps))


def demands_of(requirement: Requirement, wish: Wish) -> list[Demand]:
    """What the requirement still asks: pinned branches in any case, others to fill the places."""
    pinned = _pinned(requirement, wish)
    missing = [target.step for target in requirement.targets if target.step not in wish.given]
    places = requirement.choose - (len(requirement.targets) - len(missing))
    insisted = [step for step in missing if step.skill in pinned]
    demands = [Demand((step,), at_least=1) for step in insisted]
    if places > len(insisted):
        demands.append(Demand(tuple(missing), at_least=places))
    return demands


def _is_met(demand: Demand, held: frozenset[Step]) -> bool:
    return sum(step in held for step in demand.options) >= demand.at_least


def _is_supported(graph: SkillGraph, steps: frozenset[Step], given: frozenset[Step]) -> bool:
    """Whether the steps can all be learnt, one after another, from what is given."""
    return len(graph.attain(steps, given=given)) == len(steps)


def _pinned(requirement: Requirement, wish: Wish) -> list[SkillSlug]:
    if not requirement.is_choice:
        return []
    return [target.skill for target in requirement.targets if target.skill in wish.pins]


def check_pins(graph: SkillGraph, wish: Wish) -> None:
    """Refuse pins that settle nothing in this role, or that leave no place for each other."""
    for requirement in wish.requirements:
        pinned = _pinned(requirement, wish)
        if len(pinned) > requirement.choose:
            name = requirement.label or requirement.key
            raise PinsContradictError(name, requirement.choose, pinned)
    if not wish.pins:
        return
    targets = [target.step for r in wish.requirements for target in r.targets]
    on_the_way = {step.skill for step in graph.reach(targets, given=frozenset())}
    for pin in sorted(wish.pins):
        graph.skill(pin)
        if pin not in on_the_way:
            raise PinConflictError(pin)


def allowed_ways(
    clause: Clause, *, held: frozenset[Step], pins: frozenset[SkillSlug]
) -> tuple[tuple[Step, ...], ...]:
    """The alternatives a pin leaves open; where a demand is met in any case it says nothing."""
    if clause.is_satisfied_by(held):
        return clause.alternatives
    pinned = tuple(a for a in clause.alternatives if any(step.skill in pins for step in a))
    return pinned or clause.alternatives


def choices_met(wish: Wish, steps: Collection[Step]) -> tuple[ChoiceMade, ...]:
    """Every choice of the role with the branches that meet it."""
    held = wish.given | frozenset(steps)
    made = []
    for requirement in wish.requirements:
        if not requirement.is_choice:
            continue
        pinned = _pinned(requirement, wish)
        met = [t.skill for t in requirement.targets if t.step in held]
        met.sort(key=lambda skill: skill not in pinned)
        made.append(ChoiceMade(requirement, tuple(met[: requirement.choose]), bool(pinned)))
    return tuple(made)
