"""What time, content and the person change, by hand: fading, comparison, from role to role."""

import pytest
from builders import JUNIOR, asks, graph, profile, role, rules_with, skill
from msgspec.structs import replace
from worked_world import ASKED, RATED, WORLD, analysed

from engine import (
    AnalysisOutcome,
    Compare,
    Comparison,
    Day,
    Every,
    GapClass,
    NotComparableError,
    Operator,
    Profile,
    Rating,
    Rule,
    RuleBook,
    SkillGraph,
    SkillSlug,
    TableName,
    compare,
    holding_role,
)
from engine.readiness.comparison import GapChange
from engine.readiness.freshness import freshen

TODAY = Day(2026, 11, 23)
OLD = Day(2021, 11, 23)


def fading(lower_by: int, *, years: int) -> RuleBook:
    when = Every((Compare("years", Operator.AT_LEAST, years),))
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
            GapChange("css", None, GapClass.NOT_TOLD, 0),
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
