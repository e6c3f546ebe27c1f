"""The interval of readiness: it covers what it says, against every combination of levels."""

from itertools import product
from math import fsum, inf

import pytest
from builders import JUNIOR, asks, graph, role, rules, skill
from hypothesis import given
from hypothesis import strategies as st
from strategies import World, worlds

from engine import (
    Profile,
    Rating,
    Readiness,
    Requirement,
    Role,
    SkillGraph,
    SkillSlug,
    analyze,
    hold,
)
from engine.readiness import interval as interval_room
from engine.readiness.formula import requirement_credit, rounded_points, weighted_share

RULES = rules()
TAIL = 0.05
CONFIDENCES = st.sampled_from([1.0, 0.95, 0.9, 0.7, 0.5, 0.1])


def readiness_of(graph_: SkillGraph, role_: Role, profile: Profile) -> Readiness:
    return analyze(graph_, role_, variant=JUNIOR, profile=profile, rules=RULES).readiness


def doubted(data: st.DataObject, profile: Profile) -> dict[SkillSlug, Rating]:
    return {
        skill_: Rating(rating.level, rating.source, data.draw(CONFIDENCES))
        for skill_, rating in profile.items()
    }


def level_chances(level: int, top: int, confidence: float) -> dict[int, float]:
    """As the decision page says it, one rating at a time."""
    slip = (1 - confidence) / 2
    chances = {level: confidence}
    chances[max(level - 1, 0)] = chances.get(max(level - 1, 0), 0) + slip
    chances[min(level + 1, top)] = chances.get(min(level + 1, top), 0) + slip
    return chances


def every_outcome(graph_: SkillGraph, role_: Role, profile: Profile) -> list[tuple[float, float]]:
    """Readiness as it would be shown and the chance of every combination of levels, least first."""
    holdings = hold(graph_, profile)
    sure = {skill_: rating.confidence for skill_, rating in profile.items()}
    for item in holdings.implied:
        sure[item.skill] = max(profile[s.skill].confidence for s in item.because)
    requirements = [r for r in role_.variants[JUNIOR] if r.is_counted]
    skills = [t.skill for r in requirements for t in r.targets]
    chances = [
        level_chances(holdings.level(s), graph_.skill(s).top, sure.get(s, 1.0)) for s in skills
    ]
    total = sum(r.weight for r in requirements)
    outcomes = []
    for combination in product(*(c.items() for c in chances)):
        levels = {s: level for s, (level, _) in zip(skills, combination, strict=True)}
        earned = [r.weight * requirement_credit(graph_, r, levels) for r in requirements]
        chance = 1.0
        for _, its in combination:
            chance *= its
        outcomes.append((rounded_points(weighted_share(earned, total)), chance))
    return sorted(outcomes)


def quantile(outcomes: list[tuple[float, float]], share: float) -> float:
    """The least readiness that more than this share of the chances lies at or below."""
    reached = 0.0
    for points, chance in outcomes:
        reached += chance
        if reached > share:
            return points
    return inf


def counted(role_: Role) -> list[Requirement]:
    return [r for r in role_.variants[JUNIOR] if r.is_counted]


@given(worlds(), st.data())
def test_the_interval_is_that_of_all_combinations_of_levels_rounded_outwards(
    world: World, data: st.DataObject
) -> None:
    graph_, role_, profile = world
    ratings = doubted(data, profile)
    found = readiness_of(graph_, role_, ratings)
    outcomes = every_outcome(graph_, role_, ratings)
    slack = 0.2 + 0.002 * len(counted(role_)) + 1e-6
    low, high = quantile(outcomes, TAIL + 1e-6), quantile(outcomes, 1 - TAIL - 1e-6)
    untold = 100 * (1 - found.told_share)
    assert found.low <= min(low, found.points) + 1e-6
    assert found.low >= min(quantile(outcomes, TAIL - 1e-6), found.points) - slack
    # What is told is rounded to a tenth, and so is its sum with what is not: 0.05 each.
    assert found.high >= min(max(high, found.points) + untold, 100) - 0.1 - 1e-6
    most = max(quantile(outcomes, 1 - TAIL + 1e-6), found.points) + untold
    assert found.high <= most + slack + 0.05


@given(worlds(), st.data())
def test_the_interval_covers_its_share_and_contains_the_points(
    world: World, data: st.DataObject
) -> None:
    graph_, role_, profile = world
    ratings = doubted(data, profile)
    found = readiness_of(graph_, role_, ratings)
    assert 0 <= found.low <= found.points <= found.high <= 100
    inside = fsum(
        chance
        for points, chance in every_outcome(graph_, role_, ratings)
        if found.low - 1e-6 <= points <= found.high + 1e-6
    )
    assert inside >= found.coverage - 1e-6


@given(worlds())
def test_certain_ratings_leave_no_interval_but_for_what_is_not_told(world: World) -> None:
    graph_, role_, ratings = world
    found = readiness_of(graph_, role_, ratings)
    assert found.low == found.points
    everything = {skill: Rating(0) for skill in graph_.skills} | dict(ratings)
    told = readiness_of(graph_, role_, everything)
    assert told.low == told.points == told.high
    assert told.told_share == 1
    assert found.coverage == 0.9


def test_a_doubt_that_cannot_move_readiness_leaves_no_interval() -> None:
    world = graph(skill("sql", 10, 30, 20), skill("r", 20))
    doubtful = {SkillSlug("sql"): Rating(3, confidence=0.5), SkillSlug("r"): Rating(1)}
    found = readiness_of(world, role(asks("sql:1"), asks("r:1")), doubtful)
    assert (found.low, found.points, found.high) == (100, 100, 100)


def test_one_doubtful_rating_gives_the_levels_beside_it() -> None:
    world = graph(skill("sql", 10, 30, 20))
    asked = role(asks("sql:3"))
    unsure = readiness_of(world, asked, {SkillSlug("sql"): Rating(2, confidence=0.8)})
    assert (unsure.points, unsure.high) == (66.7, 100)
    assert unsure.low == pytest.approx(16.6, abs=0.05)
    nearly = readiness_of(world, asked, {SkillSlug("sql"): Rating(2, confidence=0.9)})
    assert (nearly.points, nearly.high) == (66.7, 66.7)
    assert nearly.low == pytest.approx(66.6, abs=0.05)


def test_an_implied_level_is_as_sure_as_the_surest_rating_it_follows_from() -> None:
    world = graph(
        skill("python", 20, 20), skill("pandas", 10, needs={1: ["python:1"]}), skill("r", 20)
    )
    asked = role(asks("python:1"))
    alone = readiness_of(world, asked, {SkillSlug("pandas"): Rating(1, confidence=0.6)})
    assert (alone.low, alone.high) == (0, 100)
    sure = readiness_of(world, asked, {SkillSlug("pandas"): Rating(1, confidence=1.0)})
    assert (sure.low, sure.high) == (100, 100)


def test_a_choice_with_too_many_ways_counts_with_its_worst_and_its_best_case() -> None:
    skills = [skill(f"s{n}", *([3.0 + n, 7.0, 11.0 + n])) for n in range(6)]
    choice = asks(*(f"s{n}:3" for n in range(6)), choose=3)
    unsure = {SkillSlug(f"s{n}"): Rating(2, confidence=0.5) for n in range(6)}
    world = graph(*skills)
    told_apart = readiness_of(world, role(choice), unsure)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(interval_room, "_MOST_WAYS", 50)
        widest = readiness_of(world, role(choice), unsure)
    assert widest.low < told_apart.low < told_apart.points < told_apart.high
    assert widest.high == 100
