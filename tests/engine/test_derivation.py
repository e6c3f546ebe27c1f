"""Derivations of small worlds, worked out by hand: what each conclusion cites, and its words."""

import pytest
from builders import asks, profile, rules, skill
from derivation_worlds import TODAY, Scene, is_still_true, with_rating
from msgspec import json
from msgspec.structs import replace
from wording import outline, say

from engine import (
    Compare,
    Day,
    Derivation,
    HitPolicy,
    Importance,
    Node,
    Operator,
    Profile,
    Rating,
    Requirement,
    Rule,
    RuleTable,
    Skill,
    SkillSlug,
    Step,
    TableName,
    UnknownConclusionError,
    conclusions_of,
)

SKILLS = (
    skill("logic", 4),
    skill("python", 10, 30, 20, needs={2: ["logic:1"]}),
    skill("r", 10, 10),
    skill("pandas", 10, needs={1: ["python:2"]}),
    skill("dbt", 8, needs={1: ["python:2"]}),
)
SQL, PYTHON, R = SkillSlug("sql"), SkillSlug("python"), SkillSlug("r")


def scene(*demands: Requirement, ratings: Profile | None = None) -> Scene:
    return Scene(
        skills={one.slug: one for one in SKILLS},
        requirements=demands,
        profile=ratings or {},
        tables=rules().tables,
        today=None,
    )


def fact_ids(derivation: Derivation) -> set[str]:
    return {fact.id for fact in derivation.facts} - {"knowledge", "engine"}


def node_of(derivation: Derivation, node_id: str) -> Node:
    return next(node for node in derivation.nodes if node.id == node_id)


def still_true(before: Scene, derivation: Derivation, after: Scene) -> bool:
    return all(is_still_true(before, fact, after) for fact in derivation.facts)


def test_a_part_cites_the_requirement_the_rating_the_hours_and_the_rule() -> None:
    found = scene(asks("r:2"), ratings=profile(r=1)).derive("gap:r")
    assert found.value == {
        "class": "weak",
        "credit:r": 0.5,
        "told:r": 1.0,
        "rule": "rule:gaps:weak",
        "knowledge": "1.0.0",
        "engine": "0.1.0",
    }
    assert fact_ids(found) == {
        "requirement:r",
        "rating:r",
        "not_implied:r:2",
        "effort:r:1",
        "effort:r:2",
        "rule:gaps:weak",
        "sole:gaps:r",
    }


def test_what_is_met_or_missing_cites_no_hours() -> None:
    met = scene(asks("python:1"), ratings=profile(python=3)).derive("gap:python")
    assert fact_ids(met) == {
        "requirement:python",
        "rating:python",
        "rule:gaps:strong",
        "sole:gaps:python",
    }
    missing = scene(asks("python:2")).derive("gap:python")
    assert not any(fact.startswith("effort") for fact in fact_ids(missing))
    assert {"not_rated:python", "not_implied:python:1"} <= fact_ids(missing)


def test_a_level_implied_twice_follows_from_either() -> None:
    both = scene(asks("python:2"), ratings=profile(pandas=1, dbt=1))
    found = both.derive("held:python")
    ways = node_of(found, "held_at_least:python:2").any_of
    assert ways == (
        ("prerequisite:dbt:1>python:2", "held_at_least:dbt:1"),
        ("prerequisite:pandas:1>python:2", "held_at_least:pandas:1"),
    )
    assert found.is_reached_without({"rating:dbt"})
    assert not found.is_reached_without({"rating:dbt", "rating:pandas"})
    assert not found.is_reached_without({"not_rated:python"})


def test_the_chain_of_prerequisites_is_told_with_its_reasons() -> None:
    found = scene(asks("logic:1"), ratings=profile(pandas=1)).derive("gap:logic")
    chain = [say(fact.message) for fact in found.facts if fact.id.startswith("prerequisite")]
    assert chain == [
        "Pandas (level 1) requires Python (level 2): it stands on it.",
        "Python (level 2) requires Logic (level 1): it stands on it.",
    ]


def test_a_rating_that_keeps_another_level_from_being_implied_is_cited() -> None:
    low = scene(asks("logic:1"), ratings=profile(pandas=1, python=1))
    found = low.derive("gap:logic")
    assert found.value["class"] == "not_told"
    assert "rating:python" in fact_ids(found)
    assert low.value("gap:logic") != with_rating(low, PYTHON, None).value("gap:logic")


def test_a_low_rating_that_keeps_nothing_is_not_cited() -> None:
    low = scene(asks("logic:1"), ratings=profile(python=1))
    assert "rating:python" not in fact_ids(low.derive("gap:logic"))


def test_of_a_choice_the_best_count_and_others_are_no_better() -> None:
    partly = scene(asks("python:3", "r:2", choose=1), ratings=profile(python=2, r=1))
    key = "gap:choose:python|r"
    found = partly.derive(key)
    assert found.value["credit:choose:python|r"] == 40 / 60
    assert "no_better:choose:python|r:r" in {node.id for node in found.nodes}
    better = with_rating(partly, R, Rating(2))
    assert better.value(key) != found.value
    assert not still_true(partly, found, better)
    worse = with_rating(partly, R, None)
    assert worse.value(key) == found.value


def test_equal_branches_of_a_choice_are_alternatives() -> None:
    equal = scene(asks("python:1", "r:1", choose=1), ratings=profile(python=1, r=1))
    found = equal.derive("gap:choose:python|r")
    credit = node_of(found, "credit:choose:python|r")
    assert credit.any_of == (("held_at_least:python:1",), ("held_at_least:r:1",))


