"""Orders and their certificates, held against a checker that knows only the definitions."""

from collections.abc import Iterable, Mapping
from math import isclose
from pathlib import Path
from random import Random

import pytest
from builders import graph, skill, step, steps
from hypothesis import given
from hypothesis import strategies as st
from order_bounds import bound_of
from order_checker import World, cost_of, least_cost, world_of
from strategies import Tape, skill_graphs, tapes

from engine import (
    Ordering,
    OrderMethod,
    PlanOptions,
    PlanQuery,
    Profile,
    Rating,
    Role,
    SkillGraph,
    Step,
    Variant,
    order_steps,
)
from engine.planning.ordering.near import TOLERANCE, order_near
from knowledge import Library

NOTHING: frozenset[Step] = frozenset()
CONTENT = Path(__file__).resolve().parents[2] / "knowledge" / "content"
POINTS = (0.0, 0.0, 1.0, 2.5, 10 / 3, 8.0, 40.0)
HOURS = (1.0, 2.0, 3.5, 8.0, 20.0)


def checked(world: World, ordering: Ordering) -> int:
    """The cost of the order, which is valid and has the area that its certificate states."""
    cost = cost_of(world, ordering.steps)
    assert cost is not None, "the order is not valid"
    assert isclose(world.area(cost), ordering.certificate.area, rel_tol=1e-8, abs_tol=1e-6)
    return cost


def is_bound(world: World, ordering: Ordering, cost: int) -> bool:
    """Whether the certificate allows for an order of that cost."""
    return world.area(cost) <= ordering.certificate.bound * (1 + 1e-8) + 1e-6


def tangled_soft_graph(drawn: bytes) -> SkillGraph:
    """Up to five skills with one or two levels, whose soft prerequisites point anywhere."""
    tape = Tape(drawn)
    tops = [tape.between(1, 2) for _ in range(tape.between(2, 5))]
    everything = [f"s{i}:{level}" for i, top in enumerate(tops) for level in range(1, top + 1)]
    skills = []
    for number, top in enumerate(tops):
        earlier = [text for text in everything if text < f"s{number}"]
        needs: dict[int, list[str | list[str]]] = {}
        softly: dict[int, list[str | list[str]]] = {}
        for level in range(1, top + 1):
            if earlier and tape.is_so():
                needs[level] = [tape.some_of(earlier, tape.between(1, 2))]
            softly[level] = [
                tape.some_of(everything, tape.between(1, 3)) for _ in range(tape.below(3))
            ]
        hours = [tape.one_of(HOURS) for _ in range(top)]
        skills.append(skill(f"s{number}", *hours, needs=needs, better_after=softly))
    return graph(*skills)


def part_of(
    world: SkillGraph, drawn: bytes
) -> tuple[list[Step], frozenset[Step], dict[Step, float]]:
    """Some steps that are given, at most nine needed after them, and what those bring."""
    tape = Tape(drawn)
    rounds = world.attain(world.steps, given=NOTHING)
    ranked = sorted(world.steps, key=lambda s: (rounds[s], s))
    held = frozenset(ranked[: tape.below(len(ranked))])
    needed = [s for s in ranked if s not in held][: tape.between(1, 9)]
    return needed, held, {s: tape.one_of(POINTS) for s in needed}


@pytest.mark.parametrize(
    "graphs", [skill_graphs(most=5), tapes(160).map(tangled_soft_graph)], ids=["plain", "tangled"]
)
def test_no_valid_order_of_a_small_world_is_better(graphs: st.SearchStrategy[SkillGraph]) -> None:
    @given(graphs, tapes(24))
    def holds(world: SkillGraph, drawn: bytes) -> None:
        needed, held, gains = part_of(world, drawn)
        ordering = order_steps(world, needed, given=held, gains=gains)
        independent = world_of(world.skills, needed, held, gains)
        cost = checked(independent, ordering)
        least = least_cost(independent)
        assert least is not None
        assert isclose(independent.area(cost), independent.area(least), rel_tol=1e-8, abs_tol=1e-6)
        assert ordering.certificate.gap == 0.0
        assert ordering.certificate.method is OrderMethod.EXACT

    holds()


@given(tapes(160), tapes(24))
def test_without_effort_the_bound_is_true_all_the_same(drawn: bytes, chosen: bytes) -> None:
    world = tangled_soft_graph(drawn)
    needed, held, gains = part_of(world, chosen)
    ordering = order_steps(world, needed, given=held, gains=gains, most_splits=0)
    independent = world_of(world.skills, needed, held, gains)
    checked(independent, ordering)
    least = least_cost(independent)
    assert least is not None
    assert is_bound(independent, ordering, least)


@given(tapes(160), tapes(24), st.randoms(use_true_random=False))
def test_an_order_near_an_old_one_is_valid_and_its_certificate_true(
    drawn: bytes, chosen: bytes, chance: Random
) -> None:
    world = tangled_soft_graph(drawn)
    needed, held, gains = part_of(world, chosen)
    best = order_steps(world, needed, given=held, gains=gains)
    old = chance.sample(needed, len(needed))
    near = order_near(world, best, old, given=held, gains=gains)
    independent = world_of(world.skills, needed, held, gains)
    checked(independent, near)
    least = least_cost(independent)
    assert least is not None
    assert is_bound(independent, near, least)
    assert near.certificate.gap <= TOLERANCE + 1e-9


