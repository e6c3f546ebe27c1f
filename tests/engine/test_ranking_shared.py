"""The next skill that most of the near roles ask for."""

from collections.abc import Mapping
from math import fsum

from builders import JUNIOR, asks, graph, profile, role, rules, skill, step, steps
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import profiles_over, roles_over, skill_graphs, tangled_graphs

from engine import (
    HelpedRole,
    Holdings,
    RankingTable,
    Role,
    RoleKey,
    RoleSlug,
    SharedSkill,
    SkillGraph,
    SkillSlug,
    Step,
    hold,
    nearest_roles,
    shared_next_skills,
)
from engine.ranking.shared_skills import way_to
from engine.readiness.formula import requirement_credit, rounded_points, weighted_share

RULES = rules()
Levels = Mapping[SkillSlug, int]


@st.composite
def roles_of(draw: st.DrawFn, world: SkillGraph) -> list[Role]:
    drawn = draw(st.lists(roles_over(world), min_size=1, max_size=5))
    return [replace(r, slug=RoleSlug(f"role-{number}")) for number, r in enumerate(drawn)]


def readiness(table: RankingTable, key: RoleKey, levels: Levels) -> float:
    asked = table.requirements[key]
    earned = [r.weight * requirement_credit(table.graph, r, levels) for r in asked]
    return weighted_share(earned, sum(r.weight for r in asked))


def plainly(table: RankingTable, held: Holdings, near: list[RoleKey]) -> list[SharedSkill]:
    """Every next level of every skill, held against every near role; points are not rounded."""
    found = []
    for slug, known in table.graph.skills.items():
        level = held.level(slug) + 1
        way = way_to(table.graph, Step(slug, level), held=held.steps) if level <= known.top else ()
        if not way:
            continue
        after = dict(held.levels)
        for taken in way:
            after[taken.skill] = max(after.get(taken.skill, 0), taken.level)
        without = after | {slug: level - 1}
        helped = tuple(
            HelpedRole(*key, readiness(table, key, after) - readiness(table, key, held.levels))
            for key in near
            if readiness(table, key, after) > readiness(table, key, without) + 1e-9
        )
        if len(helped) >= min(2, len(near)) > 0:
            hours = fsum(table.graph.hours(taken).typical for taken in way)
            found.append(SharedSkill(slug, level, helped, 0.0, hours, len(near)))
    return found


def is_rounded(shown: float, exact: float) -> bool:
    """Whether that is the exact figure to a tenth; just between two tenths either of them is."""
    return shown == rounded_points(exact) or abs(shown - exact) <= 0.05 + 1e-9


@given(st.data())
def test_it_is_found_as_if_every_skill_were_tried(data: st.DataObject) -> None:
    world = data.draw(skill_graphs())
    table = RankingTable.of(world, data.draw(roles_of(world)), RULES)
    held = hold(world, data.draw(profiles_over(world)))
    most = data.draw(st.integers(1, 4))
    near = nearest_roles(table.rank(held), most=4)
    shared = shared_next_skills(table, held, near=near, most=most)
    plain = {s.skill: s for s in plainly(table, held, list(near))}
    assert len(shared) == min(most, len(plain))
    for entry in shared:
        expected = plain[entry.skill]
        assert (entry.level, entry.hours, entry.near_of) == (
            expected.level,
            expected.hours,
            len(near),
        )
        for helped, exactly in zip(entry.roles, expected.roles, strict=True):
            assert is_rounded(helped.points, exactly.points)
        assert [(h.role, h.variant) for h in entry.roles] == [
            (h.role, h.variant) for h in expected.roles
        ]
    counts = [len(entry.roles) for entry in shared]
    others = [
        len(entry.roles) for slug, entry in plain.items() if slug not in {s.skill for s in shared}
    ]
    assert counts == sorted(counts, reverse=True)
    assert all(count <= counts[-1] for count in others)


