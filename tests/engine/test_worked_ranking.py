"""The ranking computed by hand: points, hours left and gaps of each role, and the shared skills.

    skill    hours   analyst       builder         writer
    git      4                     1, weight 1
    sql      6, 10   2, weight 3   1, weight 1
    docker   5                     1, weight 2
    python   10      one of both,
    r        2, 8    weight 1
    prose    20                                    1, weight 1

Docker needs git. Writer also has git as a bonus.
"""

import pytest
from builders import JUNIOR, asks, graph, profile, role, rules, rules_with, skill
from msgspec.structs import replace

from engine import (
    Compare,
    HelpedRole,
    Holdings,
    Importance,
    Operator,
    Profile,
    RankedRole,
    RankingTable,
    Role,
    RoleKey,
    RoleSlug,
    Rule,
    RuleBook,
    SharedSkill,
    SkillSlug,
    TableName,
    Variant,
    hold,
    nearest_roles,
    shared_next_skills,
)

WORLD = graph(
    skill("git", 4),
    skill("sql", 6, 10),
    skill("docker", 5, needs={1: ["git"]}),
    skill("python", 10),
    skill("r", 2, 8),
    skill("prose", 20),
)
ANALYST = role(asks("sql:2", weight=3), asks("python", "r:2", choose=1), slug="analyst")
BUILDER = role(
    asks("git"),
    asks("sql:1", importance=Importance.SUPPORTING),
    asks("docker", weight=2),
    slug="builder",
)
WRITER = role(asks("prose"), asks("git", importance=Importance.BONUS), slug="writer")
ROLES = (WRITER, ANALYST, BUILDER)


def banded() -> RuleBook:
    """Ready from 100 with the core met, near with the core met, else far."""

    def band(slug: str, when: Compare) -> Rule:
        return Rule(slug, when, {"band": slug, "title": slug, "text": slug})

    return rules_with(
        TableName.BANDS,
        band("ready", Compare("readiness", Operator.AT_LEAST, 100)),
        band("near", Compare("core_met", Operator.IS, literal=True)),
        band("far", Compare("readiness", Operator.AT_LEAST, 0)),
    )


def table_of(*roles: Role) -> RankingTable:
    return RankingTable.of(WORLD, roles, banded())


def held(rated: Profile) -> Holdings:
    return hold(WORLD, rated)


def band_slug(place: RankedRole) -> str | None:
    return None if place.band is None else place.band.slug


def ranked(rated: Profile) -> dict[str, RankedRole]:
    found = table_of(*ROLES).rank(held(rated))
    return {str(place.role): place for place in found}


def test_every_figure_of_somebody_who_holds_some_sql_and_some_r() -> None:
    """sql 1 is 6/16 = 0.375 of analyst's sql; r 1 is 2/10 = 0.2, more than python's 0.

    analyst: (3 · 0.375 + 1 · 0.2) / 4 = 0.33125, 33.1; left sql:2 10 h and r:2 8 h.
    builder: sql 1 of 4, 25; left git 4 h and docker 5 h. Only sql is told, a quarter: no band.
    writer: 0, nothing told; left prose 20 h, and of a bonus nothing.
    """
    found = ranked(profile(sql=1, r=1))
    assert list(found) == ["analyst", "builder", "writer"]
    analyst, builder, writer = found.values()
    assert (analyst.points, analyst.hours_left) == (33.1, 18)
    assert (analyst.missing, analyst.weak, analyst.strong) == (0, 2, 0)
    assert (builder.points, builder.hours_left) == (25, 9)
    assert (builder.not_told, builder.missing, builder.weak, builder.strong) == (2, 0, 0, 1)
    assert (writer.points, writer.hours_left) == (0, 20)
    assert (writer.not_told, writer.missing, writer.weak, writer.strong) == (1, 0, 0, 0)
    assert [place.told_share for place in found.values()] == [1, 0.25, 0]
    assert [band_slug(place) for place in found.values()] == ["far", None, None]
    assert {place.variant for place in found.values()} == {JUNIOR}


def test_who_holds_all_of_the_core_is_near_and_who_meets_all_is_ready() -> None:
    """docker implies git: 3 of 4, and sql is supporting only."""
    builder = ranked(profile(docker=1))["builder"]
    assert (builder.points, band_slug(builder), builder.is_ready) == (75, "near", False)
    assert (builder.hours_left, builder.strong, builder.not_told) == (6, 2, 1)
    assert ranked(profile(docker=1, sql=0))["builder"].missing == 1
    builder = ranked(profile(docker=1, sql=1))["builder"]
    assert (builder.points, band_slug(builder), builder.is_ready) == (100, "ready", True)
    assert builder.hours_left == 0


def test_of_a_choice_the_hours_of_the_better_branch_are_left() -> None:
    """Nothing held: python and r both earn nothing and take 10 h; r 1 earns 0.2, and 8 h left."""
    assert ranked({})["analyst"].hours_left == 16 + 10
    assert ranked(profile(r=1))["analyst"].hours_left == 16 + 8
    assert ranked(profile(python=1))["analyst"].hours_left == 16
    assert ranked(profile(python=1))["analyst"].points == 25


