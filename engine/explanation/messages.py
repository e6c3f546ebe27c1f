"""What explanations and derivations say alike: a step, a requirement, a role, a rating."""

from engine.graph.skill_graph import SkillGraph
from engine.messages import Message
from engine.model import NOWHERE, Requirement, Role, SkillSlug, SourceRef, Step, Variant


def step_message(graph: SkillGraph, step: Step) -> Message:
    """Names a step, such as `SQL (level 2)`."""
    return Message("step", {"skill": graph.skill(step.skill).title, "level": step.level})


def role_message(role: Role, variant: Variant) -> Message:
    """Names a role in one variant."""
    return Message("role", {"role": role.title, "variant": role.name_of(variant)})


def not_rated_message(graph: SkillGraph, skill: SkillSlug) -> Message:
    """That the person has not rated a skill."""
    return Message("rating.none", {"skill": graph.skill(skill).title})


def requirement_title(graph: SkillGraph, requirement: Requirement) -> str:
    """What a requirement is called: its own label, or else its skill."""
    return requirement.label or graph.skill(requirement.targets[0].skill).title


def place_of(source: SourceRef) -> SourceRef | None:
    """The place in the content, None where there is none."""
    return None if source == NOWHERE else source
