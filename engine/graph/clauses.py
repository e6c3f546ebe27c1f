"""What each step requires, compiled: clauses of alternatives, any one of which is enough."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import product

from msgspec import Struct

from engine.model import AllOf, Need, Skill, SkillSlug, SourceRef, Step, StepNeed, Strength


class EdgeKind(StrEnum):
    """Why one step stands before another."""

    LADDER = "ladder"
    HARD = "hard"
    ANY_OF = "any_of"
    SOFT = "soft"


class Clause(Struct, frozen=True):
    """Something one step requires: any alternative whose steps are all held satisfies it."""

    alternatives: tuple[tuple[Step, ...], ...]
    kind: EdgeKind
    why: str
    source: SourceRef

    def is_satisfied_by(self, held: frozenset[Step] | set[Step]) -> bool:
        """Whether one alternative is held completely."""
        return any(all(step in held for step in steps) for steps in self.alternatives)


class StepClauses(Struct, frozen=True):
    """The compiled clauses of one step; `required` are the steps that every alternative needs."""

    hard: tuple[Clause, ...]
    soft: tuple[Clause, ...]
    required: tuple[Step, ...]


def clauses_of_all(skills: Mapping[SkillSlug, Skill]) -> dict[Step, StepClauses]:
    """The clauses of every step of these skills."""
    return {
        Step(slug, number): _clauses_of(skill, number)
        for slug, skill in skills.items()
        for number in range(1, skill.top + 1)
    }


def _clauses_of(skill: Skill, number: int) -> StepClauses:
    level = skill.levels[number - 1]
    hard: list[Clause] = []
    soft: list[Clause] = []
    if number > 1:
        below = Step(skill.slug, number - 1)
        hard.append(Clause(((below,),), EdgeKind.LADDER, "", level.source))
    for prerequisite in level.requires:
        is_hard = prerequisite.strength is Strength.HARD
        for alternatives in _clauses_of_need(prerequisite.need):
            kind = EdgeKind.HARD if len(alternatives) == 1 else EdgeKind.ANY_OF
            clause = Clause(
                alternatives,
                kind if is_hard else EdgeKind.SOFT,
                prerequisite.why,
                prerequisite.source,
            )
            (hard if is_hard else soft).append(clause)
    required = {s for c in hard if len(c.alternatives) == 1 for s in c.alternatives[0]}
    return StepClauses(tuple(hard), tuple(soft), tuple(sorted(required)))


def _clauses_of_need(need: Need) -> list[tuple[tuple[Step, ...], ...]]:
    """A need as clauses; what stands under `all_of` at the top gives one clause each."""
    if isinstance(need, AllOf):
        return [clause for branch in need.of for clause in _clauses_of_need(branch)]
    return [_minimal(_ways(need))]


def _ways(need: Need) -> list[frozenset[Step]]:
    """Every set of steps that satisfies the need."""
    if isinstance(need, StepNeed):
        return [frozenset([need.step])]
    branches = [_ways(branch) for branch in need.of]
    if isinstance(need, AllOf):
        return [frozenset().union(*combination) for combination in product(*branches)]
    return [way for branch in branches for way in branch]


def _minimal(ways: Sequence[frozenset[Step]]) -> tuple[tuple[Step, ...], ...]:
    smallest = {way for way in ways if not any(other < way for other in ways)}
    return tuple(sorted(tuple(sorted(way)) for way in smallest))
