"""Which ratings count on a day: by hand, and as laws over drawn worlds."""

import pytest
from builders import JUNIOR, asks, graph, role, skill, step
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import Tape, World, tapes, worlds
from test_readiness_history import fading_by

from engine import (
    Day,
    Profile,
    ProfileChange,
    Rating,
    RatingSource,
    SkillSlug,
    analyze,
    counted_profile,
    hold,
    readiness_history,
)
from engine.readiness.freshness import freshen
from engine.readiness.purpose import AT_LEAST

SQL, ETL, GIT = SkillSlug("sql"), SkillSlug("etl"), SkillSlug("git")
TODAY = Day(2026, 11, 23)
WORLD = graph(
    skill("git", 5, 5, 5),
    skill("sql", 10, 30, 20, needs={3: ["git:3"]}),
    skill("etl", 20, 20, needs={1: ["sql:1"], 2: ["sql:3"]}),
)
ANALYST = role(asks("sql:3", weight=3), asks("r", weight=1))
RATED: Profile = {
    ETL: Rating(2, rated_on=Day(2021, 1, 1)),
    SQL: Rating(2, RatingSource.ROADMAP, rated_on=Day(2023, 1, 1)),
}
LIFE = (
    # ETL 2 requires SQL 3, all of what SQL earns: 3 of 4 in weight.
    (Day(2025, 12, 31), {"etl": 2}, 75.0),
    # Five years on ETL counts as 1 and requires SQL 1; the tick of SQL 2 stands by itself:
    # 40 of 60 h, two thirds of 75.
    (Day(2026, 1, 1), {"etl": 1, "sql": 2}, 50.0),
    # Five years after the tick SQL counts as 1, too: 10 of 60 h, a sixth of 75.
    (Day(2028, 1, 1), {"etl": 1, "sql": 1}, 12.5),
)


@pytest.mark.parametrize(("today", "levels", "points"), LIFE)
def test_a_tick_counts_again_once_what_implied_more_has_faded(
    today: Day, levels: dict[str, int], points: float
) -> None:
    world = graph(*WORLD.skills.values(), skill("r", 1))
    book = fading_by(1, after=5)
    counted = counted_profile(world, RATED, rules=book, today=today)
    assert {slug: rating.level for slug, rating in counted.items()} == levels
    found = analyze(world, ANALYST, variant=JUNIOR, profile=counted, rules=book)
    assert found.readiness.points == points
    assert (step("sql:2") in hold(world, counted).steps) == (points >= 50)


def test_the_series_of_readiness_goes_through_the_same_figures() -> None:
    """75 with ETL, the same after the tick, then as in `LIFE`; ETL once more brings back 75."""
    world = graph(*WORLD.skills.values(), skill("r", 1))
    rated = [
        ProfileChange(one.rated_on, {slug: one}) for slug, one in RATED.items() if one.rated_on
    ]
    passing = [ProfileChange(today, {}) for today, _, _ in LIFE]
    again = ProfileChange(Day(2029, 1, 1), {ETL: Rating(2, rated_on=Day(2029, 1, 1))})
    found = readiness_history(
        world,
        ANALYST,
        variant=JUNIOR,
        changes=[*rated, *passing, again],
        rules=fading_by(1, after=5),
    )
    assert found == (75.0, 75.0, 75.0, 50.0, 12.5, 75.0)


def test_a_tick_keeps_nothing_below_it_from_staying_fresh() -> None:
    """ETL 2 requires SQL 3, and that Git 3: Git of long ago stays, though SQL 1 was ticked."""
    rated: Profile = {
        ETL: Rating(2, rated_on=Day(2026, 1, 1)),
        SQL: Rating(1, RatingSource.ROADMAP, rated_on=Day(2026, 1, 1)),
        GIT: Rating(3, rated_on=Day(2010, 1, 1)),
    }
    counted = counted_profile(WORLD, rated, rules=fading_by(2, after=5), today=TODAY)
    assert {slug: rating.level for slug, rating in counted.items()} == {"etl": 2, "git": 3}


def test_without_a_day_nothing_fades_and_lesser_ticks_are_left_out() -> None:
    book = fading_by(1, after=5)
    assert counted_profile(WORLD, RATED, rules=book, today=None) == {ETL: RATED[ETL]}


def drawn_profile(drawn: bytes, world: World) -> dict[SkillSlug, Rating]:
    """Ratings and ticks of several years, some without a date."""
    tape = Tape(drawn)
    skills = sorted(world[0].skills)
    rated = {}
    for slug in tape.some_of(skills, tape.below(len(skills) + 1)):
        source = (RatingSource.SELF, RatingSource.ROADMAP, RatingSource.SPLIT)[tape.below(3)]
        day = Day(2012 + tape.below(15), 1, 1)
        own = Rating(tape.between(0, world[0].skills[slug].top), source, 1.0, day)
        rated[slug] = replace(own, rated_on=None) if tape.below(5) == 0 else own
    return rated


@given(worlds(), tapes(120), st.integers(0, 9), st.integers(1, 2))
def test_whatever_counts_the_rest_adds_nothing(
    world: World, drawn: bytes, after: int, levels: int
) -> None:
    """Counted ratings as they were given count the same; every tick is held as far as it counts."""
    skill_graph, _, _ = world
    book, profile = fading_by(levels, after=after), drawn_profile(drawn, world)
    counted = counted_profile(skill_graph, profile, rules=book, today=TODAY)
    given_ = {slug: profile[slug] for slug in counted}
    assert counted_profile(skill_graph, given_, rules=book, today=TODAY) == counted
    assert freshen(skill_graph, given_, rules=book, today=TODAY) == counted
    held = hold(skill_graph, counted)
    for slug, rating in freshen(skill_graph, profile, rules=book, today=TODAY).items():
        assert held.level(slug) >= rating.level


@given(worlds(), tapes(120), st.integers(0, 9), st.data())
def test_a_tick_takes_nothing_away_on_any_day(
    world: World, drawn: bytes, after: int, data: st.DataObject
) -> None:
    """What is held with a tick contains what is held without it."""
    skill_graph, _, _ = world
    book, profile = fading_by(1, after=after), drawn_profile(drawn, world)
    ticks = sorted(slug for slug, rating in profile.items() if rating.source in AT_LEAST)
    if not ticks:
        return
    without = data.draw(st.sampled_from(ticks))
    fewer = {slug: rating for slug, rating in profile.items() if slug != without}
    held, less = (
        hold(skill_graph, counted_profile(skill_graph, one, rules=book, today=TODAY)).bits
        for one in (profile, fewer)
    )
    assert less & ~held == 0
