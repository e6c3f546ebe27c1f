"""Decision tables: hit policies, conditions, and what they refuse."""

import pytest
from builders import rules

from engine import (
    TABLE_SHAPES,
    Compare,
    Condition,
    Every,
    FactValue,
    GapClass,
    HitPolicy,
    MissingTableError,
    Negation,
    NoRuleFiredError,
    Operator,
    RatingSource,
    Rule,
    RuleBook,
    RulesOverlapError,
    RuleTable,
    Some,
    TableName,
    decide,
)


def at_least(literal: float) -> Compare:
    return Compare("readiness", Operator.AT_LEAST, literal)


def table(hit: HitPolicy, *conditions: Condition) -> RuleTable:
    named = (Rule(f"r{n}", when, {}, priority=n) for n, when in enumerate(conditions))
    return RuleTable(TableName.BANDS, hit, tuple(named))


@pytest.mark.parametrize(
    ("hit", "fired"),
    [
        (HitPolicy.FIRST, ["r0"]),
        (HitPolicy.PRIORITY, ["r1"]),
        (HitPolicy.COLLECT, ["r0", "r1"]),
    ],
)
def test_the_hit_policy_picks_among_the_rules_that_hold(hit: HitPolicy, fired: list[str]) -> None:
    decisions = decide(table(hit, at_least(10), at_least(20), at_least(90)), {"readiness": 50})
    assert [decision.rule for decision in decisions] == fired


def test_under_unique_an_overlap_is_refused() -> None:
    with pytest.raises(RulesOverlapError) as refused:
        decide(table(HitPolicy.UNIQUE, at_least(10), at_least(20)), {"readiness": 50})
    assert refused.value.rules == ("r0", "r1")


@pytest.mark.parametrize(
    ("operator", "literal", "fact", "holds"),
    [
        (Operator.IS, 3, 3, True),
        (Operator.IS, "junior", "senior", False),
        (Operator.IS_NOT, 3, 4, True),
        (Operator.AT_LEAST, 3, 3, True),
        (Operator.AT_MOST, 3, 4, False),
        (Operator.MORE_THAN, 3, 3, False),
        (Operator.LESS_THAN, 3, 2, True),
        (Operator.ONE_OF, ("a", "b"), "b", True),
        (Operator.ONE_OF, ("a", "b"), "c", False),
    ],
)
def test_every_operator_means_what_it_says(
    operator: Operator, literal: FactValue | tuple[FactValue, ...], fact: FactValue, holds: bool
) -> None:
    asked = table(HitPolicy.FIRST, Compare("fact", operator, literal))
    assert bool(decide(asked, {"fact": fact})) is holds


def test_conditions_combine_by_all_any_and_not() -> None:
    low, high = at_least(10), at_least(90)
    cases: list[tuple[Condition, bool]] = [
        (Every((low, high)), False),
        (Some((low, high)), True),
        (Negation(high), True),
        (Every(()), True),
        (Some(()), False),
    ]
    for condition, holds in cases:
        assert bool(decide(table(HitPolicy.FIRST, condition), {"readiness": 50})) is holds


def test_a_fact_that_is_not_given_makes_a_comparison_false() -> None:
    assert decide(table(HitPolicy.FIRST, at_least(0)), {}) == ()


def test_a_table_that_must_decide_says_when_it_does_not() -> None:
    book = RuleBook({TableName.BANDS: table(HitPolicy.FIRST, at_least(10))})
    with pytest.raises(NoRuleFiredError) as refused:
        book.decide(TableName.BANDS, {"readiness": 5})
    assert refused.value.facts == {"readiness": 5}


def test_a_book_without_one_of_the_tables_is_refused() -> None:
    tables = [t for name, t in rules().tables.items() if name is not TableName.GAPS]
    with pytest.raises(MissingTableError) as refused:
        RuleBook.of(tables)
    assert refused.value.table == "gaps"


def test_the_words_of_a_table_are_those_the_engine_reads() -> None:
    assert TABLE_SHAPES[TableName.GAPS].words["gap_class"] == tuple(GapClass)
    assert TABLE_SHAPES[TableName.FRESHNESS].words["source"] == tuple(RatingSource)
