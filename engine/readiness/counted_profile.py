"""What a stored profile counts for on a day: the one way from ratings to what is held."""

from engine.graph.skill_graph import SkillGraph
from engine.model import Day, Profile
from engine.readiness.freshness import freshen
from engine.readiness.purpose import without_lesser_ratings
from engine.rules.tables import RuleBook


def counted_profile(
    graph: SkillGraph, profile: Profile, *, rules: RuleBook, today: Day | None
) -> Profile:
    """A profile as it counts: old ratings have faded, and lesser ticks are left out.

    Ratings fade first. A tick that a higher rating implies anyway is left out only while that
    rating still implies it; once that one has faded, the tick counts by itself.

    Args:
        graph: Where the rated skills stand.
        profile: Every rating as it was given, with its date; levels within those of their skills.
        rules: Their table `freshness` says what fades.
        today: The day on which it counts. Without one nothing fades.

    Returns:
        The ratings that count; one that counts lower still says what was said.

    Complexity: one decision for each dated rating above level 1, and a few operations on bit sets
        for each rated skill.

    Example: deploying at level 2 requires Git 3; Git 2 was ticked, and counts once level 2 fades:
        >>> from engine.model import Hours, Level, Prerequisite, Rating, RatingSource, Skill
        >>> from engine.model import SkillSlug, Step, StepNeed, Strength
        >>> from engine.rules.tables import Compare, HitPolicy, Operator, Rule, RuleTable, TableName
        >>> git, deploy = SkillSlug("git"), SkillSlug("deploy")
        >>> needs = Prerequisite(StepNeed(Step(git, 3)), Strength.HARD, "")
        >>> plain, needing = Level(Hours(1, 2, 4)), Level(Hours(1, 2, 4), (needs,))
        >>> tool, job = (plain, plain, plain), (plain, needing)
        >>> skills = [Skill(git, "Git", "tools", tool), Skill(deploy, "Deploy", "tools", job)]
        >>> old = Rule("old", Compare("years", Operator.AT_LEAST, 5), {"lower_by": 1})
        >>> table = RuleTable(TableName.FRESHNESS, HitPolicy.FIRST, (old,))
        >>> rules = RuleBook({TableName.FRESHNESS: table})
        >>> profile = {
        ...     deploy: Rating(2, rated_on=Day(2021, 3, 1)),
        ...     git: Rating(2, RatingSource.ROADMAP, rated_on=Day(2023, 3, 1)),
        ... }
        >>> for today in (Day(2026, 2, 28), Day(2026, 3, 1)):
        ...     counted = counted_profile(SkillGraph.of(skills), profile, rules=rules, today=today)
        ...     print({skill: rating.level for skill, rating in counted.items()})
        {'deploy': 2}
        {'deploy': 1, 'git': 2}
    """
    faded = profile if today is None else freshen(graph, profile, rules=rules, today=today)
    return without_lesser_ratings(graph, faded)
