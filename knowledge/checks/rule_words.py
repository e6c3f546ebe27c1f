"""A007: a rule that asks for a word that never occurs never fires, and a decision out of its range
breaks every answer that follows it.
"""

from collections.abc import Iterable, Iterator, Mapping

from engine import TABLE_SHAPES, FactValue, SourceRef, TableName
from knowledge.closest import did_you_mean
from knowledge.compile_rules import TABLE_NAMES, comparison_of, comparisons_in
from knowledge.corpus import Corpus
from knowledge.findings import Finding, error
from knowledge.reading.filed import Filed
from knowledge.reading.rule_records import RulesRecord

Words = Mapping[str, Iterable[str]]


def check(corpus: Corpus) -> Iterator[Finding]:
    for table in corpus.rules:
        if table.record.name in TABLE_NAMES:
            shape = TABLE_SHAPES[TableName(table.record.name)]
            words: Words = {"domain": corpus.domain_slugs, **shape.words}
            yield from _check_conditions(table, words)
            yield from _check_decisions(table, words, shape.least)


def _check_conditions(table: Filed[RulesRecord], words: Words) -> Iterator[Finding]:
    for index, rule in enumerate(table.record.rules):
        for condition, path in comparisons_in(rule.when, ("rules", index, "when")):
            operator, literal = comparison_of(condition)
            place = table.at(*path, operator.value)
            for one in literal if isinstance(literal, tuple) else (literal,):
                yield from _check_word(place, condition.fact, one, words)


def _check_decisions(
    table: Filed[RulesRecord], words: Words, least: Mapping[str, float]
) -> Iterator[Finding]:
    for index, rule in enumerate(table.record.rules):
        for key, value in rule.then.items():
            place = table.at("rules", index, "then", key)
            yield from _check_word(place, key, value, words)
            if key in least and isinstance(value, int | float) and value < least[key]:
                message = f"{key} is {value:g}, which is too little"
                yield error(place, "A007", message, f"write {least[key]:g} or more")


def _check_word(place: SourceRef, key: str, value: FactValue, words: Words) -> Iterator[Finding]:
    if key in words and isinstance(value, str) and value not in words[key]:
        mend = did_you_mean(value, words[key], otherwise=f"one of: {', '.join(sorted(words[key]))}")
        yield error(place, "A007", f"there is no {key} {value}", mend)
