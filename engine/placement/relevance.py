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
from engine.placement.roles import Choice
from engine.placement.space import StepSpace

Wanted = tuple[tuple[Step, float], ...]
"""The role's targets, sorted, each with the share of its choice that has to be met, in (0, 1]."""


_BONUS = 0.25
"""How much a bonus matters beside what counts towards readiness."""

_UNUSED = 0.01
"""An option that is neither used nor needed hardly matters."""


def wanted_of(requirements: Sequence[Requirement]) -> Wanted:
    """The targets of the requirements: 1 when single, n/m where n of m do; the most where several.

    Example:
        >>> from engine.model import Importance, SkillSlug, Target
        >>> either = (Target(SkillSlug("go"), 1), Target(SkillSlug("rust"), 1))
        >>> wanted = wanted_of([Requirement("choose:go|rust", either, 1, 1, Importance.CORE)])
        >>> [(str(step), share) for step, share in wanted]
        [('go:1', 0.5), ('rust:1', 0.5)]
    """
    found: dict[Step, float] = {}
    for requirement in requirements:
        share = min(requirement.choose / len(requirement.targets), 1.0) * (
            0.4 + 0.6 * requirement.weight / max(r.weight for r in requirements)
        )
        if not requirement.is_counted:
            share *= _BONUS
        for target in requirement.targets:
            found[target.step] = max(found.get(target.step, 0.0), share)
    return tuple(sorted(found.items()))


def wanted_by_use(
    wanted: Wanted,
    choices: Sequence[Choice],
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
        >>> choices = [Choice("language", (go, rust, r), 1)]
        >>> found = wanted_by_use(wanted, choices, used={go}, unused={rust, r})
        >>> [(str(step), share) for step, share in found]
        [('go:1', 1.0), ('r:1', 0.01), ('rust:1', 0.01)]
    """
    shares: dict[SkillSlug, float] = {}
    for choice in choices:
        those = [skill for skill in choice.options if skill in used]
        others = [skill for skill in choice.options if skill in unused]
        if not those or len(those) + len(others) < len(choice.options):
            continue
        lacking = max(choice.choose - len(those), 0) / max(len(others), 1)
        for skill in those:
            shares[skill] = max(shares.get(skill, 0.0), min(choice.choose / len(those), 1.0))
        for skill in others:
            shares[skill] = max(shares.get(skill, 0.0), lacking, _UNUSED)
    return tuple((step, shares.get(step.skill, share)) for step, share in wanted)


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
