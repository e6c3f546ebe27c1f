"""What learning earns: the readiness that each step brings, and readiness along an order."""

from collections.abc import Sequence

from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement, SkillSlug, Step
from engine.planning.selection.choices import Selection
from engine.readiness.formula import credit_of, effort, requirement_credit, weighted_share
from engine.readiness.holdings import Holdings


def step_gains(
    graph: SkillGraph,
    requirements: Sequence[Requirement],
    selection: Selection,
    holdings: Holdings,
) -> dict[Step, float]:
    """Readiness that each step brings when it is finished [points]; absent means none.

    Of a choice only the selected branches earn anything, and only what lies above the credit
    that other branches held already give.
    """
    chosen = {made.requirement.key: made.chosen for made in selection.choices}
    total = sum(requirement.weight for requirement in requirements)
    gains: dict[Step, float] = {}
    for requirement in requirements:
        share = 100 * requirement.weight / total / requirement.choose
        selected = chosen.get(requirement.key, tuple(t.skill for t in requirement.targets))
        floors = _floors(graph, requirement, selected, holdings)
        for target in requirement.targets:
            if target.skill not in selected:
                continue
            whole = effort(graph, target.skill, above=0, up_to=target.level).typical
            covered = floors.get(target.skill, 0.0) * whole
            for level in range(holdings.level(target.skill) + 1, target.level + 1):
                step = Step(target.skill, level)
                reached = effort(graph, target.skill, above=0, up_to=level).typical
                earning = min(graph.hours(step).typical, max(reached - covered, 0.0))
                gains[step] = gains.get(step, 0.0) + share * earning / whole
    return gains


def _floors(
    graph: SkillGraph,
    requirement: Requirement,
    selected: Sequence[SkillSlug],
    holdings: Holdings,
) -> dict[SkillSlug, float]:
    """The credit that a branch not selected gives in the place of a selected one, where it is more.

    The least of the selected give way to the best of the others, so that the floors add up to
    the credit of the choice before anything is learnt.
    """
    by_skill = {t.skill: credit_of(graph, t, holdings.level(t.skill)) for t in requirement.targets}
    lowest = sorted(selected, key=lambda skill: by_skill[skill])
    others = sorted((c for skill, c in by_skill.items() if skill not in selected), reverse=True)
    pairs = zip(lowest, others, strict=False)
    return {skill: other for skill, other in pairs if other > by_skill[skill]}


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
