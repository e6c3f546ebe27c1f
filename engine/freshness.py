"""What an old rating still counts for: how time lowers what is held, by rules of the content.

The rating itself never changes: `freshen` gives the profile that holds on a day. A level
does not fade below 1, and not below what the skills held today stand on: whoever uses a
skill keeps what it needs fresh. Without a date or a table nothing fades.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from engine.graph import SkillGraph
from engine.model import Day, Profile, Rating, SkillSlug, Step
from engine.rules import Decision, FactValue, RuleBook, TableName


def freshen(graph: SkillGraph, profile: Profile, *, rules: RuleBook, today: Day) -> Profile:
    """The profile as it counts on a day.

    Args:
        graph: Skills of the profile; those it does not know are left as they are.
        profile: As the person said it, with dates.
        rules: Their table `freshness` says how far a rating is lowered, if at all.
        today: The day that is asked about.

    Returns:
        The same profile when nothing fades; a rating that counts lower keeps what was said.

    Complexity: one decision for each dated rating above level 1, and where one fades the
        sure edges below the rated steps.
    """
    lowered = lowered_levels(graph, profile, rules=rules, today=today)
    if not lowered:
        return profile
    levels = {skill: rating.level for skill, rating in profile.items()} | lowered
    reached = steps_below(graph, profile, levels)
    fresh: dict[SkillSlug, Rating] = dict(profile)
    for skill, level in lowered.items():
        said = profile[skill].level
        counts = max((n for n in range(level, said + 1) if Step(skill, n) in reached), default=said)
        if counts < said:
            fresh[skill] = replace(profile[skill], level=counts, said=said)
    return fresh


def lowered_levels(
    graph: SkillGraph, profile: Profile, *, rules: RuleBook, today: Day
) -> dict[SkillSlug, int]:
    """Skill → the level its rating alone counts for, where that is lower than what was said."""
    if TableName.FRESHNESS not in rules.tables:
        return {}
    lowered: dict[SkillSlug, int] = {}
    for skill, rating in profile.items():
        decision = decide_fading(graph, skill, rating, rules=rules, today=today)
        if decision is not None:
            level = max(1, rating.level - int(decision.then["lower_by"]))
            if level < rating.level:
                lowered[skill] = level
    return lowered


def decide_fading(
    graph: SkillGraph, skill: SkillSlug, rating: Rating, *, rules: RuleBook, today: Day
) -> Decision | None:
    """What the table `freshness` says of a rating on a day; None where it is silent.

    A rating at level 1 or below, without a date, or of an unknown skill is not asked about.
    """
    if rating.level <= 1 or rating.rated_on is None or skill not in graph.skills:
        return None
    facts: dict[str, FactValue] = {
        "years": rating.rated_on.years_until(today),
        "level": rating.level,
        "domain": graph.skills[skill].domain,
        "source": rating.source.value,
    }
    return next(iter(rules.collect(TableName.FRESHNESS, facts)), None)


def steps_below(
    graph: SkillGraph, profile: Profile, levels: Mapping[SkillSlug, int]
) -> frozenset[Step]:
    """The steps at these levels and all they surely stand on, as far as less was not said."""
    stack = [Step(skill, level) for skill, level in levels.items() if level > 0]
    reached: set[Step] = set()
    while stack:
        step = stack.pop()
        if step in reached or step.skill not in graph.skills:
            continue
        reached.add(step)
        for needed in graph.sure_needs(step):
            rating = profile.get(needed.skill)
            most = needed.level if rating is None else min(needed.level, rating.level_said)
            if most > 0:
                stack.append(Step(needed.skill, most))
    return frozenset(reached)
