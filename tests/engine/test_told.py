"""What is told and what is not, by hand: classes, the share told, the range, the next question.

skill    hours   asked for            weight of 10
git      4       git:1                2
docker   5       docker:1, needs git  3
sql      6, 10   sql:2                4
python   10      one of both          1
r        10
css      3       a bonus              5
"""

import pytest
from builders import JUNIOR, asks, graph, profile, role, rules, skill
from hypothesis import given
from strategies import World, worlds

from engine import Analysis, GapClass, Importance, NextQuestion, Profile, Rating, SkillSlug, analyze
from engine.readiness.formula import open_places

WORLD = graph(
    skill("git", 4),
    skill("docker", 5, needs={1: ["git"]}),
    skill("sql", 6, 10),
    skill("python", 10),
    skill("r", 10),
    skill("css", 3),
)
ASKED = role(
    asks("git", weight=2),
    asks("docker", weight=3),
    asks("sql:2", weight=4),
    asks("python", "r", choose=1),
    asks("css", weight=5, importance=Importance.BONUS),
)


def analysed(**levels: int) -> Analysis:
    return analyze(WORLD, ASKED, variant=JUNIOR, profile=profile(**levels), rules=rules())


def classes(**levels: int) -> list[str]:
    return [gap.gap_class.value for gap in analysed(**levels).gaps]


def test_what_nothing_is_said_about_is_not_told_and_what_is_rated_0_is_missing() -> None:
    assert classes() == ["not_told"] * 5
    assert classes(sql=0, css=0) == ["not_told", "not_told", "missing", "not_told", "missing"]
    assert classes(sql=1) == ["not_told", "not_told", "weak", "not_told", "not_told"]


def test_what_is_implied_is_told() -> None:
    assert classes(docker=1)[:2] == ["strong", "strong"]
    assert classes(docker=1, git=0)[:2] == ["missing", "strong"]


def test_a_choice_is_told_once_an_option_is_held_or_none_is_left() -> None:
    assert classes(python=1)[3] == "strong"
    assert classes(python=0)[3] == "not_told"  # R may still be held.
    assert classes(python=0, r=0)[3] == "missing"


def range_of(**levels: int) -> tuple[float, float, float]:
    readiness = analysed(**levels).readiness
    return readiness.points, readiness.high, readiness.told_share


def test_points_count_what_is_known_and_high_what_is_not_told_as_met() -> None:
    """sql 1 is 6 of 16 hours: 0.375 · 40 = 15 points."""
    assert range_of() == (0, 100, 0)
    assert range_of(sql=1) == (15, 75, 0.4)
    assert range_of(sql=1, git=0) == (15, 55, 0.6)
    assert range_of(docker=1, python=0) == (50, 100, 0.5)
    assert range_of(docker=1, sql=2, r=1) == (100, 100, 1)
    assert range_of(docker=0, git=0, sql=0, python=0, r=0) == (0, 0, 1)


def test_a_doubtful_rating_widens_the_range_beyond_what_is_not_told() -> None:
    """sql 1 with confidence 0.5: from 0 to level 2, 40 points; 60 points are not told."""
    rated = {SkillSlug("sql"): Rating(1, confidence=0.5)}
    found = analyze(WORLD, ASKED, variant=JUNIOR, profile=rated, rules=rules()).readiness
    assert (found.low, found.points, found.high) == (0, 15, 100)
    told = {**rated, **profile(git=0, docker=0, python=0, r=0)}
    found = analyze(WORLD, ASKED, variant=JUNIOR, profile=told, rules=rules()).readiness
    assert (found.low, found.points, found.high) == (0, 15, 40)


def test_with_less_than_half_told_there_is_a_question_in_place_of_a_band() -> None:
    assert (analysed(sql=1).readiness.band is None) is True
    half = analysed(docker=1).readiness
    assert half.told_share == 0.5
    assert half.band is not None
    assert half.next_question is None


def asked_next(**levels: int) -> NextQuestion | None:
    return analysed(**levels).readiness.next_question


def test_the_question_that_would_tell_most() -> None:
    """docker tells 30 points, and where it is held git's 20 as well: 30 + 20 / 2 = 40, as sql.
    python tells its 10 only where it is held, because r may be: 5. docker is listed before sql.
    """
    assert asked_next() == NextQuestion(SkillSlug("docker"), 1, 40)
    assert asked_next(docker=0) == NextQuestion(SkillSlug("sql"), 2, 40)
    assert asked_next(sql=0) == NextQuestion(SkillSlug("docker"), 1, 40)
    assert asked_next(sql=0, r=0, python=0) is None  # 4 + 1 of 10 are told: there is a band.


def test_the_last_option_of_a_choice_tells_whether_it_is_held_or_not() -> None:
    asked = role(asks("git", weight=2), asks("python", "r", choose=1, weight=3))
    for rated, expected in (({}, ("git", 40)), (profile(python=0), ("r", 60))):
        found = analyze(WORLD, asked, variant=JUNIOR, profile=rated, rules=rules()).readiness
        assert found.next_question is not None
        assert (found.next_question.skill, found.next_question.points) == expected


@pytest.mark.parametrize(
    ("told", "earning", "places"),
    [(0, 0, 2), (1, 0, 2), (2, 0, 1), (3, 0, 0), (1, 1, 1), (2, 1, 1), (3, 1, 0), (2, 2, 0)],
)
def test_the_open_places_of_two_of_three(told: int, earning: int, places: int) -> None:
    asked = asks("git", "sql", "r", choose=2)
    assert open_places(asked, told=told, earning=earning) == places


def test_a_role_that_requires_nothing_is_told() -> None:
    found = analyze(WORLD, role(), variant=JUNIOR, profile={}, rules=rules()).readiness
    assert (found.points, found.high, found.told_share) == (100, 100, 1)


@given(worlds())
def test_the_range_is_as_wide_as_what_is_not_told(world: World) -> None:
    graph_, asked, rated = world
    found = analyze(graph_, asked, variant=JUNIOR, profile=rated, rules=rules())
    readiness = found.readiness
    untold = sum(g.points_possible * (1 - g.told) for g in found.gaps)
    assert readiness.high - readiness.points == pytest.approx(untold, abs=0.11)
    assert readiness.told_share == pytest.approx(1 - untold / 100, abs=1e-9)
    assert (readiness.band is None) == (readiness.told_share < 0.5)
    assert (readiness.next_question is None) == (readiness.told_share >= 0.5)
    for gap in found.gaps:
        is_silent = all(not state.is_told for state in gap.targets)
        assert gap.gap_class is GapClass.NOT_TOLD if is_silent else gap.told >= 0


@given(worlds())
def test_who_answers_the_next_question_is_told_more_about(world: World) -> None:
    graph_, asked, rated = world
    before = analyze(graph_, asked, variant=JUNIOR, profile=rated, rules=rules()).readiness
    question = before.next_question
    if question is None:
        return

    def told(level: int) -> float:
        answered: Profile = {**rated, question.skill: Rating(level)}
        found = analyze(graph_, asked, variant=JUNIOR, profile=answered, rules=rules())
        return found.readiness.told_share

    assert told(question.level) > before.told_share
    assert told(0) >= before.told_share
