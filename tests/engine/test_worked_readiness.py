"""Readiness computed by hand: credits, gaps, hours left, facts for rules, bands and the interval.

skill    hours of its levels    asked for           rated   credit
git      4                      git:1, weight 2     -       1, implied by docker:1
sql      6, 10                  sql:2, weight 4     1       6/16 = 0.375
docker   5 (needs git:1)        docker:1, weight 2  1       1
python   10                     one of both,        -       0
r        2, 8                   weight 2            1       2/10 = 0.2
css      3, 5                   bonus, weight 5     1       3/8 = 0.375, never counted
"""

import pytest
from builders import JUNIOR, asks, graph, profile, role, rules, rules_with, skill, step, steps
from msgspec.structs import replace

from engine import (
    Analysis,
    AnalysisOutcome,
    Comparison,
    Day,
    Every,
    FactValue,
    GapClass,
    HitPolicy,
    Hours,
    Importance,
    NotComparableError,
    Operator,
    Profile,
    Rating,
    RatingSource,
    Role,
    Rule,
    RuleBook,
    SkillGraph,
    SkillSlug,
    TableName,
    analyze,
    combined_hours,
    compare,
    freshen,
    hold,
    holding_role,
)
from engine import Compare as Says
from engine.readiness.comparison import GapChange
from engine.readiness.credit import rounded_points
from engine.readiness.holdings import Implied

WORLD = graph(
    skill("git", 4),
    skill("sql", 6, 10),
    skill("docker", 5, needs={1: ["git"]}),
    skill("python", 10),
    skill("r", 2, 8),
    skill("css", 3, 5),
)
ASKED = role(
    asks("git", weight=2),
    asks("sql:2", weight=4),
    asks("docker", weight=2, importance=Importance.SUPPORTING),
    asks("python", "r:2", choose=1, weight=2),
    asks("css:2", weight=5, importance=Importance.BONUS),
)
RATED = profile(sql=1, docker=1, r=1, css=1)


def analysed(
    rated: Profile = RATED,
    *,
    world: SkillGraph = WORLD,
    asked: Role = ASKED,
    book: RuleBook | None = None,
) -> Analysis:
    return analyze(world, asked, variant=JUNIOR, profile=rated, rules=book or rules())


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


def test_the_hours_left_are_those_of_what_counts() -> None:
    """sql:2 and r:2, 10 + 8 h; the bonus leaves none.

    Below 5² + 4² = 41 and 9² = 81: √61 = 7.8102. Above 10² + 8² = 164 and 18² = 324:
    √244 = 15.6205.
    """
    left = analysed().hours_left
    assert left.typical == 18
    assert left.low == pytest.approx(18 - 7.8102, abs=1e-4)
    assert left.high == pytest.approx(18 + 15.6205, abs=1e-4)


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
    "missing": 0,
    "weak": 3,
    "strong": 2,
    "missing_core": 0,
    "weak_core": 2,  # sql and the choice; css is a bonus.
    "rated_skills": 4,
    "unsupported_skills": 0,
    "faded_skills": 0,
    "variant": "junior",
}


def advised_when(facts: dict[str, FactValue]) -> RuleBook:
    entries = [
        Rule(fact, Says(fact, Operator.IS, value), {"title": fact, "text": "."})
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
        "missing": 2,  # git and the choice.
        "weak": 1,
        "strong": 2,
        "missing_core": 2,
        "weak_core": 1,
        "rated_skills": 3,  # A skill rated 0 is none.
        "unsupported_skills": 1,
        "faded_skills": 1,
    }
    advice = analysed(rated, book=advised_when(facts)).advice
    assert [item.slug for item in advice] == list(facts)


def band(slug: str, when: Says) -> Rule:
    return Rule(slug, when, {"band": slug, "title": slug.title(), "text": f"{slug}."})


def test_the_band_is_that_of_the_points_and_the_core() -> None:
    book = rules_with(
        TableName.BANDS,
        band("met", Says("core_met", Operator.IS, literal=True)),
        band("near", Says("readiness", Operator.AT_LEAST, 59.1)),
        band("here", Says("readiness", Operator.AT_LEAST, 59)),
        band("far", Says("readiness", Operator.AT_LEAST, 0)),
    )
    found = analysed(book=book).readiness.band
    assert (found.slug, found.title, found.text) == ("here", "Here", "here.")
    core = role(asks("git"), asks("sql:2", importance=Importance.SUPPORTING))
    assert analysed(asked=core, book=book).readiness.band.slug == "met"


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


