"""The requirements of many roles as arrays: what every level that may be held changes of them.

A key is a role in one variant. Requirements for a single skill are stored by skill and
level, so that only those a person holds something of are touched; choices are
few and all looked at.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from engine.graph.skill_graph import SkillGraph
from engine.model import Importance, Requirement, Target
from engine.ranking.exact_sums import Floats, Grid, Parts, added_up, trimmed
from engine.readiness.bands import DEFINING_CREDIT
from engine.readiness.formula import credit_of
from engine.readiness.gaps import GapClass, GapClasses

CLASSES = tuple(GapClass)
EARNED = Grid(coarse=30, fine=66)
"""Weighted credits: exact from a credit of 1/16,000 on."""

Whole = NDArray[np.intp]
Truths = NDArray[np.bool_]
_MISSING = CLASSES.index(GapClass.MISSING)


class RoleTotals(Struct, frozen=True):
    """One entry a key: weighted credit and told weight as parts, gaps by class, and the verdict's
    facts.

    Those are how many core requirements are met and how many missing, the lowest credit of one
    (1 where there is none), and how many requirements that define the role have half their credit.
    """

    earned: Parts
    told: Parts
    classes: Whole
    core_met: Whole
    core_missing: Whole
    core_lowest: Floats
    defining_met: Whole

    def __add__(self, other: "RoleTotals") -> "RoleTotals":
        return RoleTotals(
            self.earned + other.earned,
            self.told + other.told,
            self.classes + other.classes,
            self.core_met + other.core_met,
            self.core_missing + other.core_missing,
            np.minimum(self.core_lowest, other.core_lowest),
            self.defining_met + other.defining_met,
        )


class RoleRequirement(Struct, frozen=True, gc=False):
    """A requirement and the key it belongs to."""

    key: int
    requirement: Requirement

    @property
    def is_defining(self) -> bool:
        """Whether the role's name would be untrue without it."""
        return self.requirement.is_defining

    @property
    def is_core(self) -> bool:
        """Whether it belongs to what the role cannot do without."""
        return self.requirement.importance is Importance.CORE


