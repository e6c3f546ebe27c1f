"""A004, A005, A006: a table decides as its own tests say, and no rule is placed where it can never
decide.
"""

from collections.abc import Iterator

from engine import (
    ComparisonTrace,
    FactValue,
    HitPolicy,
    Message,
    RulesOverlapError,
    RuleTable,
    decide,
    trace,
)
from knowledge.compile import TABLE_NAMES, table_of
from knowledge.corpus import Corpus
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.rule_records import RulesRecord, RuleTestRecord


def check(corpus: Corpus) -> Iterator[Violation]:
    for table in corpus.rules:
        if table.record.name in TABLE_NAMES:
            yield from _check_tests(table, table_of(table))
            yield from _check_order(table)


def _check_tests(located: Located[RulesRecord], table: RuleTable) -> Iterator[Violation]:
    for index, test in enumerate(located.record.tests):
        place = located.at("tests", index)
        try:
            fired = tuple(decision.rule for decision in decide(table, test.given))
        except RulesOverlapError as overlap:
            yield Violation.of(place, "A005", rules=overlap.rules)
            continue
        if fired != test.expect:
            yield Violation.of(
                place,
                "A006",
                fix=_fix(table, test),
                expected=_name_rules(test.expect),
                fired=_name_rules(fired),
            )


def _name_rules(rules: tuple[str, ...]) -> Message:
    return Message("A006.rules", {"rules": rules}) if rules else Message("A006.no-rule")


def _fix(table: RuleTable, test: RuleTestRecord) -> Message:
    """Why the first rule that was expected does not decide."""
    for rule in trace(table, test.given).rules:
        if rule.rule not in test.expect or rule.decides:
            continue
        missed = tuple(_describe(one) for one in rule.comparisons if not one.is_met)
        if rule.is_true or not missed:
            return Message("A006.fix.order", {"rule": rule.rule, "place": str(rule.source)})
        return Message("A006.fix.condition", {"rule": rule.rule, "missed": missed})
    return Message("A006.fix.rules")


def _describe(comparison: ComparisonTrace) -> Message:
    literal = comparison.literal
    values = literal if isinstance(literal, tuple) else (literal,)
    given = comparison.given
    return Message(
        "A006.comparison",
        {
            "place": str(comparison.source),
            "fact": comparison.fact,
            "given": Message("A006.not-given") if given is None else _text(given),
            "negated": str(comparison.is_negated).lower(),
            "operator": comparison.operator.value,
            "values": tuple(_text(value) for value in values),
        },
    )


def _text(value: FactValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _check_order(located: Located[RulesRecord]) -> Iterator[Violation]:
    rules = located.record.rules
    names: set[str] = set()
    for index, rule in enumerate(rules):
        if rule.name and rule.name in names:
            yield Violation.of(located.at("rules", index, "name"), "A001.rule", rule=rule.name)
        names.add(rule.name)
        is_shadowed = any(other.when == rule.when for other in rules[:index])
        if is_shadowed and located.record.hit == HitPolicy.FIRST.value:
            yield Violation.of(located.at("rules", index), "A004", rule=rule.name)
