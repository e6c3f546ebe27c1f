"""Ranking says for all roles at once what the analysis says for each."""

import pytest
from builders import JUNIOR, asks, graph, profile, role, rules, skill
from hypothesis import given
from hypothesis import strategies as st
from strategies import profiles_over, roles_over, skill_graphs

from engine import RankingTable, SkillSlug, analyze, hold

RULES = rules()


@given(st.data())
def test_every_number_is_that_of_the_analysis(data: st.DataObject) -> None:
    world = data.draw(skill_graphs())
    asked = data.draw(roles_over(world))
    ratings = data.draw(profiles_over(world))
    analysis = analyze(world, asked, variant=JUNIOR, profile=ratings, rules=RULES)
    levels = hold(world, ratings).levels
    (ranked,) = RankingTable.of(world, [asked]).rank(levels)
    counted = [gap for gap in analysis.gaps if gap.requirement.is_counted]
    assert ranked.points == pytest.approx(analysis.readiness.points, abs=0.051)
    assert ranked.hours_left == pytest.approx(sum(g.hours_left.typical for g in counted))


WORLD = graph(skill("sql", 10, 20), skill("python", 20, 30), skill("css", 10))
ANALYST = role(asks("sql:2"), asks("python:1"), slug="analyst")
ENGINEER = role(asks("sql:1"), asks("python:2"), slug="engineer")
DESIGNER = role(asks("css:1"), slug="designer")
TABLE = RankingTable.of(WORLD, [ENGINEER, DESIGNER, ANALYST])


def test_the_readiest_role_comes_first_then_the_fewest_hours_then_the_slug() -> None:
    levels = {SkillSlug("sql"): 2}
    assert [(r.role, r.points) for r in TABLE.rank(levels)] == [
        ("analyst", 50),
        ("engineer", 50),
        ("designer", 0),
    ]


def test_a_shared_skill_helps_most_of_the_near_roles() -> None:
    held = hold(WORLD, profile(css=1))
    shared = TABLE.shared_next_skills(held.levels, near=2, most=3)
    assert [(s.skill, s.level, [r for r, _ in s.roles]) for s in shared] == [
        ("python", 1, ["analyst", "engineer"]),
        ("sql", 1, ["analyst", "engineer"]),
    ]
    assert [s.points for s in shared] == [70.0, 66.7]


def test_a_role_that_is_met_needs_nothing_shared() -> None:
    levels = {SkillSlug("sql"): 2, SkillSlug("python"): 2, SkillSlug("css"): 1}
    assert TABLE.shared_next_skills(levels, near=3, most=3) == ()
