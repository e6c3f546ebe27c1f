"""Ranking says for all roles at once what the analysis says for each."""

from collections.abc import Sequence

import pytest
from builders import JUNIOR, asks, graph, profile, role, rules, skill
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace
from strategies import profiles_over, roles_over, skill_graphs

from engine import (
    Compare,
    Every,
    HitPolicy,
    Importance,
    NoRuleFiredError,
    Operator,
    PlanOptions,
    PlanQuery,
    Profile,
    RankedRole,
    RankingTable,
    Requirement,
    Role,
    RoleSlug,
    Rule,
    RuleBook,
    RuleTable,
    SkillGraph,
    TableName,
    Variant,
    analyze,
    hold,
    plan,
)


def band(slug: str, *conditions: Compare) -> Rule:
    return Rule(slug, Every(conditions), {"band": slug, "title": slug.title(), "text": "."})


BANDS = (
    band(
        "ready",
        Compare("core_met", Operator.IS, literal=True),
        Compare("readiness", Operator.AT_LEAST, 60),
    ),
    band(
        "itself",
        Compare("defining_met", Operator.IS, literal=True),
        Compare("lowest_core_credit", Operator.AT_LEAST, 0.3),
        Compare("readiness", Operator.AT_LEAST, 20),
    ),
    band("begun", Compare("missing_core", Operator.AT_MOST, 1)),
    band("near", Compare("readiness", Operator.AT_LEAST, 40)),
    band("far"),
)
RULES = RuleBook(
    dict(rules().tables) | {TableName.BANDS: RuleTable(TableName.BANDS, HitPolicy.FIRST, BANDS)}
)


class World(Struct, frozen=True):
    graph: SkillGraph
    roles: Sequence[Role]
    profile: Profile


