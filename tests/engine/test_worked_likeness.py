"""Likeness computed by hand: what is required, the shares, the sum of their roots.

    skill    analyst          builder            writer
    git                       1, core, 1         1, bonus
    sql      2, core, 3       1, supporting, 1
    python   1 of python:1
    r        and r:2, core, 1
    prose                                        1, core, 1

Core counts twice. The amounts are weight times level:
analyst: sql 2·3·2 = 12, python 2·1·1/2 = 1, r 2·1·2/2 = 2; together 15.
builder: git 2·1·1 = 2, sql 1·1·1 = 1; together 3.
writer: prose 2; the bonus counts for nothing.
"""

import pytest
from builders import JUNIOR, asks, graph, role, rules, skill
from msgspec.structs import replace

from engine import (
    Importance,
    Likeness,
    LikenessMatrix,
    RankedRole,
    RankingOrder,
    RankingTable,
    Role,
    RoleKey,
    RoleSlug,
    SkillSlug,
    Variant,
    demands_of_levels,
    hold,
    nearest_roles,
    skills_in_common,
    sorted_ranking,
)

WORLD = graph(
    skill("git", 4), skill("sql", 6, 10), skill("python", 10), skill("r", 2, 8), skill("prose", 20)
)
ANALYST = role(asks("sql:2", weight=3), asks("python", "r:2", choose=1), slug="analyst")
BUILDER = role(asks("git"), asks("sql:1", importance=Importance.SUPPORTING), slug="builder")
WRITER = role(asks("prose"), asks("git", importance=Importance.BONUS), slug="writer")


def key(slug: str, variant: Variant = JUNIOR) -> RoleKey:
    return RoleSlug(slug), variant


def table_of(*roles: Role) -> RankingTable:
    return RankingTable.of(WORLD, roles, rules())


def matrix_of(*roles: Role) -> LikenessMatrix:
    return LikenessMatrix.of(WORLD, table_of(*roles).requirements)


MATRIX = matrix_of(ANALYST, BUILDER, WRITER)


def test_weight_times_level_counts_twice_if_core_and_options_share_it() -> None:
    amounts = {slug: demand.amount for slug, demand in MATRIX.demands[key("analyst")].items()}
    assert amounts == {"sql": 12, "python": 1, "r": 2}
    amounts = {slug: demand.amount for slug, demand in MATRIX.demands[key("builder")].items()}
    assert amounts == {"git": 2, "sql": 1}
    assert list(MATRIX.demands[key("writer")]) == ["prose"]


def test_the_likeness_is_the_sum_of_the_roots_of_both_shares() -> None:
    """Only sql is common: shares 12/15 and 1/3, root of 12/45 = 0.51640. Of its levels, one is
    common. Analyst itself: 1, and sql 2, python 1 and r 2 are 5 steps.
    """
    assert MATRIX.compared(MATRIX.demands[key("analyst")]) == {
        key("analyst"): Likeness(1.0, 5),
        key("builder"): Likeness(0.516, 1),
        key("writer"): Likeness(0.0, 0),
    }
    assert MATRIX.compared(MATRIX.demands[key("builder")])[key("analyst")] == Likeness(0.516, 1)


def test_two_common_skills_add_up() -> None:
    """Shares of the sum: sql 12/15 · 3/12, r 2/15 · 8/12, python none:
    root(0.2) + root(0.08889) = 0.44721 + 0.29814 = 0.74536.
    """
    compared = MATRIX.compared(
        matrix_of(
            role(
                asks("sql:1", importance=Importance.SUPPORTING, weight=3),
                asks("r:2", importance=Importance.SUPPORTING, weight=4),
                asks("git", importance=Importance.SUPPORTING),
                slug="other",
            )
        ).demands[key("other")]
    )
    assert compared[key("analyst")] == Likeness(0.745, 3)
    # With builder: sql 1/3 · 3/12 and git 2/3 · 1/12: 0.28868 + 0.23570 = 0.52438.
    assert compared[key("builder")] == Likeness(0.524, 2)


def test_a_person_is_compared_by_the_levels_held() -> None:
    """sql 1 and git 1 are halves: analyst root(12/15 · 1/2) = 0.63246; builder
    root(1/6) + root(2/6) = 0.40825 + 0.57735 = 0.98560.
    """
    levels = {SkillSlug("sql"): 1, SkillSlug("git"): 1, SkillSlug("r"): 0}
    compared = MATRIX.compared(demands_of_levels(levels))
    assert compared[key("analyst")] == Likeness(0.632, 1)
    assert compared[key("builder")] == Likeness(0.986, 2)
    assert compared[key("writer")] == Likeness(0.0, 0)