def test_equal_points_stand_by_hours_then_by_slug() -> None:
    found = table_of(*ROLES).rank(held({}))
    # All 0; 4 + 6 + 5 = 15 h, 20 h and 26 h.
    assert [place.role for place in found] == ["builder", "writer", "analyst"]
    twins = [replace(WRITER, slug=RoleSlug(slug)) for slug in ("twin-b", "twin-a")]
    assert [place.role for place in table_of(*twins).rank(held({}))] == ["twin-a", "twin-b"]


def test_the_hours_left_are_those_of_the_plan() -> None:
    """docker alone, 5 h, needs git: 4 h more; who lacks git on purpose learns it, unless docker is
    held, which spares it.
    """
    asked = table_of(role(asks("docker"), slug="shipper"))
    assert asked.rank(held({}))[0].hours_left == 9
    assert asked.rank(held(profile(git=1)))[0].hours_left == 5
    assert asked.rank(held(profile(git=0)))[0].hours_left == 9
    assert asked.rank(held(profile(docker=1, git=0)))[0].hours_left == 0
    both = table_of(role(asks("docker"), asks("git"), slug="shipper"))
    assert both.rank(held(profile(docker=1, git=0)))[0].hours_left == 4


def keys(*slugs: str) -> list[RoleKey]:
    return [(RoleSlug(slug), JUNIOR) for slug in slugs]


def test_the_nearest_roles_are_those_first_that_are_not_met() -> None:
    found = table_of(*ROLES).rank(held(profile(docker=1, sql=1)))
    # builder 100, analyst 3 · 0.375 / 4 = 28.1, writer 0.
    assert nearest_roles(found, most=2) == tuple(keys("analyst", "writer"))
    assert nearest_roles(found, most=1) == tuple(keys("analyst"))


def test_the_nearest_variant_stands_for_a_role() -> None:
    both = replace(
        WRITER,
        variants={JUNIOR: (asks("prose"), asks("git")), Variant("senior"): (asks("prose"),)},
    )
    found = table_of(both).rank(held(profile(prose=1)))
    # 50 as a junior, 100 as a senior, which is met; then only the junior is near.
    assert nearest_roles(found, most=3) == tuple(keys("writer"))


def test_the_skill_that_two_roles_share() -> None:
    """Nothing is held. sql:1 brings analyst 3/4 · 6/16 = 28.1 points and builder 1/4, 25: 6 h for
    53.1 (28.125 + 25) points. Every other level helps only one of them.
    """
    table, person = table_of(*ROLES), held({})
    near = keys("builder", "analyst")
    assert shared_next_skills(table, person, near=near, most=5) == (
        SharedSkill(
            skill=SkillSlug("sql"),
            level=1,
            roles=(
                HelpedRole(RoleSlug("builder"), JUNIOR, 25),
                HelpedRole(RoleSlug("analyst"), JUNIOR, 28.1),
            ),
            points=53.1,
            hours=6,
            near_of=2,
        ),
    )


def test_where_one_role_is_near_its_levels_stand_by_what_they_pay() -> None:
    """Builder alone: git 25 points in 4 h, 6.25 an hour; docker with git 75 in 9 h, 8.33 an hour;
    sql:1 25 in 6 h, 4.17 an hour.
    """
    table, person = table_of(*ROLES), held({})
    found = shared_next_skills(table, person, near=keys("builder"), most=5)
    assert [(s.skill, s.level, s.points, s.hours) for s in found] == [
        ("docker", 1, 75, 9),
        ("git", 1, 25, 4),
        ("sql", 1, 25, 6),
    ]
    assert {s.near_of for s in found} == {1}
    assert len(shared_next_skills(table, person, near=keys("builder"), most=2)) == 2


def test_the_next_level_is_the_one_above_what_is_held() -> None:
    """sql 1 is held: sql:2 brings analyst 3/4 · 10/16 = 46.9 points in 10 h. r:1 brings 1/4 · 2/10
    = 5 in 2 h, python 25 in 10 h: 4.7, 2.5 and 2.5 an hour; between equals by slug.
    """
    found = shared_next_skills(
        table_of(ANALYST), held(profile(sql=1)), near=keys("analyst"), most=5
    )
    assert [(s.skill, s.level, s.points, s.hours) for s in found] == [
        ("sql", 2, 46.9, 10),
        ("python", 1, 25, 10),
        ("r", 1, 5, 2),
    ]


@pytest.mark.parametrize("rules_of_bands", [rules()])
def test_whoever_is_in_the_only_band_counts_as_ready(rules_of_bands: RuleBook) -> None:
    (place,) = RankingTable.of(WORLD, (WRITER,), rules_of_bands).rank(held(profile(prose=0)))
    assert place.is_ready