def sure(level: int, confidence: float) -> Rating:
    return Rating(level, confidence=confidence)


@pytest.mark.parametrize(
    ("level", "confidence", "points", "low", "high"),
    [
        # Level 1 of 2 is 37.5 points; one lower is 0 and one higher 100, by 10 % each: both are
        # more than the 5 % left out on a side.
        (1, 0.8, 37.5, 0, 100),
        # 2.5 % each: both are left out.
        (1, 0.95, 37.5, 37.5, 37.5),
        # 5 % each are just as much as may be left out.
        (1, 0.9, 37.5, 37.5, 37.5),
        (1, 0.88, 37.5, 0, 100),
        # At the top there is nothing higher, at 0 nothing lower.
        (2, 0.8, 100, 37.5, 100),
        (0, 0.8, 0, 0, 37.5),
        (1, 1.0, 37.5, 37.5, 37.5),
    ],
)
def test_the_interval_of_one_doubtful_rating(
    level: int, confidence: float, points: float, low: float, high: float
) -> None:
    rated = {SkillSlug("sql"): sure(level, confidence)}
    found = analysed(rated, asked=role(asks("sql:2"))).readiness
    assert (found.points, found.low, found.high) == (points, low, high)


def test_the_interval_of_two_doubtful_ratings() -> None:
    """sql:1 and git:1, each right with 80 %, worth 50 points each.

    sql earns 0, 18.75 or 50 with 10, 80 and 10 %; git 0 or 50 with 10 and 90 %. Together:
    0 with 1 %, 18.75 with 8 %, 50 with 1 + 9 %, 68.75 with 72 %, 100 with 9 %. From below 1 % is
    left out and 9 % would be too much: 18.75, outwards 18.7. From above 9 % is too much: 100.
    """
    rated = {SkillSlug("sql"): sure(1, 0.8), SkillSlug("git"): sure(1, 0.8)}
    found = analysed(rated, asked=role(asks("sql:2"), asks("git"))).readiness
    assert (found.points, found.low, found.high) == (68.8, 18.7, 100)


def test_an_implied_level_is_as_sure_as_the_surest_it_follows_from() -> None:
    world = graph(skill("git", 4), *(skill(s, 5, needs={1: ["git"]}) for s in ("ci", "docker")))
    doubtful: Profile = {SkillSlug("ci"): sure(1, 0.8)}
    asked = role(asks("git"))
    assert analysed(doubtful, world=world, asked=asked).readiness.low == 0
    surer = {**doubtful, SkillSlug("docker"): sure(1, 0.95)}
    assert analysed(surer, world=world, asked=asked).readiness.low == 100


def test_two_doubtful_branches_are_surer_than_one() -> None:
    """Each is lacking with 10 %, both with 1 %."""
    rated = {SkillSlug("python"): sure(1, 0.8), SkillSlug("git"): sure(1, 0.8)}
    found = analysed(rated, asked=role(asks("python", "git", choose=1))).readiness
    assert (found.low, found.high) == (100, 100)
    both = analysed(rated, asked=role(asks("python"), asks("git"))).readiness
    # 0 with 1 %, 50 with 18 %: 50 lies within.
    assert (both.low, both.high) == (50, 100)


def test_a_doubtful_bonus_leaves_no_doubt() -> None:
    rated: Profile = {**profile(git=1), SkillSlug("css"): sure(1, 0.5)}
    asked = role(asks("git"), asks("css:2", importance=Importance.BONUS))
    found = analysed(rated, asked=asked).readiness
    assert (found.low, found.high) == (100, 100)


TODAY = Day(2026, 11, 23)
OLD = Day(2021, 11, 23)


def fading(lower_by: int, *, years: int) -> RuleBook:
    when = Every((Says("years", Operator.AT_LEAST, years),))
    return rules_with(TableName.FRESHNESS, Rule("old", when, {"lower_by": lower_by}))


