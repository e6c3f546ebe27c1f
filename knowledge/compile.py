"""Records → engine values: skills, roles and decision tables, each with the place it is written at.

What is missing or faulty in a record is left out here: the checks report it.
"""

from collections.abc import Iterable, Iterator, Mapping

from engine import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Every,
    FactValue,
    HitPolicy,
    Hours,
    Importance,
    Level,
    Need,
    Negation,
    Operator,
    Prerequisite,
    Requirement,
    Role,
    RoleSlug,
    Rule,
    RuleTable,
    Skill,
    SkillSlug,
    Some,
    Step,
    StepNeed,
    Strength,
    TableName,
    Target,
    Variant,
)
from knowledge.reading.located import Located
from knowledge.reading.records import (
    AnyNeed,
    BranchRecord,
    LevelRecord,
    RequirementRecord,
    RequireRecord,
    RoleRecord,
    SkillRecord,
    VariantRecord,
)
from knowledge.reading.rule_records import OPERATORS, ConditionRecord, RuleRecord, RulesRecord
from knowledge.reading.source_map import Path
from knowledge.reading.value_types import LevelNumber

TABLE_NAMES = tuple(name.value for name in TableName)

Current = Mapping[str, str]
"""Former slug → current slug; a slug that is not in it is current."""


def skill_of(located: Located[SkillRecord], current: Current) -> Skill:
    """The skill as the engine sees it."""
    record = located.record
    top = max(record.levels, default=0)
    return Skill(
        slug=SkillSlug(record.slug),
        title=record.title,
        domain=record.domain,
        levels=tuple(_level_of(located, number, current) for number in range(1, top + 1)),
        source=located.at("slug"),
    )


def _level_of(located: Located[SkillRecord], number: int, current: Current) -> Level:
    source = located.at_key("levels", number)
    record: LevelRecord | None = located.record.levels.get(number)
    if record is None:
        return Level(Hours(0, 0, 0), (), source)
    hours = record.effort_hours
    compiled = [
        _prerequisite_of(located, ("levels", number, "requires", index), entry, current)
        for index, entry in enumerate(record.requires)
    ]
    return Level(
        hours=Hours(hours.low, hours.typical, hours.high),
        requires=tuple(one for one in compiled if one is not None),
        source=source,
    )


def _prerequisite_of(
    located: Located[SkillRecord],
    path: tuple[str | int, ...],
    entry: RequireRecord,
    current: Current,
) -> Prerequisite | None:
    need = _need_of(entry, current)
    if need is None:
        return None
    return Prerequisite(need, Strength(entry.strength), entry.why, located.at(*path))


def _need_of(need: AnyNeed, current: Current) -> Need | None:
    """The need, or None when none of it can be used: then it counts as met."""
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


def role_of(located: Located[RoleRecord], current: Current) -> Role:
    """The role as the engine sees it, with the requirements of each variant that has a slug."""
    record = located.record
    return Role(
        slug=RoleSlug(record.slug),
        title=record.title,
        variants={
            Variant(variant): tuple(
                requirement
                for index in range(len(record.requirements))
                if (requirement := _requirement_of(located, index, variant, current)) is not None
            )
            for variant in record.variant_slugs
            if variant
        },
        source=located.at("slug"),
        names={
            Variant(one.slug): one.title
            for one in record.variants
            if isinstance(one, VariantRecord)
        },
    )


def _requirement_of(
    located: Located[RoleRecord], index: int, variant: str, current: Current
) -> Requirement | None:
    record = located.record.requirements[index]
    written: list[tuple[RequirementRecord | BranchRecord, tuple[str | int, ...]]] = [
        (branch, ("requirements", index, "of", place)) for place, branch in enumerate(record.of)
    ]
    if record.skill:
        written.append((record, ("requirements", index)))
    targets = tuple(
        Target(SkillSlug(current.get(one.skill, one.skill)), level, located.at(*path))
        for one, path in written
        if one.skill and (level := level_of_variant(one.level, variant))
    )
    if not targets:
        return None
    return Requirement(
        key=requirement_key(record, current),
        targets=targets,
        choose=min(record.choose or 1, len(targets)),
        weight=record.weight,
        importance=Importance(record.importance),
        label=record.label or None,
        source=located.at("requirements", index),
        is_defining=record.defining,
        prefer=_preferred(record, targets, current),
    )


