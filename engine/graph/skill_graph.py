"""The dependency graph over steps.

Each step carries clauses: all of them must be satisfied, and one is satisfied
as soon as every step of one of its alternatives is held. A plain prerequisite
is a clause with one alternative; an `any_of` is a clause with several.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import accumulate

import networkx as nx
from msgspec import Struct

from engine.errors import UnattainableError, UnknownLevelError, UnknownSkillError
from engine.graph.bitset_graph import BitsetGraph
from engine.graph.clauses import Clause, EdgeKind, StepClauses, clauses_of_all
from engine.graph.cycles import attain_in_rounds, unattained
from engine.graph.effort import Effort
from engine.model import Hours, Skill, SkillSlug, SourceRef, Step


class Edge(Struct, frozen=True):
    """One prerequisite edge as people see it: `before` comes before `after`."""

    before: Step
    after: Step
    kind: EdgeKind
    why: str
    source: SourceRef


class SkillGraph:
    """Every step of every skill with its prerequisites; immutable and safe to share.

    Example:
        >>> from engine.model import Hours, Level, Skill, SkillSlug
        >>> git = Skill(SkillSlug("git"), "Git", "tools", (Level(Hours(1, 2, 3)),))
        >>> [str(step) for step in SkillGraph.of([git]).steps]
        ['git:1']
    """

    def __init__(self, skills: Mapping[SkillSlug, Skill], clauses: Mapping[Step, StepClauses]):
        self.skills = skills
        self._clauses = clauses
        self.steps: tuple[Step, ...] = tuple(clauses)

    @classmethod
    def of(cls, skills: Iterable[Skill], *, allow_unattainable: bool = False) -> "SkillGraph":
        """Build the graph of these skills.

        Args:
            skills: Each once, in any order.
            allow_unattainable: Accept steps that wait for each other in a cycle without a
                way out. Closed sets still mean what they say; roadmaps may not exist.

        Raises:
            UnknownSkillError: A prerequisite names a skill that is not among them.
            UnknownLevelError: A prerequisite names a level its skill does not have.
            UnattainableError: Some steps cannot be reached from nothing.
        """
        by_slug = {skill.slug: skill for skill in sorted(skills, key=lambda skill: skill.slug)}
        clauses = clauses_of_all(by_slug)
        for step_clauses in clauses.values():
            for clause in step_clauses.hard + step_clauses.soft:
                _refuse_dangling(clause, by_slug)
        blocked = frozenset() if allow_unattainable else unattained(clauses)
        if blocked:
            raise UnattainableError(sorted(blocked))
        return cls(by_slug, clauses)

    def skill(self, slug: SkillSlug) -> Skill:
        """The skill of that slug, or UnknownSkillError."""
        try:
            return self.skills[slug]
        except KeyError:
            raise UnknownSkillError(slug) from None

    def check_level(self, slug: SkillSlug, level: int) -> None:
        """Refuse a level outside 0..top of the skill, or a skill that is not there."""
        top = self.skill(slug).top
        if not 0 <= level <= top:
            raise UnknownLevelError(slug, level, top)

    def hours(self, step: Step) -> Hours:
        """Effort of the step alone, from the level below [h]."""
        return self.skills[step.skill].levels[step.level - 1].hours

    @cached_property
    def bits(self) -> BitsetGraph:
        """The hard edges as bit sets."""
        return BitsetGraph(self._clauses)

    @cached_property
    def typical_hours(self) -> tuple[float, ...]:
        """Typical hours of every step alone, by its bit in `bits` [h]."""
        levels = (level for skill in self.skills.values() for level in skill.levels)
        return tuple(level.hours.typical for level in levels)

    @cached_property
    def efforts(self) -> Mapping[SkillSlug, tuple[tuple[Effort, ...], ...]]:
        """Effort of every stretch of every skill: `efforts[skill][above][n]` is n + 1 levels."""
        return {
            slug: tuple(
                tuple(accumulate(Effort.of(level.hours) for level in skill.levels[above:]))
                for above in range(skill.top)
            )
            for slug, skill in self.skills.items()
        }

    def hard_clauses(self, step: Step) -> tuple[Clause, ...]:
        """What must be held before the step, its own ladder first."""
        return self._clauses[step].hard

    def soft_clauses(self, step: Step) -> tuple[Clause, ...]:
        """What is better learnt before the step."""
        return self._clauses[step].soft

    def required_steps(self, step: Step) -> tuple[Step, ...]:
        """The steps that every way to this step goes through directly."""
        return self._clauses[step].required

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Every edge, sorted; the branches of an `any_of` each give one."""
        found = {
            Edge(before, after, clause.kind, clause.why, clause.source)
            for after, step_clauses in self._clauses.items()
            for clause in step_clauses.hard + step_clauses.soft
            for alternative in clause.alternatives
            for before in alternative
        }
        return tuple(sorted(found, key=lambda edge: (edge.after, edge.before, edge.kind)))

    @cached_property
    def cycles(self) -> tuple[frozenset[Step], ...]:
        """Groups of steps that wait for each other through alternatives that have a way out."""
        hard: nx.DiGraph[Step] = nx.DiGraph()
        hard.add_edges_from(
            (edge.before, edge.after) for edge in self.edges if edge.kind is not EdgeKind.SOFT
        )
        groups = nx.strongly_connected_components(hard)
        return tuple(sorted((frozenset(g) for g in groups if len(g) > 1), key=min))

    def closure(self, steps: Iterable[Step], *, given: Iterable[Step] = ()) -> frozenset[Step]:
        """The steps and all that they require, without what is given.

        Alternatives add nothing here: which branch is taken is a choice.
        """
        closed: set[Step] = set()
        excluded = frozenset(given)
        stack = [step for step in steps if step not in excluded]
        while stack:
            step = stack.pop()
            if step not in closed:
                closed.add(step)
                stack.extend(s for s in self.required_steps(step) if s not in excluded)
        return frozenset(closed)

    def reach(self, steps: Iterable[Step], *, given: frozenset[Step]) -> frozenset[Step]:
        """The steps and all that any way to them may go through, without what is given."""
        bits = self.bits
        return frozenset(bits.steps(bits.reach(bits.of(steps), given=bits.of(given))))

    def is_closed(self, steps: Iterable[Step]) -> bool:
        """Whether every clause of every step is satisfied within the steps themselves."""
        held = frozenset(steps)
        return all(c.is_satisfied_by(held) for step in held for c in self.hard_clauses(step))

    def learnable(self, steps: Iterable[Step], *, given: Iterable[Step]) -> frozenset[Step]:
        """Those of the steps that can be learnt, one after another, from what is given."""
        bits = self.bits
        return frozenset(bits.steps(bits.learnable(bits.of(steps), given=bits.of(given))))

    def attain(self, steps: Iterable[Step], *, given: frozenset[Step]) -> dict[Step, int]:
        """Learn the steps in rounds from what is given: step → the round it comes within reach.

        A step that is missing from the result cannot be reached within these steps.
        """
        wanted = {step: self._clauses[step] for step in steps}
        return attain_in_rounds(wanted, given=given)


def _refuse_dangling(clause: Clause, skills: Mapping[SkillSlug, Skill]) -> None:
    for alternative in clause.alternatives:
        for step in alternative:
            if step.skill not in skills:
                raise UnknownSkillError(step.skill)
            if not 1 <= step.level <= skills[step.skill].top:
                raise UnknownLevelError(step.skill, step.level, skills[step.skill].top)
