"""Rule records → the engine's decision tables, each rule with its place."""

from collections.abc import Iterator

from engine import (
    Compare,
    Condition,
    Every,
    FactValue,
    HitPolicy,
    Negation,
    Operator,
    Rule,
    RuleTable,
    Some,
    TableName,
)
from knowledge.reading.document import Path
from knowledge.reading.filed import Filed
from knowledge.reading.rule_records import OPERATORS, ConditionRecord, RuleRecord, RulesRecord

TABLE_NAMES = tuple(name.value for name in TableName)


def table_of(filed: Filed[RulesRecord]) -> RuleTable:
    """The table as the engine asks it; its name must be one of TABLE_NAMES."""
    record = filed.record
    return RuleTable(
        name=TableName(record.name),
        hit=HitPolicy(record.hit),
        rules=tuple(_rule_of(filed, index, rule) for index, rule in enumerate(record.rules)),
        source=filed.at("name"),
    )


def _rule_of(filed: Filed[RulesRecord], index: int, rule: RuleRecord) -> Rule:
    return Rule(
        name=rule.name,
        when=_condition_of(filed, rule.when, ("rules", index, "when")),
        then=rule.then,
        priority=rule.priority,
        source=filed.at("rules", index),
    )


def _condition_of(filed: Filed[RulesRecord], record: ConditionRecord, path: Path) -> Condition:
    """The condition; its depth is bounded by the depth of the file."""
    if record.all:
        return Every(tuple(_parts_of(filed, record.all, (*path, "all"))))
    if record.any:
        return Some(tuple(_parts_of(filed, record.any, (*path, "any"))))
    if record.not_ is not None:
        return Negation(_condition_of(filed, record.not_, (*path, "not")))
    operator, literal = comparison_of(record)
    return Compare(record.fact, operator, literal, filed.at(*path))


def _parts_of(
    filed: Filed[RulesRecord], parts: tuple[ConditionRecord, ...], path: Path
) -> Iterator[Condition]:
    for index, part in enumerate(parts):
        yield _condition_of(filed, part, (*path, index))


def comparison_of(record: ConditionRecord) -> tuple[Operator, FactValue | tuple[FactValue, ...]]:
    """The one operator that is written, with its literal; of a faulty record, an empty choice."""
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
    """Every fact that a condition asks for, with where it is written."""
    if record.fact:
        yield record, path
    for key, parts in (("all", record.all), ("any", record.any)):
        for index, part in enumerate(parts):
            yield from comparisons_in(part, (*path, key, index))
    if record.not_ is not None:
        yield from comparisons_in(record.not_, (*path, "not"))
