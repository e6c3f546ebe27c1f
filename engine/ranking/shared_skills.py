"""Which skill to learn next when several roles are near: the one that most of them require."""

from collections.abc import Mapping, Sequence
from math import fsum

from msgspec import Struct

from engine.graph.skill_graph import SkillGraph
from engine.model import Requirement, RoleSlug, SkillSlug, Step, Variant
from engine.ranking.table import RankingTable, RoleKey
from engine.readiness.formula import requirement_credit, rounded_points
from engine.readiness.holdings import Holdings

Levels = Mapping[SkillSlug, int]


class HelpedRole(Struct, frozen=True):
    """A near role and the readiness a shared skill brings it [points]."""

    role: RoleSlug
    variant: Variant
    points: float


class SharedSkill(Struct, frozen=True):
    """A next level that several of the `near_of` nearest roles require.

    `roles` are those it helps, nearest first; `points` is what it brings them
    all. `hours` [h] and points are those of the level with everything it stands
    on and that is not held yet.
    """

    skill: SkillSlug
    level: int
    roles: tuple[HelpedRole, ...]
    points: float
    hours: float
    near_of: int


def shared_next_skills(
    table: RankingTable, holdings: Holdings, *, near: Sequence[RoleKey], most: int
) -> tuple[SharedSkill, ...]:
    """The next levels that most of the near roles require; at most `most` of them.

    Ranked by how many of the near roles they help, then by readiness for each
    hour, then by slug. What helps only one of several is not shared. A level
    counts with its prerequisites; where alternatives are open, with the one
    of fewest hours.

    Complexity: O(skills the near roles require · prerequisites of each).
    """
    view = _NearRoles(table, near, holdings)
    least = min(2, len(near))
    found: list[SharedSkill] = []
    for step, requiring in view.candidates():
        if requiring < least or (len(found) >= most and requiring < _count_at(found, most)):
            break
        shared = view.shared(step)
        if shared is not None and len(shared.roles) >= least:
            found.append(shared)
            found.sort(key=_rank)
    return tuple(found[:most])


def _rank(shared: SharedSkill) -> tuple[int, float, SkillSlug]:
    return -len(shared.roles), -shared.points / shared.hours, shared.skill


def _count_at(found: Sequence[SharedSkill], most: int) -> int:
    return len(found[most - 1].roles)


class _NearRoles:
    """The near roles' requirements by the skill they name."""

    def __init__(self, table: RankingTable, near: Sequence[RoleKey], holdings: Holdings) -> None:
        self.graph = table.graph
        self.near = near
        self.holdings = holdings
        self.weights = [sum(r.weight for r in table.requirements[key]) for key in near]
        self.requiring: dict[SkillSlug, list[tuple[int, Requirement]]] = {}
        for number, key in enumerate(near):
            for requirement in table.requirements[key]:
                for target in requirement.targets:
                    self.requiring.setdefault(target.skill, []).append((number, requirement))

    def candidates(self) -> list[tuple[Step, int]]:
        """Next levels below a target, and how many roles require them; most first, then by slug."""
        found = []
        for skill, requiring in self.requiring.items():
            held = self.holdings.level(skill)
            roles = {
                number
                for number, requirement in requiring
                if any(t.skill == skill and t.level > held for t in requirement.targets)
            }
            if roles:
                found.append((Step(skill, held + 1), len(roles)))
        return sorted(found, key=lambda candidate: (-candidate[1], candidate[0]))

    def shared(self, step: Step) -> SharedSkill | None:
        """What the step brings, or None where no way to it is in sight or no role gains by it."""
        way = way_to(self.graph, step, held=self.holdings.steps)
        if not way:
            return None
        before = self.holdings.levels
        after = _raised(before, way)
        helped = sorted(
            {
                number
                for number, requirement in self.requiring[step.skill]
                if self._gain(requirement, {**after, step.skill: step.level - 1}, after) > 0
            }
        )
        if not helped:
            return None
        gains = self._gains(before, after, way)
        return SharedSkill(
            skill=step.skill,
            level=step.level,
            roles=tuple(HelpedRole(*self.near[n], rounded_points(gains[n])) for n in helped),
            points=round(fsum(gains[n] for n in helped), 1),
            hours=fsum(self.graph.hours(s).typical for s in way),
            near_of=len(self.near),
        )

    def _gain(self, requirement: Requirement, before: Levels, after: Levels) -> float:
        now = requirement_credit(self.graph, requirement, before)
        return requirement_credit(self.graph, requirement, after) - now

    def _gains(self, before: Levels, after: Levels, way: Sequence[Step]) -> list[float]:
        """The readiness that the way brings each near role [points]."""
        touched = {
            (number, requirement.key): requirement
            for skill in {step.skill for step in way}
            for number, requirement in self.requiring.get(skill, ())
        }
        earned: list[list[float]] = [[] for _ in self.near]
        for (number, _), requirement in touched.items():
            gain = self._gain(requirement, before, after)
            earned[number].append(requirement.weight * gain)
        return [100 * fsum(e) / w for e, w in zip(earned, self.weights, strict=True)]


def _raised(levels: Levels, steps: Sequence[Step]) -> dict[SkillSlug, int]:
    raised = dict(levels)
    for step in steps:
        raised[step.skill] = max(step.level, raised.get(step.skill, 0))
    return raised


def way_to(graph: SkillGraph, step: Step, *, held: frozenset[Step]) -> tuple[Step, ...]:
    """The step and its prerequisites without what is held, sorted; empty where no way is found.

    Of open alternatives the one of fewest hours is taken, one after the other;
    that is not always the cheapest choice of all together.
    """
    way = set(graph.closure([step], given=held))
    while (clause := _open_clause(graph, way, held)) is not None:
        given = held | way
        branches = [graph.closure(steps, given=given) for steps in clause]
        way |= min(branches, key=lambda steps: fsum(graph.hours(s).typical for s in steps))
    if len(graph.attain(way, given=held)) < len(way):
        return ()
    return tuple(sorted(way))


def _open_clause(
    graph: SkillGraph, way: set[Step], held: frozenset[Step]
) -> tuple[tuple[Step, ...], ...] | None:
    """The alternatives of the first clause that neither the way nor what is held meets."""
    given = held | way
    for step in sorted(way):
        for clause in graph.hard_clauses(step):
            if not clause.is_satisfied_by(given):
                return clause.alternatives
    return None
