"""What is made of what a solver says, by hand, with solvers that say what they are told to.

Three binaries cost 3, 2 and 1; at least two of the first two and the last are needed. The
relaxation says 0, 0.5 and 1, which costs 2, and what it would take to change each.
"""

from math import inf

import numpy as np
import pytest

from engine import UNLIMITED, Search, SolverProblem, SolverResult, SolverRun, SolverStatus
from engine.planning.selection.proof import Proof, ProofStatus
from engine.planning.selection.solver import UNAVAILABLE, MixedIntegerModel, Values


class Scripted:
    """Says one thing after the other, and remembers what it was asked and for how long."""

    def __init__(self, *runs: SolverRun) -> None:
        self.runs = list(runs)
        self.asked: list[SolverProblem] = []
        self.seconds: list[float | None] = []
        self.starts: list[Values] = []

    def solve(self, problem: SolverProblem, *, seconds: float | None, start: Values) -> SolverRun:
        self.asked.append(problem)
        self.seconds.append(seconds)
        self.starts.append(start)
        return self.runs.pop(0)


def run(
    status: SolverStatus,
    values: Values = (),
    bound: float = -inf,
    *,
    reduced: Values = (),
    seconds: float = 1.5,
) -> SolverRun:
    return SolverRun(SolverResult(status, values, bound), reduced, seconds)


def model() -> MixedIntegerModel:
    found = MixedIntegerModel()
    columns = [found.binary(cost) for cost in (3.0, 2.0, 1.0)]
    assert columns == [0, 1, 2]
    found.row([(column, 1.0) for column in columns], at_least=1.5)
    return found


OPTIMAL, FEASIBLE, INFEASIBLE = (
    SolverStatus.OPTIMAL,
    SolverStatus.FEASIBLE,
    SolverStatus.INFEASIBLE,
)
RELAXED = run(OPTIMAL, (0.0, 0.5, 1.0), 2.0, reduced=(1.5, 0.0, -1.5))
START = (0.0, 1.0, 1.0)
"""Costs 3: one more than the relaxation."""


def minimised(*runs: SolverRun, start: Values = START) -> tuple[SolverResult, Scripted]:
    scripted = Scripted(*runs)
    return model().minimise(Search(scripted), start=start), scripted


def test_a_problem_is_handed_over_row_by_row() -> None:
    """A column that is named twice counts twice; a row may have a limit at either end or none."""
    found = MixedIntegerModel()
    first, second = found.binary(3.0), found.column(0.5, upper=4.0)
    found.row([(first, 1.0), (second, -1.0), (first, 2.0)], at_least=-1.0)
    found.row([])
    found.row([(second, 2.0)], at_most=7.0)
    scripted = Scripted(run(OPTIMAL, (0.0, 0.0), 0.0))
    assert found.minimise(Search(scripted)) == SolverResult(OPTIMAL, (0.0, 0.0), 0.0)
    (asked,) = scripted.asked
    assert asked.costs.tolist() == [3.0, 0.5]
    assert asked.lowers.tolist() == [0.0, 0.0]
    assert asked.uppers.tolist() == [1.0, 4.0]
    assert asked.is_whole == [False, False]
    assert asked.is_relaxed
    assert asked.starts.tolist() == [0, 2, 2, 3]
    assert asked.columns.tolist() == [0, 1, 1]
    assert asked.factors.tolist() == [3.0, -1.0, 2.0]
    assert asked.at_least.tolist() == [-1.0, -inf, -inf]
    assert asked.at_most.tolist() == [inf, inf, 7.0]
    assert {asked.starts.dtype, asked.columns.dtype} == {np.dtype(np.int32)}


def test_prices_replace_all_costs() -> None:
    found = model()
    found.price({1: 5.0})
    scripted = Scripted(run(OPTIMAL, (1.0, 0.0, 1.0), 0.0))
    found.minimise(Search(scripted))
    assert scripted.asked[0].costs.tolist() == [0.0, 5.0, 0.0]


@pytest.mark.parametrize(
    ("at_least", "at_most", "status"),
    [
        (0.0, 0.0, OPTIMAL),
        (-1.0, 1.0, OPTIMAL),
        (0.5, 1.0, INFEASIBLE),
        (-1.0, -0.5, INFEASIBLE),
    ],
)
def test_without_columns_nothing_is_asked(
    at_least: float, at_most: float, status: SolverStatus
) -> None:
    found = MixedIntegerModel()
    found.row([], at_least=at_least, at_most=at_most)
    bound = 0.0 if status is OPTIMAL else inf
    assert found.minimise(Search(Scripted())) == SolverResult(status, (), bound)


