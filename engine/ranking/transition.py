"""From one role to the next: the profile of a person who also holds a role."""

from engine.graph.skill_graph import SkillGraph
from engine.model import Profile, Rating, Requirement, Role, Step, Variant
from engine.readiness.formula import counted_targets, requirements_of
from engine.readiness.holdings import Holdings, hold


def holding_role(graph: SkillGraph, profile: Profile, role: Role, variant: Variant) -> Profile:
    """The profile with every target of the role and what those require.

    Bonus requirements are left out. Of a choice the branches are taken that the
    analysis would count: most credit, then fewest hours left, then as written.
    Nothing falls; levels that were rated lower on purpose rise too, because
    holding the role means holding its prerequisites.

    Raises:
        UnknownVariantError: The role does not come in this variant.
        UnknownSkillError: A rating for a skill that is not in the graph.
        UnknownLevelError: A rating outside the skill's levels.
    """
    holdings = hold(graph, profile)
    targets = [
        step
        for requirement in requirements_of(role, variant)
        if requirement.is_counted
        for step in _taken(graph, requirement, holdings)
    ]
    raised = dict(profile)
    for step in sorted(graph.closure(targets)):
        if step.level > holdings.level(step.skill):
            raised[step.skill] = Rating(step.level)
    return raised


def _taken(graph: SkillGraph, requirement: Requirement, holdings: Holdings) -> list[Step]:
    """The targets that count."""
    levels = [holdings.level(target.skill) for target in requirement.targets]
    counted = counted_targets(graph, requirement, levels)
    return [requirement.targets[place].step for place in counted]
