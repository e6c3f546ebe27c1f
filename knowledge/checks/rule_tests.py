"""A004, A005, A006: a table decides as its own tests say, and no rule stands where it can never
decide.
"""

from collections.abc import Iterator

from engine import HitPolicy, RulesOverlapError, RuleTable, decide, trace
from knowledge.compile_rules import TABLE_NAMES, table_of
from knowledge.corpus import Corpus
from knowledge.findings import Finding, error, warning
from knowledge.reading.filed import Filed
from knowledge.reading.rule_records import RulesRecord, RuleTestRecord


def check(corpus: Corpus) -> Iterator[Finding]:
    for table in corpus.rules:
        if table.record.name in TABLE_NAMES:
            yield from _check_tests(table, table_of(table))
            yield from _check_order(table)


def _check_tests(filed: Filed[RulesRecord], table: RuleTable) -> Iterator[Finding]:
    for index, test in enumerate(filed.record.tests):
        place = filed.at("tests", index)
        try:
            fired = [decision.rule for decision in decide(table, test.given)]
        except RulesOverlapError as overlap:
            message = f"{', '.join(overlap.rules)} hold at once, but the table is unique"
            yield error(place, "A005", message, "narrow one of them, or choose hit: first")
            continue
        if fired != list(test.expect):
            fired_names = ", ".join(fired) or "no rule"
            message = f"{fired_names} fires here, not {', '.join(test.expect) or 'none'}"
            yield error(place, "A006", message, _mend(table, test))


def _mend(table: RuleTable, test: RuleTestRecord) -> str:
    """Why the first rule that was expected does not decide."""
    for rule in trace(table, test.given).rules:
        if rule.rule not in test.expect or rule.decides:
            continue
        missed = [str(comparison) for comparison in rule.comparisons if not comparison.is_met]
        if rule.is_true or not missed:
            return f"{rule.rule} at {rule.source} holds, but another rule comes before it"
        return f"mend the rule or the test; {rule.rule} does not hold: {'; '.join(missed)}"
    return "mend the rules or what the test expects"


def _check_order(filed: Filed[RulesRecord]) -> Iterator[Finding]:
    rules = filed.record.rules
    names: set[str] = set()
    for index, rule in enumerate(rules):
        if rule.name and rule.name in names:
            place = filed.at("rules", index, "name")
            yield error(place, "A001", f"a second rule {rule.name}", "give it another name")
        names.add(rule.name)
        is_shadowed = any(other.when == rule.when for other in rules[:index])
        if is_shadowed and filed.record.hit == HitPolicy.FIRST.value:
            yield warning(
                filed.at("rules", index),
                "A004",
                f"{rule.name} never decides: an earlier rule has the same condition",
                "take it out, or move it up",
            )
