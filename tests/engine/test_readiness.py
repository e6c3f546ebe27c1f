"""Readiness, gaps and their explanation, on worlds small enough to work out by hand."""

import pytest
from builders import JUNIOR, asks, graph, profile, role, rules, skill
from msgspec import structs
from wording import say

from engine import (
    Analysis,
    AnalysisOutcome,
    FactKind,
    GapClass,
    Importance,
    NotComparableError,
    Profile,
    Rating,
    RatingSource,
    Requirement,
    SkillSlug,
    UnknownLevelError,
    UnknownSkillError,
    UnknownVariantError,
    Variant,
    analyze,
    compare,
    explain_gap,
    explain_readiness,
)

RULES = rules()
WORLD = graph(
    skill("sql", 10, 30),
    skill("python", 20, 20),
    skill("r", 20, 60),
    skill("pandas", 10, needs={1: ["python:2"]}),
)


def analysis_of(*requirements: Requirement, ratings: Profile | None = None) -> Analysis:
    return analyze(WORLD, role(*requirements), variant=JUNIOR, profile=ratings or {}, rules=RULES)


def test_credit_is_the_share_of_the_hours_up_to_the_target() -> None:
    analysis = analysis_of(asks("sql:2"), ratings=profile(sql=1))
    assert analysis.gaps[0].credit == 10 / 40
    assert analysis.readiness.points == 25
    assert analysis.gaps[0].gap_class is GapClass.WEAK


def test_weights_share_out_the_points() -> None:
    analysis = analysis_of(asks("sql:1", weight=3), asks("r:1"), ratings=profile(sql=1))
    assert [gap.points_possible for gap in analysis.gaps] == [75, 25]
    assert analysis.readiness.points == 75


def test_a_choice_counts_its_best_credits_averaged() -> None:
    both = asks("sql:2", "python:2", "r:2", choose=2)
    analysis = analysis_of(both, ratings=profile(sql=2, r=1))
    counted = [s.target.skill for s in analysis.gaps[0].targets if s.is_counted]
    assert counted == ["sql", "r"]
    assert analysis.gaps[0].credit == (1 + 20 / 80) / 2


def test_a_bonus_is_reported_apart() -> None:
    analysis = analysis_of(asks("sql:1"), asks("r:1", importance=Importance.BONUS))
    assert analysis.readiness.bonus_points == 0
    met = analysis_of(asks("sql:1"), asks("r:1", importance=Importance.BONUS), ratings=profile(r=1))
    assert met.readiness.points == 0
    assert met.readiness.bonus_points == 100


def test_an_implied_level_earns_credit_and_is_shown_as_implied() -> None:
    analysis = analysis_of(asks("python:2"), ratings=profile(pandas=1))
    state = analysis.gaps[0].targets[0]
    assert state.is_implied
    assert analysis.readiness.points == 100


def test_nearly_all_is_not_shown_as_all_and_hardly_anything_not_as_nothing() -> None:
    heavy = [asks("sql:1", weight=5) for _ in range(400)]
    nearly = analysis_of(*heavy, asks("r:1"), ratings=profile(sql=1))
    hardly = analysis_of(*heavy, asks("r:1"), ratings=profile(r=1))
    assert (nearly.readiness.points, hardly.readiness.points) == (99.9, 0.1)


def test_the_hours_of_a_gap_are_those_of_its_missing_levels() -> None:
    analysis = analysis_of(asks("sql:2"), asks("r:1"), ratings=profile(sql=1))
    assert [gap.hours_left.typical for gap in analysis.gaps] == [30, 20]


@pytest.mark.parametrize(
    ("ratings", "error"),
    [
        ({SkillSlug("cobol"): Rating(1)}, UnknownSkillError),
        ({SkillSlug("sql"): Rating(3)}, UnknownLevelError),
        ({SkillSlug("sql"): Rating(-1)}, UnknownLevelError),
    ],
)
def test_ratings_outside_the_content_are_refused(ratings: Profile, error: type[Exception]) -> None:
    with pytest.raises(error):
        analysis_of(asks("sql:1"), ratings=ratings)


def test_a_variant_the_role_lacks_is_refused_with_those_it_has() -> None:
    with pytest.raises(UnknownVariantError) as refused:
        analyze(WORLD, role(), variant=Variant("chief"), profile={}, rules=RULES)
    assert refused.value.known == (JUNIOR,)


def test_a_gap_is_explained_by_the_requirement_and_by_who_says_what_is_held() -> None:
    ratings = {SkillSlug("sql"): Rating(1, RatingSource.ROADMAP)}
    analysis = analysis_of(asks("sql:2"), ratings=ratings)
    explanation = explain_gap(WORLD, analysis, analysis.gaps[0])
    conclusion = say(explanation.conclusion)
    assert conclusion == "Sql is weak and earns 25 of 100 readiness points."
    assert [fact.kind for fact in explanation.facts] == [
        FactKind.REQUIREMENT,
        FactKind.RATING,
        FactKind.RULE,
    ]
    assert "you finished it in a roadmap" in say(explanation.facts[1].message)


def test_readiness_is_explained_by_every_counted_requirement() -> None:
    analysis = analysis_of(asks("sql:1"), asks("r:1"), ratings=profile(sql=1))
    explanation = explain_readiness(WORLD, analysis)
    assert [say(fact.message) for fact in explanation.facts[:2]] == [
        "Sql: 50 of 50 points",
        "R: 0 of 50 points",
    ]


def test_a_comparison_tells_the_person_from_the_content_and_adds_up() -> None:
    demand = asks("sql:2")
    before = analysis_of(demand, ratings=profile(sql=1))
    harder = graph(skill("sql", 10, 90))
    between = analyze(harder, role(demand), variant=JUNIOR, profile=profile(sql=1), rules=RULES)
    after = analyze(harder, role(demand), variant=JUNIOR, profile=profile(sql=2), rules=RULES)
    points = between.readiness.points
    comparison = compare(
        AnalysisOutcome.of(before), AnalysisOutcome.of(after), renewed=points, aged=points
    )
    assert (comparison.by_content, comparison.by_person) == (-15, 90)
    assert comparison.before + comparison.by_content + comparison.by_person == comparison.after
    assert [(c.before, c.after) for c in comparison.changes] == [(GapClass.WEAK, GapClass.STRONG)]


def test_analyses_of_different_roles_are_not_compared() -> None:
    one = AnalysisOutcome.of(analysis_of(asks("sql:1")))
    other = structs.replace(one, variant=Variant("senior"))
    with pytest.raises(NotComparableError, match="cannot be compared"):
        compare(one, other, renewed=one.points, aged=one.points)
