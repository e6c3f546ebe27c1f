"""Readiness over time: a profile replayed change by change under one content.

Each change touches few skills, so only what follows from them is worked out again: the steps they
imply, and the requirements that ask for those.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from engine.graph.bit_sets import BitSet, members, union
from engine.graph.skill_graph import SkillGraph
from engine.model import Day, Rating, Requirement, Role, SkillSlug, Variant
from engine.readiness.counted_profile import counted_profile
from engine.readiness.formula import (
    requirement_credit,
    requirements_of,
    rounded_points,
    weighted_share,
)
from engine.rules.tables import RuleBook


class ProfileChange(Struct, frozen=True):
    """What a person's ratings became on a day; None where a rating was taken back."""

    day: Day
    ratings: Mapping[SkillSlug, Rating | None]


def readiness_history(
    graph: SkillGraph,
    role: Role,
    *,
    variant: Variant,
    changes: Iterable[ProfileChange],
    rules: RuleBook,
) -> tuple[float, ...]:
    """Readiness for a role after each change, as the profile counted on its day [points, 0..100].

    It is what an analysis of that profile on that day says (`counted_profile`). A change without
    ratings shows what time alone has done.

    Args:
        graph: The content everything is seen under.
        role: What the readiness is for.
        variant: One of the role's.
        changes: From an empty profile on, in the order of their days.
        rules: Their table `freshness` says what fades.

    Raises:
        UnknownVariantError: The role does not come in this variant.
        UnknownSkillError: A rating for a skill that is not in the graph.
        UnknownLevelError: A rating outside the skill's levels.

    Complexity: O(rated skills) operations on bit sets for each change, and the credit of what it
        changed.

    Example:
        >>> from engine.model import Hours, Importance, Level, RoleSlug, Skill, Target
        >>> ladder = (Level(Hours(5, 10, 20)), Level(Hours(15, 30, 60)))
        >>> sql = SkillSlug("sql")
        >>> graph = SkillGraph.of([Skill(sql, "SQL", "data", ladder)])
        >>> required = Requirement("sql", (Target(sql, 2),), 1, 3, Importance.CORE)
        >>> role = Role(RoleSlug("analyst"), "Analyst", {Variant("junior"): (required,)})
        >>> changes = [
        ...     ProfileChange(Day(2026, 1, day), {sql: rating})
        ...     for day, rating in enumerate([Rating(1), Rating(2), None], start=1)
        ... ]
        >>> junior = Variant("junior")
        >>> readiness_history(graph, role, variant=junior, changes=changes, rules=RuleBook({}))
        (25.0, 100.0, 0.0)
    """
    counted = [r for r in requirements_of(role, variant) if r.is_counted]
    counting, standing = _Counting(graph, rules), _Standing(graph, counted)
    points = []
    for change in changes:
        standing.change(counting.change(change))
        points.append(standing.points)
    return tuple(points)


class _Counting:
    """The ratings so far, and the level that each of them counts for on the present day."""

    def __init__(self, graph: SkillGraph, rules: RuleBook) -> None:
        self.graph = graph
        self.rules = rules
        self.profile: dict[SkillSlug, Rating] = {}
        self.levels: dict[SkillSlug, int] = {}

    def change(self, change: ProfileChange) -> dict[SkillSlug, int | None]:
        """The levels that differ after a change; None where no rating counts any more."""
        for skill, rating in change.ratings.items():
            if rating is None:
                self.profile.pop(skill, None)
                continue
            self.graph.check_level(skill, rating.level)
            self.profile[skill] = rating
        counted = counted_profile(self.graph, self.profile, rules=self.rules, today=change.day)
        before, self.levels = self.levels, {skill: one.level for skill, one in counted.items()}
        gone: dict[SkillSlug, int | None] = dict.fromkeys(before.keys() - self.levels.keys())
        return gone | {s: level for s, level in self.levels.items() if before.get(s) != level}


class _Standing:
    """How far the requirements are met by the levels so far and what these imply."""

    def __init__(self, graph: SkillGraph, counted: Sequence[Requirement]) -> None:
        self.graph = graph
        self.counted = counted
        self.total = sum(r.weight for r in counted)
        self.earned = [0.0] * len(counted)
        self.asking: dict[SkillSlug, list[int]] = {}
        for at, requirement in enumerate(counted):
            for target in requirement.targets:
                self.asking.setdefault(target.skill, []).append(at)
        self.bits = graph.bits
        self.asked = {skill: self._all(skill) for skill in self.asking}
        self.of_bit = {place: skill for skill, own in self.asked.items() for place in members(own)}
        self.mask = union(self.asked.values())
        self.rated: dict[SkillSlug, int] = {}
        self.closures: dict[SkillSlug, BitSet] = {}
        self.roots: dict[SkillSlug, BitSet] = {}
        self.denied = self.implied = 0
        self.levels: dict[SkillSlug, int] = {}

    @property
    def points(self) -> float:
        """Readiness as it is shown."""
        return rounded_points(weighted_share(self.earned, self.total))

    def change(self, levels: Mapping[SkillSlug, int | None]) -> None:
        """Take over other levels of some skills."""
        if not levels:
            return
        before = self.denied
        for skill, level in levels.items():
            self._rate(skill, level)
        self._hold(levels, self.denied ^ before)
        implied = union(self.roots.values()) & self.mask
        affected = {skill for skill in levels if skill in self.asked}
        affected |= {self.of_bit[place] for place in members(implied ^ self.implied)}
        self.implied = implied
        for skill in affected:
            first = self.bits.first[skill]
            own = (implied & self.asked[skill]) >> first
            self.levels[skill] = self.rated.get(skill, own.bit_length())
        for at in {at for skill in affected for at in self.asking[skill]}:
            requirement = self.counted[at]
            credit = requirement_credit(self.graph, requirement, self.levels)
            self.earned[at] = requirement.weight * credit

    def _rate(self, skill: SkillSlug, level: int | None) -> None:
        everything = self._all(skill)
        if level is None:
            self.rated.pop(skill, None)
            self.denied &= ~everything
            return
        self.rated[skill] = level
        above = self.bits.levels(skill, above=level, up_to=self.graph.skills[skill].top)
        self.denied = self.denied & ~everything | above

    def _hold(self, changed: Iterable[SkillSlug], denied: BitSet) -> None:
        """Work out again what is held through these skills, or through steps denied or no more."""
        again = [skill for skill, whole in self.closures.items() if whole & denied]
        for skill in changed:
            self.roots.pop(skill, None)
            self.closures.pop(skill, None)
            level = self.rated.get(skill, 0)
            if level > 0:
                place = self.bits.place(skill, level)
                self.closures[skill] = self.bits.required_closure(place)
                again.append(skill)
        for skill in again:
            whole = self.closures.get(skill, 0)
            if whole & self.denied:
                place = self.bits.place(skill, self.rated[skill])
                whole = self.bits.required_closure_without(place, denied=self.denied)
            if whole:
                self.roots[skill] = whole

    def _all(self, skill: SkillSlug) -> BitSet:
        """All steps of a skill."""
        return self.bits.levels(skill, above=0, up_to=self.graph.skills[skill].top)