def _preferred(
    record: RequirementRecord, targets: Iterable[Target], current: Current
) -> tuple[SkillSlug, ...]:
    """The options that this variant offers, in the order of preference."""
    offered = {target.skill for target in targets}
    preferred = (SkillSlug(current.get(slug, slug)) for slug in record.prefer)
    return tuple(slug for slug in preferred if slug in offered)


def requirement_key(record: RequirementRecord, current: Current) -> str:
    """Stable over releases: the skill, or all branches sorted, for every variant the same."""
    if record.skill:
        return current.get(record.skill, record.skill)
    return "choose:" + "|".join(sorted(current.get(b.skill, b.skill) for b in record.of))


def levels_by_variant(
    level: LevelNumber | Mapping[str, LevelNumber], variants: tuple[str, ...]
) -> dict[str, int]:
    """Variant → level, in the order of the role's variants, without those left out."""
    levels = ((variant, level_of_variant(level, variant)) for variant in variants)
    return {variant: found for variant, found in levels if found}


def level_of_variant(level: LevelNumber | Mapping[str, LevelNumber], variant: str) -> int:
    """The level for one of the role's variants, 0 where it is left out."""
    return level if isinstance(level, int) else level.get(variant, 0)


def table_of(located: Located[RulesRecord]) -> RuleTable:
    """The table as the engine evaluates it; its name must be one of TABLE_NAMES."""
    record = located.record
    return RuleTable(
        name=TableName(record.name),
        hit=HitPolicy(record.hit),
        rules=tuple(_rule_of(located, index, rule) for index, rule in enumerate(record.rules)),
        source=located.at("name"),
    )


def _rule_of(located: Located[RulesRecord], index: int, rule: RuleRecord) -> Rule:
    return Rule(
        name=rule.name,
        when=_condition_of(located, rule.when, ("rules", index, "when")),
        then=rule.then,
        priority=rule.priority,
        source=located.at("rules", index),
    )


def _condition_of(located: Located[RulesRecord], record: ConditionRecord, path: Path) -> Condition:
    """The condition; its depth is bounded by the depth of the file."""
    if record.all:
        return Every(tuple(_parts_of(located, record.all, (*path, "all"))))
    if record.any:
        return Some(tuple(_parts_of(located, record.any, (*path, "any"))))
    if record.not_ is not None:
        return Negation(_condition_of(located, record.not_, (*path, "not")))
    operator, literal = comparison_of(record)
    return Compare(record.fact, operator, literal, located.at(*path))


def _parts_of(
    located: Located[RulesRecord], parts: tuple[ConditionRecord, ...], path: Path
) -> Iterator[Condition]:
    for index, part in enumerate(parts):
        yield _condition_of(located, part, (*path, index))


def comparison_of(record: ConditionRecord) -> tuple[Operator, FactValue | tuple[FactValue, ...]]:
    """The one operator that is written, with its literal; for a faulty record, an empty list."""
    for name in OPERATORS:
        literal = _literal_of(record, Operator(name))
        if literal is not None and literal != ():
            return Operator(name), literal
    return Operator.ONE_OF, ()


def _literal_of(
    record: ConditionRecord, operator: Operator
) -> FactValue | tuple[FactValue, ...] | None:
    match operator:
        case Operator.IS:
            return record.is_
        case Operator.IS_NOT:
            return record.is_not
        case Operator.AT_LEAST:
            return record.at_least
        case Operator.AT_MOST:
            return record.at_most
        case Operator.MORE_THAN:
            return record.more_than
        case Operator.LESS_THAN:
            return record.less_than
        case Operator.ONE_OF:
            return record.one_of


def comparisons_in(record: ConditionRecord, path: Path) -> Iterator[tuple[ConditionRecord, Path]]:
    """Every comparison in a condition, with where it is written."""
    if record.fact:
        yield record, path
    for key, parts in (("all", record.all), ("any", record.any)):
        for index, part in enumerate(parts):
            yield from comparisons_in(part, (*path, key, index))
    if record.not_ is not None:
        yield from comparisons_in(record.not_, (*path, "not"))
