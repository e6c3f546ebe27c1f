"""Mixed-integer models with a solver that follows a script: what it is handed, what is made of it.

The model has two binaries and a column of any value, which cost 3, 2 and 1:

    row 0   x + y     at least 1
    row 1   x - 2 z   at most 0.5
"""

from collections.abc import Sequence
from math import inf

import pytest
from solvers import Throwing

from engine import Search, SolverProblem, SolverResult, SolverRun, SolverStatus
from engine.planning.selection.solver import MixedIntegerModel, Values

OPTIMAL, FEASIBLE = SolverStatus.OPTIMAL, SolverStatus.FEASIBLE
INFEASIBLE, UNKNOWN = SolverStatus.INFEASIBLE, SolverStatus.UNKNOWN


class Scripted:
    """Says one thing after another, and remembers what it was asked."""

    def __init__(self, *runs: SolverRun) -> None:
        self._runs = list(runs)
        self.asked: list[tuple[SolverProblem, float | None, Values]] = []

    def solve(self, problem: SolverProblem, *, seconds: float | None, start: Values) -> SolverRun:
        self.asked.append((problem, seconds, start))
        return self._runs.pop(0)


def run(
    status: SolverStatus,
    values: Sequence[float] = (),
    bound: float = -inf,
    *,
    reduced: Sequence[float] = (0.0, 0.0, 0.0),
    seconds: float = 1.0,
) -> SolverRun:
    return SolverRun(SolverResult(status, tuple(values), bound), tuple(reduced), seconds)


def model() -> MixedIntegerModel:
    made = MixedIntegerModel()
    x, y, z = made.binary(3.0), made.binary(2.0), made.column(1.0, upper=4.0)
    made.row([(x, 1.0), (y, 1.0)], at_least=1.0)
    made.row([(x, 1.0), (z, -1.0), (z, -1.0)], at_most=0.5)
    return made


HALF = run(OPTIMAL, (0.5, 0.5, 0.0), 2.5)
"""A relaxation that leaves both binaries in doubt."""


def test_what_the_solver_is_handed() -> None:
    solver = Scripted(run(OPTIMAL, (0.0, 1.0, 0.0), 2.0))
    assert model().minimise(Search(solver)) == SolverResult(OPTIMAL, (0.0, 1.0, 0.0), 2.0)
    ((problem, seconds, start),) = solver.asked
    assert (seconds, start) == (None, ())
    assert problem.is_relaxed
    assert problem.costs.tolist() == [3, 2, 1]
    assert problem.lowers.tolist() == [0, 0, 0]
    assert problem.uppers.tolist() == [1, 1, 4]
    assert problem.starts.tolist() == [0, 2, 4]
    assert problem.columns.tolist() == [0, 1, 0, 2]
    assert problem.factors.tolist() == [1, 1, 1, -2]  # z was named twice.
    assert problem.at_least.tolist() == [1, -inf]
    assert problem.at_most.tolist() == [inf, 0.5]


def test_where_the_relaxation_is_in_doubt_the_whole_is_solved_in_the_time_that_is_left() -> None:
    exact = run(OPTIMAL, (0.0, 1.0, 0.0), 2.0)
    solver = Scripted(HALF, exact)
    made = model()
    assert made.minimise(Search(solver, seconds=5.0)) == exact.result
    (_, first, _), (problem, second, start) = solver.asked
    assert (first, second, start) == (5.0, 4.0, ())
    assert list(problem.is_whole) == [True, True, False]
    assert made.seconds == 2.0


def test_time_never_falls_below_none() -> None:
    solver = Scripted(HALF, run(UNKNOWN))
    model().minimise(Search(solver, seconds=0.5))
    assert solver.asked[1][1] == 0.0


@pytest.mark.parametrize("status", [INFEASIBLE, UNKNOWN])
def test_what_the_relaxation_says_of_the_whole_is_said(status: SolverStatus) -> None:
    solver = Scripted(run(status))
    assert model().minimise(Search(solver)).status is status
    assert len(solver.asked) == 1


def test_what_a_start_rules_out_is_settled() -> None:
    """The start costs 2, the relaxation 1.5: what costs more than 0.5 to change stays at its
    value, where that is whole. x would cost 0.6 and is 0; y would cost 0.4 and is in doubt.
    """
    relaxed = run(OPTIMAL, (0.0, 1.0, 0.3), 1.5, reduced=(0.6, 0.4, 9.0))
    in_doubt = run(OPTIMAL, (0.0, 0.9999, 0.3), 1.5, reduced=(0.6, 0.4, 9.0))
    solver = Scripted(in_doubt, run(INFEASIBLE))
    found = model().minimise(Search(solver), start=(0.0, 1.0, 0.0))
    problem, _, start = solver.asked[1]
    assert start == (0.0, 1.0, 0.0)
    assert problem.lowers.tolist() == [0, 0, 0]
    assert problem.uppers.tolist() == [0, 1, 4]
    # Nothing else is left: the start is the best.
    assert found == SolverResult(OPTIMAL, (0.0, 1.0, 0.0), 2.0)
    assert model().minimise(Search(Scripted(relaxed))).values == (0.0, 1.0, 0.3)


START = (1.0, 1.0, 0.25)
"""Costs 3 + 2 + 0.25 = 5.25."""