def test_a_relaxation_that_is_whole_is_the_result() -> None:
    whole = run(OPTIMAL, (0.0, 1.0, 1.0), 3.0)
    found, scripted = minimised(whole)
    assert found == whole.result
    assert scripted.starts == [()]


@pytest.mark.parametrize("status", [INFEASIBLE, SolverStatus.UNKNOWN, FEASIBLE])
def test_where_the_relaxation_is_not_solved_that_is_the_result(status: SolverStatus) -> None:
    said = run(status, (), 1.0)
    assert minimised(said)[0] == said.result


def test_columns_too_dear_to_change_are_settled() -> None:
    """A change of the first or the last costs 1.5, but 1 is all that may still be saved."""
    found, scripted = minimised(RELAXED, run(INFEASIBLE))
    assert found == SolverResult(OPTIMAL, START, 3.0)
    relaxed, exact = scripted.asked
    assert (relaxed.is_relaxed, exact.is_relaxed) == (True, False)
    assert exact.is_whole == [True, True, True]
    assert exact.lowers.tolist() == [0.0, 0.0, 1.0]
    assert exact.uppers.tolist() == [0.0, 1.0, 1.0]
    assert scripted.starts == [(), START]
    cheap = run(OPTIMAL, (0.0, 0.5, 1.0), 2.0, reduced=(1.0, 0.0, -1.0))
    _, scripted = minimised(cheap, run(INFEASIBLE))
    assert scripted.asked[1].lowers.tolist() == [0.0, 0.0, 0.0]
    assert scripted.asked[1].uppers.tolist() == [1.0, 1.0, 1.0]


def test_without_anything_to_begin_from_nothing_is_settled() -> None:
    exact = run(OPTIMAL, (0.0, 1.0, 1.0), 3.0)
    found, scripted = minimised(RELAXED, exact, start=())
    assert found == exact.result
    assert scripted.asked[1].uppers.tolist() == [1.0, 1.0, 1.0]
    assert minimised(RELAXED, run(INFEASIBLE, (), inf), start=())[0].status is INFEASIBLE


CHEAP, DEAR = (0.0, 1.0, 1.0), (1.0, 1.0, 0.0)
"""3 and 5."""


@pytest.mark.parametrize(
    ("start", "exact", "expected"),
    [
        # Proved: the cheaper of both, its own where they cost the same.
        (DEAR, run(OPTIMAL, CHEAP, 3.0), SolverResult(OPTIMAL, CHEAP, 3.0)),
        (CHEAP, run(OPTIMAL, DEAR, 5.0), SolverResult(OPTIMAL, CHEAP, 3.0)),
        # Out of time: its bound, at least the relaxation's 2 and at most the cost at hand.
        (DEAR, run(FEASIBLE, CHEAP, 2.5), SolverResult(FEASIBLE, CHEAP, 2.5)),
        (CHEAP, run(FEASIBLE, DEAR, 2.5), SolverResult(FEASIBLE, CHEAP, 2.5)),
        (DEAR, run(SolverStatus.UNKNOWN), SolverResult(FEASIBLE, DEAR, 2.0)),
        (CHEAP, run(SolverStatus.UNKNOWN, (), 4.5), SolverResult(FEASIBLE, CHEAP, 3.0)),
        # In trouble: what was there to begin from.
        (DEAR, UNAVAILABLE, SolverResult(SolverStatus.UNAVAILABLE, DEAR, 2.0)),
        # No solution at all: half of the first column, and 1 in all where 1.5 are needed.
        (
            DEAR,
            run(OPTIMAL, (0.5, 1.0, 1.0), 1.0),
            SolverResult(SolverStatus.UNAVAILABLE, DEAR, 2.0),
        ),
        (
            DEAR,
            run(OPTIMAL, (0.0, 0.0, 1.0), 1.0),
            SolverResult(SolverStatus.UNAVAILABLE, DEAR, 2.0),
        ),
        (DEAR, run(OPTIMAL, (1.0,), 1.0), SolverResult(SolverStatus.UNAVAILABLE, DEAR, 2.0)),
    ],
)
def test_the_better_of_what_is_at_hand_and_what_is_found(
    start: Values, exact: SolverRun, expected: SolverResult
) -> None:
    assert minimised(RELAXED, exact, start=start)[0] == expected


def test_of_two_that_cost_the_same_the_later_is_taken() -> None:
    """All cost 1: the first two, or the last two."""
    for status in (OPTIMAL, FEASIBLE):
        found = model()
        found.price(dict.fromkeys(range(3), 1.0))
        relaxed = run(OPTIMAL, (0.0, 0.5, 1.0), 1.5, reduced=(0.0, 0.0, 0.0))
        scripted = Scripted(relaxed, run(status, CHEAP, 2.0))
        assert found.minimise(Search(scripted), start=DEAR) == SolverResult(status, CHEAP, 2.0)


