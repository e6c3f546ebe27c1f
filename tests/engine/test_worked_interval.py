"""The interval of readiness by hand, for ratings that may be wrong (`worked_world.py`)."""

import pytest
from builders import asks, graph, profile, role, skill
from worked_world import analysed

from engine import (
    Importance,
    Profile,
    Rating,
    SkillSlug,
)


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
