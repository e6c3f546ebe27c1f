"""Laws of likeness: the same both ways, 1 with itself, between 0 and 1, the same every time."""

from math import sqrt

import pytest
from builders import rules
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from real_data import real_file
from strategies import profiles_over, roles_over, skill_graphs

from benchmarks.frameworks import ESCO_SKILLS, ONET_RATINGS, Framework, esco, onet
from engine import (
    Demands,
    LikenessMatrix,
    RankingTable,
    Role,
    RoleKey,
    RoleSlug,
    SkillGraph,
    demands_of_levels,
    hold,
)

RULES = rules()


@st.composite
def roles_of(draw: st.DrawFn, world: SkillGraph) -> list[Role]:
    drawn = draw(st.lists(roles_over(world), min_size=1, max_size=5))
    return [replace(r, slug=RoleSlug(f"role-{number}")) for number, r in enumerate(drawn)]


def matrix_of(world: SkillGraph, roles: list[Role]) -> LikenessMatrix:
    return LikenessMatrix.of(world, RankingTable.of(world, roles, RULES).requirements)


def plainly(one: Demands, other: Demands) -> float:
    """The definition: the roots of the products of both shares."""
    mine = sum(demand.amount for demand in one.values())
    theirs = sum(demand.amount for demand in other.values())
    common = one.keys() & other.keys()
    return sum(sqrt(one[s].amount / mine * (other[s].amount / theirs)) for s in common)


@given(st.data())
def test_it_is_the_definition_and_the_same_both_ways(data: st.DataObject) -> None:
    world = data.draw(skill_graphs())
    matrix = matrix_of(world, data.draw(roles_of(world)))
    compared = {key: matrix.compared(own) for key, own in matrix.demands.items()}
    for key, own in matrix.demands.items():
        assert compared[key][key].score == (1.0 if own else 0.0)
        for other, theirs in matrix.demands.items():
            likeness = compared[key][other]
            assert likeness == compared[other][key]
            assert 0.0 <= likeness.score <= 1.0
            assert likeness.score == pytest.approx(plainly(own, theirs), abs=0.0005 + 1e-9)
            assert (likeness.shared_steps > 0) == bool(own.keys() & theirs.keys())


@given(st.data())
def test_it_depends_neither_on_the_order_of_the_roles_nor_on_other_roles(
    data: st.DataObject,
) -> None:
    world = data.draw(skill_graphs())
    roles = data.draw(roles_of(world))
    person = demands_of_levels(hold(world, data.draw(profiles_over(world))).levels)
    whole = matrix_of(world, roles).compared(person)
    assert matrix_of(world, roles[::-1]).compared(person) == whole
    assert matrix_of(world, roles[:1]).compared(person).items() <= whole.items()
    assert matrix_of(world, roles).compared(dict(reversed(person.items()))) == whole


@given(st.data())
def test_all_weights_doubled_change_nothing(data: st.DataObject) -> None:
    world = data.draw(skill_graphs())
    roles = data.draw(roles_of(world))
    doubled = [
        replace(
            role,
            variants={
                variant: tuple(replace(r, weight=2 * r.weight) for r in required)
                for variant, required in role.variants.items()
            },
        )
        for role in roles
    ]
    matrix, other = matrix_of(world, roles), matrix_of(world, doubled)
    for own in matrix.demands.values():
        assert matrix.compared(own) == other.compared(own)


@pytest.fixture(scope="module", params=["onet", "esco"])
def framework(request: pytest.FixtureRequest) -> Framework:
    if request.param == "onet":
        return onet(real_file(ONET_RATINGS).parents[1])
    return esco(real_file(ESCO_SKILLS).parents[1])


def test_public_frameworks_obey_the_same_laws(framework: Framework) -> None:
    table = RankingTable.of(framework.graph, framework.roles, RULES)
    matrix = LikenessMatrix.of(framework.graph, table.requirements)
    sample: list[RoleKey] = list(matrix.demands)[:: len(matrix.demands) // 8]
    compared = {key: matrix.compared(matrix.demands[key]) for key in sample}
    for key in sample:
        assert compared[key][key].score == 1.0
        for other in sample:
            assert compared[key][other] == compared[other][key]
            exactly = plainly(matrix.demands[key], matrix.demands[other])
            assert compared[key][other].score == pytest.approx(exactly, abs=0.0005 + 1e-9)


def test_the_neighbours_of_a_mechanical_engineer_are_engineers() -> None:
    """By readiness they were dishwashers and janitors, who need less of everything."""
    world = onet(real_file(ONET_RATINGS).parents[1])
    matrix = LikenessMatrix.of(
        world.graph, RankingTable.of(world.graph, world.roles, RULES).requirements
    )
    (mechanical,) = (key for key in matrix.demands if key[0] == "17-2141.00")
    compared = matrix.compared(matrix.demands[mechanical])
    nearest = sorted(compared, key=lambda key: -compared[key].score)[1:11]
    engineers = [slug for slug, _ in nearest if slug.startswith("17-")]
    assert len(engineers) >= 8