def test_a_skill_that_no_role_knows_makes_a_person_less_alike() -> None:
    """prose 1 is writer's all; beside 3 levels of something else it is a quarter: root(1/4)."""
    levels = {SkillSlug("prose"): 1, SkillSlug("juggling"): 3}
    assert MATRIX.compared(demands_of_levels(levels))[key("writer")] == Likeness(0.5, 1)


def test_what_requires_nothing_is_like_nothing() -> None:
    nothing = role(asks("git", importance=Importance.BONUS), slug="nothing")
    matrix = matrix_of(nothing, BUILDER)
    assert set(matrix.compared({}).values()) == {Likeness(0.0, 0)}
    assert matrix.compared(matrix.demands[key("builder")])[key("nothing")] == Likeness(0.0, 0)
    assert matrix_of().compared({}) == {}


def test_the_skills_that_contribute_most_are_named_first() -> None:
    """sql 12 · 3, r 2 · 8, and python and git are not common."""
    other = {**MATRIX.demands[key("builder")], **demands_of_levels({SkillSlug("r"): 8})}
    analyst = MATRIX.demands[key("analyst")]
    # r 2 · 8 = 16 before sql 12 · 1 = 12.
    assert skills_in_common(analyst, other, most=3) == ("r", "sql")
    assert skills_in_common(analyst, other, most=1) == ("r",)
    twins = demands_of_levels({SkillSlug("r"): 1, SkillSlug("python"): 2})
    # 2 · 1 and 1 · 2: by slug.
    assert skills_in_common(analyst, twins, most=3) == ("python", "r")


SENIOR = Variant("senior")


def ranked(slug: str, points: float, hours: float, variant: Variant = JUNIOR) -> RankedRole:
    found = table_of(replace(WRITER, slug=RoleSlug(slug))).rank(hold(WORLD, {}))[0]
    return replace(found, variant=variant, points=points, hours_left=hours)


RANKED = [
    ranked("met", 100, 0),
    ranked("cook", 70, 30),
    ranked("smith", 60, 10),
    ranked("smith", 20, 90, SENIOR),
    ranked("judge", 10, 40),
]
LIKENESSES = {
    key("met"): Likeness(0.9, 9),
    key("cook"): Likeness(0.2, 3),
    key("smith"): Likeness(0.4, 4),
    key("smith", SENIOR): Likeness(0.6, 5),
    key("judge"): Likeness(0.5, 2),
}


def test_the_nearest_are_most_alike_and_not_met_each_in_its_readiest_variant() -> None:
    """smith 0.6 by its senior, judge 0.5, cook 0.2; met is met."""
    expected = (key("smith"), key("judge"), key("cook"))
    assert nearest_roles(RANKED, most=7, likenesses=LIKENESSES) == expected
    assert nearest_roles(RANKED, most=2, likenesses=LIKENESSES) == expected[:2]


def test_what_is_not_alike_at_all_is_not_near_unless_nothing_is() -> None:
    unlike = {**LIKENESSES, key("cook"): Likeness(0.0, 0)}
    near = nearest_roles(RANKED, most=7, likenesses=unlike)
    assert near == (key("smith"), key("judge"))
    nothing = dict.fromkeys(LIKENESSES, Likeness(0.0, 0))
    readiest = (key("cook"), key("smith"), key("judge"))
    assert nearest_roles(RANKED, most=7, likenesses=nothing) == readiest
    assert nearest_roles(RANKED, most=7) == readiest


@pytest.mark.parametrize(
    ("order", "points"),
    [
        (RankingOrder.LIKENESS, [100, 20, 10, 60, 70]),
        (RankingOrder.READINESS, [100, 70, 60, 20, 10]),
        (RankingOrder.HOURS, [100, 60, 70, 10, 20]),
    ],
)
def test_a_ranking_can_be_read_in_three_orders(order: RankingOrder, points: list[float]) -> None:
    assert [found.points for found in sorted_ranking(RANKED, order, LIKENESSES)] == points


def test_with_nothing_to_compare_the_order_by_likeness_is_that_by_readiness() -> None:
    assert list(sorted_ranking(RANKED, RankingOrder.LIKENESS, {})) == RANKED
