"""What old ratings count for: rules of the content, never the clock, never more than was said."""

import pytest
from builders import JUNIOR, graph, profile, rules, skill, step
from derivation_scenes import scenes
from derivation_worlds import TODAY, Scene
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from our_content import our_library

from engine import (
    TABLE_SHAPES,
    Compare,
    Condition,
    Day,
    Every,
    HitPolicy,
    Negation,
    Operator,
    Profile,
    Rating,
    RatingSource,
    Rule,
    RuleBook,
    RuleTable,
    SkillSlug,
    Some,
    TableName,
    analyze,
    hold,
)
from engine.readiness.freshness import freshen

OLD, YOUNG = Day(2019, 6, 1), Day(2026, 1, 1)
SQL = SkillSlug("sql")
WORLD = graph(
    skill("sql", 10, 20, 30),
    skill("pandas", 10, needs={1: ["sql:2"]}),
    skill("git", 5),
)


def fading_by(levels: int, *, after: int = 5) -> RuleBook:
    old = Rule("old", Compare("years", Operator.AT_LEAST, after), {"lower_by": levels})
    table = RuleTable(TableName.FRESHNESS, HitPolicy.FIRST, (old,))
    return RuleBook.of([*rules().tables.values(), table])


def rated_on(day: Day | None, **levels: int) -> Profile:
    return {slug: replace(rating, rated_on=day) for slug, rating in profile(**levels).items()}


def counted(ratings: Profile, book: RuleBook, today: Day = TODAY) -> dict[str, int]:
    fresh = freshen(WORLD, ratings, rules=book, today=today)
    return {str(slug): rating.level for slug, rating in fresh.items()}


def test_an_old_rating_counts_lower_and_keeps_what_was_said() -> None:
    fresh = freshen(WORLD, rated_on(OLD, sql=3), rules=fading_by(1), today=TODAY)
    assert fresh[SQL] == Rating(2, rated_on=OLD, said=3)
    assert fresh[SQL].level_said == 3


def test_no_rating_fades_below_level_1() -> None:
    assert counted(rated_on(OLD, sql=3, git=1), fading_by(5)) == {"sql": 1, "git": 1}


@pytest.mark.parametrize("day", [None, YOUNG])
def test_a_rating_without_a_date_or_repeated_lately_counts_in_full(day: Day | None) -> None:
    ratings = rated_on(day, sql=3)
    assert freshen(WORLD, ratings, rules=fading_by(1), today=TODAY) is ratings


def test_knowledge_without_the_table_lets_nothing_fade() -> None:
    assert counted(rated_on(OLD, sql=3), rules()) == {"sql": 3}


def test_what_a_held_skill_requires_stays_fresh_as_far_as_it_was_said() -> None:
    used = {**rated_on(OLD, sql=3), **rated_on(YOUNG, pandas=1)}
    assert counted(used, fading_by(5)) == {"sql": 2, "pandas": 1}


def test_time_never_raises_what_was_said() -> None:
    """Who said 1 meant 1: time does not raise it to what a later skill would imply."""
    ratings = {**rated_on(OLD, sql=1), **rated_on(YOUNG, pandas=1)}
    assert counted(ratings, fading_by(5)) == {"sql": 1, "pandas": 1}


def test_years_are_whole_years() -> None:
    assert counted(rated_on(Day(2021, 11, 24), sql=2), fading_by(1)) == {"sql": 2}
    assert counted(rated_on(Day(2021, 11, 23), sql=2), fading_by(1)) == {"sql": 1}
    assert counted(rated_on(Day(2030, 1, 1), sql=2), fading_by(1)) == {"sql": 2}


def test_fading_is_no_reason_to_doubt_what_a_skill_requires() -> None:
    """A skill that faded was not said to be lacking: nothing counts as unsupported."""
    ratings = {**rated_on(OLD, sql=2), **rated_on(OLD, pandas=1)}
    fresh = freshen(WORLD, ratings, rules=fading_by(5), today=TODAY)
    assert step("sql:2") in hold(WORLD, fresh).steps


@given(scenes())
def test_time_never_raises_a_level_and_never_takes_the_last(scene: Scene) -> None:
    fresh = scene.fresh
    assert set(fresh) == set(scene.profile)
    for slug, rating in scene.profile.items():
        assert min(rating.level, 1) <= fresh[slug].level <= rating.level == fresh[slug].level_said
    before, after = hold(scene.graph, scene.profile).levels, hold(scene.graph, fresh).levels
    assert all(after.get(slug, 0) <= level for slug, level in before.items())


@given(scenes(), st.data())
def test_readiness_does_not_fall_when_an_old_rating_is_repeated_today(
    scene: Scene, data: st.DataObject
) -> None:
    if not scene.profile:
        return
    slug = data.draw(st.sampled_from(sorted(scene.profile)))
    points = scene.context().analysis.readiness.points
    young = replace(scene.profile[slug], rated_on=None)
    repeated = replace(scene, profile={**scene.profile, slug: young})
    assert repeated.context().analysis.readiness.points >= points


@given(scenes())
def test_freshening_twice_on_a_day_changes_nothing_more(scene: Scene) -> None:
    """What is held after fading is what an analysis of the freshened profile says."""
    fresh = scene.fresh
    direct = analyze(scene.graph, scene.role, variant=JUNIOR, profile=fresh, rules=scene.rules)
    assert direct == scene.context().analysis
    held = hold(scene.graph, fresh)
    assert {slug: held.level(slug) for slug in fresh} == {s: r.level for s, r in fresh.items()}


def literals(condition: Condition, fact: str) -> set[object]:
    match condition:
        case Every(of=of) | Some(of=of):
            return {one for part in of for one in literals(part, fact)}
        case Negation(of=part):
            return literals(part, fact)
        case Compare(literal=tuple() as several):
            return set(several) if condition.fact == fact else set()
        case Compare(literal=literal):
            return {literal} if condition.fact == fact else set()


def test_our_rules_of_freshness_are_mild_and_name_domains_that_exist() -> None:
    library = our_library()
    table = library.rules.tables[TableName.FRESHNESS]
    domains = {domain.slug for domain in library.domains}
    for rule in table.rules:
        named = literals(rule.when, "domain")
        assert named, "only fields that move fast fade"
        assert named <= domains
        assert literals(rule.when, "source") <= set(RatingSource)
        assert set(rule.then) == set(TABLE_SHAPES[TableName.FRESHNESS].then)
        assert 1 <= int(rule.then["lower_by"]) <= 2
    mild = {
        slug: Rating(s.top, rated_on=Day(2022, 11, 24)) for slug, s in library.graph.skills.items()
    }
    assert freshen(library.graph, mild, rules=library.rules, today=TODAY) is mild
