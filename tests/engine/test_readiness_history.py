"""Readiness over time by hand, and as the analysis of every single day says it."""

import pytest
from builders import JUNIOR, asks, graph, role, rules, skill
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import Tape, World, tapes, worlds

from engine import (
    Compare,
    Day,
    HitPolicy,
    Operator,
    ProfileChange,
    Rating,
    RatingSource,
    Rule,
    RuleBook,
    RuleTable,
    SkillSlug,
    TableName,
    UnknownLevelError,
    UnknownSkillError,
    UnknownVariantError,
    Variant,
    analyze,
    counted_profile,
    readiness_history,
)

SQL, GIT, ETL = SkillSlug("sql"), SkillSlug("git"), SkillSlug("etl")
SOURCES = (RatingSource.SELF, RatingSource.ROADMAP)
WORLD = graph(skill("sql", 10, 30), skill("git", 5), skill("etl", 20, needs={1: ["sql:1"]}))
ANALYST = role(asks("sql:2", weight=3), asks("git", weight=1))


def fading_by(levels: int, *, after: int) -> RuleBook:
    old = Rule("old", Compare("years", Operator.AT_LEAST, after), {"lower_by": levels})
    table = RuleTable(TableName.FRESHNESS, HitPolicy.FIRST, (old,))
    return RuleBook.of([*rules().tables.values(), table])


def history(*changes: ProfileChange, book: RuleBook | None = None) -> tuple[float, ...]:
    return readiness_history(WORLD, ANALYST, variant=JUNIOR, changes=changes, rules=book or rules())


def change(year: int, **levels: int | None) -> ProfileChange:
    """Ratings said on New Year's Day."""
    day = Day(year, 1, 1)
    ratings = {
        SkillSlug(name): None if level is None else Rating(level, rated_on=day)
        for name, level in levels.items()
    }
    return ProfileChange(day, ratings)


def test_each_change_adds_what_its_skills_earn() -> None:
    # SQL 1 is 10 of 40 h of a weight of 3 in 4: 18.75, shown as 18.8; Git is the other quarter.
    changes = (change(2024, sql=1), change(2024, git=1), change(2025, sql=2), change(2025, git=0))
    assert history(*changes) == (18.8, 43.8, 100.0, 75.0)


def test_what_a_rating_implies_counts_and_goes_with_it() -> None:
    # ETL requires SQL 1.
    changes = (change(2024, etl=1), change(2024, git=1), change(2025, etl=None))
    assert history(*changes) == (18.8, 43.8, 25.0)


def test_what_was_rated_lower_on_purpose_is_not_implied() -> None:
    changes = (change(2024, etl=1), change(2024, sql=0), change(2025, sql=None))
    assert history(*changes) == (18.8, 0.0, 18.8)


def test_a_later_and_lower_tick_takes_nothing_away_that_a_higher_one_implies() -> None:
    # ETL requires SQL 2: 75 of 100 points. A tick of SQL 1 beside it is no word against SQL 2;
    # once ETL is taken back, the tick alone counts: 10 of 40 h of SQL, 18.75. A person's own
    # word of SQL 1 does count against SQL 2, and so 18.75 again with ETL.
    world = graph(skill("sql", 10, 30), skill("git", 5), skill("etl", 20, needs={1: ["sql:2"]}))
    new_year = (Day(year, 1, 1) for year in range(2024, 2029))
    told: list[dict[SkillSlug, Rating | None]] = [
        {ETL: Rating(1, RatingSource.ROADMAP)},
        {SQL: Rating(1, RatingSource.ROADMAP)},
        {ETL: None},
        {ETL: Rating(1, RatingSource.ROADMAP)},
        {SQL: Rating(1)},
    ]
    found = readiness_history(
        world,
        ANALYST,
        variant=JUNIOR,
        changes=[ProfileChange(day, ratings) for day, ratings in zip(new_year, told, strict=True)],
        rules=rules(),
    )
    assert found == (75.0, 75.0, 18.8, 75.0, 18.8)


def test_a_rating_fades_when_its_time_is_over_and_is_whole_again_once_renewed() -> None:
    # After two years SQL 2 counts as level 1.
    nothing = {day: ProfileChange(day, {}) for day in (Day(2025, 12, 31), Day(2026, 1, 1))}
    changes = (change(2024, sql=2), *nothing.values(), change(2027, sql=2))
    assert history(*changes, book=fading_by(1, after=2)) == (75.0, 75.0, 18.8, 75.0)


def test_nothing_is_told_of_no_changes() -> None:
    assert history() == ()
    assert history(ProfileChange(Day(2026, 1, 1), {})) == (0.0,)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ([change(2024, cooking=1)], UnknownSkillError),
        ([change(2024, sql=3)], UnknownLevelError),
    ],
)
def test_what_the_graph_does_not_have_is_refused(
    changes: list[ProfileChange], error: type[Exception]
) -> None:
    with pytest.raises(error):
        history(*changes)


def test_a_variant_that_the_role_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownVariantError):
        readiness_history(WORLD, ANALYST, variant=Variant("chief"), changes=(), rules=rules())


def changes_from(drawn: bytes, world: World) -> list[ProfileChange]:
    """Up to a dozen changes over some years; ratings begin on their day, or have no date."""
    tape = Tape(drawn)
    skills = sorted(world[0].skills)
    year, found = 2019, []
    for _ in range(tape.below(12)):
        year += tape.below(3)
        day = Day(year, 1 + tape.below(12), 1 + tape.below(28))
        ratings = {}
        for slug in tape.some_of(skills, tape.below(4)):
            top = world[0].skills[slug].top
            source = SOURCES[tape.below(len(SOURCES))]
            own = Rating(tape.between(0, top), source, 1.0, day)
            own = replace(own, rated_on=None) if tape.below(5) == 0 else own
            ratings[slug] = None if tape.below(4) == 0 else own
        found.append(ProfileChange(day, ratings))
    return sorted(found, key=lambda entry: entry.day)


@given(worlds(), tapes(120), st.integers(0, 4), st.integers(1, 2))
def test_every_point_is_that_of_the_analysis_on_its_day(
    world: World, drawn: bytes, after: int, levels: int
) -> None:
    skill_graph, asked, _ = world
    book = fading_by(levels, after=after)
    changes = changes_from(drawn, world)
    profile: dict[SkillSlug, Rating] = {}
    expected = []
    for entry in changes:
        for slug, rating in entry.ratings.items():
            profile.pop(slug, None)
            if rating is not None:
                profile[slug] = rating
        counted = counted_profile(skill_graph, profile, rules=book, today=entry.day)
        whole = analyze(skill_graph, asked, variant=JUNIOR, profile=counted, rules=book)
        expected.append(whole.readiness.points)
    found = readiness_history(skill_graph, asked, variant=JUNIOR, changes=changes, rules=book)
    assert list(found) == expected