@given(st.data())
def test_the_way_to_a_step_is_complete_and_can_be_gone(data: st.DataObject) -> None:
    world = data.draw(st.one_of(skill_graphs(), tangled_graphs()))
    held = hold(world, data.draw(profiles_over(world)))
    wanted = data.draw(st.sampled_from(world.steps))
    if wanted in held.steps:
        return
    way = way_to(world, wanted, held=held.steps)
    if way:
        assert wanted in way
        assert not held.steps & set(way)
        assert set(world.attain(way, given=held.steps)) == set(way)


WORLD = graph(
    skill("sql", 10, 20),
    skill("python", 20, 30),
    skill("css", 10),
    skill("docker", 4, needs={1: ["linux:1"]}),
    skill("linux", 6),
)
ANALYST = role(asks("sql:2"), asks("python:1"), slug="analyst")
ENGINEER = role(asks("sql:1"), asks("python:2"), slug="engineer")
DESIGNER = role(asks("css:1"), slug="designer")
TABLE = RankingTable.of(WORLD, [ENGINEER, DESIGNER, ANALYST], RULES)


def test_what_helps_as_many_roles_comes_by_what_it_pays_for_an_hour() -> None:
    held = hold(WORLD, profile(css=1))
    near = nearest_roles(TABLE.rank(held), most=2)
    assert [key for key, _ in near] == ["analyst", "engineer"]
    shared = shared_next_skills(TABLE, held, near=near, most=3)
    assert [(s.skill, s.level, s.points, s.hours, s.near_of) for s in shared] == [
        ("sql", 1, 66.7, 10, 2),
        ("python", 1, 70.0, 20, 2),
    ]
    assert shared_next_skills(TABLE, held, near=near, most=1) == shared[:1]
    assert [[(h.role, h.points) for h in s.roles] for s in shared] == [
        [("analyst", 16.7), ("engineer", 50.0)],
        [("analyst", 50.0), ("engineer", 20.0)],
    ]


def test_a_level_costs_its_prerequisites_as_well() -> None:
    roles = [role(asks("docker:1"), slug=name) for name in ("a", "b")]
    table = RankingTable.of(WORLD, roles, RULES)
    held = hold(WORLD, {})
    (shared,) = shared_next_skills(table, held, near=[r.key for r in table.rank(held)], most=3)
    assert (shared.skill, shared.hours, shared.points) == ("docker", 10, 200)


def test_of_open_alternatives_the_way_takes_the_one_of_fewest_hours() -> None:
    world = graph(
        skill("r", 8), skill("python", 20), skill("model", 5, needs={1: [["python:1", "r:1"]]})
    )
    assert way_to(world, step("model:1"), held=frozenset()) == steps("model:1", "r:1")
    held = frozenset(steps("python:1"))
    assert way_to(world, step("model:1"), held=held) == steps("model:1")


def test_a_skill_that_only_one_of_several_near_roles_asks_for_is_not_shared() -> None:
    held = hold(WORLD, {})
    near = nearest_roles(TABLE.rank(hold(WORLD, {})), most=3)
    assert "css" not in {s.skill for s in shared_next_skills(TABLE, held, near=near, most=9)}


def test_where_one_role_is_left_its_own_skills_are_named() -> None:
    held = hold(WORLD, profile(sql=2, python=2))
    near = nearest_roles(TABLE.rank(held), most=3)
    (shared,) = shared_next_skills(TABLE, held, near=near, most=3)
    assert (shared.skill, shared.near_of) == ("css", 1)


def test_who_meets_every_role_needs_nothing_shared() -> None:
    held = hold(WORLD, profile(sql=2, python=2, css=1))
    near = nearest_roles(TABLE.rank(held), most=3)
    assert near == ()
    assert shared_next_skills(TABLE, held, near=near, most=3) == ()


def test_a_role_is_near_once_in_the_variant_that_is_nearest() -> None:
    easy, hard = (asks("sql:1"),), (asks("sql:2"), asks("python:1"))
    both = Role(RoleSlug("analyst"), "Analyst", {JUNIOR: easy, "senior": hard})  # type: ignore[dict-item]
    table = RankingTable.of(WORLD, [both, DESIGNER], RULES)
    ranked = table.rank(hold(WORLD, {}))
    assert len(ranked) == 3
    assert nearest_roles(ranked, most=7) == (("analyst", JUNIOR), ("designer", JUNIOR))
