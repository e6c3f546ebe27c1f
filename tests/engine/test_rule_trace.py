"""The trace of a table: the way to its decision, comparison by comparison."""

from engine import (
    Compare,
    Every,
    Facts,
    HitPolicy,
    Negation,
    Operator,
    Rule,
    RuleTable,
    SourceRef,
    TableName,
    decide,
    trace,
)


def at(line: int, column: int) -> SourceRef:
    return SourceRef("rules/bands.yaml", line, column)


CORE_MET = Compare("core_met", Operator.IS, literal=True, source=at(8, 18))
NOT_NEAR = Negation(Compare("readiness", Operator.AT_LEAST, 85, at(8, 45)))
RULES = (
    Rule("both", Every((CORE_MET, NOT_NEAR)), {"band": "x"}, source=at(7, 5)),
    Rule("near", Compare("readiness", Operator.AT_LEAST, 70, at(12, 11)), {}, source=at(11, 5)),
    Rule("far", Compare("variant", Operator.ONE_OF, ("junior", "mid"), at(15, 11)), {}),
)
TABLE = RuleTable(TableName.BANDS, HitPolicy.FIRST, RULES, at(4, 7))


def test_a_trace_says_of_every_rule_whether_it_held_and_which_one_decided() -> None:
    found = trace(TABLE, {"core_met": True, "readiness": 90, "variant": "mid"})
    assert [(rule.rule, rule.is_true, rule.decides) for rule in found.rules] == [
        ("both", False, False),
        ("near", True, True),
        ("far", True, False),
    ]
    assert found.source == at(4, 7)


def test_every_comparison_stands_at_its_own_place_with_what_was_given() -> None:
    both, near, far = trace(TABLE, {"core_met": False, "readiness": 90}).rules
    assert [str(comparison) for comparison in both.comparisons] == [
        "rules/bands.yaml:8:18: core_met is false, expected: true",
        "rules/bands.yaml:8:45: readiness is 90, expected: not at least 85",
    ]
    assert [comparison.is_met for comparison in both.comparisons] == [False, False]
    assert (
        str(near.comparisons[0]) == "rules/bands.yaml:12:11: readiness is 90, expected: at least 70"
    )
    assert str(far.comparisons[0]).endswith("variant is not given, expected: junior or mid")


def test_the_trace_decides_as_the_table_does() -> None:
    for hit in (HitPolicy.FIRST, HitPolicy.PRIORITY, HitPolicy.COLLECT):
        table = RuleTable(TableName.BANDS, hit, RULES)
        for readiness in range(60, 100, 5):
            facts: Facts = {"core_met": True, "readiness": readiness, "variant": "mid"}
            traced = [rule.rule for rule in trace(table, facts).rules if rule.decides]
            assert traced == [decision.rule for decision in decide(table, facts)]