@pytest.mark.parametrize(
    ("level", "lower_by", "years", "counts"),
    [
        (3, 1, 5, 2),
        (3, 2, 5, 1),
        (3, 9, 5, 1),  # Never below 1.
        (3, 1, 6, 3),  # Five whole years are not six.
        (1, 1, 5, 1),
    ],
)
def test_what_an_old_rating_counts_for(level: int, lower_by: int, years: int, counts: int) -> None:
    world = graph(skill("sql", 10, 10, 20))
    slug = SkillSlug("sql")
    rated: Profile = {slug: Rating(level, rated_on=OLD)}
    fresh = freshen(world, rated, rules=fading(lower_by, years=years), today=TODAY)
    assert fresh[slug].level == counts
    assert fresh[slug].level_said == level
    assert fresh[slug].said == (None if counts == level else level)


BEFORE = role(asks("sql:3"), asks("git"))
AFTER = role(asks("sql:3"), asks("css"))


def sql_world(*hours: float) -> SkillGraph:
    return graph(skill("sql", *hours), skill("git", 4), skill("css", 3))


def test_the_parts_of_a_difference() -> None:
    """Each demand is worth 50 points.

    Before: sql level 2 of (10, 10, 20) h is 20/40, 25 points; git 50: 75.
    The content changes: sql takes (10, 20, 20) h, level 2 is 30/50, 30 points; css is asked
    for instead of git and lacking: 30, by the content -45.
    Time passes: sql counts as level 1, 10/50, 10 points: by time -20.
    The person learns sql:3, all of 50: by the person +40.
    """
    sql = SkillSlug("sql")
    first: Profile = {**profile(git=1), sql: Rating(2, rated_on=OLD)}
    faded: Profile = {**profile(git=1), sql: Rating(1, rated_on=OLD, said=2)}
    old, new = sql_world(10, 10, 20), sql_world(10, 20, 20)
    found = compare(
        AnalysisOutcome.of(analysed(first, world=old, asked=BEFORE)),
        AnalysisOutcome.of(analysed(profile(git=1, sql=3), world=new, asked=AFTER)),
        renewed=analysed(first, world=new, asked=AFTER).readiness.points,
        aged=analysed(faded, world=new, asked=AFTER).readiness.points,
    )
    assert found == Comparison(
        before=75,
        after=50,
        by_person=40,
        by_time=-20,
        by_content=-45,
        changes=(
            GapChange("sql", GapClass.WEAK, GapClass.STRONG, 25),
            GapChange("css", None, GapClass.MISSING, 0),
            GapChange("git", GapClass.STRONG, None, -50),
        ),
    )


def test_what_did_not_change_is_no_change() -> None:
    same = AnalysisOutcome.of(analysed())
    found = compare(same, same, renewed=59, aged=59)
    assert found == Comparison(59, 59, 0, 0, 0, ())


def test_points_that_moved_are_a_change_though_the_class_stayed() -> None:
    """sql rises from 1 to 2 of 3 levels of 10, 10 and 20 h: 25 to 50 points, both weak."""
    world, asked = sql_world(10, 10, 20), role(asks("sql:3"))
    before = AnalysisOutcome.of(analysed(profile(sql=1), world=world, asked=asked))
    after = AnalysisOutcome.of(analysed(profile(sql=2), world=world, asked=asked))
    found = compare(before, after, renewed=25, aged=25)
    assert found.changes == (GapChange("sql", GapClass.WEAK, GapClass.WEAK, 25),)
    assert (found.by_person, found.by_time, found.by_content) == (25, 0, 0)


def test_analyses_of_two_roles_cannot_be_compared() -> None:
    one = AnalysisOutcome.of(analysed())
    other = AnalysisOutcome.of(analysed(asked=replace(ASKED, slug=ASKED.slug + "s")))
    with pytest.raises(NotComparableError) as refused:
        compare(one, other, renewed=59, aged=59)
    assert (refused.value.role, refused.value.other_role) == ("tester", "testers")


def test_a_profile_as_if_the_role_were_held() -> None:
    """git and docker are met; sql rises to 2, r (begun already) to 2; css is a bonus and stays."""
    after = holding_role(WORLD, RATED, ASKED, JUNIOR)
    assert {slug: rating.level for slug, rating in after.items()} == {
        "sql": 2,
        "docker": 1,
        "r": 2,
        "css": 1,
    }
    assert after[SkillSlug("sql")] == Rating(2)
