"""Readiness by hand: credits, gaps, hours left, facts for rules and bands (`worked_world.py`)."""

import pytest
from builders import asks, profile, role, rules_with, step, steps
from msgspec.structs import replace
from worked_world import RATED, WORLD, analysed

from engine import (
    Compare,
    FactValue,
    GapClass,
    HitPolicy,
    Hours,
    Importance,
    Operator,
    Profile,
    Rating,
    RatingSource,
    Rule,
    RuleBook,
    SkillSlug,
    TableName,
    combined_hours,
    hold,
)
from engine.readiness.formula import rounded_points
from engine.readiness.holdings import Implied


def test_readiness_is_the_weighted_share_of_the_credits() -> None:
    """(2 · 1 + 4 · 0.375 + 2 · 1 + 2 · 0.2) / 10 = 5.9 / 10; of the bonus 37.5 %."""
    readiness = analysed().readiness
    assert readiness.points == 59
    assert readiness.bonus_points == 37.5
    assert not readiness.is_core_met
    assert (readiness.low, readiness.high, readiness.coverage) == (59, 59, 0.9)


def test_the_gaps() -> None:
    """A weight is worth 100 / 10 = 10 points, a bonus none."""
    gaps = analysed().gaps
    assert [gap.requirement.key for gap in gaps] == [
        "git",
        "sql",
        "docker",
        "choose:python|r",
        "css",
    ]
    assert [gap.gap_class for gap in gaps] == [
        GapClass.STRONG,
        GapClass.WEAK,
        GapClass.STRONG,
        GapClass.WEAK,
        GapClass.WEAK,
    ]
    assert [gap.credit for gap in gaps] == [1, 0.375, 1, 0.2, 0.375]
    assert [gap.points for gap in gaps] == [20, 15, 20, 4, 0]
    assert [gap.points_possible for gap in gaps] == [20, 40, 20, 20, 0]
    assert [gap.hours_left for gap in gaps] == [
        Hours(0, 0, 0),
        Hours(5, 10, 20),
        Hours(0, 0, 0),
        Hours(4, 8, 16),
        Hours(2.5, 5, 10),
    ]


def test_where_the_person_stands_towards_each_target() -> None:
    git, sql, _, choice, _ = analysed().gaps
    (state,) = git.targets
    assert (state.held, state.source, state.credit) == (1, RatingSource.IMPLIED, 1.0)
    assert (state.is_implied, state.is_met, state.is_counted) == (True, True, True)
    (state,) = sql.targets
    assert (state.held, state.source, state.credit) == (1, RatingSource.SELF, 0.375)
    assert (state.is_implied, state.is_met, state.is_counted) == (False, False, True)
    python, r = choice.targets
    assert (python.held, python.source, python.credit, python.is_counted) == (0, None, 0, False)
    assert (r.held, r.source, r.credit, r.is_counted) == (1, RatingSource.SELF, 0.2, True)


def test_what_is_implied() -> None:
    assert analysed().implied == (Implied(step("git").skill, 1, steps("docker")),)
    held = hold(WORLD, RATED)
    assert held.levels == {"sql": 1, "docker": 1, "r": 1, "css": 1, "git": 1}
    assert held.steps == frozenset(steps("sql:1", "docker:1", "r:1", "css:1", "git:1"))


def test_who_rated_a_prerequisite_lower_on_purpose_is_believed() -> None:
    """git:0 is said: 20 points less, and docker rests on something that is lacking."""
    analysis = analysed({**RATED, **profile(git=0)})
    assert analysis.readiness.points == 39
    assert analysis.implied == ()
    assert analysis.gaps[0].gap_class is GapClass.MISSING
    assert analysis.gaps[0].hours_left == Hours(2, 4, 8)


FACTS: dict[str, FactValue] = {
    "readiness": 59,
    "core_met": False,
    "told_share": 1.0,
    "not_told": 0,
    "missing": 0,
    "weak": 3,
    "strong": 2,
    "not_told_core": 0,
    "missing_core": 0,
    "weak_core": 2,  # sql and the choice; css is a bonus.
    "rated_skills": 4,
    "unsupported_skills": 0,
    "faded_skills": 0,
    "variant": "junior",
}


def advised_when(facts: dict[str, FactValue]) -> RuleBook:
    entries = [
        Rule(fact, Compare(fact, Operator.IS, value), {"title": fact, "text": "."})
        for fact, value in facts.items()
    ]
    return rules_with(TableName.ADVICE, *entries, hit=HitPolicy.COLLECT)


def test_the_facts_that_advice_is_given_by() -> None:
    advice = analysed(book=advised_when(FACTS)).advice
    assert [item.slug for item in advice] == list(FACTS)


