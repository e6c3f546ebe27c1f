"""What an old rating still counts for: how time lowers what is held, by rules of the content.

The rating itself never changes: `freshen` gives the profile that holds on a day. A level
does not fade below 1, and not below what the skills held today require: using a skill keeps
its prerequisites fresh. Without a date or a table nothing fades.
"""

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from engine.graph.identity_key import IdentityKey
from engine.graph.skill_graph import SkillGraph
from engine.model import Day, Profile, Rating, RatingSource, SkillSlug, Step
from engine.readiness.purpose import AT_LEAST
from engine.rules.tables import Decision, FactValue, RuleBook, RuleTable, TableName, decide

_Grounds = tuple[int, int, str, RatingSource]
"""Years, level, domain and source of a rating: all that decides how it fades."""


def freshen(graph: SkillGraph, profile: Profile, *, rules: RuleBook, today: Day) -> Profile:
    """The profile as it counts on a day.

    Args:
        graph: Skills of the profile; those it does not know are left as they are.
        profile: As the person said it, with dates.
        rules: Their table `freshness` says how far a rating is lowered, if at all.
        today: The day on which it counts.

    Returns:
        The same profile when nothing fades; a rating that counts lower still says what was said.

    Complexity: one decision for each dated rating above level 1, and where one fades the
        required edges below the rated steps.
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
    lowered: dict[SkillSlug, int] = {}
    fading = Fading.of(graph, rules, today)
    if fading is None:
        return lowered
    for skill, rating in profile.items():
        decision = fading.decide(skill, rating)
        if decision is not None:
            level = max(1, rating.level - int(decision.then["lower_by"]))
            if level < rating.level:
                lowered[skill] = level
    return lowered


class Fading(Struct, frozen=True):
    """The table `freshness` on a day; `decided` holds its earlier decisions."""

    graph: SkillGraph
    table: RuleTable
    today: Day
    decided: dict[_Grounds, Decision | None]

    @classmethod
    def of(cls, graph: SkillGraph, rules: RuleBook, today: Day) -> "Fading | None":
        """None where the content has no such table."""
        table = rules.tables.get(TableName.FRESHNESS)
        return None if table is None else cls(graph, table, today, _decided_by(IdentityKey(table)))

    def decide(self, skill: SkillSlug, rating: Rating) -> Decision | None:
        """What the table says of a rating; None where it is silent.

        A rating at level 1 or below, without a date, or of an unknown skill never fades.
        """
        known = self.graph.skills.get(skill)
        if rating.level <= 1 or rating.rated_on is None or known is None:
            return None
        years = rating.rated_on.years_until(self.today)
        grounds = (years, rating.level, known.domain, rating.source)
        if grounds not in self.decided:
            self.decided[grounds] = self._decide(*grounds)
        return self.decided[grounds]

    def _decide(self, years: int, level: int, domain: str, source: RatingSource) -> Decision | None:
        facts: dict[str, FactValue] = {
            "years": years,
            "level": level,
            "domain": domain,
            "source": source.value,
        }
        return next(iter(decide(self.table, facts)), None)


@lru_cache(maxsize=8)  # Ages, levels, fields and sources are few: a table soon knows them all.
def _decided_by(table: IdentityKey[RuleTable]) -> dict[_Grounds, Decision | None]:
    del table
    return {}


def steps_below(
    graph: SkillGraph, profile: Profile, levels: Mapping[SkillSlug, int]
) -> frozenset[Step]:
    """The steps at these levels with all they require, except where less was said.

    A rating of the sources `AT_LEAST` never says less: it leaves open whether more is known.
    """
    stack = [Step(skill, level) for skill, level in levels.items() if level > 0]
    reached: set[Step] = set()
    while stack:
        step = stack.pop()
        if step in reached or step.skill not in graph.skills:
            continue
        reached.add(step)
        for needed in graph.required_steps(step):
            rating = profile.get(needed.skill)
            most = needed.level
            if rating is not None and rating.source not in AT_LEAST:
                most = min(most, rating.level_said)
            if most > 0:
                stack.append(Step(needed.skill, most))
    return frozenset(reached)
