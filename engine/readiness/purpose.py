"""Which ratings say how much a person knows at most, and which only what they know at least.

What a person rated, proved or was placed at is meant: what requires more of that skill does not
imply it against their word. Finishing a step says nothing about the steps above it, and neither
does the level that a part of a split skill took over.
"""

from engine.graph.skill_graph import SkillGraph
from engine.model import Profile, RatingSource

AT_LEAST = frozenset({RatingSource.ROADMAP, RatingSource.SPLIT})
"""Sources of ratings that leave open whether a person knows more."""


def without_lesser_ratings(graph: SkillGraph, profile: Profile) -> Profile:
    """A profile without the ratings that say less than what the others imply anyway.

    Only those of the sources `AT_LEAST` are left out, so that ticking a step never takes away what
    was held.

    Args:
        graph: Where the rated skills stand.
        profile: Levels within those of their skills.

    Complexity: a few operations on bit sets for each rated skill.

    Example: deploying requires Git 2, and Git 1 was ticked or rated beside it:
        >>> from engine.model import Hours, Level, Prerequisite, Rating, Skill, SkillSlug, Step
        >>> from engine.model import StepNeed, Strength
        >>> git, deploy = SkillSlug("git"), SkillSlug("deploy")
        >>> level = Level(Hours(1, 2, 4))
        >>> needs = Prerequisite(StepNeed(Step(git, 2)), Strength.HARD, "")
        >>> deploying = Skill(deploy, "Deploy", "tools", (Level(Hours(1, 2, 4), (needs,)),))
        >>> graph = SkillGraph.of([Skill(git, "Git", "tools", (level, level)), deploying])
        >>> ticked = {git: Rating(1, RatingSource.ROADMAP), deploy: Rating(1)}
        >>> sorted(without_lesser_ratings(graph, ticked))
        ['deploy']
        >>> sorted(without_lesser_ratings(graph, {git: Rating(1), deploy: Rating(1)}))
        ['deploy', 'git']
    """
    lesser = {skill for skill, rating in profile.items() if rating.source in AT_LEAST}
    if not lesser:
        return profile
    bits = graph.bits
    denied = 0
    for skill, rating in profile.items():
        if skill not in lesser:
            top = graph.skills[skill].top
            denied |= bits.levels(skill, above=rating.level, up_to=top)
    held = 0
    for skill, rating in profile.items():
        if rating.level > 0:
            place = bits.place(skill, rating.level)
            whole = bits.required_closure(place)
            if whole & denied:
                whole = bits.required_closure_without(place, denied=denied)
            held |= whole
    return {
        skill: rating
        for skill, rating in profile.items()
        if skill not in lesser
        or not held & bits.levels(skill, above=rating.level, up_to=graph.skills[skill].top)
    }