@given(tapes(160), tapes(24))
def test_the_two_checkers_agree(drawn: bytes, chosen: bytes) -> None:
    world = tangled_soft_graph(drawn)
    needed, held, gains = part_of(world, chosen)
    independent = world_of(world.skills, needed, held, gains)
    bound = bound_of(independent)
    assert bound.is_reached
    assert bound.cost == least_cost(independent)


def ordered(
    world: SkillGraph, gains: Mapping[Step, float], *, held: Iterable[str] = ()
) -> Ordering:
    needed = [s for s in world.steps if s not in set(steps(*held))]
    return order_steps(world, needed, given=frozenset(steps(*held)), gains=gains)


LANGUAGES = graph(
    skill("java", 10), skill("python", 2), skill("tests", 4, better_after={1: [["java", "python"]]})
)
TESTS_PAY = {step("tests"): 60.0, step("java"): 5.0}


def test_one_branch_of_a_soft_any_of_is_enough() -> None:
    """python 2 h, tests 2 + 4 = 6 h, java 16 h: 60 · 10 points · h. With both first it is 0."""
    ordering = ordered(LANGUAGES, TESTS_PAY)
    assert ordering.steps == steps("python", "tests", "java")
    assert ordering.certificate.area == 60 * 10
    assert ordering.certificate.gap == 0.0


def test_the_checker_tells_all_of_from_any_of() -> None:
    """java, python, tests: 5 · (16 - 10) = 30. python, tests, java: 60 · (16 - 6) = 600."""
    world = world_of(LANGUAGES.skills, LANGUAGES.steps, NOTHING, TESTS_PAY)
    both_first = cost_of(world, steps("java", "python", "tests"))
    least = least_cost(world)
    assert both_first is not None
    assert least is not None
    assert world.area(both_first) == pytest.approx(30)
    assert world.area(least) == pytest.approx(600)
    assert cost_of(world, steps("tests", "java", "python")) is None


def test_a_branch_that_is_given_meets_a_soft_any_of() -> None:
    """python is held or skipped: tests 4 h, then java 10 h: 60 · 10."""
    ordering = ordered(LANGUAGES, TESTS_PAY, held=["python"])
    assert ordering.steps == steps("tests", "java")
    assert ordering.certificate.area == 60 * 10


def test_a_branch_that_is_not_learnt_here_does_not_count() -> None:
    """Only java is left to come before the tests: 5 · 4."""
    needed = steps("java", "tests")
    ordering = order_steps(LANGUAGES, needed, given=NOTHING, gains=TESTS_PAY)
    assert ordering.steps == steps("java", "tests")
    assert ordering.certificate.area == 5 * 4
    assert order_steps(LANGUAGES, steps("tests"), given=NOTHING, gains=TESTS_PAY).steps == steps(
        "tests"
    )


def test_a_soft_branch_that_needs_the_step_itself_leaves_the_other_one() -> None:
    """b needs top, so c comes before top: c 8 h, top 9 h, b 10 h: 50 · 1."""
    world = graph(
        skill("b", 1, needs={1: ["top"]}),
        skill("c", 8),
        skill("top", 1, better_after={1: [["b", "c"]]}),
    )
    ordering = ordered(world, {step("top"): 50.0})
    assert ordering.steps == steps("c", "top", "b")
    assert ordering.certificate.area == 50


def test_of_soft_alternatives_in_a_cycle_those_of_the_smaller_slugs_count() -> None:
    """b or c before a, a before b, a before c: the last does not fit with the first two."""
    world = graph(
        skill("a", 1, better_after={1: [["b", "c"]]}),
        skill("b", 9, better_after={1: ["a"]}),
        skill("c", 4, better_after={1: ["a"]}),
    )
    ordering = ordered(world, {step("a"): 50.0})
    assert ordering.steps == steps("c", "a", "b")
    assert ordering.certificate.area == 50 * 9


def test_soft_alternatives_bring_no_prerequisites() -> None:
    ordering = ordered(LANGUAGES, TESTS_PAY)
    assert ordering.prerequisites[step("tests")] == ()


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(CONTENT)


def specialist(wanted: Role, variant: Variant) -> Profile:
    """One branch of each choice, and about half of everything else."""
    chance = Random(f"{wanted.slug}/{variant}")
    rated: dict[object, Rating] = {}
    for requirement in wanted.variants[variant]:
        if requirement.is_choice:
            held = chance.sample(requirement.targets, requirement.choose)
        else:
            held = [target for target in requirement.targets if chance.random() < 0.5]
        rated |= {target.skill: Rating(target.level) for target in held}
    return rated  # type: ignore[return-value]


SAMPLE = 12
"""One in so many role variants is checked here; the figures in decision 7 are of all of them."""


@pytest.mark.parametrize("start", range(0, SAMPLE, 4))
def test_no_certificate_of_a_role_is_false(library: Library, start: int) -> None:
    cases = [(found, variant) for found in library.roles.values() for variant in found.variants]
    decided = 0
    for wanted, variant in cases[start::SAMPLE]:
        rated = specialist(wanted, variant)
        query = PlanQuery.of(
            library.graph, wanted, variant=variant, profile=rated, options=PlanOptions(10.0)
        )
        selection = query.select().selection
        gains = query.gains(selection)
        ordering = query.order(selection)
        world = world_of(library.graph.skills, selection.steps, query.given, gains)
        checked(world, ordering)
        bound = bound_of(world, most_nodes=40, most_sets=4_000)
        decided += bound.is_reached
        assert is_bound(world, ordering, bound.cost) or not bound.is_reached
    assert decided >= 3
