"""A007: a rule that compares with a value that never occurs never fires, and a decision out of its
range breaks every result that follows from it.
"""

from collections.abc import Iterable, Iterator, Mapping

from engine import TABLE_SHAPES, FactValue, Message, SourceRef, TableName
from knowledge.compile import TABLE_NAMES, comparison_of, comparisons_in
from knowledge.corpus import Corpus
from knowledge.did_you_mean import did_you_mean
from knowledge.findings import Violation
from knowledge.reading.located import Located
from knowledge.reading.rule_records import RulesRecord

KnownValues = Mapping[str, Iterable[str]]


def check(corpus: Corpus) -> Iterator[Violation]:
    for table in corpus.rules:
        if table.record.name in TABLE_NAMES:
            shape = TABLE_SHAPES[TableName(table.record.name)]
            known: KnownValues = {"domain": corpus.domain_slugs, **shape.words}
            yield from _check_conditions(table, known)
            yield from _check_decisions(table, known, shape.least)


def _check_conditions(table: Located[RulesRecord], known: KnownValues) -> Iterator[Violation]:
    for index, rule in enumerate(table.record.rules):
        for condition, path in comparisons_in(rule.when, ("rules", index, "when")):
            operator, literal = comparison_of(condition)
            place = table.at(*path, operator.value)
            for one in literal if isinstance(literal, tuple) else (literal,):
                yield from _check_value(place, condition.fact, one, known)


def _check_decisions(
    table: Located[RulesRecord], known: KnownValues, least: Mapping[str, float]
) -> Iterator[Violation]:
    for index, rule in enumerate(table.record.rules):
        for key, value in rule.then.items():
            place = table.at("rules", index, "then", key)
            yield from _check_value(place, key, value, known)
            if key in least and isinstance(value, int | float) and value < least[key]:
                yield Violation.of(place, "A007.least", key=key, value=value, least=least[key])


def _check_value(
    place: SourceRef, key: str, value: FactValue, known: KnownValues
) -> Iterator[Violation]:
    if key in known and isinstance(value, str) and value not in known[key]:
        values = tuple(sorted(filter(None, known[key])))
        otherwise = Message("A007.fix.values", {"values": values})
        fix = did_you_mean(value, values, otherwise=otherwise)
        yield Violation.of(place, "A007.value", fix=fix, key=key, value=value)
