"""Records → engine values. What is missing or faulty in a record is left out here: the checks
report it.
"""

from collections.abc import Mapping

from engine import (
    AllOf,
    AnyOf,
    Hours,
    Importance,
    Level,
    Need,
    Prerequisite,
    Requirement,
    Role,
    RoleSlug,
    Skill,
    SkillSlug,
    Step,
    StepNeed,
    Strength,
    Target,
    Variant,
)
from knowledge.reading.filed import Filed
from knowledge.reading.record_types import VariantName
from knowledge.reading.records import (
    AnyNeed,
    BranchRecord,
    LevelRecord,
    RequirementRecord,
    RequireRecord,
    RoleRecord,
    SkillRecord,
)
from knowledge.references import levels_by_variant

Current = Mapping[str, str]
"""Former slug → the slug of today; a slug that is not in it stands for itself."""


def skill_of(filed: Filed[SkillRecord], current: Current) -> Skill:
    """The skill as the engine sees it."""
    record = filed.record
    top = max(record.levels, default=0)
    return Skill(
        slug=SkillSlug(record.slug),
        title=record.title,
        domain=record.domain,
        levels=tuple(_level_of(filed, number, current) for number in range(1, top + 1)),
        source=filed.at("slug"),
    )


def _level_of(filed: Filed[SkillRecord], number: int, current: Current) -> Level:
    source = filed.at_key("levels", number)
    record: LevelRecord | None = filed.record.levels.get(number)
    if record is None:
        return Level(Hours(0, 0, 0), (), source)
    hours = record.effort_hours
    compiled = [
        _prerequisite_of(filed, ("levels", number, "requires", index), entry, current)
        for index, entry in enumerate(record.requires)
    ]
    return Level(
        hours=Hours(hours.low, hours.typical, hours.high),
        requires=tuple(one for one in compiled if one is not None),
        source=source,
    )


def _prerequisite_of(
    filed: Filed[SkillRecord], path: tuple[str | int, ...], entry: RequireRecord, current: Current
) -> Prerequisite | None:
    need = _need_of(entry, current)
    if need is None:
        return None
    return Prerequisite(need, Strength(entry.strength), entry.why, filed.at(*path))


def _need_of(need: AnyNeed, current: Current) -> Need | None:
    """The need, or None when nothing of it can be used: then it counts as held."""
    if need.skill:
        slug = SkillSlug(current.get(need.skill, need.skill))
        return StepNeed(Step(slug, need.level)) if need.level else None
    if need.any_of:
        branches = [_need_of(branch, current) for branch in need.any_of]
        usable = tuple(branch for branch in branches if branch is not None)
        return AnyOf(usable) if len(usable) == len(branches) else None
    parts = [_need_of(part, current) for part in need.all_of]
    all_of = tuple(part for part in parts if part is not None)
    return AllOf(all_of) if all_of else None


def role_of(filed: Filed[RoleRecord], current: Current) -> Role:
    """The role as the engine sees it, with the requirements of each of its variants."""
    record = filed.record
    return Role(
        slug=RoleSlug(record.slug),
        title=record.title,
        variants={
            Variant(variant): tuple(
                requirement
                for index in range(len(record.requirements))
                if (requirement := _requirement_of(filed, index, variant, current)) is not None
            )
            for variant in record.variants
        },
        source=filed.at("slug"),
    )


def _requirement_of(
    filed: Filed[RoleRecord], index: int, variant: VariantName, current: Current
) -> Requirement | None:
    record = filed.record.requirements[index]
    variants = filed.record.variants
    written: list[tuple[RequirementRecord | BranchRecord, tuple[str | int, ...]]] = [
        (branch, ("requirements", index, "of", place)) for place, branch in enumerate(record.of)
    ]
    if record.skill:
        written.append((record, ("requirements", index)))
    targets = tuple(
        Target(SkillSlug(current.get(one.skill, one.skill)), level, filed.at(*path))
        for one, path in written
        if one.skill and (level := levels_by_variant(one.level, variants).get(variant))
    )
    if not targets:
        return None
    return Requirement(
        key=_key_of(record, current),
        targets=targets,
        choose=min(record.choose or 1, len(targets)),
        weight=record.weight,
        importance=Importance(record.importance),
        label=record.label or None,
        source=filed.at("requirements", index),
    )


def _key_of(record: RequirementRecord, current: Current) -> str:
    """Stable over releases: the skill, or all branches sorted, whatever the variant asks."""
    if record.skill:
        return current.get(record.skill, record.skill)
    return "choose:" + "|".join(sorted(current.get(b.skill, b.skill) for b in record.of))
