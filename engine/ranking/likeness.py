"""How alike two roles are in what they require, in both directions; a person's levels likewise.

A role is a distribution: every skill has a share of what the role requires. The
likeness of two distributions is the sum over all skills of the root of the
product of both shares, which is the cosine of the roots: 1 for the same shares, 0 where no
skill is common. A role that requires less is no nearer for it.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from msgspec import Struct

from engine.graph.skill_graph import SkillGraph
from engine.model import Importance, Requirement, SkillSlug
from engine.ranking.exact_sums import Floats
from engine.ranking.requirement_arrays import Whole
from engine.ranking.table import RoleKey

CORE = 2
"""How many times as much a core requirement counts; `docs/decisions/0014-ranking.md` compares."""

_DECIMALS = 3


class Likeness(Struct, frozen=True, gc=False):
    """How alike [0..1], to a thousandth, and how many steps both name."""

    score: float
    shared_steps: int


class SkillDemand(Struct, frozen=True, gc=False):
    """How much of a skill is required: weight times level, more if core, and the highest level."""

    amount: float
    level: int


Demands = Mapping[SkillSlug, SkillDemand]


def demands_of(requirements: Iterable[Requirement]) -> dict[SkillSlug, SkillDemand]:
    """What a role requires of each skill; the options of a choice share its weight equally.

    Bonus requirements are left out.

    Example:
        >>> from engine.model import Target
        >>> either = (Target(SkillSlug("python"), 1), Target(SkillSlug("r"), 2))
        >>> choice = Requirement("choose:python|r", either, 1, 3, Importance.SUPPORTING)
        >>> [demand.amount for demand in demands_of([choice]).values()]
        [1.5, 3.0]
    """
    demands: dict[SkillSlug, SkillDemand] = {}
    for requirement in requirements:
        if not requirement.is_counted:
            continue
        weight = requirement.weight * (CORE if requirement.importance is Importance.CORE else 1)
        for target in requirement.targets:
            before = demands.get(target.skill, SkillDemand(0.0, 0))
            demands[target.skill] = SkillDemand(
                before.amount + weight * target.level / len(requirement.targets),
                max(before.level, target.level),
            )
    return demands


def demands_of_levels(levels: Mapping[SkillSlug, int]) -> dict[SkillSlug, SkillDemand]:
    """What a person holds, as if it were required with equal weights."""
    return {slug: SkillDemand(float(level), level) for slug, level in levels.items() if level > 0}


def skills_in_common(one: Demands, other: Demands, *, most: int) -> tuple[SkillSlug, ...]:
    """The skills that make them alike, those that contribute most first, then by slug."""
    common = {slug: one[slug].amount * other[slug].amount for slug in one.keys() & other.keys()}
    return tuple(sorted(common, key=lambda slug: (-common[slug], slug))[:most])


class LikenessMatrix(Struct, frozen=True):
    """What every role and variant requires, skill by skill; built once, read often.

    Only what is required is stored. `first` and `count` say where a skill's
    entries begin and how many there are; `totals` are the sums of each role and variant.
    """

    demands: Mapping[RoleKey, Demands]
    skills: Mapping[SkillSlug, int]
    first: Whole
    count: Whole
    key: Whole
    amount: Floats
    level: Whole
    totals: Floats

    @classmethod
    def of(
        cls, graph: SkillGraph, requirements: Mapping[RoleKey, Iterable[Requirement]]
    ) -> "LikenessMatrix":
        """Compile them."""
        demands = {key: demands_of(required) for key, required in requirements.items()}
        skills = {slug: number for number, slug in enumerate(graph.skills)}
        entries = sorted(
            (skills[slug], number, demand.amount, demand.level)
            for number, required in enumerate(demands.values())
            for slug, demand in required.items()
        )
        skill = np.array([entry[0] for entry in entries], dtype=np.intp)
        key = np.array([entry[1] for entry in entries], dtype=np.intp)
        amount = np.array([entry[2] for entry in entries], dtype=np.float64)
        count = np.bincount(skill, minlength=len(skills))
        return cls(
            demands=demands,
            skills=skills,
            first=np.cumsum(count) - count,
            count=count,
            key=key,
            amount=amount,
            level=np.array([entry[3] for entry in entries], dtype=np.intp),
            totals=np.bincount(key, weights=amount, minlength=len(demands)).astype(np.float64),
        )

    def compared(self, reference: Demands) -> dict[RoleKey, Likeness]:
        """How alike every role and variant is to the reference.

        The same both ways to the last bit, and 1 with itself, because all sums run through
        the skills in one order. What requires nothing is like nothing.

        Args:
            reference: Those of a role (`self.demands`) or of a person (`demands_of_levels`).
                Skills that are not in the graph count as required by no role.

        Complexity: O(requirements for the skills of the reference + roles and variants).
        Source: A. Bhattacharyya, "On a measure of divergence between two statistical
            populations" (1943); `docs/decisions/0014-ranking.md`.
        """
        known = sorted((self.skills[s], d) for s, d in reference.items() if s in self.skills)
        unknown = [demand.amount for slug, demand in reference.items() if slug not in self.skills]
        skills = np.array([number for number, _ in known], dtype=np.intp)
        amounts = np.array([demand.amount for _, demand in known], dtype=np.float64)
        levels = np.array([demand.level for _, demand in known], dtype=np.intp)
        counts = self.count[skills]
        touched = np.repeat(self.first[skills] - np.cumsum(counts) + counts, counts)
        touched += np.arange(len(touched))
        keys = self.key[touched]
        size = len(self.totals)
        common = np.sqrt(self.amount[touched] * np.repeat(amounts, counts))
        steps = np.minimum(self.level[touched], np.repeat(levels, counts))
        total = _added_in_order(amounts) + sum(unknown)
        norms = np.sqrt(self.totals * total)
        sums = np.bincount(keys, weights=common, minlength=size)
        scores = np.divide(sums, norms, out=np.zeros(size), where=norms > 0)
        shared = np.bincount(keys, weights=steps, minlength=size).astype(np.intp)
        rounded = np.minimum(np.round(scores, _DECIMALS), 1.0)
        return dict(
            zip(self.demands, map(Likeness, rounded.tolist(), shared.tolist()), strict=True)
        )


def _added_in_order(values: Floats) -> float:
    """The sum from the first to the last, as `bincount` adds up."""
    return float(np.bincount(np.zeros(len(values), dtype=np.intp), weights=values, minlength=1)[0])
