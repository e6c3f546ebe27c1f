"""A002, A003: a rule asks facts that are given and decides what is asked for, each of the right
type.
"""

import re
from collections.abc import Iterator, Mapping

from engine import TABLE_SHAPES, FactValue, Operator, SourceRef, TableName, TableShape
from knowledge.closest import did_you_mean
from knowledge.compile_rules import TABLE_NAMES, comparison_of, comparisons_in
from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.reading.document import Path
from knowledge.reading.filed import Filed
from knowledge.reading.rule_records import ConditionRecord, RulesRecord

_ORDERING = (Operator.AT_LEAST, Operator.AT_MOST, Operator.MORE_THAN, Operator.LESS_THAN)
_GAP = re.compile(r"\{[^}]*\}")
_TYPE_WORDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}


def check(corpus: Corpus) -> Iterator[Finding]:
    for table in corpus.rules:
        if table.record.name in TABLE_NAMES:
            shape = TABLE_SHAPES[TableName(table.record.name)]
            yield from _check_conditions(table, shape)
            yield from _check_decisions(table, shape)
            yield from _check_tests(table, shape)


def _check_conditions(table: Filed[RulesRecord], shape: TableShape) -> Iterator[Finding]:
    for index, rule in enumerate(table.record.rules):
        for condition, path in comparisons_in(rule.when, ("rules", index, "when")):
            if condition.fact not in shape.facts:
                yield _unknown(table.at(*path, "fact"), condition.fact, shape.facts)
            else:
                yield from _check_literal(table, condition, path, shape.facts[condition.fact])


def _check_literal(
    table: Filed[RulesRecord], condition: ConditionRecord, path: Path, kind: type
) -> Iterator[Finding]:
    operator, literal = comparison_of(condition)
    place = table.at(*path, operator.value)
    if operator in _ORDERING and kind in (bool, str):
        message = f"{condition.fact} is {_TYPE_WORDS[kind]}, which {operator.value} cannot compare"
        yield error(place, "A003", message, "use is, is_not or one_of")
        return
    for one in literal if isinstance(literal, tuple) else (literal,):
        if not _is_of(one, kind):
            written = f'the text "{one}"' if isinstance(one, str) else str(one).lower()
            message = f"{condition.fact} is {_TYPE_WORDS[kind]}, {written} is not"
            quotes = " without quotes" if isinstance(one, str) else ""
            yield error(place, "A003", message, f"write {_TYPE_WORDS[kind]}{quotes}")


def _check_decisions(table: Filed[RulesRecord], shape: TableShape) -> Iterator[Finding]:
    for index, rule in enumerate(table.record.rules):
        for key, value in rule.then.items():
            path: Path = ("rules", index, "then", key)
            if key not in shape.then:
                mend = did_you_mean(
                    key, shape.then, otherwise=f"the keys are {', '.join(shape.then)}"
                )
                yield error(table.at_key(*path), "A002", f"nothing reads {key} here", mend)
            elif not _is_of(value, shape.then[key]):
                word = _TYPE_WORDS[shape.then[key]]
                yield error(table.at(*path), "A003", f"{key} must be {word}", f"write {word}")
        for key, value in rule.then.items():
            for gap in _GAP.findall(value) if isinstance(value, str) else ():
                if gap != "{themes}":
                    place = table.at("rules", index, "then", key)
                    yield error(place, "A002", f"nothing fills {gap}", "write {themes}")
        for key in shape.then:
            if rule.then and key not in rule.then:
                place = table.at_key("rules", index, "then")
                yield error(place, "A002", f"{rule.name} does not decide {key}", f"add {key}:")


def _check_tests(table: Filed[RulesRecord], shape: TableShape) -> Iterator[Finding]:
    rules = {rule.name for rule in table.record.rules}
    for index, test in enumerate(table.record.tests):
        for fact, value in test.given.items():
            path: Path = ("tests", index, "given", fact)
            if fact not in shape.facts:
                yield _unknown(table.at_key(*path), fact, shape.facts)
            elif not _is_of(value, shape.facts[fact]):
                word = _TYPE_WORDS[shape.facts[fact]]
                yield error(table.at(*path), "A003", f"{fact} must be {word}", f"write {word}")
        for position, name in enumerate(test.expect):
            if name and name not in rules:
                place = table.at("tests", index, "expect", position)
                mend = did_you_mean(name, rules, otherwise="name a rule of this table")
                yield error(place, "A002", f"there is no rule {name}", mend)


def _unknown(place: SourceRef, fact: str, facts: Mapping[str, type]) -> Finding:
    mend = did_you_mean(fact, facts, otherwise=f"the facts are {', '.join(facts)}")
    return error(place, "A002", f"there is no fact {fact}", mend)


def _is_of(value: FactValue, kind: type) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is kind
