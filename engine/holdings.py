"""What a person holds: what they rated, and what follows from it.

Who holds a step holds all it surely stands on, unless they rated one of those
skills lower on purpose. An `any_of` implies nothing: nobody knows which branch.
"""

from collections.abc import Iterable

from msgspec import Struct

from engine.graph import SkillGraph
from engine.model import Profile, Rating, RatingSource, SkillSlug, Step


class Implied(Struct, frozen=True):
    """A level nobody rated: it follows from `because`, the rated steps that stand on it."""

    skill: SkillSlug
    level: int
    because: tuple[Step, ...]


class Holdings(Struct, frozen=True):
    """A profile made whole: the level held in every skill, and the steps that gives."""

    levels: dict[SkillSlug, int]
    steps: frozenset[Step]
    implied: tuple[Implied, ...]

    def level(self, skill: SkillSlug) -> int:
        """The level held, 0 when none."""
        return self.levels.get(skill, 0)


def hold(graph: SkillGraph, profile: Profile) -> Holdings:
    """Work out all that a person holds.

    Raises:
        UnknownSkillError: A rating for a skill that is not in the graph.
        UnknownLevelError: A rating above the skill's top or below 0.

    Complexity: O(steps and sure edges below the rated steps) for each rated skill that
        implies something.
    """
    for skill, rating in profile.items():
        graph.check_level(skill, rating.level)
    rated = {skill: rating.level for skill, rating in profile.items() if rating.level > 0}
    because: dict[SkillSlug, dict[int, set[Step]]] = {}
    steps: set[Step] = set()
    for skill, level in sorted(rated.items()):
        root = Step(skill, level)
        for step in _followers(graph, root, profile):
            steps.add(step)
            if step.skill not in profile:
                because.setdefault(step.skill, {}).setdefault(step.level, set()).add(root)
    implied = tuple(
        Implied(skill, max(levels), tuple(sorted(levels[max(levels)])))
        for skill, levels in sorted(because.items())
    )
    return Holdings(rated | {item.skill: item.level for item in implied}, frozenset(steps), implied)


def _followers(graph: SkillGraph, root: Step, profile: Profile) -> Iterable[Step]:
    """The step and all it surely stands on, stopping where the person said less."""
    seen = {root}
    stack = [root]
    while stack:
        step = stack.pop()
        for needed in graph.sure_needs(step):
            if needed in seen:
                continue
            if needed.skill in profile and profile[needed.skill].level < needed.level:
                continue
            seen.add(needed)
            stack.append(needed)
    return seen


def source_of(profile: Profile, holdings: Holdings, skill: SkillSlug) -> RatingSource | None:
    """Who says that the person holds the skill; None when they hold nothing of it."""
    rating: Rating | None = profile.get(skill)
    if rating is not None:
        return rating.source
    return RatingSource.IMPLIED if holdings.level(skill) else None
