"""How a table came to its decision: every rule and every comparison, whether it held, and where."""

from collections.abc import Iterator

from msgspec import Struct

from engine.model import SourceRef
from engine.rules.tables import (
    Compare,
    Condition,
    Facts,
    FactValue,
    HitPolicy,
    Negation,
    Operator,
    RuleTable,
    TableName,
    decide,
    holds,
)


class ComparisonTrace(Struct, frozen=True):
    """One fact held against one literal; `given` is None where the fact was not given.

    `is_negated` says that the rule wants it to be false.
    """

    fact: str
    operator: Operator
    literal: FactValue | tuple[FactValue, ...]
    given: FactValue | None
    is_true: bool
    is_negated: bool
    source: SourceRef

    @property
    def is_met(self) -> bool:
        """Whether it is as the rule wants it."""
        return self.is_true is not self.is_negated

    def __str__(self) -> str:
        literal = self.literal
        words = " or ".join(map(_word, literal)) if isinstance(literal, tuple) else _word(literal)
        given = "not given" if self.given is None else _word(self.given)
        expected = f"{'not ' if self.is_negated else ''}{_EXPECTED[self.operator]}{words}"
        return f"{self.source}: {self.fact} is {given}, expected: {expected}"


class RuleTrace(Struct, frozen=True):
    """One rule: whether its condition held, whether it decided, and the comparisons in it."""

    rule: str
    is_true: bool
    decides: bool
    comparisons: tuple[ComparisonTrace, ...]
    source: SourceRef


class TableTrace(Struct, frozen=True):
    """A table's rules as they were tried, in the order they are written."""

    table: TableName
    hit: HitPolicy
    rules: tuple[RuleTrace, ...]
    source: SourceRef


def trace(table: RuleTable, facts: Facts) -> TableTrace:
    """Ask a table and return the whole way to its decision.

    Raises:
        RulesOverlapError: Several rules hold under `unique`.

    Complexity: linear in the size of the table.
    Example:
        >>> from engine.rules.tables import Rule
        >>> rule = Rule("ready", Compare("readiness", Operator.AT_LEAST, 80), {"band": "ready"})
        >>> table = RuleTable(TableName.BANDS, HitPolicy.FIRST, (rule,))
        >>> [(r.rule, r.is_true, r.decides) for r in trace(table, {"readiness": 79}).rules]
        [('ready', False, False)]
    """
    deciding = {(decision.rule, decision.source) for decision in decide(table, facts)}
    return TableTrace(
        table=table.name,
        hit=table.hit,
        rules=tuple(
            RuleTrace(
                rule=rule.name,
                is_true=holds(rule.when, facts),
                decides=(rule.name, rule.source) in deciding,
                comparisons=tuple(
                    ComparisonTrace(
                        fact=found.fact,
                        operator=found.operator,
                        literal=found.literal,
                        given=facts.get(found.fact),
                        is_true=holds(found, facts),
                        is_negated=is_negated,
                        source=found.source,
                    )
                    for found, is_negated in _comparisons(rule.when, is_negated=False)
                ),
                source=rule.source,
            )
            for rule in table.rules
        ),
        source=table.source,
    )


def _comparisons(condition: Condition, *, is_negated: bool) -> Iterator[tuple[Compare, bool]]:
    if isinstance(condition, Compare):
        yield condition, is_negated
    elif isinstance(condition, Negation):
        yield from _comparisons(condition.of, is_negated=not is_negated)
    else:
        for part in condition.of:
            yield from _comparisons(part, is_negated=is_negated)


_EXPECTED = {
    Operator.IS: "",
    Operator.IS_NOT: "not ",
    Operator.AT_LEAST: "at least ",
    Operator.AT_MOST: "at most ",
    Operator.MORE_THAN: "more than ",
    Operator.LESS_THAN: "less than ",
    Operator.ONE_OF: "",
}


def _word(value: FactValue) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value}"
