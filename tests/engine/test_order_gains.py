"""What each step earns, held against readiness worked out from the definitions alone."""

from math import fsum, isclose

import pytest
from builders import asks, graph, query_for, role, skill, step, steps
from hypothesis import given
from order_checker import readiness
from strategies import World, worlds

from engine import PlanOptions, Rating

CHOICE = role(asks("go", "rust", choose=1, weight=1), asks("kernel", weight=1))
TOOLS = graph(skill("go", 5), skill("rust", 5), skill("kernel", 5, needs={1: ["go"]}))


def test_a_met_choice_names_the_held_branch() -> None:
    query = query_for(TOOLS, CHOICE, rated={step("rust").skill: Rating(1)})
    selection = query.select().selection
    assert selection.steps == steps("go", "kernel")
    assert [made.chosen for made in selection.choices] == [("rust",)]


def test_a_step_earns_nothing_for_a_choice_that_is_met() -> None:
    """rust is worth 50 points already; go brings none of them, the kernel the other 50."""
    query = query_for(TOOLS, CHOICE, rated={step("rust").skill: Rating(1)})
    assert query.gains(query.select().selection) == {step("kernel"): 50.0}


def test_a_pin_beside_a_held_branch_earns_nothing() -> None:
    options = PlanOptions(5.0, pins=frozenset([step("go").skill]))
    query = query_for(TOOLS, CHOICE, rated={step("rust").skill: Rating(1)}, options=options)
    selection = query.select().selection
    assert [made.chosen for made in selection.choices] == [("go",)]
    assert query.gains(selection) == {step("go"): 0.0, step("kernel"): 50.0}


def test_a_branch_earns_what_lies_above_another_that_is_held_in_part() -> None:
    """go 4 + 6 h, rust 2 + 18 h, all readiness in the choice: rust 1 is 10 points, go 1 is 40."""
    world = graph(skill("go", 4, 6), skill("rust", 2, 18))
    query = query_for(
        world,
        role(asks("go:2", "rust:2", choose=1)),
        rated={step("rust").skill: Rating(1)},
    )
    gains = query.gains(query.select().selection)
    assert gains == pytest.approx({step("go:1"): 30.0, step("go:2"): 60.0})


@given(worlds())
def test_the_gains_of_a_plan_are_the_readiness_it_brings(world: World) -> None:
    skills, wanted, rated = world
    query = query_for(skills, wanted, rated=rated)
    selection = query.select().selection
    gains = query.gains(selection)
    levels = dict(query.holdings.levels)
    before = readiness(skills.skills, query.requirements, levels)
    for item in selection.steps:
        levels[item.skill] = max(levels.get(item.skill, 0), item.level)
    after = readiness(skills.skills, query.requirements, levels)
    credited = fsum(gains.get(item, 0.0) for item in selection.steps)
    assert isclose(credited, after - before, abs_tol=1e-9)
