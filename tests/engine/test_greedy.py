"""Cheapest ways and the bounds they give, held against what the solver proves."""

from collections.abc import Sequence

from builders import JUNIOR, asks, graph, role, skill, steps
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import World, tangled_worlds, worlds

from engine import (
    HourLimit,
    ReadinessTarget,
    SelectionProblem,
    SkillSlug,
    Step,
    hold,
    select_all,
    select_limited,
)
from engine.planning.selection.choices import goals_of
from engine.planning.selection.greedy import Ways
from engine.planning.selection.greedy_budget import GreedyBudget
from engine.planning.selection.worth import Worth

WORLDS = st.one_of(worlds(), tangled_worlds())


def problem_of(world: World, skipped: Sequence[Step]) -> SelectionProblem:
    skill_graph, asked, rated = world
    counted = tuple(r for r in asked.variants[JUNIOR] if r.is_counted)
    return SelectionProblem(counted, hold(skill_graph, rated).steps | frozenset(skipped))


@st.composite
def cases(draw: st.DrawFn) -> tuple[World, SelectionProblem]:
    world = draw(WORLDS)
    skipped = draw(st.lists(st.sampled_from(world[0].steps), max_size=2))
    return world, problem_of(world, skipped)


@given(cases())
def test_no_plan_takes_fewer_hours_than_the_ways_say(case: tuple[World, SelectionProblem]) -> None:
    (skill_graph, _, _), problem = case
    best = select_all(skill_graph, problem).proof.bound
    goals = [goal for r in problem.requirements for goal in goals_of(r, problem)]
    wanted = [step for goal in goals for step in goal.options]
    ways = Ways(skill_graph, given=problem.given, wanted=wanted, allowed=lambda c: c.alternatives)
    assert ways.least_hours(goals) <= best + 1e-6
    found = ways.meet(goals)
    assert found is not None
    assert len(skill_graph.attain(found, given=problem.given)) == len(found)
    for goal in goals:
        assert len((found | problem.given).intersection(goal.options)) >= goal.at_least
    assert ways.hours(found) >= best - 1e-6


@given(cases(), st.sampled_from([1.0, 4.0, 11.0, 25.0]))
def test_no_plan_within_the_hours_brings_more_than_the_bound(
    case: tuple[World, SelectionProblem], hours: float
) -> None:
    (skill_graph, _, rated), problem = case
    holdings = hold(skill_graph, rated)
    best = select_limited(skill_graph, problem, holdings=holdings, limit=HourLimit(hours))
    greedy = GreedyBudget(Worth(skill_graph, problem, holdings))
    assert greedy.most_within(hours) >= best.readiness - 1e-6
    assert greedy.most >= best.readiness - 1e-6


@given(cases(), st.sampled_from([10.0, 45.0, 80.0, 100.0]))
def test_no_plan_to_a_readiness_takes_fewer_hours_than_the_bound(
    case: tuple[World, SelectionProblem], points: float
) -> None:
    (skill_graph, _, rated), problem = case
    holdings = hold(skill_graph, rated)
    greedy = GreedyBudget(Worth(skill_graph, problem, holdings))
    assume(greedy.most >= points)
    target = ReadinessTarget(points)
    best = select_limited(skill_graph, problem, holdings=holdings, limit=target)
    assert greedy.least_to(points) <= best.hours + 1e-6


SHOP = graph(
    skill("bread", 4),
    skill("oven", 10),
    skill("cake", 5, needs={1: ["oven"]}),
    skill("salad", 6),
    skill("dinner", 2, needs={1: [["bread:1", "cake:1"]]}),
)


def ways(*wanted: str) -> Ways:
    return Ways(SHOP, given=frozenset(), wanted=steps(*wanted), allowed=lambda c: c.alternatives)


def test_a_step_costs_itself_and_the_cheapest_alternative_below_it() -> None:
    cost = ways("dinner").cheapest().cost
    assert {str(step): hours for step, hours in cost.items()} == {
        "bread:1": 4,
        "cake:1": 15,
        "dinner:1": 6,
        "oven:1": 10,
    }


def test_what_is_held_costs_nothing() -> None:
    derived = ways("dinner").cheapest(held=frozenset(steps("cake")))
    assert derived.cost[steps("dinner")[0]] == 2
    assert derived.steps(steps("dinner")[0]) == frozenset(steps("dinner"))


def test_a_readiness_is_reached_without_what_turned_out_superfluous() -> None:
    asked = role(asks("salad", weight=3), asks("dinner", weight=5), asks("bread"))
    problem = SelectionProblem(
        asked.variants[JUNIOR], frozenset(), frozenset([SkillSlug("dinner")])
    )
    greedy = GreedyBudget(Worth(SHOP, problem, hold(SHOP, {})))
    assert greedy.reaching(60) == frozenset(steps("bread", "dinner"))
