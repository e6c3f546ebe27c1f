"""The study order: valid, proved best, the same for equal questions."""

from collections.abc import Iterable, Mapping
from functools import cache
from math import inf, isclose
from random import Random

import pytest
from builders import graph, skill, step, steps
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json
from strategies import skill_graphs

from engine import NoPlanError, Ordering, OrderMethod, SkillGraph, Step, order_steps
from engine.planning.ordering.study_order import area_under

NOTHING: frozenset[Step] = frozenset()
Gains = Mapping[Step, float]


def area_of(world: SkillGraph, order: Iterable[Step], gains: Gains) -> float:
    order = list(order)
    hours = [world.hours(s).typical for s in order]
    return area_under(hours, [gains.get(s, 0.0) for s in order])


def is_valid(world: SkillGraph, order: Iterable[Step], held: frozenset[Step]) -> bool:
    done = set(held)
    for item in order:
        if not all(clause.is_satisfied_by(done) for clause in world.hard_clauses(item)):
            return False
        done.add(item)
    return True


def best_area(
    world: SkillGraph, needed: frozenset[Step], held: frozenset[Step], gains: Gains
) -> float:
    """The greatest area over all valid orders: every way to begin, then every way to go on."""

    @cache
    def rest(todo: frozenset[Step]) -> float:
        done = held | (needed - todo)
        left = sum(world.hours(item).typical for item in todo)
        return max(
            (
                gains[item] * (left - world.hours(item).typical) + rest(todo - {item})
                for item in todo
                if all(clause.is_satisfied_by(done) for clause in world.hard_clauses(item))
            ),
            default=0.0 if not todo else -inf,
        )

    return rest(needed)


def gains_over(world: SkillGraph) -> st.SearchStrategy[Gains]:
    points = st.sampled_from([0.0, 0.0, 1.0, 2.5, 10 / 3, 8.0, 40.0])
    return st.fixed_dictionaries(dict.fromkeys(world.steps, points))


@st.composite
def small_orders(draw: st.DrawFn) -> tuple[SkillGraph, tuple[Step, ...], frozenset[Step], Gains]:
    """At most 9 needed steps, some others given; no soft prerequisites."""
    world = draw(skill_graphs(most=5, with_soft=False))
    rounds = world.attain(world.steps, given=NOTHING)
    ranked = sorted(world.steps, key=lambda s: (rounds[s], s))
    held = frozenset(s for s in ranked[: draw(st.integers(0, len(ranked)))])
    needed = tuple(s for s in ranked if s not in held)[:9]
    return world, needed, held, draw(gains_over(world))


@given(small_orders())
def test_no_order_of_up_to_nine_steps_is_better(
    case: tuple[SkillGraph, tuple[Step, ...], frozenset[Step], Gains],
) -> None:
    world, needed, held, gains = case
    ordering = order_steps(world, needed, given=held, gains=gains)
    assert is_valid(world, ordering.steps, held)
    best = best_area(world, frozenset(needed), held, gains)
    assert isclose(area_of(world, ordering.steps, gains), best, abs_tol=1e-6)
    assert isclose(ordering.certificate.area, best, abs_tol=1e-6)
    assert ordering.certificate.gap == 0.0
    assert ordering.certificate.method is OrderMethod.EXACT


@given(skill_graphs(most=8), st.data())
def test_even_without_effort_the_order_is_valid_and_the_bound_true(
    world: SkillGraph, data: st.DataObject
) -> None:
    gains = data.draw(gains_over(world))
    rough = order_steps(world, world.steps, given=NOTHING, gains=gains, most_splits=0)
    exact = order_steps(world, world.steps, given=NOTHING, gains=gains)
    assert is_valid(world, rough.steps, NOTHING)
    assert 0 <= rough.certificate.gap <= 1
    assert rough.certificate.area <= exact.certificate.bound * (1 + 1e-9)
    assert exact.certificate.area <= rough.certificate.bound * (1 + 1e-9)


@given(skill_graphs(most=5), st.data())
def test_the_order_of_what_is_asked_changes_nothing(world: SkillGraph, data: st.DataObject) -> None:
    gains = data.draw(gains_over(world))
    shuffled = data.draw(st.permutations(world.steps))
    backwards = dict(reversed(list(gains.items())))

    def answer(needed: Iterable[Step], own: Gains) -> Ordering:
        return order_steps(world, tuple(needed), given=NOTHING, gains=own)

    assert json.encode(answer(world.steps, gains).steps) == json.encode(
        answer(shuffled, backwards).steps
    )