def test_a_bonus_is_no_part_of_readiness() -> None:
    bonus = asks("r:1", importance=Importance.BONUS)
    found = scene(asks("python:1"), bonus, ratings=profile(r=1)).derive("readiness")
    assert "requirement:r" not in fact_ids(found)
    assert {"requirement:python", "nothing_else:counted"} <= fact_ids(found)


def test_a_faded_level_cites_the_rule_that_lowered_it() -> None:
    old = Rule("old", Compare("years", Operator.AT_LEAST, 5), {"lower_by": 1})
    fading = RuleTable(TableName.FRESHNESS, HitPolicy.FIRST, (old,))
    ratings = {R: Rating(2, rated_on=Day(2019, 3, 4))}
    faded = replace(
        scene(asks("r:2"), ratings=ratings),
        tables={**rules().tables, TableName.FRESHNESS: fading},
        today=TODAY,
    )
    found = faded.derive("gap:r")
    assert found.value["class"] == "weak"
    assert say(node_of(found, "faded:r").message) == (
        "You rated R at level 2 on 2019-03-04; on 2026-11-23 that counts as level 1, "
        "by the rule “old”."
    )
    rated = node_of(found, "rating:r")
    assert (rated.rated_on, rated.steps) == (Day(2019, 3, 4), (Step(R, 2),))
    assert {"faded:r", "rating:r"} <= fact_ids(faded.derive("held:r"))


def test_a_faded_level_that_others_keep_up_cites_that_it_was_not_said_lower() -> None:
    old = Rule("old", Compare("years", Operator.AT_LEAST, 5), {"lower_by": 2})
    fading = RuleTable(TableName.FRESHNESS, HitPolicy.FIRST, (old,))
    ratings = {PYTHON: Rating(2, rated_on=Day(2019, 3, 4)), **profile(pandas=1)}
    kept_up = replace(
        scene(asks("python:2"), ratings=ratings),
        tables={**rules().tables, TableName.FRESHNESS: fading},
        today=TODAY,
    )
    found = kept_up.derive("gap:python")
    assert found.value["class"] == "strong"
    assert "not_less:python:2" in fact_ids(found)
    assert "rating:python" not in fact_ids(found)
    assert with_rating(kept_up, PYTHON, None).value("gap:python") == found.value
    assert with_rating(kept_up, PYTHON, Rating(1)).value("gap:python") != found.value


def test_what_others_bear_rests_on_not_having_said_less_of_it() -> None:
    ratings = profile(logic=1, python=2, pandas=1)
    found = scene(asks("logic:1"), ratings=ratings).derive("gap:logic")
    said = {"rating:logic", "rating:python"}
    assert found.is_reached_without(said)
    assert not found.is_reached_without({*said, "not_less:python:2"})


def test_advice_cites_what_its_rule_looks_at() -> None:
    when = Compare("unsupported_skills", Operator.AT_LEAST, 1)
    rule = Rule("doubt", when, {"title": "Look again", "text": "Something is missing below."})
    advising = RuleTable(TableName.ADVICE, HitPolicy.COLLECT, (rule,))
    doubtful = replace(
        scene(asks("pandas:1"), ratings=profile(pandas=1, python=1)),
        tables={**rules().tables, TableName.ADVICE: advising},
    )
    found = doubtful.derive("advice:doubt")
    assert (found.value["unsupported_skills"], found.value["unsupported"]) == (1, "pandas")
    assert fact_ids(found) == {
        "rule:advice:doubt",
        "rating:pandas",
        "rating:python",
        "prerequisite:pandas:1>python:2",
        "nothing_else:unsupported",
    }


def test_the_words_for_people_say_each_thing_once_under_what_it_explains() -> None:
    found = scene(asks("python:2"), ratings=profile(pandas=1)).derive("gap:python")
    assert outline(found) == "\n".join(
        [
            "Python is strong: 100% of it counts.",
            "  Python reaches its target.",
            "    Tester (junior) requires Python (level 2) (core, weight 1).",
            "    You have Python (level 2).",
            "      You have not rated Python.",
            "      Pandas (level 1) requires Python (level 2): it stands on it.",
            "      You have Pandas (level 1).",
            "        You rated Pandas at level 1.",
            "  The rule “strong” in “gaps” says: gap_class: strong.",
            "  No other rule in “gaps” takes precedence over “strong” here.",
            "  The calculation uses content version 1.0.0.",
            "  The calculation uses engine version 0.1.0.",
        ]
    )


def test_equal_inquiries_give_equal_bytes() -> None:
    one = scene(asks("python:2"), asks("r:2"), ratings=profile(pandas=1, r=1))
    backwards: dict[SkillSlug, Skill] = dict(reversed(list(one.skills.items())))
    other = replace(one, skills=backwards, profile=dict(reversed(list(one.profile.items()))))
    for of in conclusions_of(one.context()):
        first, second = one.derive(of), other.derive(of)
        assert json.encode(first, enc_hook=dict) == json.encode(second, enc_hook=dict)
        assert outline(first) == outline(second)


def test_what_is_no_conclusion_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownConclusionError) as refused:
        scene(asks("r:1"), ratings=profile(r=0)).derive("gap:cooking")
    assert refused.value.known == ("readiness", "band", "gap:r", "held:r")
