"""A002, A003: a rule uses known facts and decides what is needed, each of the right type."""

import re
from collections.abc import Iterator, Mapping

from engine import TABLE_SHAPES, FactValue, Message, Operator, SourceRef, TableName, TableShape
from knowledge.compile import TABLE_NAMES, comparison_of, comparisons_in
from knowledge.corpus import Corpus
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.rule_records import ConditionRecord, RulesRecord
from knowledge.reading.source_map import Path

_ORDERING = (Operator.AT_LEAST, Operator.AT_MOST, Operator.MORE_THAN, Operator.LESS_THAN)
_GAPS = frozenset(("{project}", "{ability}", "{themes}"))
"""What the name of a phase may leave open."""
_GAP = re.compile(r"\{[^}]*\}")
_TYPES: Mapping[type, Message] = {
    bool: Message("type.boolean"),
    int: Message("type.integer"),
    float: Message("type.number"),
    str: Message("type.text"),
}


def check(corpus: Corpus) -> Iterator[Violation]:
    for table in corpus.rules:
        if table.record.name in TABLE_NAMES:
            shape = TABLE_SHAPES[TableName(table.record.name)]
            yield from _check_conditions(table, shape)
            yield from _check_decisions(table, shape)
            yield from _check_tests(table, shape)


def _check_conditions(table: Located[RulesRecord], shape: TableShape) -> Iterator[Violation]:
    for index, rule in enumerate(table.record.rules):
        for condition, path in comparisons_in(rule.when, ("rules", index, "when")):
            if condition.fact not in shape.facts:
                yield _unknown(table.at(*path, "fact"), condition.fact, shape.facts)
            else:
                yield from _check_literal(table, condition, path, shape.facts[condition.fact])


def _check_literal(
    table: Located[RulesRecord], condition: ConditionRecord, path: Path, kind: type
) -> Iterator[Violation]:
    operator, literal = comparison_of(condition)
    place, fact = table.at(*path, operator.value), condition.fact
    if operator in _ORDERING and kind in (bool, str):
        yield Violation.of(
            place, "A003.order", fact=fact, type=_TYPES[kind], operator=operator.value
        )
        return
    for one in literal if isinstance(literal, tuple) else (literal,):
        if not _is_of(one, kind):
            if isinstance(one, str):
                yield Violation.of(place, "A003.text", fact=fact, type=_TYPES[kind], text=one)
            else:
                value = str(one).lower()
                yield Violation.of(place, "A003.literal", fact=fact, type=_TYPES[kind], value=value)


def _check_decisions(table: Located[RulesRecord], shape: TableShape) -> Iterator[Violation]:
    for index, rule in enumerate(table.record.rules):
        for key, value in rule.then.items():
            path: Path = ("rules", index, "then", key)
            if key not in shape.then:
                keys = tuple(shape.then)
                fix = did_you_mean(key, keys, otherwise=Message("fix.known-keys", {"keys": keys}))
                yield Violation.of(table.at_key(*path), "A002.key", fix=fix, key=key)
            elif not _is_of(value, shape.then[key]):
                yield _wrong_type(table.at(*path), key, shape.then[key])
            for gap in _GAP.findall(value) if isinstance(value, str) else ():
                if gap not in _GAPS:
                    yield Violation.of(table.at(*path), "A002.gap", gap=gap)
        for key in shape.then:
            if rule.then and key not in rule.then:
                place = table.at_key("rules", index, "then")
                yield Violation.of(place, "A002.undecided", rule=rule.name, key=key)


def _check_tests(table: Located[RulesRecord], shape: TableShape) -> Iterator[Violation]:
    rules = {rule.name for rule in table.record.rules}
    for index, test in enumerate(table.record.tests):
        for fact, value in test.given.items():
            path: Path = ("tests", index, "given", fact)
            if fact not in shape.facts:
                yield _unknown(table.at_key(*path), fact, shape.facts)
            elif not _is_of(value, shape.facts[fact]):
                yield _wrong_type(table.at(*path), fact, shape.facts[fact])
        for position, name in enumerate(test.expect):
            if name and name not in rules:
                place = table.at("tests", index, "expect", position)
                fix = did_you_mean(name, rules, otherwise=Message("A002.fix.rule"))
                yield Violation.of(place, "A002.rule", fix=fix, rule=name)


def _unknown(place: SourceRef, fact: str, facts: Mapping[str, type]) -> Violation:
    otherwise = Message("A002.fix.facts", {"facts": tuple(facts)})
    fix = did_you_mean(fact, facts, otherwise=otherwise)
    return Violation.of(place, "A002.fact", fix=fix, fact=fact)


def _wrong_type(place: SourceRef, key: str, kind: type) -> Violation:
    return Violation.of(place, "A003.value", key=key, type=_TYPES[kind])


def _is_of(value: FactValue, kind: type) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is kind
