"""Simulated people who meet a placement: what they really hold, what they use, how they reply.

Drawn from the definitions of the content alone, not from the engine's picture of learners.
Everyone holds one option of each choice: who writes Java does not write PHP as well. What a person
holds is closed under the prerequisites; of alternatives they hold the one they already have, and
otherwise the one that takes the fewest steps more.

* *holder*: holds a mid or senior variant of the role, 80 to 100 % of its targets, the rest one
  level lower or not at all;
* *promotion*: holds the junior variant and aims at mid or senior;
* *blank*: a beginner with a handful of first levels, who aims at the junior variant;
* *other-field*: holds another role of the content;
* *liar*: knows little and says yes to everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from msgspec import Struct

from engine import (
    Requirement,
    Role,
    RoleSlug,
    SkillGraph,
    SkillSlug,
    Step,
    Target,
    Variant,
)

Thing = TypeVar("Thing")

SLIP, LUCK = 0.1, 0.05
"""How often someone who can do it does not say so, and someone who cannot says yes."""

KINDS = ("holder", "promotion", "blank", "other-field", "liar")
_LOWER = 0.6
"""Of the targets not met, so many are held one level lower; the others not at all."""


class SimulatedPerson(Struct, frozen=True):
    """Who aims at a role, and the steps they hold.

    `used` are the options of choices that they work with; `worked` is the role that they hold,
    None for those who hold none.
    """

    kind: str
    role: Role
    variant: Variant
    held: frozenset[Step]
    used: frozenset[SkillSlug]
    worked: tuple[Role, Variant] | None

    @property
    def years(self) -> float:
        """How long they have worked as that: three years a variant, half of them in this one."""
        if self.worked is None:
            return 0.0
        role, variant = self.worked
        return 3 * list(role.variants).index(variant) + 1.5

    def levels(self) -> dict[SkillSlug, int]:
        """The level of every skill that is held."""
        found: dict[SkillSlug, int] = {}
        for step in sorted(self.held):
            found[step.skill] = step.level
        return found

    def says_yes(self, step: Step, chance: np.random.Generator) -> bool:
        """The reply to "can you …?"."""
        drawn = chance.random()
        if self.kind == "liar":
            return True
        return bool(drawn >= SLIP) if step in self.held else bool(drawn < LUCK)

    def uses(self, options: Iterable[SkillSlug]) -> list[SkillSlug]:
        """The reply to "which of these do you use?"."""
        named = list(options)
        if self.kind == "liar":
            return named
        return [option for option in named if option in self.used]


def draw_person(
    kind: str, graph: SkillGraph, roles: Mapping[RoleSlug, Role], chance: np.random.Generator
) -> SimulatedPerson:
    """One person of a kind, with a role of the content drawn for them."""
    role = _one(sorted(roles.items()), chance)[1]
    variants = list(role.variants)
    if kind == "holder":
        variant = _one(variants[1:] or variants, chance)
        held = _holding(graph, role.variants[variant], chance)
        return SimulatedPerson(kind, role, variant, *held, (role, variant))
    if kind == "promotion":
        held = _holding(graph, role.variants[variants[0]], chance)
        return SimulatedPerson(
            kind, role, _one(variants[1:] or variants, chance), *held, (role, variants[0])
        )
    if kind == "other-field":
        other = _one([r for s, r in sorted(roles.items()) if s != role.slug], chance)
        worked = _one(list(other.variants), chance)
        held = _holding(graph, other.variants[worked], chance)
        return SimulatedPerson(kind, role, _one(variants, chance), *held, (other, worked))
    firsts = [s for s in graph.steps if s.level == 1 and not graph.required_steps(s)]
    known = {_one(firsts, chance) for _ in range(int(chance.integers(0, 7)))}
    variant = variants[0] if kind == "blank" else _one(variants, chance)
    return SimulatedPerson(kind, role, variant, frozenset(known), frozenset(), None)


def _holding(
    graph: SkillGraph, requirements: Iterable[Requirement], chance: np.random.Generator
) -> tuple[frozenset[Step], frozenset[SkillSlug]]:
    """What someone holds who meets 80 to 100 % of these targets, and the options they use."""
    share = chance.uniform(0.8, 1.0)
    held: set[Step] = set()
    used: set[SkillSlug] = set()
    for requirement in requirements:
        for target in _taken(graph, requirement, held, chance):
            level = target.level
            if chance.random() >= share:
                level = level - 1 if chance.random() < _LOWER else 0
            if requirement.is_choice:
                level = max(level, 1)
                used.add(target.skill)
            for number in range(1, level + 1):
                _learn(graph, Step(target.skill, number), held)
    return frozenset(held), frozenset(used)


def _taken(
    graph: SkillGraph, requirement: Requirement, held: set[Step], chance: np.random.Generator
) -> list[Target]:
    """Of a choice as many as are required: half of the people take what is nearest to what they
    hold, the others any.
    """
    if not requirement.is_choice:
        return list(requirement.targets)
    order = [requirement.targets[i] for i in chance.permutation(len(requirement.targets))]
    if chance.random() < 0.5:
        order.sort(key=lambda target: len(_added(graph, target.step, held)))
    return order[: requirement.choose]


def _added(graph: SkillGraph, step: Step, held: set[Step]) -> set[Step]:
    after = set(held)
    _learn(graph, step, after)
    return after - held


def _learn(graph: SkillGraph, step: Step, held: set[Step]) -> None:
    """Hold a step and what it requires; of alternatives one that is held, else the first way."""
    if step in held:
        return
    held.add(step)
    for clause in graph.hard_clauses(step):
        ways = clause.alternatives
        if any(all(s in held for s in way) for way in ways):
            continue
        best = min(ways, key=lambda way: len(graph.closure(way, given=held)))
        for needed in best:
            _learn(graph, needed, held)


def _one(things: Sequence[Thing], chance: np.random.Generator) -> Thing:
    return things[int(chance.integers(len(things)))]