def with_defining(asked: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Core requirements of an odd weight define their role."""
    core = Importance.CORE
    return tuple(replace(r, is_defining=r.importance is core and r.weight % 2 == 1) for r in asked)


@st.composite
def worlds_of_roles(draw: st.DrawFn) -> World:
    world = draw(skill_graphs())
    drawn = draw(st.lists(st.tuples(roles_over(world), roles_over(world)), min_size=1, max_size=4))
    roles = [
        replace(
            junior,
            slug=RoleSlug(f"role-{number}"),
            variants={
                JUNIOR: with_defining(junior.variants[JUNIOR]),
                Variant("expert"): with_defining(senior.variants[JUNIOR]),
            },
        )
        for number, (junior, senior) in enumerate(drawn)
    ]
    return World(world, draw(st.permutations(roles)), draw(profiles_over(world)))


def plainly(world: World, asked: Role, variant: Variant) -> RankedRole:
    """What the analysis says of one role."""
    analysis = analyze(world.graph, asked, variant=variant, profile=world.profile, rules=RULES)
    gaps = [gap for gap in analysis.gaps if gap.requirement.is_counted]
    classes = [str(gap.gap_class) for gap in gaps]
    band = analysis.readiness.band
    options = PlanOptions(5.0)
    query = PlanQuery.of(
        world.graph, asked, variant=variant, profile=world.profile, options=options
    )
    return RankedRole(
        asked.slug,
        variant,
        analysis.readiness.points,
        analysis.readiness.told_share,
        plan(query, rules=RULES).hours.typical,
        band,
        band is not None and band.slug == "ready",
        *(classes.count(name) for name in ("not_told", "missing", "weak", "strong")),
    )


@given(worlds_of_roles())
def test_everything_and_its_order_is_that_of_analyses_one_by_one(world: World) -> None:
    plain = [
        plainly(world, asked, variant)
        for asked in sorted(world.roles, key=lambda asked: asked.slug)
        for variant in asked.variants
    ]
    plain.sort(key=lambda ranked: (-ranked.points, ranked.hours_left))
    table = RankingTable.of(world.graph, world.roles, RULES)
    assert list(table.rank(hold(world.graph, world.profile))) == plain


def test_a_requirement_of_all_of_several_skills_is_one_gap() -> None:
    world = graph(skill("sql", 10, 20), skill("python", 20, 30), skill("css", 10))
    both = role(asks("sql:2", "python:1", weight=2), asks("css:1"))
    table = RankingTable.of(world, [both], RULES)
    for held in ({}, {"sql": 1}, {"sql": 2}, {"sql": 2, "python": 1}, {"css": 1}):
        assert list(table.rank(hold(world, profile(**held)))) == [
            plainly(World(world, [both], profile(**held)), both, JUNIOR)
        ]


def test_what_stands_in_the_middle_of_two_tenths_is_rounded_as_in_the_analysis() -> None:
    world = graph(skill("sql", 397, 3), skill("css", 1))
    asked = role(asks("sql:2"), asks("css:1", weight=4))
    expected = plainly(World(world, [asked], profile(sql=1)), asked, JUNIOR)
    (ranked,) = RankingTable.of(world, [asked], RULES).rank(hold(world, profile(sql=1)))
    assert ranked == expected


def test_nearly_none_is_not_none_and_nearly_all_is_not_all() -> None:
    world = graph(skill("sql", 1, 3_000), skill("python", 3_000, 1))
    demands = [role(asks("sql:2"), slug="none"), role(asks("python:2"), slug="all")]
    ranked = RankingTable.of(world, demands, RULES).rank(hold(world, profile(sql=1, python=1)))
    assert [(r.role, r.points) for r in ranked] == [("all", 99.9), ("none", 0.1)]


WORLD = graph(skill("sql", 10, 20), skill("python", 20, 30), skill("css", 10))
ANALYST = role(asks("sql:2"), asks("python:1"), slug="analyst")
ENGINEER = role(asks("sql:1"), asks("python:2"), slug="engineer")
DESIGNER = role(asks("css:1"), slug="designer")
TABLE = RankingTable.of(WORLD, [ENGINEER, DESIGNER, ANALYST], RULES)


def test_the_readiest_role_comes_first_then_the_fewest_hours_then_the_slug() -> None:
    held = hold(WORLD, profile(sql=2))
    assert [(r.role, r.points) for r in TABLE.rank(held)] == [
        ("analyst", 50),
        ("engineer", 50),
        ("designer", 0),
    ]


def test_the_seniority_decides_between_what_is_equal_in_all_else() -> None:
    demands = (asks("sql:1"),)
    names = [Variant("junior"), Variant("expert")]
    twice = Role(RoleSlug("analyst"), "Analyst", dict.fromkeys(names, demands))
    table = RankingTable.of(WORLD, [twice], RULES)
    assert [ranked.variant for ranked in table.rank(hold(WORLD, {}))] == names


def test_a_bonus_neither_counts_nor_costs() -> None:
    world = graph(skill("sql", 10), skill("css", 10))
    asked = role(asks("sql:1"), asks("css:1", importance=Importance.BONUS))
    (ranked,) = RankingTable.of(world, [asked], RULES).rank(hold(world, profile(sql=1)))
    assert (ranked.points, ranked.hours_left, ranked.missing, ranked.strong) == (100, 0, 0, 1)


def test_what_no_role_requires_changes_nothing() -> None:
    world = graph(*WORLD.skills.values(), skill("knitting", 5))
    table = RankingTable.of(world, [ENGINEER, DESIGNER, ANALYST], RULES)
    assert table.rank(hold(world, profile(sql=2, knitting=1))) == TABLE.rank(
        hold(WORLD, profile(sql=2))
    )


def test_a_role_that_asks_nothing_is_met() -> None:
    (ranked,) = RankingTable.of(WORLD, [role()], RULES).rank(hold(WORLD, {}))
    assert (ranked.points, ranked.hours_left, ranked.is_ready) == (100, 0, True)


def test_without_any_role_there_is_nothing_to_rank() -> None:
    assert RankingTable.of(WORLD, [], RULES).rank(hold(WORLD, profile(sql=1))) == ()


def test_ready_is_the_band_of_those_who_meet_everything() -> None:
    supported = role(
        asks("sql:1", weight=3), asks("css:1", importance=Importance.SUPPORTING), slug="clerk"
    )
    table = RankingTable.of(WORLD, [supported, ANALYST], RULES)
    ranked = {r.role: (r.points, r.is_ready) for r in table.rank(hold(WORLD, profile(sql=1)))}
    assert ranked == {"clerk": (75, True), "analyst": (16.7, False)}


def test_a_core_choice_of_which_nothing_is_held_keeps_from_being_ready() -> None:
    asked = role(asks("sql:1", weight=3), asks("css:1", "python:1", choose=1))
    table = RankingTable.of(WORLD, [asked], RULES)
    for levels, ready in (({"sql": 1}, False), ({"sql": 1, "css": 1}, True)):
        (ranked,) = table.rank(hold(WORLD, profile(**levels)))
        assert (ranked.points >= 60, ranked.is_ready) == (True, ready)


def test_a_band_that_the_rules_leave_open_is_a_fault_of_the_content() -> None:
    only_met = BANDS[:1]
    tables = dict(RULES.tables)
    tables[TableName.BANDS] = RuleTable(TableName.BANDS, HitPolicy.FIRST, only_met)
    table = RankingTable.of(WORLD, [ANALYST], RuleBook(tables))
    with pytest.raises(NoRuleFiredError):
        table.rank(hold(WORLD, profile(python=0, sql=0)))