@pytest.mark.parametrize(
    ("exact", "found"),
    [
        # Better than the start.
        (run(OPTIMAL, (0.0, 1.0, 0.0), 2.0), SolverResult(OPTIMAL, (0.0, 1.0, 0.0), 2.0)),
        # Worse, which it cannot be: the start stays, proved.
        (run(OPTIMAL, (1.0, 1.0, 1.0), 6.0), SolverResult(OPTIMAL, START, 5.25)),
        # As good: what the solver says.
        (run(OPTIMAL, (1.0, 1.0, 0.25), 5.25), SolverResult(OPTIMAL, START, 5.25)),
        # The time was up with something better, and a bound.
        (run(FEASIBLE, (1.0, 0.0, 0.25), 3.0), SolverResult(FEASIBLE, (1.0, 0.0, 0.25), 3.0)),
        # With something worse, and a bound below that of the relaxation.
        (run(FEASIBLE, (1.0, 1.0, 1.0), 2.0), SolverResult(FEASIBLE, START, 2.5)),
        # With nothing, and a bound above what is at hand.
        (run(UNKNOWN, (), 9.0), SolverResult(FEASIBLE, START, 5.25)),
        (run(UNKNOWN), SolverResult(FEASIBLE, START, 2.5)),
        (run(INFEASIBLE), SolverResult(OPTIMAL, START, 5.25)),
    ],
)
def test_the_better_of_the_start_and_what_is_found(exact: SolverRun, found: SolverResult) -> None:
    assert model().minimise(Search(Scripted(HALF, exact)), start=START) == found


class ThrowingLater(Scripted):
    """Follows its script, and then throws."""

    def solve(self, problem: SolverProblem, *, seconds: float | None, start: Values) -> SolverRun:
        if not self._runs:
            return Throwing().solve(problem, seconds=seconds, start=start)
        return super().solve(problem, seconds=seconds, start=start)


def test_a_solver_that_fails_is_unavailable() -> None:
    unavailable = SolverStatus.UNAVAILABLE
    assert model().minimise(Search(Throwing())) == SolverResult(unavailable, (), -inf)
    found = model().minimise(Search(ThrowingLater(HALF)), start=START)
    assert found == SolverResult(unavailable, START, 2.5)


@pytest.mark.parametrize(
    "values",
    [
        (0.0, 0.998, 0.0),  # Row 0 is 0.002 short.
        (1.0, 0.0, 0.2),  # Row 1 is 0.6.
        (0.0, 1.0),  # A column is missing.
        (0.0, 1.0, 0.0, 0.0),
    ],
)
def test_what_is_no_solution_is_not_taken_for_one(values: Values) -> None:
    found = model().minimise(Search(Scripted(run(OPTIMAL, values, 0.0))))
    assert found == SolverResult(SolverStatus.UNAVAILABLE, (), -inf)


def test_a_binary_in_between_is_no_solution_of_the_whole() -> None:
    solver = Scripted(HALF, run(OPTIMAL, (0.5, 0.5, 0.0), 2.5))
    assert model().minimise(Search(solver)).status is SolverStatus.UNAVAILABLE


def test_a_solution_may_be_a_thousandth_off() -> None:
    values = (0.0005, 0.9999, 0.0)
    solver = Scripted(HALF, run(OPTIMAL, values, 2.0))
    assert model().minimise(Search(solver)).values == values


def test_where_there_is_nothing_to_decide() -> None:
    empty = MixedIntegerModel()
    assert empty.minimise(Search(Throwing())) == SolverResult(OPTIMAL, (), 0.0)
    empty.row([], at_least=0.0, at_most=0.0)
    assert empty.minimise(Search(Throwing())).status is OPTIMAL
    empty.row([], at_least=1.0)
    assert empty.minimise(Search(Throwing())) == SolverResult(INFEASIBLE, (), inf)
    other = MixedIntegerModel()
    other.row([], at_most=-1.0)
    assert other.minimise(Search(Throwing())).status is INFEASIBLE


def test_a_row_without_columns_among_others_is_nothing() -> None:
    made = MixedIntegerModel()
    x = made.binary(1.0)
    made.row([(x, 1.0)], at_least=1.0)
    made.row([], at_most=0.0)
    made.row([(x, 1.0)], at_most=1.0)
    assert made.minimise(Search(Scripted(run(OPTIMAL, (1.0,), 1.0)))).values == (1.0,)


def test_new_prices_replace_the_old_ones() -> None:
    made = model()
    made.price({1: 7.0})
    solver = Scripted(run(OPTIMAL, (1.0, 0.0, 0.25), 0.0))
    made.minimise(Search(solver))
    assert solver.asked[0][0].costs.tolist() == [0, 7, 0]


def test_a_large_model_is_first_solved_near_its_relaxation() -> None:
    """41 binaries, each worth 1 but for a reduced cost that rises; all but the first are whole.

    30 columns stay free, those of the least reduced cost; the 11 dearest are settled at 0. What
    is found there is the start of the exact search.
    """
    made = MixedIntegerModel()
    columns = [made.binary(1.0) for _ in range(41)]
    made.row([(column, 1.0) for column in columns], at_least=0.5)
    values = [0.5] + [0.0] * 40
    near = [1.0] + [0.0] * 40
    relaxed = run(OPTIMAL, values, 0.5, reduced=[float(n) for n in range(41)])
    solver = Scripted(relaxed, run(OPTIMAL, near, 1.0), run(INFEASIBLE))
    assert made.minimise(Search(solver)) == SolverResult(OPTIMAL, tuple(near), 1.0)
    _, (second, _, start_of_second), (third, _, start_of_third) = solver.asked
    assert second.uppers.tolist() == [1.0] * 30 + [0.0] * 11
    assert (start_of_second, start_of_third) == ((), tuple(near))
    # Only half a point may still be gained: what costs more to change is settled.
    assert third.uppers.tolist() == [1.0] + [0.0] * 40
