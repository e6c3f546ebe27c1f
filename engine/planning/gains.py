"""What learning earns: the readiness that each step brings, and readiness along an order."""

from collections.abc import Sequence

from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement, SkillSlug, Step
from engine.planning.selection.steps import Selection
from engine.readiness.formula import effort, requirement_credit, weighted_share
from engine.readiness.holdings import Holdings


def step_gains(
    graph: SkillGraph,
    requirements: Sequence[Requirement],
    selection: Selection,
    holdings: Holdings,
) -> dict[Step, float]:
    """Readiness that each step brings when it is finished [points]; absent means none.

    Of a choice only the selected branches earn anything.
    """
    chosen = {made.requirement.key: made.chosen for made in selection.choices}
    total = sum(requirement.weight for requirement in requirements)
    gains: dict[Step, float] = {}
    for requirement in requirements:
        share = 100 * requirement.weight / total / requirement.choose
        for target in requirement.targets:
            if target.skill not in chosen.get(requirement.key, (target.skill,)):
                continue
            whole = effort(graph, target.skill, above=0, up_to=target.level).typical
            for level in range(holdings.level(target.skill) + 1, target.level + 1):
                step = Step(target.skill, level)
                gain = share * graph.hours(step).typical / whole
                gains[step] = gains.get(step, 0.0) + gain
    return gains


def readiness_along(
    graph: SkillGraph,
    requirements: Sequence[Requirement],
    holdings: Holdings,
    order: Sequence[Step],
) -> list[float]:
    """Readiness before the first step and after each one [points], unrounded."""
    levels = dict(holdings.levels)
    earned = [r.weight * requirement_credit(graph, r, levels) for r in requirements]
    named_in: dict[SkillSlug, list[int]] = {}
    for i, requirement in enumerate(requirements):
        for target in requirement.targets:
            named_in.setdefault(target.skill, []).append(i)
    total = sum(requirement.weight for requirement in requirements)
    along = [weighted_share(earned, total)]
    for step in order:
        levels[step.skill] = max(levels.get(step.skill, 0), step.level)
        for i in named_in.get(step.skill, ()):
            requirement = requirements[i]
            earned[i] = requirement.weight * requirement_credit(graph, requirement, levels)
        along.append(weighted_share(earned, total))
    return along
