"""What a plan has to meet, what its choices leave open, and how they were settled."""

from collections.abc import Collection
from math import fsum

from msgspec import Struct

from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement, SkillSlug, Step
from engine.planning.selection.preferences import by_preference, surcharges_of
from engine.planning.selection.programme import StepGoal

Requirements = tuple[Requirement, ...]


class ChoiceMade(Struct, frozen=True):
    """How a choice of the role was settled; `is_pinned` when the person settled it.

    `preference_hours` are those that the plan takes beyond the shortest one because of orders
    of preference [h]: the same for every choice that the shortest plan settles otherwise, since
    only together they make the difference, and 0 for the others.
    """

    requirement: Requirement
    chosen: tuple[SkillSlug, ...]
    is_pinned: bool
    preference_hours: float = 0.0


class Selection(Struct, frozen=True):
    """The steps to learn, sorted, and how the role's choices were settled.

    `shortest` are the steps of the shortest plan, where preferences make this one longer.
    """

    steps: tuple[Step, ...]
    choices: tuple[ChoiceMade, ...]
    shortest: tuple[Step, ...] | None = None


class SelectionProblem(Struct, frozen=True):
    """What to plan for: the goals, what counts as given, and the skills the person insists on."""

    requirements: Requirements
    given: frozenset[Step]
    pins: frozenset[SkillSlug] = frozenset()


def goals_of(
    requirement: Requirement, problem: SelectionProblem, *, required: frozenset[Step] = frozenset()
) -> list[StepGoal]:
    """What the requirement still needs: pinned branches in any case, others to fill the places.

    What every plan learns, `required`, adds no hours to a choice that it meets.
    """
    pinned = pinned_in(requirement, problem)
    missing = [t.step for t in by_preference(requirement) if t.step not in problem.given]
    places = requirement.choose - (len(requirement.targets) - len(missing))
    insisted = [step for step in missing if step.skill in pinned]
    goals = [StepGoal((step,), at_least=1) for step in insisted]
    if places > len(insisted):
        added = surcharges_of(
            requirement, given=problem.given, pins=problem.pins, required=required
        )
        goals.append(StepGoal(tuple(missing), at_least=places, surcharges=added))
    return goals


def pinned_in(requirement: Requirement, problem: SelectionProblem) -> list[SkillSlug]:
    """The options of a choice that the person insists on."""
    if not requirement.is_choice:
        return []
    return [target.skill for target in requirement.targets if target.skill in problem.pins]


def selection_of(
    graph: SkillGraph,
    problem: SelectionProblem,
    steps: Collection[Step],
    *,
    goals: Collection[StepGoal] = (),
    shortest: Collection[Step] | None = None,
) -> Selection:
    """The selection of these steps, with every choice of the role and the branches that meet it.

    Args:
        graph: Where the steps stand.
        problem: What they meet.
        steps: What to learn.
        goals: What was open in the problem, with the hours that options add.
        shortest: The steps of the shortest plan, where it is another one.
    """
    steps = tuple(sorted(steps))
    added = {step: hours for goal in goals for step, hours in goal.surcharges.items()}
    extra = 0.0
    if shortest is not None:
        extra = max(hours_of(graph, steps) - hours_of(graph, shortest), 0.0)
    without = problem.given.union(shortest or ())
    held = problem.given.union(steps)
    made = []
    for requirement in problem.requirements:
        if not requirement.is_choice:
            continue
        pinned = pinned_in(requirement, problem)
        met = [target.step for target in requirement.targets if target.step in held]
        met.sort(key=lambda s: (s.skill not in pinned, s not in problem.given, added.get(s, 0.0)))
        counted = met[: requirement.choose]
        paid = extra if extra and not without.issuperset(counted) else 0.0
        chosen = tuple(step.skill for step in counted)
        made.append(ChoiceMade(requirement, chosen, bool(pinned), paid))
    return Selection(steps, tuple(made), tuple(sorted(shortest)) if extra and shortest else None)


def hours_of(graph: SkillGraph, steps: Collection[Step]) -> float:
    """Typical hours of these steps [h]."""
    return fsum(graph.hours(step).typical for step in steps)