@given(skill_graphs(most=5), st.data())
def test_every_step_comes_after_its_prerequisites(world: SkillGraph, data: st.DataObject) -> None:
    ordering = order_steps(world, world.steps, given=NOTHING, gains=data.draw(gains_over(world)))
    done: set[Step] = set()
    for item in ordering.steps:
        assert done.issuperset(ordering.prerequisites[item])
        prerequisites = set(ordering.prerequisites[item])
        assert all(clause.is_satisfied_by(prerequisites) for clause in world.hard_clauses(item))
        done.add(item)


def test_what_pays_more_per_hour_comes_first() -> None:
    world = graph(skill("slow", 10), skill("quick", 2))
    gains = {step("slow"): 20.0, step("quick"): 5.0}
    assert order_steps(world, world.steps, given=NOTHING, gains=gains).steps == steps(
        "quick", "slow"
    )


def test_steps_that_pay_the_same_stand_by_slug_even_when_their_sums_round_differently() -> None:
    world = graph(*(skill(slug, hours) for slug, hours in zip("dacb", (3, 7, 11, 1), strict=True)))
    gains = {s: world.hours(s).typical * (0.1 + 0.2) for s in world.steps}
    order = order_steps(world, world.steps, given=NOTHING, gains=gains).steps
    assert order == steps("a", "b", "c", "d")


def test_a_poor_prerequisite_comes_first_when_what_follows_pays() -> None:
    world = graph(skill("base", 4), skill("top", 1, needs={1: ["base"]}), skill("other", 5))
    gains = {step("top"): 50.0, step("other"): 40.0}
    order = order_steps(world, world.steps, given=NOTHING, gains=gains).steps
    assert order == steps("base", "top", "other")


def test_the_alternative_that_serves_readiness_comes_first() -> None:
    world = graph(
        skill("a", 10), skill("b", 1), skill("top", 1, needs={1: [["a", "b"]]}), skill("z", 1)
    )
    gains = {step("top"): 50.0, step("a"): 1.0}
    ordering = order_steps(world, world.steps, given=NOTHING, gains=gains)
    assert ordering.steps == steps("b", "top", "a", "z")
    assert ordering.prerequisites[step("top")] == steps("b")
    assert ordering.certificate.gap == 0.0


def test_alternatives_that_wait_for_each_other_still_give_a_valid_order() -> None:
    world = graph(
        skill("a", 5, needs={1: [["b", "c"]]}),
        skill("b", 1, needs={1: [["a", "d"]]}),
        skill("c", 2),
        skill("d", 9),
    )
    gains = {step("b"): 30.0}
    ordering = order_steps(world, world.steps, given=NOTHING, gains=gains)
    assert ordering.steps == steps("c", "a", "b", "d")
    assert ordering.certificate.gap == 0.0


def test_soft_prerequisites_come_first_unless_that_makes_a_cycle() -> None:
    world = graph(
        skill("a", 1, better_after={1: ["b"]}),
        skill("b", 9, better_after={1: ["a", "c"]}),
        skill("c", 9),
    )
    gains = {step("a"): 50.0}
    order = order_steps(world, world.steps, given=NOTHING, gains=gains).steps
    assert order == steps("c", "b", "a")


def test_steps_that_cannot_be_learnt_from_what_is_given_are_refused() -> None:
    world = graph(skill("base", 4), skill("top", 1, needs={1: ["base"]}))
    with pytest.raises(NoPlanError, match="top:1"):
        order_steps(world, steps("top"), given=NOTHING, gains={})


def test_nothing_needed_is_an_empty_order_proved_best() -> None:
    ordering = order_steps(graph(skill("a", 1)), (), given=NOTHING, gains={})
    assert ordering.steps == ()
    assert ordering.certificate.gap == 0.0
    assert ordering.certificate.area == 0.0


def test_hours_that_are_no_round_numbers_are_taken_as_they_are() -> None:
    chance = Random(7)
    world = graph(*(skill(f"s{i}", 1 + chance.random()) for i in range(8)))
    gains = {s: chance.random() for s in world.steps}
    order = order_steps(world, world.steps, given=NOTHING, gains=gains).steps
    pays = [gains[s] / world.hours(s).typical for s in order]
    assert pays == sorted(pays, reverse=True)