class SingleRequirements(Struct, frozen=True):
    """Requirements for one skill each, in blocks: skill by skill, level by level, key by key.

    `first` and `count` say where a skill's blocks begin and how long each is; the first is that
    of level 0, where the person said so. An entry says what changes against nothing told:
    `earned` (as parts), the `weight` told, and the `slot` of its key, class and whether it is
    core and met. `core` is how many requirements of each key are core.
    """

    first: Whole
    count: Whole
    key: Whole
    earned: Parts
    weight: Floats
    slot: Whole
    credit: Floats
    is_core: Truths
    is_defining: Truths
    core: Whole
    untouched: RoleTotals
    lowest_class: int

    @classmethod
    def of(
        cls,
        graph: SkillGraph,
        entries: Sequence[RoleRequirement],
        classes: GapClasses,
        *,
        size: int,
    ) -> "SingleRequirements":
        """Compile them.

        Complexity: O(requirements · levels), sorted.
        """
        numbers = {slug: number for number, slug in enumerate(graph.skills)}
        targets = [entry.requirement.targets[0] for entry in entries]
        skill = _whole(numbers[target.skill] for target in targets)
        levels = _whole(known.top + 1 for known in graph.skills.values())
        row = np.repeat(np.arange(len(entries)), levels[skill])
        held = _counted_up(levels[skill])
        order = np.lexsort((row, held, skill[row]))
        row, held = row[order], held[order]
        ladders = _Ladders.of(graph, targets, classes)
        at = skill[row], _whole(target.level for target in targets)[row], held
        key = _whole(entry.key for entry in entries)[row]
        weight = np.array([float(entry.requirement.weight) for entry in entries])[row]
        core = np.array([entry.is_core for entry in entries], dtype=np.bool_)
        is_core = core[row]
        credit = ladders.credit[at]
        is_met = is_core & (credit == 1.0)
        count = np.bincount(skill, minlength=len(levels))
        lowest = CLASSES.index(classes.of(0.0, is_told=False)[0])
        return cls(
            first=np.cumsum(count * levels) - count * levels,
            count=count,
            key=key,
            earned=trimmed(EARNED.cut(weight * credit)),
            weight=weight,
            slot=(key * len(CLASSES) + ladders.gap_class[at]) * 2 + is_met,
            credit=credit,
            is_core=is_core,
            is_defining=np.array([entry.is_defining for entry in entries], dtype=np.bool_)[row],
            core=np.bincount(_whole(e.key for e in entries if e.is_core), minlength=size),
            untouched=_untouched(entries, lowest, size),
            lowest_class=lowest,
        )

    def totals(self, skills: Whole, levels: Whole) -> RoleTotals:
        """The totals of a person who told these levels, 0 included; skills by number.

        Complexity: O(requirements of the skills held + keys).
        """
        touched = self._entries(skills, levels)
        keys = self.key[touched]
        size = len(self.untouched.core_met)
        slots = np.bincount(self.slot[touched], minlength=size * len(CLASSES) * 2)
        changed = slots.reshape(size, len(CLASSES), 2)
        classes = self.untouched.classes + changed.sum(axis=2)
        classes[:, self.lowest_class] -= changed.sum(axis=(1, 2))
        return RoleTotals(
            added_up(self.earned[:, touched], keys, size),
            added_up(EARNED.cut(self.weight[touched]), keys, size),
            classes,
            changed[:, :, 1].sum(axis=1),
            *self._verdict(touched, keys, size),
        )

    def _verdict(self, touched: Whole, keys: Whole, size: int) -> tuple[Whole, Floats, Whole]:
        """Core requirements missing, the lowest credit of one, and how many defining ones count."""
        is_core, credit = self.is_core[touched], self.credit[touched]
        is_missing = (self.slot[touched] // 2) % len(CLASSES) == _MISSING
        missing = np.bincount(keys[is_core & is_missing], minlength=size)
        left = self.core - np.bincount(keys[is_core], minlength=size)
        if self.lowest_class == _MISSING:
            missing += left
        lowest = np.where(left > 0, 0.0, _lowest(credit[is_core], keys[is_core], size))
        is_met = self.is_defining[touched] & (credit >= DEFINING_CREDIT)
        return missing, lowest, np.bincount(keys[is_met], minlength=size)

    def _entries(self, skills: Whole, levels: Whole) -> Whole:
        """The numbers of all entries of these skills at these levels."""
        counts = self.count[skills]
        starts = self.first[skills] + levels * counts
        return np.repeat(starts, counts) + _counted_up(counts)


class _Ladders(Struct, frozen=True):
    """By skill, target level and level told: credit, and the number of the class."""

    credit: Floats
    gap_class: Whole

    @classmethod
    def of(cls, graph: SkillGraph, targets: Sequence[Target], classes: GapClasses) -> "_Ladders":
        """Of every target once."""
        numbers = {slug: number for number, slug in enumerate(graph.skills)}
        levels = 1 + max((skill.top for skill in graph.skills.values()), default=0)
        shape = len(numbers), levels, levels
        ladders = cls(np.zeros(shape), np.zeros(shape, dtype=np.intp))
        for target in {target.step: target for target in targets}.values():
            for held in range(graph.skills[target.skill].top + 1):
                at = numbers[target.skill], target.level, held
                credit = credit_of(graph, target, held)
                ladders.credit[at] = credit
                ladders.gap_class[at] = CLASSES.index(classes.of(credit, is_told=True)[0])
        return ladders


def _whole(values: Iterable[int]) -> Whole:
    return np.fromiter(values, dtype=np.intp)


def _counted_up(counts: Whole) -> Whole:
    """0, 1, … up to each count, one after the other."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)


def _untouched(entries: Sequence[RoleRequirement], lowest: int, size: int) -> RoleTotals:
    """The totals of a person who told nothing."""
    keys = np.array([entry.key for entry in entries], dtype=np.intp)
    classes = np.zeros((size, len(CLASSES)), dtype=np.intp)
    classes[:, lowest] = np.bincount(keys, minlength=size)
    return RoleTotals(
        np.zeros((2, size)),
        np.zeros((2, size)),
        classes,
        np.zeros(size, dtype=np.intp),
        np.zeros(size, dtype=np.intp),
        np.ones(size),
        np.zeros(size, dtype=np.intp),
    )


def _lowest(credits_: Floats, keys: Whole, size: int) -> Floats:
    """The lowest of the credits of each key; 1 where there is none."""
    lowest = np.ones(size)
    np.minimum.at(lowest, keys, credits_)
    return lowest


class ChoiceRequirements(Struct, frozen=True):
    """Requirements that leave a choice, padded to one width with branches that earn below 0.

    `credit` is that of requirement, branch and level held.
    """

    key: Whole
    weight: Floats
    choose: Whole
    is_core: Truths
    is_defining: Truths
    skill: Whole
    credit: Floats
    classes: GapClasses

    @classmethod
    def of(
        cls, graph: SkillGraph, entries: Sequence[RoleRequirement], classes: GapClasses
    ) -> "ChoiceRequirements":
        """Compile them."""
        numbers = {slug: number for number, slug in enumerate(graph.skills)}
        width = max((len(entry.requirement.targets) for entry in entries), default=1)
        levels = 1 + max((skill.top for skill in graph.skills.values()), default=0)
        skill = np.zeros((len(entries), width), dtype=np.intp)
        credit = np.full((len(entries), width, levels), -1.0)
        for row, entry in enumerate(entries):
            for column, target in enumerate(entry.requirement.targets):
                skill[row, column] = numbers[target.skill]
                for level in range(levels):
                    credit[row, column, level] = credit_of(graph, target, level)
        return cls(
            key=np.array([entry.key for entry in entries], dtype=np.intp),
            weight=np.array([entry.requirement.weight for entry in entries], dtype=np.float64),
            choose=np.array([entry.requirement.choose for entry in entries], dtype=np.intp),
            is_core=np.array([entry.is_core for entry in entries], dtype=np.bool_),
            is_defining=np.array([entry.is_defining for entry in entries], dtype=np.bool_),
            skill=skill,
            credit=credit,
            classes=classes,
        )

    def totals(self, vector: Whole, told: Truths, size: int) -> RoleTotals:
        """The totals of a person who holds these levels, one a skill: the best branches count.

        `told` says of each skill whether anything is said or implied.
        """
        levels = vector[self.skill][:, :, np.newaxis]
        credit = np.take_along_axis(self.credit, levels, axis=2)[:, :, 0]
        is_counted = np.arange(credit.shape[1]) < self.choose[:, np.newaxis]
        ranked = np.where(is_counted, -np.sort(-credit, axis=1), 0.0)
        share = EARNED.join(EARNED.cut(ranked).sum(axis=2)) / self.choose
        told_share = self._told_share(credit, told)
        classes = self._classes_of(share, told_share > 0)
        slots = self.key * len(CLASSES) + classes
        is_met = self.is_defining & (share >= DEFINING_CREDIT)
        core = self.key[self.is_core]
        return RoleTotals(
            added_up(EARNED.cut(self.weight * share), self.key, size),
            added_up(EARNED.cut(self.weight * told_share), self.key, size),
            np.bincount(slots, minlength=size * len(CLASSES)).reshape(size, len(CLASSES)),
            np.bincount(self.key[self.is_core & (share == 1.0)], minlength=size),
            np.bincount(self.key[self.is_core & (classes == _MISSING)], minlength=size),
            _lowest(share[self.is_core], core, size),
            np.bincount(self.key[is_met], minlength=size),
        )

    def _told_share(self, credit: Floats, told: Truths) -> Floats:
        """The share of the places that is told (`open_places`)."""
        is_there = credit >= 0
        untold = (is_there & ~told[self.skill]).sum(axis=1)
        places = np.maximum(self.choose - (credit > 0).sum(axis=1), 0)
        share: Floats = 1 - np.minimum(places, untold) / self.choose
        return share

    def _classes_of(self, credits_: Floats, is_told: Truths) -> Whole:
        pairs = list(zip(credits_.tolist(), is_told.tolist(), strict=True))
        decided = {
            pair: CLASSES.index(self.classes.of(pair[0], is_told=pair[1])[0]) for pair in set(pairs)
        }
        return np.array([decided[pair] for pair in pairs], dtype=np.intp)
