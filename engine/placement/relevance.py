"""How much each step matters to the role that a placement is for.

A placement is about every step that some way to the role goes through, so of "one of eight
languages" about all eight, though who meets the role needs one. Counted alike, the ways not taken
would be asked about, judged and waited for as much as the role itself.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.model import Requirement, SkillSlug, Step
from engine.placement.roles import RoleChoice
from engine.placement.space import StepSpace

Wanted = tuple[tuple[Step, float], ...]
"""The role's targets, sorted, each with how much it matters, in (0, 1]."""


_LEAST = 0.4
_BONUS = 0.25
"""How much a requirement of little weight, and a bonus, matter beside one of most weight."""

_UNUSED = 0.01
"""An option that is neither used nor needed hardly matters."""


def wanted_of(requirements: Sequence[Requirement]) -> Wanted:
    """How much each target matters: more where the requirement weighs more; the most of several.

    A requirement of most weight counts 1, one of hardly any weight 0.4, a bonus 0.25; where n of m
    targets are required, each of them counts n/m of that.

    Example: one of two of weight 5, and a single target of weight 1: 0.4 + 0.6 / 5.
        >>> from engine.model import Importance, SkillSlug, Target
        >>> either = (Target(SkillSlug("go"), 1), Target(SkillSlug("rust"), 1))
        >>> choice = Requirement("choose:go|rust", either, 1, 5, Importance.CORE)
        >>> sql = Requirement("sql", (Target(SkillSlug("sql"), 1),), 1, 1, Importance.CORE)
        >>> [(str(step), round(share, 2)) for step, share in wanted_of([choice, sql])]
        [('go:1', 0.5), ('rust:1', 0.5), ('sql:1', 0.52)]
    """
    found: dict[Step, float] = {}
    most = max((r.weight for r in requirements if r.is_counted), default=1)
    for requirement in requirements:
        worth = _LEAST + (1 - _LEAST) * requirement.weight / most
        share = min(requirement.choose / len(requirement.targets), 1.0)
        for target in requirement.targets:
            counts = share * (worth if requirement.is_counted else _BONUS)
            found[target.step] = max(found.get(target.step, 0.0), counts)
    return tuple(sorted(found.items()))


def wanted_by_use(
    wanted: Wanted,
    choices: Sequence[RoleChoice],
    *,
    used: Collection[SkillSlug],
    unused: Collection[SkillSlug],
) -> Wanted:
    """What matters once a person has said which options they use.

    Of a choice that was answered the options in use matter in full, or so many of them as are
    required; the others make up what is then lacking.

    Example: of Go, Rust and R one is required; the person uses Go, and neither of the others.
        >>> go, rust, r = SkillSlug("go"), SkillSlug("rust"), SkillSlug("r")
        >>> wanted = ((Step(go, 1), 1 / 3), (Step(r, 1), 1 / 3), (Step(rust, 1), 1 / 3))
        >>> choices = [RoleChoice("language", (go, rust, r), 1)]
        >>> found = wanted_by_use(wanted, choices, used={go}, unused={rust, r})
        >>> [(str(step), round(share, 3)) for step, share in found]
        [('go:1', 1.0), ('r:1', 0.01), ('rust:1', 0.01)]
    """
    factors: dict[SkillSlug, float] = {}
    for choice in choices:
        those = [skill for skill in choice.options if skill in used]
        others = [skill for skill in choice.options if skill in unused]
        if not those or len(those) + len(others) < len(choice.options):
            continue
        share = choice.choose / len(choice.options)
        lacking = max(choice.choose - len(those), 0) / max(len(others), 1)
        for skill in those:
            needed = min(choice.choose / len(those), 1.0)
            factors[skill] = max(factors.get(skill, 0.0), needed / share)
        for skill in others:
            factors[skill] = max(factors.get(skill, 0.0), max(lacking, _UNUSED) / share)
    return tuple((step, share * factors.get(step.skill, 1.0)) for step, share in wanted)


@lru_cache(maxsize=256)  # The same for every person, like the space, which is told by identity.
def relevance_of(space: StepSpace, wanted: Wanted) -> NDArray[np.float64]:
    """How likely a person who meets the role knows each step of the space, in (0, 1]; read-only.

    A target starts with its share, and hands down what it has: in full to what it requires,
    of several alternatives the share of them that a step is in. Of several that hand something
    down the most counts. All is 1 where neither the role nor the graph leaves a choice.

    Complexity: O(clauses) a pass; two passes, more where alternatives stand in cycles.
    """
    shares = dict(wanted)
    relevance = [shares.get(step, 0.0) for step in space.steps]
    before: list[float] = []
    while before != relevance:
        before = relevance.copy()
        for i in reversed(range(len(space))):
            for alternatives in space.clauses[i]:
                within = Counter(position for ways in alternatives for position in set(ways))
                for position, ways in within.items():
                    handed = relevance[i] * (ways / len(alternatives))
                    relevance[position] = max(relevance[position], handed)
    found = np.array(relevance)
    found.setflags(write=False)
    return found