def test_the_facts_of_somebody_with_more_wrong() -> None:
    """git is said to be lacking, of which docker is made; sql faded from 2 to 1; no r."""
    rated = {**profile(git=0, docker=1, css=2), SkillSlug("sql"): Rating(1, said=2)}
    facts: dict[str, FactValue] = {
        "readiness": 35,  # sql 15 and docker 20.
        "told_share": 0.8,  # All but the choice, 2 of 10.
        "not_told": 1,
        "missing": 1,  # git.
        "weak": 1,
        "strong": 2,
        "not_told_core": 1,
        "missing_core": 1,
        "weak_core": 1,
        "rated_skills": 4,  # A skill rated 0 is told.
        "unsupported_skills": 1,
        "faded_skills": 1,
    }
    advice = analysed(rated, book=advised_when(facts)).advice
    assert [item.slug for item in advice] == list(facts)


def band(slug: str, when: Compare) -> Rule:
    return Rule(slug, when, {"band": slug, "title": slug.title(), "text": f"{slug}."})


def test_the_band_is_that_of_the_points_and_the_core() -> None:
    book = rules_with(
        TableName.BANDS,
        band("met", Compare("core_met", Operator.IS, literal=True)),
        band("near", Compare("readiness", Operator.AT_LEAST, 59.1)),
        band("here", Compare("readiness", Operator.AT_LEAST, 59)),
        band("far", Compare("readiness", Operator.AT_LEAST, 0)),
    )
    found = analysed(book=book).readiness.band
    assert found is not None
    assert (found.slug, found.title, found.text) == ("here", "Here", "here.")
    core = role(asks("git"), asks("sql:2", importance=Importance.SUPPORTING))
    met = analysed(asked=core, book=book).readiness.band
    assert met is not None
    assert met.slug == "met"


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        (0.0, 0.0),
        (1e-9, 0.1),
        (0.04, 0.1),
        (0.16, 0.2),
        (33.333333, 33.3),
        (99.94, 99.9),
        (99.99999, 99.9),
        (100.0, 100.0),
    ],
)
def test_points_are_rounded_but_never_to_nothing_or_to_all(exact: float, shown: float) -> None:
    assert rounded_points(exact) == shown


def test_a_role_that_asks_nothing_is_met() -> None:
    assert analysed(asked=role()).readiness.points == 100


def test_one_of_two_choices_of_two() -> None:
    """Two of python, r:2 and git: the best credits are git's 1 and r's 0.2, on average 0.6."""
    gap = analysed(asked=role(asks("python", "r:2", "git", choose=2))).gaps[0]
    assert gap.credit == 0.6
    assert gap.points == 60
    assert [state.is_counted for state in gap.targets] == [False, True, True]
    assert gap.hours_left.typical == 8


def test_of_equal_credit_the_branch_of_fewer_hours_counts() -> None:
    gap = analysed({}, asked=role(asks("python", "sql:1", choose=1))).gaps[0]
    assert [state.is_counted for state in gap.targets] == [False, True]
    assert gap.hours_left == Hours(3, 6, 12)


@pytest.mark.parametrize(
    ("steps_", "low", "high"),
    [
        ([], 0.0, 0.0),
        ([(1, 4, 10)], 1.0, 10.0),
        # Below 3² + 3² = 18 and 6² = 36, the mean 27; above 6² + 8² = 100 and 14² = 196: 148.
        ([(1, 4, 10), (2, 5, 13)], 9 - 27**0.5, 9 + 148**0.5),
    ],
)
def test_hours_together(steps_: list[tuple[float, float, float]], low: float, high: float) -> None:
    found = combined_hours(Hours(*step_) for step_ in steps_)
    assert found.typical == sum(typical for _, typical, _ in steps_)
    assert (found.low, found.high) == pytest.approx((low, high))


def with_facts(**facts: FactValue) -> RuleBook:
    """A band for each fact in turn, where it is not as given; `as-given` where all are."""
    return rules_with(
        TableName.BANDS,
        *(band(fact, Compare(fact, Operator.IS_NOT, value)) for fact, value in facts.items()),
        band("as-given", Compare("readiness", Operator.AT_LEAST, 0)),
    )


@pytest.mark.parametrize(
    ("rated", "facts"),
    [
        # sql 1 is 6 of 16 hours, below half: what defines the role is not met.
        (
            profile(git=1, sql=1),
            {"missing_core": 0, "lowest_core_credit": 0.375, "defining_met": False},
        ),
        (
            profile(git=0, sql=2),
            {"missing_core": 1, "lowest_core_credit": 0.0, "defining_met": True},
        ),
        (
            profile(sql=2, css=0),
            {"missing_core": 0, "lowest_core_credit": 0.0, "told_share": 2 / 3},
        ),
        (
            profile(git=1, sql=2),
            {"missing_core": 0, "lowest_core_credit": 1.0, "defining_met": True},
        ),
    ],
)
def test_the_facts_that_a_verdict_rests_on(rated: Profile, facts: dict[str, FactValue]) -> None:
    asked = role(
        asks("git"),
        replace(asks("sql:2"), is_defining=True),
        asks("css", importance=Importance.SUPPORTING),
    )
    found = analysed(rated, asked=asked, book=with_facts(**facts))
    assert found.readiness.band is not None
    assert found.readiness.band.slug == "as-given"