def test_rows_may_be_missed_by_a_thousandth_and_no_more() -> None:
    """At least 1.5 in all, and at most 1.8."""
    for last, is_taken in ((0.4995, True), (0.498, False), (0.8005, True), (0.802, False)):
        found = MixedIntegerModel()
        whole, part = found.binary(1.0), found.column(1.0, upper=5.0)
        found.row([(whole, 1.0), (part, 1.0)], at_least=1.5, at_most=1.8)
        result = found.minimise(Search(Scripted(run(OPTIMAL, (1.0, last), 1.0))))
        assert (result.status is OPTIMAL) is is_taken, last
        assert result.bound == (1.0 if is_taken else -inf)


def test_time_is_counted_and_what_is_left_of_it_handed_on() -> None:
    found, scripted = model(), Scripted(RELAXED, run(INFEASIBLE, seconds=2.0))
    found.minimise(Search(scripted, seconds=4.0), start=START)
    assert scripted.seconds == [4.0, 2.5]
    assert found.seconds == 3.5
    again = Scripted(RELAXED, run(INFEASIBLE))
    found.minimise(Search(again, seconds=1.0), start=START)
    assert again.seconds == [1.0, 0.0]
    assert Search(again).after(9.0) == Search(again)
    assert Search(again, seconds=4.0).after(1.0) == Search(again, seconds=3.0)
    assert Search(again, seconds=4.0).after(9.0) == Search(again, seconds=0.0)


def test_many_columns_are_first_searched_near_the_relaxation() -> None:
    """41 binaries: one in doubt and the 29 next in line are free, the 11 dearest are settled."""
    found = MixedIntegerModel()
    columns = [found.binary(1.0) for _ in range(41)]
    found.row([(column, 1.0) for column in columns], at_least=0.5)
    half = (0.5, *[0.0] * 40)
    reduced = (0.0, *(float(number) for number in range(40, 0, -1)))
    first = (1.0, *[0.0] * 40)
    scripted = Scripted(
        run(OPTIMAL, half, 0.5, reduced=reduced), run(OPTIMAL, first, 1.0), run(INFEASIBLE)
    )
    assert found.minimise(Search(scripted)) == SolverResult(OPTIMAL, first, 1.0)
    _, near, exact = scripted.asked
    assert near.uppers.tolist() == [1.0] + [0.0] * 11 + [1.0] * 29
    assert exact.uppers.tolist() == [1.0] + [0.0] * 40
    assert scripted.starts == [(), (), first]


def test_up_to_forty_binaries_are_solved_at_once() -> None:
    found = MixedIntegerModel()
    columns = [found.binary(1.0) for _ in range(40)]
    found.column(0.0, upper=1.0)
    found.row([(column, 1.0) for column in columns], at_least=0.5)
    first = (1.0, *[0.0] * 40)
    half = (0.5, *[0.0] * 40)
    scripted = Scripted(run(OPTIMAL, half, 0.5, reduced=half), run(OPTIMAL, first, 1.0))
    assert found.minimise(Search(scripted)).values == first
    assert len(scripted.asked) == 2


def test_the_solver_we_bring_solves_it() -> None:
    assert model().minimise(UNLIMITED) == SolverResult(OPTIMAL, CHEAP, 3.0)


@pytest.mark.parametrize(
    ("status", "value", "bound", "proof"),
    [
        (OPTIMAL, 20.0, 16.0, Proof(ProofStatus.PROVED, 20.0, 0.0)),
        (FEASIBLE, 20.0, 16.0, Proof(ProofStatus.TIME_LIMIT, 16.0, 0.2)),
        (FEASIBLE, 16.0, 20.0, Proof(ProofStatus.TIME_LIMIT, 20.0, 0.2)),
        (FEASIBLE, 20.0, 20.0, Proof(ProofStatus.PROVED, 20.0, 0.0)),
        (INFEASIBLE, 20.0, 15.0, Proof(ProofStatus.TIME_LIMIT, 15.0, 0.25)),
        (SolverStatus.UNAVAILABLE, 20.0, 20.0, Proof(ProofStatus.SOLVER_UNAVAILABLE, 20.0, 0.0)),
        (SolverStatus.UNAVAILABLE, 0.0, 0.0, Proof(ProofStatus.SOLVER_UNAVAILABLE, 0.0, 0.0)),
        (SolverStatus.UNAVAILABLE, 20.0, 5.0, Proof(ProofStatus.SOLVER_UNAVAILABLE, 5.0, 0.75)),
    ],
)
def test_what_is_proved_of_a_plan(
    status: SolverStatus, value: float, bound: float, proof: Proof
) -> None:
    assert Proof.of(status, value=value, bound=bound) == proof
