"""What columns of the programme cost, and what goals add, by hand."""

import pytest
from builders import graph, skill, step, steps

from engine import UNLIMITED, Search, SkillGraph, SolverProblem, SolverRun, Step
from engine.planning.selection.programme import Programme, StepGoal

NOTHING = frozenset(steps())
WORLD = graph(skill("a", 10), skill("b", 20), skill("c", 30))
TIE = 0.05
"""Shared out among the ranks of n steps as 1 / n (n + 1), 2 / n (n + 1) and so on [h]."""


class Watching:
    """Solves, and remembers the costs that it was given."""

    def __init__(self) -> None:
        self.costs: list[float] = []

    def solve(
        self, problem: SolverProblem, *, seconds: float | None, start: tuple[float, ...]
    ) -> SolverRun:
        self.costs = problem.costs.tolist()
        return UNLIMITED.solver.solve(problem, seconds=seconds, start=start)


def programme_of(wanted: str, *, world: SkillGraph = WORLD, given: str = "") -> Programme:
    return Programme(
        world,
        given=frozenset(steps(*given.split())),
        wanted=steps(*wanted.split()),
        allowed=lambda clause: clause.alternatives,
    )


def costs_of(programme: Programme) -> list[float]:
    watching = Watching()
    programme.model.minimise(Search(watching))
    return watching.costs


def learnt(programme: Programme) -> tuple[Step, ...]:
    return tuple(sorted(programme.chosen(programme.model.minimise(UNLIMITED).values)))


def test_a_step_costs_its_hours_and_the_less_the_earlier_it_is_wanted() -> None:
    programme = programme_of("b a")
    assert programme.steps == steps("a", "b")
    programme.price_by_hours()
    assert costs_of(programme) == pytest.approx([10 + TIE * 2 / 6, 20 + TIE / 6], abs=1e-9)


def test_what_is_on_the_way_comes_after_what_is_wanted_by_slug() -> None:
    """top first, then base and zero, which no one asked for: 1, 2 and 3 of 12."""
    world = graph(skill("top", 4, needs={1: ["zero", "base"]}), skill("base", 2), skill("zero", 1))
    programme = programme_of("top", world=world)
    assert programme.steps == steps("base", "top", "zero")
    programme.price_by_hours()
    expected = [2 + TIE * 2 / 12, 4 + TIE / 12, 1 + TIE * 3 / 12]
    assert costs_of(programme) == pytest.approx(expected, abs=1e-9)


def test_weights_multiply_hours_and_ranks_may_count_steps_settled_before() -> None:
    programme = programme_of("b a")
    programme.price_by_hours({step("a"): 3.0})
    assert costs_of(programme) == pytest.approx([30 + TIE * 2 / 6, 20 + TIE / 6], abs=1e-9)
    programme.price_by_hours(among=steps("c", "a", "b"))
    assert costs_of(programme) == pytest.approx([10 + TIE * 2 / 12, 20 + TIE / 12], abs=1e-9)


def test_an_option_that_adds_hours_has_a_column_that_costs_them() -> None:
    """a or b, where b adds 25 hours: 10 or 45; with 7 for a it is as with none for b."""
    programme = programme_of("a b")
    assert not programme.has_surcharges
    programme.require(StepGoal(steps("a", "b"), at_least=1, surcharges={step("b"): 25.0}))
    assert programme.has_surcharges
    programme.price_by_hours()
    assert costs_of(programme) == pytest.approx([10 + TIE / 6, 20 + TIE * 2 / 6, 25], abs=1e-9)
    programme.price_by_hours(with_surcharges=False)
    assert costs_of(programme) == pytest.approx([10 + TIE / 6, 20 + TIE * 2 / 6, 0], abs=1e-9)


@pytest.mark.parametrize(
    ("at_least", "taken", "hours"),
    [
        (1, "a b c", 0),
        (2, "a b c", 25),
        (3, "a b c", 75),
        (1, "b c", 25),
        (2, "b c", 75),
        (1, "c", 50),
    ],
)
def test_a_goal_adds_what_its_cheapest_options_add(at_least: int, taken: str, hours: float) -> None:
    added = {step("b"): 25.0, step("c"): 50.0}
    goal = StepGoal(steps("a", "b", "c"), at_least=at_least, surcharges=added)
    assert goal.surcharge(steps(*taken.split())) == hours
    assert StepGoal(steps("a", "b", "c"), at_least=at_least).surcharge(steps("c")) == 0


@pytest.mark.parametrize(
    ("at_least", "given", "taken"),
    [(1, "", "a"), (2, "", "a b"), (3, "", "a b c"), (1, "c", ""), (2, "c", "a"), (3, "c", "a b")],
)
def test_what_is_given_counts_towards_a_goal(at_least: int, given: str, taken: str) -> None:
    programme = programme_of("a b c", given=given)
    programme.require(StepGoal(steps("a", "b", "c"), at_least=at_least))
    programme.price_by_hours()
    assert learnt(programme) == steps(*taken.split())


def test_hours_and_what_options_add_stay_within_a_limit() -> None:
    """b and 25 hours are 45; a is dear here, and 44.9 hours leave nothing else."""
    for limit, taken in ((45.0, "b"), (44.9, "a")):
        programme = programme_of("a b")
        programme.require(StepGoal(steps("a", "b"), at_least=1, surcharges={step("b"): 25.0}))
        programme.add_limit_on_hours(limit)
        programme.price_by_hours({step("a"): 100.0})
        assert learnt(programme) == steps(taken)


def test_no_solution_chooses_nothing() -> None:
    assert programme_of("a").chosen(()) == NOTHING
    assert programme_of("a b").chosen((0.4, 0.6)) == frozenset(steps("b"))


def test_steps_that_only_support_each_other_are_out_of_reach() -> None:
    """egg by hen or shop, hen by egg or farm: one of the two is bought, the cheaper one."""
    world = graph(
        skill("egg", 1, needs={1: [["hen", "shop"]]}),
        skill("hen", 1, needs={1: [["egg", "farm"]]}),
        *(skill("shop", 9), skill("farm", 8)),
    )
    programme = programme_of("egg", world=world)
    programme.require(StepGoal(steps("egg"), at_least=1))
    programme.price_by_hours()
    assert learnt(programme) == steps("egg", "shop")
    programme.price_by_hours({step("shop"): 2.0})
    assert learnt(programme) == steps("egg", "farm", "hen")
